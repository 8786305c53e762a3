// The connection machine: says hello, keeps the line alive, tries again with growing pauses. The states are drawn in link-states.ts.
import type { DeskView, LinkState } from '../../../shared/ipc/views.ts';
import type { Timers } from '../../../shared/ipc/rpc.ts';
import type { Log } from '../../../shared/log.ts';
import {
  downFrameSchema,
  heartbeatMs,
  maxFrameBytes,
  PROTOCOL_VERSION,
  type ByeReason,
  type DownFrame,
  type UpFrame,
} from '../../../shared/sync/protocol.ts';
import type { Page } from '../bulk/loader.ts';
import { pageBegins } from '../bulk/page-begin.ts';
import { checkStep } from './link-states.ts';
import type { LinkSocket, Transport } from './transport.ts';

export type LinkView = DeskView['link'];
type Welcome = Extract<DownFrame, { t: 'welcome' }>;
/** Announces the bytes that follow it. */
export type Announced = Extract<DownFrame, { t: 'segment' }>;
/** What {@link LinkDeps.onFrame} hears. */
export type HeardFrame = Exclude<DownFrame, { t: 'welcome' | 'segment' | 'pong' | 'bye' }>;

/** Where to link and as whom; read anew for each try. */
export interface LinkTarget {
  service: string;
  hello: () => Omit<Extract<UpFrame, { t: 'hello' }>, 't' | 'protocol'>;
}

/** What the machine is given; transport, time and chance are arguments. */
export interface LinkDeps {
  transport: Transport;
  timers: Timers;
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  log: Log;
  onState: (view: LinkView) => void;
  /** The service has answered hello. */
  onWelcome: (frame: Welcome) => void;
  /** Any other frame but pong and bye. */
  onFrame: (frame: HeardFrame) => void;
  /** A segment, its digest not checked yet. */
  onSegment: (frame: Announced, packed: Uint8Array) => void;
  /** A page of a snapshot as it came: it is parsed where it is written. */
  onPage: (page: Page) => void;
  /** The line is gone, after it had been up. */
  onDown: () => void;
}

