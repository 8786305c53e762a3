// Changes when a hostile line does something else, or the phone must withstand more. Chance from a seed; ends at the first fault.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AppError } from '../../../shared/errors.ts';
import type { Wish } from '../../../shared/phone/types.ts';
import { createChance, type Chance } from '../../simulation/chance.ts';
import { description } from './fake-media.ts';
import { hostileAccount, openHostileLine, type HostileLine } from './hostile-line.ts';
import { expectLegal } from './legal.ts';
import { mutate } from './mutate.ts';
import { answerTo, createFarSide, header, type FarLeg } from './sip-text.ts';

/** What came of it. */
export interface HostileResult {
  readonly messages: number;
  /** Calls that rang, and of them those that were talked in: a line that nothing gets through proves nothing. */
  readonly rang: number;
  readonly talked: number;
  /** Growth of the heap after everything has ended, bytes. */
  readonly grown: number;
}

/** Messages between two moments at which everything has to come to its end. */
const round = 100;
const statuses = [100, 180, 183, 200, 200, 202, 302, 401, 407, 408, 481, 486, 488, 491, 500, 503, 603, 699];
const directions = ['sendrecv', 'sendrecv', 'sendonly', 'inactive'];
const grownAtMost = 12 * 2 ** 20;

/**
 * Says so many things to a phone, most of them spoiled, while its agent does things of chance.
 * @throws Error with the seed and what was said last when a rule is broken.
 */
export async function runHostile(seed: number, messages: number): Promise<HostileResult> {
  const chance = createChance(seed);
  const line = await openHostileLine(chance.next);
  const said: string[] = [];
  try {
    const teller = createTeller(line, chance);
    let before: number | undefined;
    for (let done = 0; done < messages; ) {
      const until = Math.min(messages, done + round);
      line.answers(chance.maybe(0.5) ? 'all' : 'line');
      for (; done < until; done += 1) {
        const text = teller.next();
        said.push(text);
        if (said.length > 12) said.shift();
        await line.inject(text);
        teller.listen();
        check(line);
        if (chance.maybe(0.3)) act(line, chance);
        if (chance.maybe(0.05)) line.media.connection(chance.pick(['disconnected', 'failed', 'connected']));
        if (chance.maybe(0.1)) await line.clock.advance(chance.int(1, 4_000));
        check(line);
      }
      await comeToRest(line);
      teller.forget();
      if (line.phone.state().line === 'refused') await line.signIn();
      // The first rounds fill what is kept for ever: code, caches, lists that are bounded.
      if (before === undefined && done >= 5 * round) before = heap();
    }
    const grown = before === undefined ? 0 : heap() - before;
    assert(grown < grownAtMost, `${Math.round(grown / 1024)} KiB more are held after ${messages} messages`);
    return { messages, rang: teller.rang(), talked: teller.talked(), grown };
  } catch (error) {
    throw new Error(
      `Seed ${seed}: ${(error as Error).message}\nSaid last:\n${said.map((text) => JSON.stringify(text.slice(0, 1500))).join('\n')}`,
      { cause: error },
    );
  } finally {
    await line.close();
  }
}

function check({ phone, uncaught }: HostileLine): void {
  expectLegal(phone.state());
  if (uncaught.length > 0) throw uncaught[0] instanceof Error ? uncaught[0] : new Error(String(uncaught[0]));
}

/** Nobody says anything more: what waits ends by the clock; the agent hangs up; nothing is left. */
async function comeToRest(line: HostileLine): Promise<void> {
  const { phone, clock, media } = line;
  line.answers('all');
  // Longer than any wait of the phone, and than SIP's own for answers and acknowledgements.
  await clock.advance(190_000);
  check(line);
  for (const { id, phase } of phone.state().calls) {
    assert(phase === 'talking' || phase === 'ended', `a call is ${phase} for ever`);
    if (phase === 'talking') phone.wish({ type: 'hangUp', id });
  }
  await clock.advance(100_000);
  check(line);
  assert.deepEqual(
    phone.state().calls.filter(({ phase }) => phase !== 'ended'),
    [],
    'a call goes on',
  );
  assert.equal(media.open(), 0, 'connections are left open');
  assert.equal(media.lines(), 0, 'the microphone is held by calls that are over');
  const { clients, ...left } = line.left();
  // The question whether the server is there may be under way, and so may a sign-in.
  assert(clients <= 2, `${clients} requests of ours are still waited for`);
  const nothing = { sessions: 0, dialogs: 0, servers: 0, subscribers: 0 };
  assert.deepEqual(left, nothing, `SIP.js still holds something: ${JSON.stringify(left)}`);
  assert(clock.pending() <= 6, `${clock.pending()} timers wait`);
}

