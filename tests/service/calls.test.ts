// Changes when an exchange and the service talk otherwise, or desks get their telephone otherwise. A real service and database.
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { phoneWith } from '../../service/phone/index.ts';
import { telephoneOf } from '../../service/phone/numbers.ts';
import { phoneSettingsSchema } from '../../service/phone/settings.ts';
import { routingWith } from '../../service/routing/index.ts';
import type { Conversation, Message } from '../../shared/domain/conversation.ts';
import type { Offer } from '../../shared/domain/queue.ts';
import type { Telephone } from '../../shared/domain/telephone.ts';
import { callTurnSchema, phoneCredentialsSchema, type CallTurn } from '../../shared/sync/phone.ts';
import { aCommand, aCustomer, row } from '../support/factories.ts';
import { linkDesk, type LinkClient } from '../support/link-client.ts';
import { smallWorld, startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const settings = phoneSettingsSchema.parse({
  server: 'wss://phone.example.org',
  domain: 'example.org',
  credentials: { secret: 'shared with the exchange alone', seconds: 600 },
  iceServers: [
    { urls: 'stun:stun.example.org' },
    { urls: 'turns:turn.example.org', secret: 'shared with the TURN server' },
  ],
  users: { ben: '102' },
  exchange: { secret: 'the-secret-of-the-exchange' },
});
const services: TestService[] = [];
const desks: LinkClient[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  for (const service of services.splice(0)) await service.stop();
});

