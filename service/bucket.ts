// Changes when how fast somebody may do something is counted differently.

/** How fast something may happen, in tokens: `burst` at once, refilled at `perSecond`. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** Lets through `burst` at once and `perSecond` after that. */
export interface Bucket {
  /** @returns 0 when this one may pass, else after how many ms it may. */
  take(): number;
}

export function createBucket({ burst, perSecond }: Rate, now: () => number): Bucket {
  let tokens = burst;
  let at = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(burst, tokens + (Math.max(0, time - at) / 1000) * perSecond);
      at = time;
      if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1000);
      tokens -= 1;
      return 0;
    },
  };
}

/** One bucket per key; keys that are full again are forgotten. */
export function createBuckets(rate: Rate, now: () => number): { take(key: string): number } {
  const buckets = new Map<string, { bucket: Bucket; usedAt: number }>();
  const fullAgainMs = (rate.burst / rate.perSecond) * 1000;
  return {
    take(key) {
      const time = now();
      if (buckets.size > 5000) {
        for (const [other, { usedAt }] of buckets) if (time - usedAt > fullAgainMs) buckets.delete(other);
      }
      const entry = buckets.get(key) ?? { bucket: createBucket(rate, now), usedAt: time };
      entry.usedAt = time;
      buckets.set(key, entry);
      return entry.bucket.take();
    },
  };
}
