// The connection machine by itself: growing pauses, the heartbeat, goodbyes, silence, nonsense on the line.
/* oxlint-disable unicorn/no-thenable -- a field of the protocol */
import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { Page } from '../../electron/store/bulk/loader.ts';
import { createLink, type Announced, type Link, type LinkView } from '../../electron/store/sync/link.ts';
import type { LinkEvents } from '../../electron/store/sync/transport.ts';
import { createLog } from '../../shared/log.ts';
import { heartbeatMs, PROTOCOL_VERSION, type DownFrame, type UpFrame } from '../../shared/sync/protocol.ts';
import { createManualClock, type ManualClock } from '../support/desk.ts';
import { anAgent } from '../support/records.ts';

interface Rig {
  clock: ManualClock;
  /** Puts the clock of the machine forward or back; timers do not notice. */
  setClock: (byMs: number) => void;
  link: Link;
  /** Each try to connect, oldest first. */
  tries: { at: number; events: LinkEvents; sent: UpFrame[]; held: boolean[]; closed: boolean }[];
  states: LinkView[];
  frames: DownFrame[];
  /** Pages as they came, and segments with how long their bytes are. */
  bulk: (Page | [Announced, number])[];
  last: () => Rig['tries'][number];
  say: (frame: unknown) => void;
}

function rig(random = 1): Rig {
  const clock = createManualClock(1_000_000);
  const tries: Rig['tries'] = [];
  const states: LinkView[] = [];
  const frames: DownFrame[] = [];
  const bulk: Rig['bulk'] = [];
  let off = 0;
  const link = createLink({
    transport: {
      about: () => Promise.reject(new Error('not asked')),
      signIn: () => Promise.reject(new Error('not asked')),
      signOut: () => Promise.reject(new Error('not asked')),
      link: (_service, events) => {
        const one = { at: clock.now(), events, sent: [] as UpFrame[], held: [] as boolean[], closed: false };
        tries.push(one);
        return {
          send: (text) => void one.sent.push(JSON.parse(text) as UpFrame),
          hold: (on) => void one.held.push(on),
          close: () => (one.closed = true),
        };
      },
    },
    timers: clock.timers,
    now: () => clock.now() + off,
    random: () => random,
    log: createLog(() => undefined, clock.now),
    onState: (view) => void states.push(view),
    onWelcome: (frame) => void frames.push(frame),
    onFrame: (frame) => void frames.push(frame),
    onPage: (page) => void bulk.push(page),
    onSegment: (frame, packed) => void bulk.push([frame, packed.byteLength]),
    onDown: () => undefined,
  });
  const last = (): Rig['tries'][number] => tries.at(-1)!;
  return {
    clock,
    setClock: (byMs) => void (off += byMs),
    link,
    tries,
    states,
    frames,
    bulk,
    last,
    say: (frame) => last().events.text(typeof frame === 'string' ? frame : JSON.stringify(frame)),
  };
}
const target = {
  service: 'http://x',
  hello: () => ({ app: '1', deskId: 'd', token: 't', epoch: null, cursor: null, scopes: null }),
};
const welcome = (then: 'delta' | 'snapshot'): DownFrame => ({
  t: 'welcome',
  protocol: PROTOCOL_VERSION,
  epoch: 'e',
  scopes: 's',
  agent: anAgent('ada'),
  now: 0,
  lastN: 0,
  then,
});
const linkUp = (one: Rig, then: 'delta' | 'snapshot' = 'delta'): void => {
  one.last().events.opened();
  one.say(welcome(then));
};

test('SYNC-1: says hello first, and is linked when it is welcomed', () => {
  const one = rig();
  one.link.start(target);
  expect(one.last().sent).toEqual([]);
  one.last().events.opened();
  expect(one.last().sent).toMatchObject([{ t: 'hello', protocol: PROTOCOL_VERSION, deskId: 'd' }]);
  one.say(welcome('delta'));
  expect(one.states.map(({ state }) => state)).toEqual(['connecting', 'linked']);
});

const announcement: DownFrame = {
  t: 'segment',
  sha256: 'a'.repeat(64),
  packed: 3,
  unpacked: 100,
  of: { t: 'snapshot', sent: 1, total: 2 },
};

test('SYNC-24: bytes belong to the frame that announced them, in order with the texts', () => {
  const one = rig();
  one.link.start(target);
  linkUp(one, 'snapshot');
  const page = JSON.stringify({ t: 'snapshot', rows: [], sent: 0, total: 2, cursor: null });
  one.say(page);
  one.say(announcement);
  one.last().events.bytes(new Uint8Array(3));
  one.say(page);
  expect(one.bulk).toEqual([page, [announcement, 3], page]);
  expect(one.link.view().state).toBe('loading');
});