async function start(phone: typeof settings | null = settings): Promise<TestService> {
  const service = await startTestService({
    capabilities: [routingWith({ settings: { askAgainMs: 200 } }), phoneWith(phone)],
    seed: async (seeder) => {
      await smallWorld(seeder);
      await seeder.putRecords([row('customer', aCustomer('cara', { phone: '030 1234567' }))]);
    },
  });
  services.push(service);
  return service;
}
async function link(service: TestService, handle: string): Promise<LinkClient> {
  const desk = await (await linkDesk(service.address, { handle })).ready();
  desks.push(desk);
  return desk;
}
const ask = (
  service: TestService,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  secret = 'the-secret-of-the-exchange',
): Promise<Response> =>
  fetch(`${service.address}/api/calls${path}`, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
async function arrive(service: TestService, over: object = {}): Promise<string> {
  const call = { callId: 'call-1@exchange', from: '+49301234567', name: 'Cara', queue: 'Support', ...over };
  const answer = await ask(service, 'POST', '', call);
  expect(answer.status).toBe(201);
  const { conversationId, header } = (await answer.json()) as {
    conversationId: string;
    header: { name: string; value: string };
  };
  expect(header).toEqual({ name: 'X-Parley-Conversation', value: conversationId });
  return conversationId;
}
const credentials = (service: TestService, token: string): Promise<Response> =>
  fetch(`${service.address}/api/phone/credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
const turn = async (service: TestService, id: string, seen = '', wait = 20): Promise<CallTurn> =>
  callTurnSchema.parse(
    await (await ask(service, 'GET', `/${id}?seen=${encodeURIComponent(seen)}&wait=${wait}`)).json(),
  );
const talk = async (service: TestService, id: string): Promise<Conversation> =>
  (await service.context.get('conversation', id))!;
const ringing = (desk: LinkClient, conversationId: string): Promise<Offer> =>
  until(
    () =>
      [...desk.records.entries()]
        .filter(([key]) => key.startsWith('offer '))
        .map(([, { record }]) => record as Offer)
        .find((offer) => offer.conversationId === conversationId && offer.state === 'ringing'),
    { what: 'the offer' },
  );

describe('a call that an exchange brings', () => {
  test('CALL-13, CALL-15: is offered; the exchange hears whom to ring, that it is talked, and that it is over', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const id = await arrive(service);
    // Said again it is the same call.
    expect(await arrive(service)).toBe(id);
    expect(await talk(service, id)).toMatchObject({
      channel: 'voice',
      customerId: 'cara',
      queueId: 'queue-a',
      call: { routed: true, from: '+49301234567' },
    });
    const offer = await ringing(ben, id);
    // A call is listened to: its offer is short.
    expect(offer.expiresAt - offer.offeredAt).toBeLessThanOrEqual(30_000);
    const first = await turn(service, id);
    expect(first).toMatchObject({ state: 'ring', agent: { user: '102', address: 'sip:102@example.org' } });
    const next = turn(service, id, first.turn);
    const which = { conversationId: id, callId: 'call-1@exchange' };
    await ben.push(aCommand('offer.accept', { offerId: offer.id, conversationId: id }));
    await ben.push(aCommand('call.answer', { ...which, at: Date.now() }));
    const talking = await next;
    expect(talking).toMatchObject({ state: 'talking', agent: { id: 'ben' } });
    const last = turn(service, id, talking.turn);
    expect((await ask(service, 'POST', `/${id}/over`, { outcome: 'completed' })).status).toBe(204);
    expect((await last).state).toBe('over');
    expect(await talk(service, id)).toMatchObject({ state: 'wrapUp', call: { outcome: 'completed' } });
    expect((await ask(service, 'POST', `/${id}/over`, {})).status).toBe(204);
    expect((await talk(service, id)).call?.outcome).toBe('completed');
  });

  test('CALL-13: a telephone that does not take it is not the end: the next agent is asked', async () => {
    const service = await start();
    const [anna, ben] = [await link(service, 'anna'), await link(service, 'ben')];
    const id = await arrive(service);
    const first = await until(
      async () => {
        const now = await turn(service, id, '', 0);
        return now.state === 'ring' && now;
      },
      { what: 'somebody to ring' },
    );
    const asked = first.agent!.id;
    await ask(service, 'POST', `/${id}/refused`, { agentId: asked, status: 480 });
    const second = await until(
      async () => {
        const now = await turn(service, id, '', 0);
        return now.state === 'ring' && now.agent?.id !== asked && now;
      },
      { what: 'the other one' },
    );
    expect(new Set([asked, second.agent?.id])).toEqual(new Set(['anna', 'ben']));
    // Who was not there is not sent away for it.
    const presence = (asked === 'anna' ? anna : ben).get('presence', asked);
    expect(presence?.status).toBe('available');
  });

  test('REC-8: what is said in it comes as text, masked, to the desk that talks; a consent taken back deletes it', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const id = await arrive(service);
    const offer = await ringing(ben, id);
    const which = { conversationId: id, callId: 'call-1@exchange' };
    await ben.push(aCommand('offer.accept', { offerId: offer.id, conversationId: id }));
    await ben.push(aCommand('call.answer', { ...which, at: Date.now() }));
    const tell = (from: number, count: number, secret = 'the-secret-of-the-exchange', more = {}) =>
      fetch(`${service.address}/api/transcripts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          callId: 'call-1@exchange',
          segments: Array.from({ length: count }, (_, at) => ({
            n: from + at,
            who: 'customer',
            at: Date.now(),
            text: 'My card is 4111 1111 1111 1111.',
            ...more,
          })),
        }),
      });
    expect((await tell(0, 1, 'not-the-secret-of-it')).status).toBe(401);
    expect((await tell(0, 101)).status).toBe(400);
    expect((await tell(0, 1, undefined, { who: 'nobody' })).status).toBe(400);
    // More than one part of what is deleted at once, and said again.
    for (const from of [0, 80, 80, 160]) expect((await tell(from, 80)).status).toBe(204);
    const spoken = () =>
      [...ben.records].flatMap(([key, { record }]) =>
        key.startsWith('message ') && (record as Message).conversationId === id ? [record as Message] : [],
      );
    await until(() => spoken().length === 240, { what: 'the words at the desk' });
    expect(spoken()[0]).toMatchObject({ authorKind: 'customer', spoken: { language: '' } });
    expect(JSON.stringify(spoken())).not.toContain('4111');
    expect(spoken()[0]?.masked).toHaveLength(1);
    await ben.push(
      aCommand('call.consent', { ...which, consent: { state: 'refused', how: 'asked', at: Date.now() } }),
    );
    await until(() => spoken().length === 0, { what: 'them to be gone' });
    const left = `select count(*)::int as n from record where kind = 'message' and body ->> 'conversationId' = $1`;
    expect((await service.context.pool.query<{ n: number }>(left, [id])).rows[0]?.n).toBe(0);
    expect((await tell(240, 1)).status).toBe(403);
    expect((await talk(service, id)).call?.transcript).toMatchObject({ segments: 0 });
  });

  test('CALL-13: nobody who is in a call is offered another', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const first = await arrive(service);
    const offer = await ringing(ben, first);
    const second = await arrive(service, { callId: 'call-2@exchange', from: '+4940999999' });
    await ben.push(aCommand('offer.accept', { offerId: offer.id, conversationId: first }));
    expect(await turn(service, second, '', 0)).toMatchObject({ state: 'waiting', agent: null });
    await ask(service, 'POST', `/${first}/over`, {});
    expect((await turn(service, second, 'waiting')).state).toBe('ring');
  });

  test('CALL-15: a wrong secret is told nothing, and after many of them one has to wait', async () => {
    const service = await start();
    for (let i = 0; i < 20; i += 1)
      expect((await ask(service, 'POST', '', { callId: 'x', from: '1' }, 'wrong')).status).toBe(401);
    const slowed = await ask(service, 'POST', '', { callId: 'x', from: '1' }, 'wrong');
    expect(slowed.status).toBe(429);
  });

  test.each([
    [{}, 'callId'],
    [{ callId: 'a b', from: '1' }, 'callId'],
    [{ callId: 'x', from: 'y'.repeat(257) }, 'from'],
    [{ callId: 'x', from: '1', queue: 7 }, 'queue'],
  ])('CALL-15: %j is refused and names %s', async (body, field) => {
    const service = await start();
    const answer = await ask(service, 'POST', '', body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { field: string }).field).toContain(field);
  });
});

