// Changes when it is learned in another way how strongly something is said.
import { slot } from '../../shared/sentiment/hash.ts';
import { timesTable } from '../../shared/sentiment/model.ts';
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

/** @returns the features that occur in several rows: others are rows learned by heart. Rows made of others do not count. */
function commonIn(lessons: readonly Lesson[]): Set<number> {
  const once = new Set<number>();
  const common = new Set<number>();
  for (const { sparse, varied } of lessons) {
    if (varied === true) continue;
    for (const id of sparse.ids) {
      if (once.has(id)) common.add(id);
      else once.add(id);
    }
  }
  return common;
}

/** Ordinal logistic regression (proportional odds) on the rows of our own that say anything: 1, 2 or 3. */
export function learnStrength(lessons: readonly Lesson[], places: number, seed: number): Strength {
  const weights = new Float64Array(places);
  const squares = new Float64Array(places);
  const cuts: [number, number] = [-0.5, 0.7];
  const ours = lessons.filter(({ support, weight }) => support && weight > 0);
  const rows: [Lesson, number][] = ours.flatMap((lesson) =>
    (lesson.levels ?? []).flatMap((level, row): [Lesson, number][] => (level === 0 ? [] : [[lesson, row]])),
  );
  const common = commonIn(ours);
  const random = createRandom(seed);
  for (let round = 0; round < rounds; round++) {
    shuffle(rows, random);
    for (const [{ sparse, levels }, row] of rows) {
      const { from, ids, counts } = sparse;
      let square = 0;
      for (let i = from[row]!; i < from[row + 1]!; i++) square += timesTable[counts[i]!]! ** 2;
      const norm = 1 / Math.sqrt(square || 1);
      let said = 0;
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        if (!common.has(ids[i]!)) continue;
        said += weights[slot(ids[i]!, places)]! * timesTable[counts[i]!]! * norm;
      }
      const strong = Math.abs(levels![row]!);
      // Two questions: more than slight? More than plain?
      const first = chance(said - cuts[0]) - (strong > 1 ? 1 : 0);
      const second = chance(said - cuts[1]) - (strong > 2 ? 1 : 0);
      const gradient = first + second;
      for (let i = from[row]!; i < from[row + 1]!; i++) {
        if (!common.has(ids[i]!)) continue;
        const place = slot(ids[i]!, places);
        const g = gradient * timesTable[counts[i]!]! * norm;
        squares[place] = squares[place]! + g * g;
        weights[place] = weights[place]! - (rate * g) / (Math.sqrt(squares[place] ?? 0) + 1e-3);
      }
      cuts[0] += 0.01 * first;
      cuts[1] += 0.01 * second;
    }
  }
  return { weights, cuts };
}