test.each([
  ['bytes that nobody announced', (one: Rig) => one.last().events.bytes(new Uint8Array(3))],
  [
    'more bytes than announced',
    (one: Rig) => (one.say(announcement), one.last().events.bytes(new Uint8Array(4))),
  ],
  ['a text in place of the bytes', (one: Rig) => (one.say(announcement), one.say({ t: 'pong' }))],
])('SYNC-24: %s end the link', (_what, say) => {
  const one = rig();
  one.link.start(target);
  linkUp(one);
  say(one);
  expect(one.bulk).toEqual([]);
  expect(one.link.view()).toMatchObject({ state: 'offline' });
  // What was announced on the old line says nothing of the next.
  one.link.retry();
  linkUp(one);
  one.last().events.bytes(new Uint8Array(3));
  expect(one.bulk).toEqual([]);
});

test('a line that is not read for a while counts as alive', () => {
  const one = rig();
  one.link.start(target);
  linkUp(one);
  one.link.hold(true);
  one.clock.pass(60_000);
  expect(one.link.view().state).toBe('linked');
  one.link.hold(false);
  expect(one.last().held).toEqual([true, false]);
  one.clock.pass(20_000);
  expect(one.link.view()).toMatchObject({ state: 'offline', reason: 'The service has gone silent.' });
});

test('pauses grow from half a second to half a minute, and a retry does not wait', () => {
  const one = rig();
  one.link.start(target);
  for (let i = 0; i < 9; i++) {
    one.last().events.closed('gone', false);
    expect(one.link.view()).toMatchObject({ state: 'offline', reason: 'gone' });
    one.clock.pass(one.link.view().retryAt! - one.clock.now());
  }
  expect(one.tries.slice(1).map(({ at }, i) => at - one.tries[i]!.at)).toEqual([
    500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000,
  ]);
  one.last().events.closed('gone', false);
  one.link.retry();
  expect(one.tries).toHaveLength(11);
  expect(one.link.view().state).toBe('connecting');
});

test('half of each pause is chance', () => {
  const one = rig(0);
  one.link.start(target);
  one.last().events.closed('gone', false);
  expect(one.link.view().retryAt! - one.clock.now()).toBe(250);
});

test('a service that opens the line but never welcomes is left', () => {
  const one = rig();
  one.link.start(target);
  one.last().events.opened();
  one.clock.pass(10_000);
  expect(one.link.view().state).toBe('offline');
  expect(one.tries[0]!.closed).toBe(true);
});

test('SYNC-3: an idle line is pinged, a silent one is left', () => {
  const one = rig();
  one.link.start(target);
  linkUp(one);
  one.clock.pass(heartbeatMs + 100);
  expect(one.last().sent.filter(({ t }) => t === 'ping')).toHaveLength(1);
  one.say({ t: 'pong' });
  one.clock.pass(heartbeatMs * 2 - 200);
  expect(one.link.view().state).toBe('linked');
  one.clock.pass(400);
  expect(one.link.view()).toMatchObject({ state: 'offline', reason: 'The service has gone silent.' });
});

test('SYNC-3: a silent line is left also where the clock of the machine was put back by a year', () => {
  const one = rig();
  one.link.start(target);
  linkUp(one);
  one.setClock(-365 * 86_400_000);
  // What had passed since the last look is lost with the clock: one beat at most.
  one.clock.pass(3 * heartbeatMs);
  expect(one.states.map(({ reason }) => reason)).toContain('The service has gone silent.');
});

test('after a sleep an answer must come within three seconds', () => {
  const one = rig();
  one.link.start(target);
  linkUp(one);
  one.link.retry();
  expect(one.last().sent.at(-1)).toEqual({ t: 'ping' });
  one.clock.pass(2000);
  one.say({ t: 'pong' });
  one.clock.pass(2000);
  expect(one.link.view().state).toBe('linked');
  one.link.retry();
  one.clock.pass(3000);
  expect(one.link.view().state).toBe('offline');
});

test('whoever asks again and again learns as soon that nobody answers', () => {
  const one = rig();
  one.link.start(target);
  linkUp(one);
  one.clock.pass(1000);
  for (let i = 0; i < 3; i++) {
    one.link.retry();
    one.clock.pass(1000);
  }
  expect(one.link.view().state).toBe('offline');
});

