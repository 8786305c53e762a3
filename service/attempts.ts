// Slows down guessing: failed tries are counted per key, and too many close the key for a while.
import type { Now } from '../shared/domain/ids.ts';

/** See {@link createAttempts}. */
export interface Attempts {
  /** @returns how long this key stays closed, in ms; 0 when it may try. */
  closedFor(key: string): number;
  failed(key: string): void;
  /** Clears the key. */
  clear(key: string): void;
  /** Takes one failed try back. */
  takeBack(key: string): void;
}

/**
 * @param most failed tries within `windowMs` before a key closes until the window is over.
 * @param mostKeys keys kept in memory; the oldest go first.
 */
export function createAttempts(now: Now, most: number, windowMs: number, mostKeys = 10_000): Attempts {
  const keys = new Map<string, { failed: number; since: number }>();
  return {
    closedFor(key) {
      const found = keys.get(key);
      if (found === undefined || found.failed < most) return 0;
      return Math.max(0, found.since + windowMs - now());
    },
    failed(key) {
      const found = keys.get(key);
      if (found !== undefined && found.since + windowMs > now()) {
        found.failed += 1;
        return;
      }
      keys.delete(key);
      keys.set(key, { failed: 1, since: now() });
      if (keys.size > mostKeys) keys.delete(keys.keys().next().value!);
    },
    clear(key) {
      keys.delete(key);
    },
    takeBack(key) {
      const found = keys.get(key);
      // Never below none: a sign-in that was slow could take back a try of the next window, and open it wider.
      if (found !== undefined && found.failed > 0) found.failed -= 1;
    },
  };
}
