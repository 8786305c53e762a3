// Changes when the other side is told otherwise of an end that could not be told: SIP as it goes over the line, on a clock of the test's own.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChance } from '../simulation/chance.ts';
import { description } from './support/fake-media.ts';
import { hostileAccount, openHostileLine, type HostileLine } from './support/hostile-line.ts';
import { answerTo, createFarSide, type FarLeg, header } from './support/sip-text.ts';

let line: HostileLine;
let side: ReturnType<typeof createFarSide>;
beforeEach(async () => {
  line = await openHostileLine(createChance(1).next);
  line.answers('line');
  side = createFarSide(line.target, hostileAccount.user, hostileAccount.domain);
});
afterEach(async () => {
  await line.close();
  if (line.uncaught.length > 0) throw new Error('Nobody caught this.', { cause: line.uncaught[0] });
});

const of = (method: string): string[] => line.sent.filter((text) => text.startsWith(`${method} `));
const call = () => line.phone.state().calls.at(-1)!;
async function rings(): Promise<FarLeg> {
  const leg = side.leg('ada');
  await line.inject(side.invite(leg, description()));
  return leg;
}
async function talk(): Promise<FarLeg> {
  const leg = await rings();
  line.phone.wish({ type: 'answer', id: call().id });
  await line.clock.advance(100);
  const answer = line.sent.findLast((text) => text.startsWith('SIP/2.0 200'))!;
  leg.toTag = /;\s*tag=([^;\s]+)/.exec(header(answer, 'To')!)![1];
  await line.inject(side.ack(leg));
  expect(call().phase).toBe('talking');
  return leg;
}
async function light(): Promise<void> {
  await line.dark(false);
  await line.clock.advance(40_000);
  expect(line.phone.state().line).toBe('ready');
}

describe('CALL-32: what is ended while the line is away', () => {
  test('a call that was talked: nothing is heard from then on, and BYE is said when the line is back', async () => {
    await talk();
    await line.dark(true);
    expect(line.phone.state().line).toBe('away');
    line.phone.wish({ type: 'hangUp', id: call().id });
    await line.clock.advance(60_000);
    expect([of('BYE'), call().untold, line.media.open()]).toEqual([[], true, 0]);
    await light();
    expect(of('BYE').length).toBeGreaterThan(0);
    expect(call()).toMatchObject({ phase: 'ended', end: 'completed', untold: false });
  });

  test('a call that rings here is refused when the line is back', async () => {
    await rings();
    await line.dark(true);
    line.phone.wish({ type: 'reject', id: call().id });
    expect(call().untold).toBe(true);
    await light();
    expect(line.sent.filter((text) => text.startsWith('SIP/2.0 603'))).toHaveLength(1);
    expect(call()).toMatchObject({ end: 'rejected', untold: false });
  });

  test('a call that rings there is taken back when the line is back', async () => {
    line.phone.wish({ type: 'dial', id: 'out', to: '200' });
    await line.clock.advance(100);
    await line.inject(
      answerTo(of('INVITE')[0]!, 180, { tag: 'there', headers: ['Contact: <sip:200@pbx.invalid>'] }),
    );
    expect(call().phase).toBe('ringing');
    await line.dark(true);
    line.phone.wish({ type: 'hangUp', id: 'out' });
    expect([of('CANCEL'), call().untold]).toEqual([[], true]);
    await light();
    expect(of('CANCEL').length).toBeGreaterThan(0);
    // Who never says what became of it is not waited for.
    expect(call()).toMatchObject({ end: 'cancelled', untold: false });
  });

  test('after ten minutes nobody is told any more, and nothing is left over', async () => {
    await talk();
    await line.dark(true);
    line.phone.wish({ type: 'hangUp', id: call().id });
    await line.clock.advance(601_000);
    expect(call().untold).toBe(false);
    await light();
    expect(of('BYE')).toEqual([]);
    await line.clock.advance(120_000);
    expect(line.left()).toMatchObject({ sessions: 0, dialogs: 0 });
  });

  test('a goodbye that the server could not pass on is said again, word for word', async () => {
    await talk();
    line.phone.wish({ type: 'hangUp', id: call().id });
    await line.clock.advance(100);
    await line.inject(answerTo(of('BYE')[0]!, 480));
    await line.clock.advance(3_000);
    expect(of('BYE')).toHaveLength(2);
    expect(of('BYE')[1]).toBe(of('BYE')[0]);
  });
});

test('CALL-7: refused changes leave the call; one that nobody there knows any more ends it', async () => {
  await talk();
  const { id } = call();
  for (const [at, status] of [488, 408, 481].entries()) {
    line.phone.wish({ type: 'hold', id, on: true });
    await line.clock.advance(1_000);
    const asked = of('INVITE');
    expect(asked).toHaveLength(at + 1);
    await line.inject(answerTo(asked.at(-1)!, status));
    await line.clock.advance(100);
    if (status !== 481) line.phone.wish({ type: 'hold', id, on: false });
    expect(call().phase).toBe(status === 481 ? 'ended' : 'talking');
  }
  expect(call().end).toBe('completed');
});

describe('CALL-8: sound that stops', () => {
  const asked = (): number => of('INVITE').length;
  const agree = async (): Promise<void> => {
    await line.inject(answerTo(of('INVITE').at(-1)!, 200, { body: description() }));
    await line.clock.advance(100);
  };

  test('new addresses are asked for until it is back, also where those that were agreed on lead nowhere', async () => {
    await talk();
    line.media.connection('disconnected');
    await line.clock.advance(2_500);
    expect(asked()).toBe(1);
    line.media.connection('connecting');
    await agree();
    await line.clock.advance(6_500);
    expect(asked()).toBe(2);
    line.media.connection('connected');
    await agree();
    await line.clock.advance(30_000);
    expect(asked()).toBe(2);
    expect(call().phase).toBe('talking');
  });

  test('whoever is asked is told the new addresses; as long as this machine has none nobody is asked', async () => {
    await talk();
    line.media.addresses(false);
    line.media.connection('disconnected');
    await line.clock.advance(4_000);
    expect(asked()).toBe(0);
    line.media.addresses(true);
    await line.clock.advance(12_000);
    expect(asked()).toBe(1);
    expect(of('INVITE')[0]).toContain('a=candidate:1 1 udp 2130706431 192.0.2.10 40000 typ host');
    line.media.connection('connected');
    await agree();
    expect(call()).toMatchObject({ phase: 'talking', media: 'flowing' });
  });

  test('the line is asked after as soon as sound stops', async () => {
    await talk();
    await line.clock.advance(100);
    const before = of('OPTIONS').length;
    line.media.connection('disconnected');
    await line.clock.advance(50);
    expect(of('OPTIONS')).toHaveLength(before + 1);
  });
});
