// Changes when one device of somebody is told apart from the others otherwise (RFC 5627). Two phones of one user, real sound.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { createRegistrar, type Binding } from '../../build/pbx/registrar.ts';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import type { EngineEvent, PhoneEngine } from '../../shared/phone/engine.ts';
import { until } from '../support/until.ts';
import { createSipStage, hearsPhone, type SipStage } from './support/sip-stage.ts';

describe('addresses of devices', () => {
  const urn = (n: number): string => `urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf${n}`;
  let now = 0;
  let count = 0;
  const registrar = () =>
    createRegistrar({ realm: 'here', password: () => '', now: () => now, secret: () => `s${(count += 1)}` });
  const socket = (): WebSocket => ({}) as WebSocket;
  const device = (n: number, over: Partial<Binding> = {}): Omit<Binding, 'gruus'> => ({
    user: '101',
    contactUser: `c${n}`,
    contact: `sip:c${n}@x.invalid`,
    instance: `"<${urn(n)}>"`,
    socket: socket(),
    until: now + 1000,
    ...over,
  });

  test('CALL-27: each leads to its own device, over all of its connections, and to nobody once that has gone', () => {
    const known = registrar();
    const [first, second] = [known.put(device(1), true), known.put(device(2), true)];
    expect(first.gruus?.pub).toBe(`sip:101@here;gr=${urn(1)}`);
    const at = (uri: string | undefined): string | undefined => known.at(uri ?? '')?.contactUser;
    expect([at(first.gruus?.pub), at(second.gruus?.pub)]).toEqual(['c1', 'c2']);
    expect([at(first.gruus?.temp), at(second.gruus?.temp)]).toEqual(['c1', 'c2']);
    expect(first.gruus?.temp).not.toMatch(/101|urn/);
    expect(known.of('101')?.contactUser).toBe('c2');
    // A new connection of the same device, with another contact.
    const again = known.put(device(1, { contactUser: 'c9', contact: 'sip:c9@x.invalid' }), true);
    expect(again.gruus?.pub).toBe(first.gruus?.pub);
    expect([at(first.gruus?.pub), at(first.gruus?.temp), at(again.gruus?.temp)]).toEqual(['c9', 'c9', 'c9']);
    expect(known.allOf('101').map(({ contactUser }) => contactUser)).toEqual(['c2', 'c9']);
    known.removeSocket(again.socket);
    expect(at(first.gruus?.pub)).toBeUndefined();
    expect(at('sip:c2@x.invalid')).toBe('c2');
    expect(known.users()).toEqual(['101']);
  });

  test('only who asks for them, and says which device it is, is given any', () => {
    const known = registrar();
    expect(known.put(device(1), false).gruus).toBeNull();
    expect(known.put(device(2, { instance: '' }), true).gruus).toBeNull();
    expect(known.put(device(3, { instance: '"<javascript:x>"' }), true).gruus).toBeNull();
    expect(known.at(`sip:101@here;gr=${urn(1)}`)).toBeUndefined();
  });
});

describe('two phones of one user', () => {
  type Phone = Awaited<ReturnType<SipStage['phone']>> & { events: EngineEvent[] };
  let stage: SipStage;
  const phones: Phone[] = [];
  const openPhone = async (): Promise<Phone> => {
    const events: EngineEvent[] = [];
    const phone = { ...(await stage.phone()), events };
    phone.engine.onEvent((event) => events.push(event));
    phones.push(phone);
    return phone;
  };
  beforeAll(async () => {
    stage = await createSipStage();
  });
  afterAll(async () => {
    for (const { engine } of phones) await engine.stop().catch(() => {});
    await stage.close();
  });
  const signIn = async (phone: Phone, user: string, devices: number): Promise<string> => {
    phone.engine.start(stage.account(user));
    await until(() => stage.pbx.addressesOf(user).length === devices, { what: 'the phone to sign in' });
    return stage.pbx.addressesOf(user).at(-1)!.pub;
  };
  const ids = ({ events }: Phone): string[] =>
    events.flatMap((event) => (event.type === 'incoming' ? [event.id] : []));
  const answer = async (phone: Phone, far: PbxCall): Promise<string> => {
    const id = await until(() => ids(phone).at(-1), { what: 'the ring' });
    const orders: Parameters<PhoneEngine['order']>[0][] = [
      { type: 'answer', id },
      { type: 'send', id, on: true },
      { type: 'hear', id, on: true },
    ];
    for (const order of orders) phone.engine.order(order);
    await until(() => hearsPhone(far.heard), { what: 'the caller to hear the phone' });
    return id;
  };

  test('CALL-27: a call goes on with the device that has it, and one is passed on to the very device that is named', async () => {
    const [desk, other, third] = [await openPhone(), await openPhone(), await openPhone()];
    const address = await signIn(desk, '401', 1);
    // The other device signs in later: whoever calls by the name alone reaches that one.
    await signIn(other, '401', 2);
    await signIn(third, '402', 1);

    const far = stage.pbx.call(address, { name: 'Ada', number: '+15550100' })!;
    const id = await answer(desk, far);
    expect(ids(other)).toEqual([]);
    // The phone names its device, not its connection.
    expect(far.reachedAt()).toBe(address);
    // What comes within the call reaches it, though another device was the last to sign in; over a cut line too.
    stage.pbx.cut();
    await until(() => stage.pbx.registered().length === 0, { what: 'the cut' });
    const back = (user: string): number => stage.pbx.addressesOf(user).length;
    await until(() => back('401') === 2 && back('402') === 1, {
      what: 'all to be back',
      timeoutMs: 15_000,
    });
    far.hold(true);
    await until(() => desk.events.some((event) => event.type === 'farHold' && event.on), {
      what: 'the hold to come there',
      timeoutMs: 15_000,
    });
    desk.engine.order({ type: 'hangUp', id });
    await until(() => far.ended() === 'bye', { what: 'the end' });

    const passed = stage.pbx.call('402', { name: 'Bo', number: '+15550101' })!;
    const held = await answer(third, passed);
    third.engine.order({ type: 'refer', id: held, to: address });
    await until(() => ids(desk).length === 2, {
      what: 'the call at the device that was named',
      timeoutMs: 15_000,
    });
    expect(ids(other)).toEqual([]);
  });
});
