// Changes when the phone stays signed in otherwise: when it connects again, how it notices a dead line, when it gives up.
//
//   off -> registering -> ready -> away -> registering ...      registering -> refused (the password: not tried again)
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Line } from '../../shared/phone/types.ts';

/** What staying signed in needs. */
export interface LineDeps {
  /** @throws when there is no connection. */
  readonly connect: () => Promise<void>;
  readonly register: () => Promise<'ok' | 'refused' | 'failed'>;
  /** Whether the server answers. */
  readonly ping: () => Promise<boolean>;
  /** Takes the connection for dead. */
  readonly abort: () => void;
  readonly inCall: () => boolean;
  readonly onLine: (line: Line) => void;
  readonly timers: Timers;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Keeps a phone signed in. */
export interface LineKeeper {
  start(): void;
  stop(): void;
  /** The connection is gone. */
  lost(): void;
  /** The connection may be dead without knowing it: begin anew at once. */
  wake(): void;
  /** The connection may be dead: it is asked now, and taken for lost where nobody answers. Resolves when that is known. */
  check(): Promise<void>;
  isReady(): boolean;
  /** Resolves as soon as the phone is signed in, at once where it is. */
  ready(): Promise<void>;
}

const firstWaitMs = 500;
const longestWaitMs = 30_000;
const pingCallMs = 4_000;
/** With the wait for its answer: a dead line is noticed within ten seconds. */
const pingIdleMs = 6_000;

/** See {@link LineKeeper}. */
export function createLineKeeper(deps: LineDeps): LineKeeper {
  const { timers, onLine } = deps;
  let line: Line = 'off';
  // Each attempt and each connection has a number; whatever belongs to an earlier one is over.
  let turn = 0;
  let failures = 0;
  let timer: unknown;
  let waiting: (() => void)[] = [];

  const become = (next: Line): void => {
    if (line === next) return;
    line = next;
    onLine(next);
    if (next !== 'ready') return;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  };
  const later = (ms: number, run: () => void): void => {
    timers.clear(timer);
    const mine = turn;
    timer = timers.set(() => {
      if (mine === turn) run();
    }, ms);
  };
  const again = (): void => {
    become('away');
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** failures) * (0.5 + deps.random());
    failures += 1;
    later(wait, () => void attempt());
  };
  const attempt = async (): Promise<void> => {
    const mine = ++turn;
    timers.clear(timer);
    become(line === 'off' ? 'registering' : line);
    const result = await deps
      .connect()
      .then(() => (mine === turn ? deps.register() : 'failed'))
      .catch(() => 'failed' as const);
    if (mine !== turn) return;
    if (result === 'refused') return become('refused');
    if (result === 'failed') {
      deps.abort();
      return mine === turn ? again() : undefined;
    }
    failures = 0;
    become('ready');
    watch();
  };
  const watch = (): void =>
    later(deps.inCall() ? pingCallMs : pingIdleMs, () => {
      const mine = turn;
      void deps.ping().then((alive) => {
        if (mine !== turn) return;
        if (alive) return watch();
        deps.abort();
        if (mine === turn) lost();
      });
    });
  const lost = (): void => {
    if (line === 'off' || line === 'refused') return;
    turn += 1;
    failures = 0;
    again();
  };

  return {
    start: () => {
      if (line !== 'off' && line !== 'refused') return;
      become('registering');
      void attempt();
    },
    stop: () => {
      turn += 1;
      timers.clear(timer);
      become('off');
    },
    lost: () => {
      // While an attempt is under way, that attempt notices it itself.
      if (line === 'ready') lost();
    },
    wake: () => {
      if (line === 'off' || line === 'refused') return;
      turn += 1;
      failures = 0;
      deps.abort();
      become('away');
      void attempt();
    },
    check: async () => {
      const mine = turn;
      if (line !== 'ready' || (await deps.ping()) || mine !== turn) return;
      deps.abort();
      if (mine === turn) lost();
    },
    isReady: () => line === 'ready',
    ready: () => (line === 'ready' ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
