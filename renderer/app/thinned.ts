// Changes when what main is told again and again is thinned out differently: the first at once, of those that follow the last.
import type { Timers } from '../../shared/ipc/rpc.ts';

/** See {@link createThinned}. */
export interface Thinned<T> {
  tell(key: string, value: T): void;
  /** Forgets what waits. */
  stop(): void;
}

/**
 * @param everyMs how far apart two of the same key are passed on at least.
 * @param pass hears the first of a key at once, and of those that come before its time is over the last.
 */
export function createThinned<T>(
  everyMs: number,
  timers: Timers,
  pass: (key: string, value: T) => void,
): Thinned<T> {
  const resting = new Map<string, { timer: unknown; latest: { value: T } | null }>();
  const pause = (key: string): void => {
    resting.set(key, { timer: timers.set(() => over(key), everyMs), latest: null });
  };
  const over = (key: string): void => {
    const latest = resting.get(key)?.latest ?? null;
    resting.delete(key);
    if (latest === null) return;
    pause(key);
    pass(key, latest.value);
  };
  return {
    tell: (key, value) => {
      const rest = resting.get(key);
      if (rest !== undefined) {
        rest.latest = { value };
        return;
      }
      pause(key);
      pass(key, value);
    },
    stop: () => {
      for (const { timer } of resting.values()) timers.clear(timer);
      resting.clear();
    },
  };
}
