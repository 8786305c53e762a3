// Changes when the weights for negative, neutral and positive are learned in another way.
import { timesTable } from '../../shared/sentiment/model.ts';
import { keep, type Polarity } from './keep.ts';
import { languageTag, supportTag } from '../../shared/sentiment/words.ts';
import type { DataSet } from './data.ts';
import { createDictionary, type Dictionary, type Least } from './dictionary.ts';
import type { Sparse } from './featurise.ts';
import { createRandom, shuffle } from './random.ts';

/** Labelled texts as numbers. */
export interface Lesson extends DataSet {
  sparse: Sparse;
  /** How much one row counts; 0: it is not learned from, though what occurs in it may be known. */
  weight: number;
  /** Whether it is written to support. */
  support: boolean;
  /** Made of other texts that are lessons too. */
  varied?: boolean;
  /**
   * Which of the second models does not read it: by what it says of this is learned how sure a model is of what it has not read.
   * None reads what is said in conversations.
   */
  unread?: number | 'all';
}

/** How it is learned. Chosen on the validation sets and on an inner fifth of our rows. */
export interface PolarityOptions {
  /** How many features keep their weights: those that matter most. A multiple of 4. */
  places: number;
  rounds: number;
  /** Before so many of the last rounds the features that matter least are given up, and the others learn to do without them. */
  settled: number;
  /** The weights are the mean of those after each of the last rounds: so many. */
  averaged: number;
  rate: number;
  /** 0: rare classes count as they come; 1: each class of a set counts the same. */
  balance: number;
  /** The share of a text's features that is left out each time it is read, so that none is relied on alone. */
  dropped: number;
  /**
   * What a message to support must be ahead of the opposite feeling by, in log-odds, while it is learned: for slight, plain and
   * strong ones. So what may be taken for its opposite moves the weights more than what may be taken for neutral.
   */
  contrary: readonly [slight: number, plain: number, strong: number];
  /**
   * How fast a message to support moves the weights that are for all texts or for its language, and those that are for support: what
   * customers mean by words is mostly learned as theirs, and what the world means by them is left alone. 1 is as fast as other texts.
   */
  pace: { shared: number; support: number };
  least: Least;
  /** It is learned once with each of these, and the mean is taken: what one order of the texts has brought about by chance is less. */
  seeds: readonly number[];
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

/** @returns the log-odds that are added to the opposite feeling of a row while it is learned. */
function marginOf({ support, levels }: Lesson, row: number, contrary: PolarityOptions['contrary']): number {
  return support ? (contrary[Math.abs(levels?.[row] ?? 0) - 1] ?? 0) : 0;
}

/** Weights of all features of a dictionary. */
export interface Learned {
  /** Of each place: towards negative, towards positive. */
  weights: Float32Array;
  bias: [number, number];
  support: [number, number];
}

/**
 * Softmax regression by AdaGrad, each feature in up to three copies: for all, for its language, for support.
 * @param chosen the features that are left at the end; chosen by itself where it is not given.
 */
function descend(
  lessons: readonly Lesson[],
  dictionary: Dictionary,
  options: PolarityOptions,
  seed: number,
  say: (line: string) => void,
  chosen?: Uint8Array,
): Learned & { alive: Uint8Array } {
  const { places: most, rounds, settled, averaged, rate, balance, dropped, contrary, pace } = options;
  const places = dictionary.hashes.length;
  /** Of each place: two weights, then the squares of what has moved them. Side by side, as they are always read together. */
  const table = new Float32Array(places * 4);
  const mean = new Float32Array(places * 2);
  let alive: Uint8Array = new Uint8Array(places).fill(1);
  // For all, and for support; each with the squares of what has moved it, and the mean.
  const bias = [0, 0, 0, 0];
  const biasSquares = [0, 0, 0, 0];
  const biasMean = [0, 0, 0, 0];
  const order: [lesson: number, row: number][] = [];
  lessons.forEach(({ labels, weight }, at) => {
    if (weight > 0) labels.forEach((_, row) => order.push([at, row]));
  });
  const byClass = lessons.map(({ labels }) => classWeights(labels, balance));
  const copies = lessons.map(({ language }) => dictionary.copies.get(languageTag(language))!);
  const toSupport = dictionary.copies.get(supportTag)!;
  const random = createRandom(seed);
  const left = 1 / (1 - dropped);
  const drop = Math.floor(dropped * 4294967296);
  let state = seed * 2654435761 + 1;
  let at = new Uint32Array(1 << 16);
  let value = new Float64Array(1 << 16);
  /** How far each of these goes with a step. */
  let stride = new Float64Array(1 << 16);

  for (let round = 0; round < rounds; round++) {
    if (round === rounds - settled) {
      const weights = Float32Array.from(mean, (_, i) => table[(i >> 1) * 4 + (i & 1)]!);
      alive = chosen ?? keep({ weights, bias: [0, 0], support: [0, 0] }, dictionary, most).kept;
      for (let i = 0; i < table.length; i++) if (alive[i >> 2] === 0) table[i] = 0;
    }
    shuffle(order, random);
    let loss = 0;
    for (const [which, row] of order) {
      const lesson = lessons[which]!;
      const { from, ids, counts, squares } = dictionary.lessons[which]!;
      const own = copies[which]!;
      const size = (from[row + 1]! - from[row]!) * 3;
      if (size > at.length) {
        at = new Uint32Array(size * 2);
        value = new Float64Array(size * 2);
        stride = new Float64Array(size * 2);
      }
      const norm = left / Math.sqrt(squares[row]! * (lesson.support ? 3 : 2) || 1);
      let used = 0;
      let down = bias[0]! + (lesson.support ? bias[2]! : 0);
      let up = bias[1]! + (lesson.support ? bias[3]! : 0);
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        if (drop > 0) {
          state = (Math.imul(state, 1664525) + 1013904223) | 0;
          // The low bits of such a number repeat soon.
          if (state >>> 0 < drop) continue;
        }
        const v = timesTable[counts[i]!]! * norm;
        const id = ids[i]!;
        for (let copy = 0; copy < (lesson.support ? 3 : 2); copy++) {
          const number = copy === 0 ? id : copy === 1 ? own[id]! : toSupport[id]!;
          // Only a feature for all has the place 0.
          if ((number === 0 && copy > 0) || alive[number] === 0) continue;
          const place = number * 4;
          at[used] = place;
          stride[used] = rate * (lesson.support ? (copy === 2 ? pace.support : pace.shared) : 1);
          value[used++] = v;
          down += table[place]! * v;
          up += table[place + 1]! * v;
        }
      }
      const label = lesson.labels[row]!;
      const margin = marginOf(lesson, row, contrary);
      if (label === 0) up += margin;
      else if (label === 2) down += margin;
      const highest = Math.max(0, down, up);
      const e = [Math.exp(down - highest), Math.exp(-highest), Math.exp(up - highest)];
      const sum = e[0]! + e[1]! + e[2]!;
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
        table[place] = table[place]! - (stride[i]! * a) / (Math.sqrt(first) + 1e-3);
        table[place + 1] = table[place + 1]! - (stride[i]! * b) / (Math.sqrt(second) + 1e-3);
      }
      for (let i = 0; i < (lesson.support ? 4 : 2); i++) {
        const gradient = i % 2 === 0 ? g0 : g1;
        biasSquares[i]! += gradient * gradient;
        bias[i]! -= (rate * gradient) / (Math.sqrt(biasSquares[i]!) + 0.1);
      }
    }
    say(`polarity, round ${round + 1} of ${rounds}: loss ${(loss / order.length).toFixed(4)}`);
    if (round < rounds - averaged) continue;
    for (let i = 0; i < mean.length; i++) mean[i]! += table[(i >> 1) * 4 + (i & 1)]! / averaged;
    bias.forEach((one, i) => (biasMean[i]! += one / averaged));
  }
  const [down, up, downThere, upThere] = biasMean as [number, number, number, number];
  return { weights: mean, bias: [down, up], support: [downThere, upThere], alive };
}

/** @returns the mean of several. */
function meanOf(all: readonly Learned[]): Learned {
  const mean = (values: (one: Learned) => number): number =>
    all.reduce((sum, one) => sum + values(one), 0) / all.length;
  return {
    weights: all[0]!.weights.map((_, at) => mean(({ weights }) => weights[at]!)),
    bias: [mean(({ bias }) => bias[0]), mean(({ bias }) => bias[1])],
    support: [mean(({ support }) => support[0]), mean(({ support }) => support[1])],
  };
}

/** Learns the weights of all features that occur often enough, and keeps those that matter. */
export function learnPolarity(
  lessons: readonly Lesson[],
  options: PolarityOptions,
  say: (line: string) => void,
  dictionary: Dictionary = createDictionary(lessons, options.least),
): Polarity {
  say(`${dictionary.hashes.length} features`);
  const all: (Learned & { alive: Uint8Array })[] = [];
  for (const seed of options.seeds) all.push(descend(lessons, dictionary, options, seed, say, all[0]?.alive));
  const { kept, ...polarity } = keep(meanOf(all), dictionary, options.places);
  say(`${kept.reduce((sum, one) => sum + one, 0)} of ${dictionary.hashes.length} features kept`);
  return polarity;
}