describe('the telephone of a desk', () => {
  test('CALL-16: is a login that holds for a while, made of a secret that the desk never sees', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const answer = await credentials(service, ben.token);
    const text = await answer.text();
    expect(text).not.toContain('shared with');
    const { account, lastsMs } = phoneCredentialsSchema.parse(JSON.parse(text));
    expect(lastsMs).toBe(600_000);
    const [until = '', user] = account.login.split(':');
    expect(user).toBe('102');
    expect(Math.abs(Number(until) * 1000 - Date.now() - 600_000)).toBeLessThan(30_000);
    const proof = (secret: string): string =>
      createHmac('sha1', secret).update(account.login).digest('base64');
    expect(account.password).toBe(proof('shared with the exchange alone'));
    expect(account.iceServers).toEqual([
      { urls: 'stun:stun.example.org' },
      {
        urls: 'turns:turn.example.org',
        username: account.login,
        credential: proof('shared with the TURN server'),
      },
    ]);
  });

  test('CALL-16: there is none without a sign-in, nor where the operator has set up none', async () => {
    const service = await start();
    expect((await credentials(service, 'x'.repeat(43))).status).toBe(401);
    const bare = await start(null);
    const ben = await link(bare, 'ben');
    expect((await credentials(bare, ben.token)).status).toBe(404);
  });

  test('CALL-17: an agent is called as the operator says, else as an admin does, else by the name of the sign-in', () => {
    const by = (handle: string, telephone?: Telephone, over: object = {}) =>
      telephoneOf({ ...settings, ...over }, { id: 'agent-x', handle, telephone }).number;
    expect(by('ben')).toBe('102');
    expect(by('ben', { number: '7', by: 'admin' })).toBe('102');
    expect(by('mara.l')).toBe('mara.l');
    expect(by('mara.l', { number: '7', by: 'admin' })).toBe('7');
    expect(by('mara.l', { number: null, by: 'admin' })).toBeNull();
    expect(by('mara.l', { number: '7', by: 'operator' })).toBe('mara.l');
    expect(by('mara.l', undefined, { others: 'none' })).toBeNull();
    expect(by('mara.l', undefined, { users: { 'mara.l': null } })).toBeNull();
    // A user part, whatever the agent is called.
    expect(by('mara@example.org')).toBe('agent-x');
    expect(by('constructor')).toBe('constructor');
  });

  test('CALL-17: desks know the numbers of colleagues and queues; who has no telephone is given none, and is not rung', async () => {
    const service = await start({
      ...settings,
      users: { ben: '102', anna: null },
      queues: { Support: '700' },
    });
    const [anna, ben] = [await link(service, 'anna'), await link(service, 'ben')];
    await until(() => ben.get('agent', 'anna')?.telephone?.by === 'operator', { what: 'the number' });
    expect(ben.get('agent', 'anna')?.telephone).toEqual({ number: null, by: 'operator' });
    expect(anna.get('agent', 'ben')?.telephone).toEqual({ number: '102', by: 'operator' });
    expect(ben.get('queue', 'queue-a')?.telephone).toEqual({ number: '700', by: 'operator' });
    expect((await credentials(service, anna.token)).status).toBe(404);
    expect((await credentials(service, ben.token)).status).toBe(200);
    // Both are free; only one can be rung.
    const ids = [await arrive(service), await arrive(service, { callId: 'call-2@exchange' })];
    expect((await ringing(ben, ids[0]!)).agentId).toBe('ben');
    expect(await turn(service, ids[1]!, '', 0)).toMatchObject({ state: 'waiting' });
  });

  test('CALL-17: an admin’s word comes to every desk, and what the operator says stays', async () => {
    const service = await start();
    const ben = await link(service, 'ben');
    const set = (agentId: string, number: string | null) =>
      service.context.run(
        { kind: 'agent', id: 'sue', name: 'Sue', role: 'admin' },
        { id: `number ${agentId}`, type: 'agent.telephone', args: { agentId, number } },
      );
    expect((await set('anna', '444')).ok).toBe(true);
    await until(() => ben.get('agent', 'anna')?.telephone?.number === '444', { what: 'the new number' });
    expect((await set('ben', '445')).ok).toBe(false);
    expect(ben.get('agent', 'ben')?.telephone).toEqual({ number: '102', by: 'operator' });
  });

  test('CALL-18: an exchange learns whose a number is, and brings a call to a queue by it', async () => {
    const service = await start({ ...settings, queues: { 'queue-b': '701' } });
    const route = async (number: string, secret?: string) => {
      const answer = await ask(service, 'GET', `/to/${encodeURIComponent(number)}`, undefined, secret);
      return answer.ok ? ((await answer.json()) as object) : answer.status;
    };
    await until(async () => (await service.context.get('queue', 'queue-b'))?.telephone !== undefined, {
      what: 'the number of the queue',
    });
    expect(await route('701')).toMatchObject({ kind: 'queue', id: 'queue-b' });
    expect(await route('102')).toMatchObject({ kind: 'agent', id: 'ben' });
    expect(await route('999')).toBe(404);
    expect(await route('a b')).toBe(400);
    expect(await route('701', 'wrong')).toBe(401);
    const id = await arrive(service, { queue: '701' });
    expect((await talk(service, id)).queueId).toBe('queue-b');
  });
});

