// Changes when it is learned in another way how strongly something is said.
import { slot } from '../../shared/sentiment/hash.ts';
import { timesTable } from '../../shared/sentiment/model.ts';
import { createTally } from './dictionary.ts';
import type { Lesson } from './polarity.ts';
import { createRandom, shuffle } from './random.ts';

/** What is learned: one weight a place, and where slight and plain end. */
export interface Strength {
  weights: Float64Array;
  cuts: [number, number];
}

const rounds = 12;
const rate = 0.08;
const chance = (x: number): number => 1 / (1 + Math.exp(-x));

/** The rows of the lessons that say anything, with the features that count: row i has `places[from[i]]` to `places[from[i + 1]]`. */
interface Rows {
  strong: number[];
  from: number[];
  places: Uint32Array;
  values: Float32Array;
}

/** @returns the rows; of their features those that occur in several: others are rows learned by heart. Rows made of others do not count. */
function rowsOf(lessons: readonly Lesson[], places: number): Rows {
  const tally = createTally(23);
  for (const { sparse, varied } of lessons) {
    if (varied === true) continue;
    for (const id of sparse.ids) {
      const at = tally.find(id);
      tally.keys[at] = id;
      tally.times[at] = Math.min(2, tally.times[at]! + 1);
    }
  }
  const size = lessons.reduce((sum, { sparse }) => sum + sparse.ids.length, 0);
  const rows: Rows = { strong: [], from: [0], places: new Uint32Array(size), values: new Float32Array(size) };
  let used = 0;
  for (const { sparse, levels } of lessons) {
    const { from, ids, counts } = sparse;
    (levels ?? []).forEach((level, row) => {
      if (level === 0) return;
      let square = 0;
      for (let i = from[row]!; i < from[row + 1]!; i++) square += timesTable[counts[i]!]! ** 2;
      const norm = 1 / Math.sqrt(square || 1);
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        if (tally.times[tally.find(ids[i]!)]! < 2) continue;
        rows.places[used] = slot(ids[i]!, places);
        rows.values[used] = timesTable[counts[i]!]! * norm;
        used += 1;
      }
      rows.strong.push(Math.abs(level));
      rows.from.push(used);
    });
  }
  return rows;
}

/** Ordinal logistic regression (proportional odds) on the rows of our own that say anything: 1, 2 or 3. */
export function learnStrength(lessons: readonly Lesson[], places: number, seed: number): Strength {
  const weights = new Float64Array(places);
  const squares = new Float64Array(places);
  const cuts: [number, number] = [-0.5, 0.7];
  const ours = lessons.filter(({ support, weight }) => support && weight > 0);
  const { strong, from, places: at, values } = rowsOf(ours, places);
  const order = strong.map((_, row) => row);
  const random = createRandom(seed);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (const row of order) {
      let said = 0;
      for (let i = from[row]!; i < from[row + 1]!; i++) said += weights[at[i]!]! * values[i]!;
      // Two questions: more than slight? More than plain?
      const first = chance(said - cuts[0]) - (strong[row]! > 1 ? 1 : 0);
      const second = chance(said - cuts[1]) - (strong[row]! > 2 ? 1 : 0);
      const gradient = first + second;
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        const place = at[i]!;
        const g = gradient * values[i]!;
        squares[place] = squares[place]! + g * g;
        weights[place] = weights[place]! - (rate * g) / (Math.sqrt(squares[place]) + 1e-3);
      }
      cuts[0] += 0.01 * first;
      cuts[1] += 0.01 * second;
    }
  }
  return { weights, cuts };
}
