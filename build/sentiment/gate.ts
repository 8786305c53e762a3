// Changes when it is learned in another way what is written to support, and what to the world.
import { slot } from '../../shared/sentiment/hash.ts';
import { timesTable } from '../../shared/sentiment/model.ts';
import type { Lesson } from './polarity.ts';
import { createRandom, shuffle } from './random.ts';

/** What is learned: one weight a place. */
export interface Gate {
  weights: Float64Array;
  bias: number;
}

const rounds = 3;
const rate = 0.1;
/** Nearly everything that a desk ever sees is written to support: in doubt it is. */
const readiness = 1.5;

/** Logistic regression: our rows against all others, each half counting the same. */
export function learnGate(lessons: readonly Lesson[], places: number, seed: number): Gate {
  const weights = new Float64Array(places);
  const squares = new Float64Array(places);
  let bias = 0;
  const rows: [Lesson, number][] = lessons.flatMap((lesson) =>
    lesson.labels.map((_, row): [Lesson, number] => [lesson, row]),
  );
  const ours = rows.filter(([{ support }]) => support).length;
  const half = rows.length / 2;
  const random = createRandom(seed);
  for (let round = 0; round < rounds; round++) {
    shuffle(rows, random);
    for (const [{ sparse, support }, row] of rows) {
      const { from, ids, counts } = sparse;
      let square = 0;
      for (let i = from[row]!; i < from[row + 1]!; i++) square += timesTable[counts[i]!]! ** 2;
      const norm = 1 / Math.sqrt(square || 1);
      let said = bias;
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        said += weights[slot(ids[i]!, places)]! * timesTable[counts[i]!]! * norm;
      }
      const counted = support ? half / ours : half / (rows.length - ours);
      const gradient = (1 / (1 + Math.exp(-said)) - (support ? 1 : 0)) * Math.min(10, counted);
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        const place = slot(ids[i]!, places);
        const g = gradient * timesTable[counts[i]!]! * norm;
        squares[place] = squares[place]! + g * g;
        weights[place] = weights[place]! - (rate * g) / (Math.sqrt(squares[place] ?? 0) + 1e-3);
      }
      bias -= 0.01 * gradient;
    }
  }
  return { weights, bias: bias + readiness };
}
