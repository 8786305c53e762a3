// Changes when tests of the SIP engine need another clock. SIP.js sets its timers on the global object, so they are taken there.
import type { Timers } from '../../../shared/ipc/rpc.ts';

/** A clock that stands still until told otherwise, in the place of the process's own. */
export interface HandClock {
  readonly timers: Timers;
  /** ms since 1970. */
  now(): number;
  /** Runs what falls due within `ms`, in order, and what follows from each before the next. */
  advance(ms: number): Promise<void>;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  /** How many timers wait. */
  pending(): number;
  /** Gives the process its own clock back. */
  remove(): void;
}

interface Waiting {
  at: number;
  readonly run: () => void;
  readonly every: number | undefined;
}

/** Takes the timers of the whole process. Undo it with `remove`. @param onError hears what a timer throws. */
export function installHandClock(onError: (error: unknown) => void): HandClock {
  const own = { setTimeout, clearTimeout, setInterval, clearInterval };
  const { setImmediate: soon } = globalThis;
  const waiting = new Map<number, Waiting>();
  let time = 1_000_000_000;
  let count = 0;

  const add = (run: () => void, ms: number, every: number | undefined): number => {
    count += 1;
    waiting.set(count, { at: time + (ms > 0 ? ms : 0), run, every });
    return count;
  };
  const clear = (id: unknown): void => {
    if (typeof id === 'number') waiting.delete(id);
  };
  const set = (run: () => void, ms = 0): number => add(run, ms, undefined);
  const repeat = (run: () => void, ms = 0): number => add(run, ms, Math.max(1, ms));
  Object.assign(globalThis, {
    setTimeout: set,
    clearTimeout: clear,
    setInterval: repeat,
    clearInterval: clear,
  });
  const settle = (): Promise<void> => new Promise((resolve) => void soon(() => resolve()));
  const next = (until: number): [number, Waiting] | undefined => {
    let found: [number, Waiting] | undefined;
    for (const entry of waiting)
      if (entry[1].at <= until && (found === undefined || entry[1].at < found[1].at)) found = entry;
    return found;
  };

  return {
    timers: { set, clear },
    now: () => time,
    settle,
    pending: () => waiting.size,
    advance: async (ms) => {
      const until = time + ms;
      for (let due = next(until); due !== undefined; due = next(until)) {
        const [id, one] = due;
        time = Math.max(time, one.at);
        if (one.every === undefined) waiting.delete(id);
        else one.at = time + one.every;
        try {
          one.run();
        } catch (error) {
          // As in a page: what a timer throws is nobody's, and the others go on.
          onError(error);
        }
        await settle();
      }
      time = until;
      await settle();
    },
    remove: () => {
      waiting.clear();
      Object.assign(globalThis, own);
    },
  };
}