describe('settings that an admin makes', () => {
  const edit = {
    base: 0,
    server: 'wss://phone.example.org',
    domain: 'example.org',
    seconds: 600,
    dtmf: 'rtp',
    others: 'name',
    ice: ['stun:stun.example.org', 'turns:turn.example.org'],
    secret: 'shared-with-the-exchange-alone',
    exchange: 'the-secret-of-the-exchange',
    turn: 'shared-with-the-turn-server',
  };
  const settle = async (service: TestService, token: string, body?: object) => {
    const answer = await fetch(`${service.address}/api/phone/settings`, {
      method: body === undefined ? 'GET' : 'PUT',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const withAdmin = async (service: TestService): Promise<LinkClient> => {
    await service.context.pool.query(`update account set role = 'admin' where agent_id = 'sue'`);
    return link(service, 'sue');
  };

  test('CALL-24: telephones begin to work with them; secrets never come out, and stay where none is given', async () => {
    const service = await start(null);
    const [admin, ben] = [await withAdmin(service), await link(service, 'ben')];
    expect((await settle(service, ben.token)).status).toBe(403);
    expect((await settle(service, ben.token, edit)).status).toBe(403);
    expect((await settle(service, 'x'.repeat(43))).status).toBe(401);
    expect(JSON.parse((await settle(service, admin.token)).text)).toEqual({
      from: 'nobody',
      rev: 0,
      settings: null,
    });
    expect((await ask(service, 'POST', '', {})).status).toBe(404);
    expect((await settle(service, admin.token, { ...edit, secret: 'tooshort' })).status).toBe(400);
    const made = await settle(service, admin.token, edit);
    expect(made.status).toBe(200);
    expect(made.text).not.toMatch(/shared-with|the-secret/);
    expect(JSON.parse(made.text)).toMatchObject({
      from: 'admin',
      rev: 1,
      settings: { seconds: 600, exchange: true, turn: true, ice: edit.ice },
    });
    const { account } = phoneCredentialsSchema.parse(await (await credentials(service, ben.token)).json());
    const proof = (secret: string): string =>
      createHmac('sha1', secret).update(account.login).digest('base64');
    expect(account.password).toBe(proof(edit.secret));
    expect(account.iceServers[1]).toMatchObject({ credential: proof(edit.turn) });
    expect(account.iceServers[0]).toEqual({ urls: 'stun:stun.example.org' });
    await until(() => ben.get('agent', 'anna')?.telephone?.number === 'anna', { what: 'the numbers' });
    await arrive(service);

    // Somebody who has not seen it overwrites nothing.
    const { secret: _, exchange: _too, turn: _either, ...open } = edit;
    expect((await settle(service, admin.token, { ...open, domain: 'other.example' })).status).toBe(409);
    const next = await settle(service, admin.token, { ...open, base: 1, domain: 'other.example' });
    expect(JSON.parse(next.text)).toMatchObject({
      rev: 2,
      settings: { domain: 'other.example', turn: true },
    });
    const after = phoneCredentialsSchema.parse(await (await credentials(service, ben.token)).json());
    const { login, password, domain } = after.account;
    expect(domain).toBe('other.example');
    expect(password).toBe(createHmac('sha1', edit.secret).update(login).digest('base64'));
    const shut = await settle(service, admin.token, { ...open, base: 2, exchange: null });
    expect(JSON.parse(shut.text)).toMatchObject({ settings: { exchange: false } });
    expect((await ask(service, 'POST', '', {})).status).toBe(404);
  });

  test('CALL-24: what the operator’s file says is shown without its secrets, and cannot be changed', async () => {
    const service = await start();
    const admin = await withAdmin(service);
    const seen = await settle(service, admin.token);
    expect(seen.text).not.toMatch(/shared with|the-secret/);
    expect(JSON.parse(seen.text)).toMatchObject({ from: 'operator', settings: { domain: 'example.org' } });
    expect((await settle(service, admin.token, edit)).status).toBe(403);
  });

  test('CALL-24: a secret that is needed and was never given is asked for', async () => {
    const service = await start(null);
    const admin = await withAdmin(service);
    const { turn: _, ...noTurn } = edit;
    const answer = await settle(service, admin.token, noTurn);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('turn');
    expect((await settle(service, admin.token, { ...noTurn, ice: [] })).status).toBe(200);
  });
});
