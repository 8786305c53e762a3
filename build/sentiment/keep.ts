// Changes when it is chosen in another way which weights are kept, or when they are asked before they become bytes.
import { tagged } from '../../shared/sentiment/hash.ts';
import { timesTable } from '../../shared/sentiment/model.ts';
import { bucketOf, bucketSize, findPlace, markOf } from '../../shared/sentiment/places.ts';
import { supportTag } from '../../shared/sentiment/words.ts';
import type { Dictionary } from './dictionary.ts';
import type { Sparse } from './featurise.ts';
import type { Learned } from './polarity.ts';

/** What is learned: two weights a place, negative and positive against neutral, and which feature has which place. */
export interface Polarity {
  marks: Uint8Array;
  weights: Float64Array;
  bias: [number, number];
  support: [number, number];
}

/** @returns the features that matter most, each in the bucket of its hash while that has room, and which of the dictionary these are. */
export function keep(
  { weights, bias, support }: Learned,
  { hashes, often }: Dictionary,
  places: number,
): Polarity & { kept: Uint8Array } {
  const worth = Float64Array.from(
    hashes,
    (_, at) => (weights[2 * at]! ** 2 + weights[2 * at + 1]! ** 2) * often[at]!,
  );
  const marks = new Uint8Array(places);
  const placed = new Float64Array(2 * places);
  const kept = new Uint8Array(hashes.length);
  let left = places;
  for (const at of ranked(worth)) {
    if (worth[at] === 0 || left === 0) break;
    const hash = hashes[at]!;
    // Of two that cannot be told apart the one that matters more stays.
    if (findPlace(marks, hash) >= 0) continue;
    const from = bucketOf(hash, places);
    let free = from;
    while (free < from + bucketSize && marks[free] !== 0) free += 1;
    if (free === from + bucketSize) continue;
    marks[free] = markOf(hash);
    placed[2 * free] = weights[2 * at]!;
    placed[2 * free + 1] = weights[2 * at + 1]!;
    kept[at] = 1;
    left -= 1;
  }
  return { marks, weights: placed, bias, support, kept };
}

/** @returns the numbers of a list, from that of the largest down; a sort of millions by a function would take most of a minute. */
function ranked(worth: Float64Array): Uint32Array {
  const steps = 1 << 16;
  // By magnitude, 2,048 steps for each doubling: within a step the order is of no matter.
  const stepOf = (value: number): number =>
    value <= 0 ? 0 : Math.max(1, Math.min(steps - 1, Math.round((Math.log2(value) + 24) * 2048)));
  const starts = new Uint32Array(steps + 1);
  for (const value of worth) starts[steps - 1 - stepOf(value) + 1]! += 1;
  for (let i = 1; i <= steps; i++) starts[i] = starts[i]! + starts[i - 1]!;
  const order = new Uint32Array(worth.length);
  worth.forEach((value, at) => {
    const step = steps - 1 - stepOf(value);
    order[starts[step]!] = at;
    starts[step]! += 1;
  });
  return order;
}

/** @returns the log-odds of negative and of positive against neutral as learned, before the weights become bytes. */
export function oddsOf(
  { marks, weights, bias, support }: Polarity,
  { from, ids, counts }: Sparse,
  row: number,
  tag: number,
  toSupport: boolean,
): [down: number, up: number] {
  const sums: [number, number] = [0, 0];
  let square = 0;
  for (let i = from[row]!; i < from[row + 1]!; i++) {
    const v = timesTable[counts[i]!]!;
    const id = ids[i]!;
    for (let copy = 0; copy < (toSupport ? 3 : 2); copy++) {
      square += v * v;
      const found = findPlace(marks, copy === 0 ? id : tagged(id, copy === 1 ? tag : supportTag));
      if (found < 0) continue;
      sums[0] += v * weights[2 * found]!;
      sums[1] += v * weights[2 * found + 1]!;
    }
  }
  const norm = 1 / Math.sqrt(square || 1);
  return [
    sums[0] * norm + bias[0] + (toSupport ? support[0] : 0),
    sums[1] * norm + bias[1] + (toSupport ? support[1] : 0),
  ];
}

/** @returns the likelier class: 0 negative, 1 neutral, 2 positive. */
export const classOfOdds = ([down, up]: readonly [number, number]): number =>
  down > 0 && down >= up ? 0 : up > 0 ? 2 : 1;