test('SYNC-2: each goodbye leads where it should', () => {
  const after = (reason: string): LinkView => {
    const one = rig();
    one.link.start(target);
    linkUp(one);
    one.say({ t: 'bye', reason, message: 'Because.' });
    const view = one.link.view();
    one.clock.pass(120_000);
    // Only a new sign-in helps where the account is no longer good; the others are tried again.
    expect(one.tries.length > 1, reason).toBe(view.state !== 'expired');
    return view;
  };
  expect(after('unauthenticated')).toMatchObject({ state: 'expired', retryAt: null, reason: 'Because.' });
  expect(after('revoked')).toMatchObject({ state: 'expired' });
  expect(after('version')).toMatchObject({ state: 'version', reason: 'Because.' });
  expect(after('stopping')).toMatchObject({ state: 'offline' });
  expect(after('replaced')).toMatchObject({ state: 'offline' });
  expect(after('invalid')).toMatchObject({ state: 'offline' });
});

test('something else at the address is told from a service that is away', () => {
  const one = rig();
  one.link.start(target);
  one.last().events.closed('The service answered with 404.', true);
  expect(one.link.view()).toMatchObject({
    state: 'wrongService',
    reason: 'There is no Parley service at http://x.',
  });
  one.clock.pass(60_000);
  expect(one.tries.length).toBeGreaterThan(1);
});

test('a signed-out link stays silent', () => {
  const one = rig();
  one.link.start(target);
  one.last().events.closed('gone', false);
  one.link.stop();
  one.clock.pass(600_000);
  one.link.retry();
  expect(one.tries).toHaveLength(1);
  expect(one.link.view().state).toBe('signedOut');
});

test('what an old line still says is not heard', () => {
  const one = rig();
  one.link.start(target);
  const [old] = one.tries;
  one.link.start(target);
  linkUp(one);
  old!.events.text(JSON.stringify({ t: 'bye', reason: 'revoked', message: '' }));
  old!.events.closed('gone', false);
  expect(one.link.view().state).toBe('linked');
});

test('SYNC-3: whatever comes over the line, the machine stays in its states', () => {
  const frame = fc.oneof(
    fc.constantFrom<unknown>(
      welcome('delta'),
      welcome('snapshot'),
      { t: 'pong' },
      { t: 'bye', reason: 'stopping', message: '' },
      { t: 'bye', reason: 'unauthenticated', message: '' },
      { t: 'delta', from: '0.0', to: '1.0', changes: [] },
      { t: 'snapshot', rows: [], sent: 0, total: 0, cursor: null },
      announcement,
      { t: 'gap', expected: 1 },
      { t: 'gap', expected: 'x' },
      '{"t":',
      'null',
      '[]',
    ),
    fc.json().map((text) => text),
  );
  const step = fc.oneof(
    fc.record({ say: frame }),
    fc.record({ pass: fc.integer({ min: 0, max: 40_000 }) }),
    fc.constantFrom(
      { call: 'opened' as const },
      { call: 'closed' as const },
      { call: 'retry' as const },
      { call: 'start' as const },
      { call: 'stop' as const },
      { call: 'again' as const },
      { call: 'complete' as const },
      { call: 'bytes' as const },
      { call: 'hold' as const },
      { call: 'release' as const },
      { call: 'broken' as const },
    ),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const one = rig(0.5);
      one.link.start(target);
      for (const now of steps) {
        if ('say' in now) one.say(now.say);
        else if ('pass' in now) one.clock.pass(now.pass);
        else if (now.call === 'opened') one.last().events.opened();
        else if (now.call === 'closed') one.last().events.closed('gone', false);
        else if (now.call === 'again') one.link.again('because', 'now');
        else if (now.call === 'complete') one.link.progress('complete');
        else if (now.call === 'bytes') one.last().events.bytes(new Uint8Array(3));
        else if (now.call === 'hold' || now.call === 'release') one.link.hold(now.call === 'hold');
        else if (now.call === 'broken') one.link.broken('because');
        else if (now.call === 'start') one.link.start(target);
        else one.link[now.call]();
        const open = one.tries.filter(({ closed }) => !closed);
        // At most one line is ever held; those the other side has ended are not told to close.
        expect(open.length - open.slice(0, -1).length).toBeLessThanOrEqual(1);
      }
      one.link.start(target);
      linkUp(one);
      expect(one.link.view().state).toBe('linked');
    }),
    { numRuns: 300 },
  );
});
