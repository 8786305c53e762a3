// An offer or a handover that nobody answers ends by the clock, also while the service cannot say so: tells when the next one does.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Cache } from './db/cache.ts';

/** See the head of this file. */
export interface OfferClock {
  /** Offers may be others now. */
  look(): void;
  stop(): void;
}

/** Timers cannot be set for ever. */
const longestMs = 600_000;

/** @param now the desk's estimate of the service's clock, ms since the epoch. */
export function createOfferClock(deps: {
  cache: () => Cache;
  timers: Timers;
  now: () => number;
  onEnd: () => void;
}): OfferClock {
  let timer: unknown = null;
  let stopped = false;
  function look(): void {
    if (stopped) return;
    deps.timers.clear(timer);
    const sql = `SELECT min(at) AS at FROM (
      SELECT min(expiresAt) AS at FROM offer WHERE state = 'ringing' AND expiresAt > ?1
      UNION ALL SELECT min(expiresAt) FROM handover WHERE state = 'offered' AND expiresAt > ?1)`;
    const next = deps.cache().one<{ at: number | null }>(sql, deps.now())?.at ?? null;
    if (next === null) return;
    timer = deps.timers.set(
      () => {
        deps.onEnd();
        look();
      },
      // A little late, so that the end has passed for sure.
      Math.min(next - deps.now() + 20, longestMs),
    );
  }
  return {
    look,
    stop: () => {
      stopped = true;
      deps.timers.clear(timer);
    },
  };
}