/** See the head of this file. */
export interface Link {
  view(): LinkView;
  start(target: LinkTarget): void;
  /** Ends for good: signed out. */
  stop(): void;
  /** Tries now: asked by a person, or the machine woke up. */
  retry(): void;
  /** Reads no more from the line while on; it counts as alive. */
  hold(on: boolean): void;
  /** The service broke the protocol: the link rests a while. */
  broken(why: string): void;
  /** Frames while there is no line are dropped: what matters is sent again after the next welcome. */
  send(frame: UpFrame): void;
  /** The cache cannot continue from its cursor: says hello again, at once or after a pause. */
  again(why: string, when: 'now' | 'later'): void;
  /** A snapshot has begun or goes on, or is complete. */
  progress(progress: { done: number; total: number } | 'complete'): void;
  /** What answered at sign-in is no Parley service, and nobody is signed in. */
  wrongService(reason: string): void;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A link that opens but never says welcome is as good as none. */
const welcomeWithinMs = 10_000;
/** After a pause of the machine. */
const answerMs = 3000;

const afterBye: Readonly<Record<ByeReason, LinkState>> = {
  unauthenticated: 'expired',
  revoked: 'expired',
  version: 'version',
  replaced: 'offline',
  invalid: 'offline',
  stopping: 'offline',
};

/** See {@link Link}. */
export function createLink(deps: LinkDeps): Link {
  const { transport, timers, now, log } = deps;
  let view: LinkView = { state: 'signedOut', since: now(), retryAt: null, reason: null, progress: null };
  let target: LinkTarget | null = null;
  let socket: LinkSocket | null = null;
  let failures = 0;
  let heardAt = 0;
  let sentAt = 0;
  let upAt = 0;
  /** Since when an answer is waited for that somebody asked for. */
  let askedAt: number | null = null;
  let timer: unknown = null;
  let announced: Announced | null = null;
  let held = false;
  let wall = now();
  let passed = 0;

  /** Time that only goes forward: a clock that is put back by a year must not make silence look young, see SYNC-15. */
  function elapsed(): number {
    const at = now();
    passed += Math.max(0, at - wall);
    wall = at;
    return passed;
  }

  const up = (): boolean => view.state === 'linked' || view.state === 'loading';

  function go(state: LinkState, more: Partial<Omit<LinkView, 'state' | 'since'>> = {}): void {
    checkStep(view.state, state);
    const wasUp = up();
    view = { state, since: now(), retryAt: null, reason: null, progress: null, ...more };
    if (wasUp && !up()) deps.onDown();
    upAt = elapsed();
    deps.onState(view);
  }

  function arm(run: () => void, ms: number): void {
    timers.clear(timer);
    timer = timers.set(run, ms);
  }

  function hangUp(): void {
    timers.clear(timer);
    askedAt = null;
    const old = socket;
    socket = null;
    announced = null;
    held = false;
    old?.close();
  }

  /** @returns 0.5 s to 30 s, doubling, the upper half by chance so that desks do not come back all at once. */
  function pause(): number {
    const most = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
    return Math.round(most / 2 + (most / 2) * deps.random());
  }

  function rest(state: LinkState, reason: string, ms: number): void {
    hangUp();
    failures += 1;
    go(state, { reason, retryAt: now() + ms });
    arm(connect, ms);
  }
  const lost = (reason: string): void => rest('offline', reason, pause());

  function connect(): void {
    if (target === null) return;
    const { service, hello } = target;
    go('connecting');
    arm(() => lost('The service does not answer.'), welcomeWithinMs);
    const mine: LinkSocket = transport.link(service, {
      opened: () => {
        if (mine === socket) send({ t: 'hello', protocol: PROTOCOL_VERSION, ...hello() });
      },
      text: (text) => {
        if (mine === socket) hear(text);
      },
      page: (bytes) => {
        if (mine === socket) hearPage(bytes);
      },
      bytes: (data) => {
        if (mine === socket) hearBytes(data);
      },
      closed: (why, notParley) => {
        if (mine !== socket) return;
        socket = null;
        announced = null;
        held = false;
        if (notParley && view.state === 'connecting')
          rest('wrongService', `There is no Parley service at ${service}.`, longestPauseMs);
        else lost(why);
      },
    });
    socket = mine;
  }

  function send(frame: UpFrame): void {
    if (socket === null) return;
    sentAt = elapsed();
    socket.send(JSON.stringify(frame));
  }

  function hear(text: string): void {
    heardAt = elapsed();
    if (announced !== null) return lost('The service announced a segment and sent something else.');
    if (view.state === 'loading' && text.startsWith(pageBegins) && text.length <= maxFrameBytes)
      return deps.onPage(text);
    const frame = parse(text);
    if (frame === null) return lost('The service sent something that is not valid.');
    if (frame.t === 'bye') return bye(frame.reason, frame.message);
    if (frame.t === 'pong') return;
    if (frame.t === 'welcome') {
      if (view.state !== 'connecting') return lost('The service said welcome twice.');
      // Not all forgiven yet: a link that breaks right after each welcome must not be tried without a pause.
      failures = Math.min(failures, 2);
      if (frame.then === 'snapshot') go('loading', { progress: { done: 0, total: 0 } });
      else go('linked');
      beat();
      return deps.onWelcome(frame);
    }
    if (!up()) return lost('The service spoke before its welcome.');
    if (frame.t === 'segment') announced = frame;
    else deps.onFrame(frame);
  }

  function hearPage(bytes: Uint8Array): void {
    if (announced !== null || view.state !== 'loading' || bytes.byteLength > maxFrameBytes)
      return hear(new TextDecoder().decode(bytes));
    heardAt = elapsed();
    deps.onPage(bytes);
  }

  function hearBytes(data: Uint8Array): void {
    heardAt = elapsed();
    const frame = announced;
    announced = null;
    if (frame?.packed !== data.byteLength) return lost('The service sent bytes that it had not announced.');
    deps.onSegment(frame, data);
  }

  function parse(text: string): DownFrame | null {
    // A character is at least one byte: cheap, and refuses what is surely too big.
    if (text.length > maxFrameBytes) return null;
    try {
      const parsed = downFrameSchema.safeParse(JSON.parse(text));
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      log.warn('A frame of the service is not valid', {
        field: issue?.path.join('.'),
        problem: issue?.message,
      });
    } catch {
      log.warn('A frame of the service is not JSON');
    }
    return null;
  }

  function bye(reason: ByeReason, message: string): void {
    const state = afterBye[reason];
    log.info('The service ended the link', { reason, message });
    if (state === 'expired') {
      hangUp();
      return go('expired', { reason: message === '' ? 'Sign in again; your work here is safe.' : message });
    }
    if (state === 'version') return rest('version', message, longestPauseMs);
    // Two copies of one desk must not push each other off in turns.
    rest('offline', message, reason === 'stopping' ? pause() : longestPauseMs);
  }

  /** Keeps the line alive and notices when the other side is gone without a word. */
  function beat(): void {
    // Nothing can be heard while nothing is read.
    if (held) heardAt = elapsed();
    const silent = elapsed() - heardAt;
    if (elapsed() - upAt >= heartbeatMs) failures = 0;
    if (silent >= 2 * heartbeatMs) return lost('The service has gone silent.');
    if (elapsed() - sentAt >= heartbeatMs) send({ t: 'ping' });
    arm(beat, Math.max(50, Math.min(heartbeatMs - (elapsed() - sentAt), 2 * heartbeatMs - silent)));
  }

  return {
    view: () => view,
    start: (next) => {
      target = next;
      hangUp();
      failures = 0;
      connect();
    },
    stop: () => {
      target = null;
      hangUp();
      if (view.state !== 'signedOut') go('signedOut');
    },
    retry: () => {
      if (target === null) return;
      if (view.state === 'offline' || view.state === 'version' || view.state === 'wrongService') {
        failures = 0;
        timers.clear(timer);
        connect();
      } else if (up()) {
        // After a sleep the line may be dead without a sign: an answer must come soon.
        send({ t: 'ping' });
        // Asked again, it has no more time than it had: else whoever keeps asking never learns that nobody answers.
        if (askedAt === null || heardAt > askedAt) askedAt = elapsed();
        const asked = askedAt;
        const left = Math.max(0, asked + answerMs - elapsed());
        arm(() => (heardAt >= asked ? beat() : lost('The service did not answer after a pause.')), left);
      }
    },
    send,
    hold: (on) => {
      if (held === on || socket === null) return;
      held = on;
      heardAt = elapsed();
      socket.hold?.(on);
    },
    broken: (why) => {
      if (up()) lost(why);
    },
    again: (why, when) => {
      if (!up()) return;
      log.warn('The link begins again', { why, when });
      if (when === 'later') return lost(why);
      hangUp();
      connect();
    },
    progress: (progress) => {
      if (view.state !== 'loading') return;
      if (progress === 'complete') return go('linked');
      view = { ...view, progress };
      deps.onState(view);
    },
    wrongService: (reason) => {
      if (target === null) go('wrongService', { reason });
    },
  };
}
