// Changes when the seeded world needs another kind of chance. Small, seeded, the same on every machine.

/** A source of chance that gives the same run for the same seed. */
export interface Random {
  /** @returns a number from 0 up to, not including, 1. */
  next(): number;
  /** @returns a whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** @returns one of the items. @throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** @returns true in this share of cases, 0 to 1. */
  chance(share: number): boolean;
  /** @returns one of the values, as often as its weight says. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T;
}

/** Mulberry32: 32 bits of state, plenty for demo data and the same everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('Nothing to pick from.');
      return items[Math.floor(next() * items.length)]!;
    },
    chance: (share) => next() < share,
    weighted: (choices) => {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      for (const [value, weight] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return choices[choices.length - 1]![0];
    },
  };
}
