// Changes when the weights for negative, neutral and positive are learned in another way.
import { slot, tagged } from '../../shared/sentiment/hash.ts';
import { timesTable } from '../../shared/sentiment/model.ts';
import { languageTag, supportTag } from '../../shared/sentiment/words.ts';
import type { DataSet } from './data.ts';
import type { Sparse } from './featurise.ts';
import { createRandom, shuffle } from './random.ts';

/** Labelled texts as numbers. */
export interface Lesson extends DataSet {
  sparse: Sparse;
  /** How much one row counts. */
  weight: number;
  /** Whether it is written to support. */
  support: boolean;
}

/** What is learned: two weights a place, negative and positive against neutral. */
export interface Polarity {
  weights: Float64Array;
  bias: [number, number];
  support: [number, number];
}

/** How it is learned. Chosen on the validation sets and on an inner fifth of our rows. */
export interface PolarityOptions {
  places: number;
  rounds: number;
  rate: number;
  /** 0: rare classes count as they come; 1: each class of a set counts the same. */
  balance: number;
  seed: number;
}

const mostBalance = 6;

/** @returns how much each class of a set counts. */
function classWeights(labels: readonly number[], balance: number): number[] {
  const counts = [0, 0, 0];
  for (const label of labels) counts[label]! += 1;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) =>
    count === 0 ? 1 : Math.min(mostBalance, (labels.length / present / count) ** balance),
  );
}

/** Softmax regression on hashed features by AdaGrad, each feature in up to three copies: for all, for its language, for support. */
export function learnPolarity(
  lessons: readonly Lesson[],
  { places, rounds, rate, balance, seed }: PolarityOptions,
  say: (line: string) => void,
): Polarity {
  /** Of each place: two weights, then the squares of what has moved them. Side by side, as they are always read together. */
  const table = new Float32Array(places * 4);
  const bias: [number, number] = [0, 0];
  const support: [number, number] = [0, 0];
  const biasSquares = [0, 0, 0, 0];
  const order: [lesson: number, row: number][] = [];
  lessons.forEach(({ labels }, at) => labels.forEach((_, row) => order.push([at, row])));
  const byClass = lessons.map(({ labels }) => classWeights(labels, balance));
  const random = createRandom(seed);
  let at = new Uint32Array(1 << 16);
  let value = new Float64Array(1 << 16);

  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    let loss = 0;
    for (const [which, row] of order) {
      const lesson = lessons[which]!;
      const { from, ids, counts } = lesson.sparse;
      const tag = languageTag(lesson.language);
      const size = (from[row + 1]! - from[row]!) * 3;
      if (size > at.length) {
        at = new Uint32Array(size * 2);
        value = new Float64Array(size * 2);
      }
      let used = 0;
      let square = 0;
      const add = (hash: number, v: number): void => {
        at[used] = slot(hash, places) * 4;
        value[used] = v;
        square += v * v;
        used += 1;
      };
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        const v = timesTable[counts[i]!]!;
        const id = ids[i]!;
        add(id, v);
        add(tagged(id, tag), v);
        if (lesson.support) add(tagged(id, supportTag), v);
      }
      const norm = 1 / Math.sqrt(square || 1);
      let down = bias[0] + (lesson.support ? support[0] : 0);
      let up = bias[1] + (lesson.support ? support[1] : 0);
      for (let i = 0; i < used; i++) {
        const v = value[i]! * norm;
        value[i] = v;
        down += table[at[i]!]! * v;
        up += table[at[i]! + 1]! * v;
      }
      const most = Math.max(0, down, up);
      const e = [Math.exp(down - most), Math.exp(-most), Math.exp(up - most)];
      const sum = e[0]! + e[1]! + e[2]!;
      const label = lesson.labels[row]!;
      loss -= Math.log(e[label]! / sum);
      const counted = lesson.weight * byClass[which]![label]!;
      const g0 = (e[0]! / sum - (label === 0 ? 1 : 0)) * counted;
      const g1 = (e[2]! / sum - (label === 2 ? 1 : 0)) * counted;
      for (let i = 0; i < used; i++) {
        const place = at[i]!;
        const v = value[i]!;
        const a = g0 * v;
        const b = g1 * v;
        const first = table[place + 2]! + a * a;
        const second = table[place + 3]! + b * b;
        table[place + 2] = first;
        table[place + 3] = second;
        table[place] = table[place]! - (rate * a) / (Math.sqrt(first) + 1e-3);
        table[place + 1] = table[place + 1]! - (rate * b) / (Math.sqrt(second) + 1e-3);
      }
      [g0, g1].forEach((gradient, i) => {
        biasSquares[i]! += gradient * gradient;
        bias[i]! -= (rate * gradient) / (Math.sqrt(biasSquares[i]!) + 0.1);
        if (!lesson.support) return;
        biasSquares[i + 2]! += gradient * gradient;
        support[i]! -= (rate * gradient) / (Math.sqrt(biasSquares[i + 2]!) + 0.1);
      });
    }
    say(`polarity, round ${round + 1} of ${rounds}: loss ${(loss / order.length).toFixed(4)}`);
  }
  const weights = Float64Array.from({ length: places * 2 }, (_, i) => table[(i >> 1) * 4 + (i & 1)]!);
  return { weights, bias, support };
}

/** @returns the likeliest class of a text as learned, before the weights become bytes: 0 negative, 1 neutral, 2 positive. */
export function classify(
  { weights, bias, support }: Polarity,
  { from, ids, counts }: Sparse,
  row: number,
  tag: number,
  toSupport: boolean,
): number {
  const places = weights.length / 2;
  const sums = [0, 0];
  let square = 0;
  for (let i = from[row]!; i < from[row + 1]!; i++) {
    const v = timesTable[counts[i]!]!;
    const id = ids[i]!;
    for (const hash of [id, tagged(id, tag), ...(toSupport ? [tagged(id, supportTag)] : [])]) {
      const place = slot(hash, places) * 2;
      sums[0]! += v * weights[place]!;
      sums[1]! += v * weights[place + 1]!;
      square += v * v;
    }
  }
  const norm = 1 / Math.sqrt(square || 1);
  const down = sums[0]! * norm + bias[0] + (toSupport ? support[0] : 0);
  const up = sums[1]! * norm + bias[1] + (toSupport ? support[1] : 0);
  return down > 0 && down >= up ? 0 : up > 0 ? 2 : 1;
}
