// Changes when rows of another difficulty are written: the card says how often the engine is right on each kind.
import { isKept, type DataSet, type ownLanguages } from './data.ts';

type Own = (typeof ownLanguages)[number];

/**
 * How rows were written: for variety, where the engine erred, as they come, with feeling told through facts and stories, and by
 * writers who had read none of those before. Figures of one say little of the others.
 */
export const rowParts = ['first', 'hard', 'natural', 'told', 'others'] as const;
/** One of {@link rowParts}. */
export type RowPart = (typeof rowParts)[number];

type Later = Exclude<RowPart, 'first'>;
/** From which row on, counted from 0, a language's rows are of each part; before them they are of the first. */
const begins: Record<Own, Record<Later, number>> = {
  en: { hard: 1038, natural: 1596, told: 2310, others: 2562 },
  de: { hard: 1078, natural: 1594, told: 2445, others: 2695 },
  pl: { hard: 1086, natural: 1582, told: 2506, others: 2756 },
  da: { hard: 1062, natural: 1580, told: 2631, others: 2881 },
  ar: { hard: 1004, natural: 1625, told: 2349, others: 2600 },
  fa: { hard: 1109, natural: 1681, told: 2499, others: 2750 },
};

/** @returns of each row that is kept aside, in their order, which part it is of. */
export function partsOfKept({ texts }: DataSet, language: Own): RowPart[] {
  const parts: RowPart[] = [];
  for (let row = 0; parts.length < texts.length; row++) {
    if (isKept(row))
      parts.push(rowParts.findLast((part) => part === 'first' || row >= begins[language][part])!);
  }
  return parts;
}
