// Changes when it is decided otherwise how the store is kept running and how windows get their way to it.
//
//               start                ready
//   (idle) ------------> starting ------------> running
//                         ^    | exit              | exit
//                  delay  |    v                   |
//                       waiting <------------------+
//                         |  ^
//     too many in a row,  |  | try again
//     or it says why not  v  |
//                        given up
//
//   stop leads from any of them to stopping, then stopped.
import type { MessageChannelMain, MessagePortMain } from 'electron';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import type { ToStore, WindowRole } from '../store/host-protocol.ts';
import type { Account } from './phone-account.ts';
import type { LaunchStore, StoreProcess } from './store-launcher.ts';

/** What the store is told when it starts, besides whether it follows one that died. */
export type StoreInit = Omit<Extract<ToStore, { t: 'init' }>, 't' | 'restarted'>;

/** Why the host stopped trying. */
export interface GiveUp {
  /** In the store's own words, or how it ended. */
  readonly reason: string;
  /** `storage`, `version`, ... when the store said so; `internal` when it just kept ending. */
  readonly kind: string;
}

/** What the host needs; time and processes are arguments, so that tests own them. */
export interface StoreHostOptions {
  readonly launch: LaunchStore;
  readonly openChannel: () => MessageChannelMain;
  readonly timers: Timers;
  readonly log: Log;
  /** One finished log line of the store. */
  readonly onLogLine: (line: string) => void;
  /** The telephone that the service gave to whoever is signed in; null when there is none any more. */
  readonly onPhone?: (account: Account | null) => void;
  /** Nothing more is tried until `retry`. */
  readonly onGiveUp: (why: GiveUp) => void;
}

/** Keeps the store running. */
export interface StoreHost {
  /** Windows may be attached before. */
  start(init: StoreInit): void;
  /**
   * Gives a window a way to the store now, and a new one by itself after each restart.
   * @param give takes the window's end of a channel.
   * @param role what it may ask for; by default everything.
   * @returns ends it.
   */
  attach(give: (port: MessagePortMain) => void, role?: WindowRole): () => void;
  /** Tells the store that the machine goes to sleep or is back. */
  power(state: 'suspend' | 'resume'): void;
  /** Begins anew after it gave up. */
  retry(): void;
  /** Ends the store in order; by force when that takes longer than `stopWithinMs`. */
  stop(): Promise<void>;
}

const firstDelayMs = 200;
const longestDelayMs = 5000;
const deathsInARow = 6;
/** A store that lived this long had started well; its end does not count with the ones before. */
const livedWellMs = 30_000;
const stopWithinMs = 3000;

/** The pause before start number `deaths` + 1: doubling, from 0.2 s to 5 s. */
export function restartDelay(deaths: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, deaths - 1));
}

/** See {@link StoreHost}. */
export function createStoreHost(options: StoreHostOptions): StoreHost {
  const { launch, openChannel, timers, log, onLogLine, onGiveUp } = options;
  type State = 'idle' | 'starting' | 'running' | 'waiting' | 'givenUp' | 'stopping' | 'stopped';
  interface Window {
    readonly give: (port: MessagePortMain) => void;
    readonly role: WindowRole;
    id: string;
  }
  let state: State = 'idle';
  let store: StoreProcess | undefined;
  let init: StoreInit | undefined;
  let deaths = 0;
  let starts = 0;
  let lastWindow = 0;
  let fatal: GiveUp | undefined;
  let timer: unknown;
  let stopped: (() => void) | undefined;
  const windows = new Set<Window>();

  const connect = (window: Window): void => {
    if (store === undefined) return;
    const { port1, port2 } = openChannel();
    window.id = `w${++lastWindow}`;
    store.connect(window.id, port2, window.role);
    window.give(port1);
  };

  const start = async (): Promise<void> => {
    state = 'starting';
    fatal = undefined;
    const number = ++starts;
    let launched: StoreProcess;
    try {
      launched = await launch();
    } catch (error) {
      // Nothing to start it with: trying again by itself would not change that.
      return giveUp({ kind: 'internal', reason: error instanceof Error ? error.message : String(error) });
    }
    if (state !== 'starting') return launched.kill();
    store = launched;
    launched.onMessage((message) => {
      if (message.t === 'log') return onLogLine(message.line);
      if (message.t === 'phone') return options.onPhone?.(message.account);
      if (message.t === 'fatal') {
        fatal = { kind: message.kind, reason: message.message };
        return log.error('the store cannot go on', { kind: message.kind, reason: message.message });
      }
      if (message.t !== 'ready' || state !== 'starting') return;
      state = 'running';
      log.info('the store is ready', { start: number });
      timer = timers.set(() => (deaths = 0), livedWellMs);
    });
    launched.onExit((code) => ended(code));
    if (init !== undefined) launched.post({ t: 'init', ...init, ...(number > 1 ? { restarted: true } : {}) });
    for (const window of windows) connect(window);
  };

  const ended = (code: number | null): void => {
    store = undefined;
    timers.clear(timer);
    if (state === 'stopping') return finishStop();
    deaths += 1;
    log.error('the store has ended', { code, deaths });
    // Files of a newer Parley stay that: no restart changes it.
    if (fatal?.kind === 'version' || deaths >= deathsInARow)
      return giveUp(
        fatal ?? { kind: 'internal', reason: `It ended ${deaths} times in a row (code ${code}).` },
      );
    state = 'waiting';
    timer = timers.set(() => void start(), restartDelay(deaths));
  };

  const giveUp = (why: GiveUp): void => {
    if (state === 'stopping') return finishStop();
    state = 'givenUp';
    log.error('no more restarts of the store', { ...why });
    onGiveUp(why);
  };

  const finishStop = (): void => {
    timers.clear(timer);
    state = 'stopped';
    stopped?.();
  };

  return {
    start: (given) => {
      if (state !== 'idle') return;
      init = given;
      void start();
    },
    attach: (give, role = 'desk') => {
      const window: Window = { give, role, id: '' };
      windows.add(window);
      connect(window);
      return () => {
        if (windows.delete(window) && window.id !== '') store?.disconnect(window.id);
      };
    },
    power: (power) => store?.post({ t: 'power', state: power }),
    retry: () => {
      if (state !== 'givenUp') return;
      deaths = 0;
      void start();
    },
    stop: () =>
      new Promise((resolve) => {
        if (state === 'stopped') return resolve();
        const earlier = stopped;
        stopped = () => {
          earlier?.();
          resolve();
        };
        if (state === 'stopping') return;
        timers.clear(timer);
        const running = store;
        state = 'stopping';
        if (running === undefined) return finishStop();
        timer = timers.set(() => running.kill(), stopWithinMs);
        running.post({ t: 'stop' });
      }),
  };
}
