// Changes when the window tells the time differently: the service's time, and one ticker for all who count.
import type { Now } from '../../shared/domain/ids.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';

/** The service's time and its ticks. */
export interface Clock {
  /** The service's time, ms since the epoch. */
  now: Now;
  /** @returns a moment of this machine's clock as one of the service's. */
  atService: (at: number) => number;
  /** @param offset service clock minus this machine's, ms. */
  setOffset(offset: number): void;
  /** Calls back about once per second while anybody listens. @returns stop. */
  onTick(listener: () => void): () => void;
}

/** @param now this machine's clock. */
export function createClock(now: Now, timers: Timers): Clock {
  const listeners = new Set<() => void>();
  let offset = 0;
  let timer: unknown = null;

  const serviceNow = (): number => now() + offset;
  const schedule = (): void => {
    // Just after each full second, so that all counters change together and none skips a second.
    timer = timers.set(tick, 1_000 - (serviceNow() % 1_000) + 5);
  };
  const tick = (): void => {
    timer = null;
    if (listeners.size === 0) return;
    schedule();
    for (const listener of listeners) listener();
  };

  return {
    now: serviceNow,
    atService: (at) => at + offset,
    setOffset: (next) => {
      // A wobble of the estimate must not make a countdown jump.
      if (Math.abs(next - offset) >= 250) offset = next;
    },
    onTick: (listener) => {
      listeners.add(listener);
      if (timer === null) schedule();
      return () => listeners.delete(listener);
    },
  };
}