/** The agent does something; what cannot be is refused by kind. */
function act({ phone }: HostileLine, chance: Chance): void {
  const { calls } = phone.state();
  const id = calls.length === 0 ? 'none' : chance.pick(calls).id;
  const on = chance.maybe(0.5);
  const wish = chance.weighted<Wish>([
    [6, { type: 'answer', id: calls.find(({ phase }) => phase === 'ringing')?.id ?? id }],
    [1, { type: 'reject', id }],
    [2, { type: 'hangUp', id }],
    [3, { type: 'hold', id, on }],
    [1, { type: 'mute', id, on }],
    [1, { type: 'dtmf', id, tones: '1#' }],
    [1, { type: 'transfer', id, to: '200' }],
    [1, { type: 'transferTo', id, consult: calls.length === 0 ? id : chance.pick(calls).id }],
    [1, { type: 'conference', ids: calls.slice(-2).map((call) => call.id) }],
    [2, { type: 'dial', id: `out-${chance.int(1, 1e9)}`, to: '200' }],
    [1, { type: 'forget', id }],
  ]);
  try {
    phone.wish(wish);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** The far side: it has calls with the phone, and says what belongs to them, or what does not. */
function createTeller(line: HostileLine, chance: Chance) {
  const far = createFarSide(line.target, hostileAccount.user, hostileAccount.domain);
  let legs: FarLeg[] = [];
  let count = 0;
  const rang = new Set<string>();
  const talked = new Set<string>();

  const invite = (headers: readonly string[] = []): string => {
    count += 1;
    const leg = far.leg(String(count));
    legs.push(leg);
    return far.invite(leg, chance.maybe(0.9) ? description(chance.pick(directions)) : undefined, headers);
  };
  const replaces = (leg: FarLeg): string =>
    invite([`Replaces: ${leg.callId};to-tag=${leg.toTag ?? 'x'};from-tag=${leg.fromTag}`]);
  const answer = (): string => {
    const request = chance.pick(line.sent);
    if (request.startsWith('SIP/')) return invite();
    const status = chance.pick(statuses);
    const body =
      chance.maybe(0.7) && status >= 180 && status < 300 ? description(chance.pick(directions)) : '';
    const digest =
      status === 401 || status === 407
        ? [
            `${status === 401 ? 'WWW' : 'Proxy'}-Authenticate: Digest realm="x", nonce="${chance.int(1, 1e6)}"`,
          ]
        : [];
    return answerTo(request, status, {
      tag: `t${chance.int(1, 3)}`,
      headers: ['Contact: <sip:far@far.invalid>', ...digest],
      body,
    });
  };
  const sipfrag = (leg: FarLeg): string =>
    far.within(leg, 'NOTIFY', {
      headers: ['Event: refer', 'Subscription-State: active;expires=60'],
      type: 'message/sipfrag',
      body: `SIP/2.0 ${chance.pick([100, 180, 200, 486, 603])} Said`,
    });
  const plain = (): string => {
    const leg = legs.length === 0 ? far.leg('none') : chance.pick(legs);
    return chance.weighted<() => string>([
      [6, () => invite()],
      [8, () => (line.sent.length === 0 ? invite() : answer())],
      [6, () => far.ack(leg)],
      [2, () => far.cancel(leg, chance.pick([undefined, 'SIP;cause=200', 'Q.850;cause=19', '"']))],
      [3, () => far.within(leg, 'INVITE', { body: description(chance.pick(directions), 2) })],
      [1, () => far.within(leg, 'INVITE')],
      [2, () => far.within(leg, 'BYE')],
      [3, () => sipfrag(leg)],
      [
        1,
        () => far.within(leg, 'INFO', { type: 'application/dtmf-relay', body: 'Signal=1\r\nDuration=160' }),
      ],
      [1, () => far.within(leg, 'UPDATE', { body: description() })],
      [1, () => far.within(leg, 'REFER', { headers: ['Refer-To: <sip:evil@far.invalid>'] })],
      [1, () => far.within(leg, 'MESSAGE', { type: 'text/plain', body: 'hello' })],
      [1, () => far.within(leg, 'PRACK', { headers: ['RAck: 1 1 INVITE'] })],
      [
        1,
        () =>
          far.request(
            far.leg('o'),
            chance.pick(['OPTIONS', 'SUBSCRIBE', 'NOTIFY', 'REFER', 'MESSAGE', 'PUBLISH', 'REGISTER']),
          ),
      ],
      [1, () => replaces(leg)],
    ])();
  };

  return {
    next: (): string => {
      const text = plain();
      return chance.maybe(0.7) ? mutate(text, chance) : text;
    },
    /** Learns from what the phone said how it calls itself in a call. */
    listen: (): void => {
      for (const text of line.sent) {
        if (!text.startsWith('SIP/')) continue;
        const leg = legs.find(({ callId }) => callId === header(text, 'Call-ID'));
        const tag = /;\s*tag=([^;\s]+)/.exec(header(text, 'To') ?? '')?.[1];
        if (leg !== undefined && tag !== undefined) leg.toTag = tag;
      }
      for (const { id, phase } of line.phone.state().calls) {
        rang.add(id);
        if (phase === 'talking') talked.add(id);
      }
    },
    forget: (): void => {
      legs = [];
      line.sent.length = 0;
    },
    rang: () => rang.size,
    talked: () => talked.size,
  };
}

let collect: (() => void) | undefined;
/** What is held after a cleaning, bytes. */
function heap(): number {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
