// How often a live query may run while news of it come without a pause: some at once, then so many a second.

/** What one query has left. */
export interface Allowance {
  left: number;
  /** When that was so, ms of the clock that measures. */
  at: number;
}

/** See the head of this file. */
export interface Pace {
  fresh(): Allowance;
  /** @returns whether it may run now, which is taken off. */
  take(of: Allowance): boolean;
  /** It runs without having been allowed to: after that it waits its whole time. */
  spend(of: Allowance): void;
}

/** So many runs in a row wait for nothing: what an agent does, or a customer alone, is seen at once. */
const inARow = 10;

/**
 * @param everyMs one more run is allowed after each of these; 0: as many as there are news.
 * @param clock ms of a clock that only measures.
 */
export function createPace(everyMs: number, clock: () => number): Pace {
  return {
    fresh: () => ({ left: inARow, at: clock() }),
    take: (of) => {
      if (everyMs === 0) return true;
      const now = clock();
      of.left = Math.min(inARow, of.left + (now - of.at) / everyMs);
      of.at = now;
      if (of.left < 1) return false;
      of.left -= 1;
      return true;
    },
    spend: (of) => {
      of.left = 0;
      of.at = clock();
    },
  };
}
