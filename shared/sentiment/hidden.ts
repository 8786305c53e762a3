// Changes when the second opinion, that of a small hidden layer, is formed in another way.
import { findPlace, layout } from './places.ts';
import { timesTable } from './times.ts';
import { decodeTable, type Weights } from './weights.ts';

/** A layer that has heard a message. */
export interface Hidden {
  /** How much of the whole opinion is this one's of what is written to support, 0 to 1. */
  readonly trust: number;
  /**
   * Hears a message: its distinct features, and how often each occurs.
   * @param support how much it is written to support, 0 to 1.
   * @returns log-odds of negative and of positive against neutral, and what of their difference is of no feature.
   */
  hear(
    ids: Int32Array,
    times: Uint32Array,
    distinct: number,
    tag: number,
    support: number,
  ): { negative: number; positive: number; rest: number };
  /** @returns what one of the features of the message heard last added to `positive - negative`, all its occurrences together. */
  share(feature: number): number;
}

/**
 * A layer of units that are silent below 0. Which units speak depends on the whole message: so a word may say another thing
 * beside other words, which no sum over words can. What the units that speak say is a sum over features again, so that each has an
 * exact share.
 */
export function createHidden({ description, hiddenMarks, hidden, hiddenNumbers }: Weights): Hidden {
  const { units, trust } = description;
  const decode = decodeTable(description.hidden.scale);
  const at = layout(units);
  const sums = new Float64Array(units);
  /** What a unit that speaks adds to the difference; 0 for one that is silent. */
  const gains = new Float64Array(units);
  let places = new Int32Array(2048);
  let values = new Float64Array(2048);
  let norm = 1;

  return {
    trust,
    hear(ids, times, distinct, tag, support) {
      if (places.length < distinct) {
        places = new Int32Array(2 * distinct);
        values = new Float64Array(2 * distinct);
      }
      sums.fill(0);
      let square = 0;
      for (let i = 0; i < distinct; i++) {
        const place = findPlace(hiddenMarks, ids[i]!);
        places[i] = place * units;
        if (place < 0) continue;
        const value = timesTable[Math.min(255, times[i]!)]!;
        values[i] = value;
        square += value * value;
        for (let unit = 0, from = place * units; unit < units; unit++)
          sums[unit] = sums[unit]! + value * decode[hidden[from + unit]!]!;
      }
      norm = 1 / Math.sqrt(square || 1);
      let negative = hiddenNumbers[at.bias]! + support * hiddenNumbers[at.bias + 2]!;
      let positive = hiddenNumbers[at.bias + 1]! + support * hiddenNumbers[at.bias + 3]!;
      let rest = positive - negative;
      for (let unit = 0; unit < units; unit++) {
        const start =
          hiddenNumbers[at.base + unit]! +
          support * hiddenNumbers[at.support + unit]! +
          hiddenNumbers[at.language(tag) + unit]!;
        const heard = sums[unit]! * norm + start;
        gains[unit] = 0;
        if (heard <= 0) continue;
        const down = hiddenNumbers[at.down + unit]!;
        const up = hiddenNumbers[at.up + unit]!;
        negative += down * heard;
        positive += up * heard;
        gains[unit] = up - down;
        rest += (up - down) * start;
      }
      return { negative, positive, rest };
    },
    share(feature) {
      const from = places[feature]!;
      if (from < 0) return 0;
      let sum = 0;
      for (let unit = 0; unit < units; unit++) sum += gains[unit]! * decode[hidden[from + unit]!]!;
      return sum * values[feature]! * norm;
    },
  };
}
