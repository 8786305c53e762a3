// Changes when rows of another difficulty are written: the card says how often the engine is right on each kind.
import { isKept, type DataSet, type ownLanguages } from './data.ts';

type Own = (typeof ownLanguages)[number];

/** How rows were written: for variety, where the engine erred, as they come. Figures of one say little of the others. */
export const rowParts = ['first', 'hard', 'natural'] as const;
/** One of {@link rowParts}. */
export type RowPart = (typeof rowParts)[number];

/** From which row on, counted from 0, a language's rows are of the hard and of the natural part; before it they are of the first. */
const begins: Record<Own, { hard: number; natural: number }> = {
  en: { hard: 1038, natural: 1596 },
  de: { hard: 1078, natural: 1594 },
  pl: { hard: 1086, natural: 1582 },
  da: { hard: 1062, natural: 1580 },
  ar: { hard: 1004, natural: 1625 },
  fa: { hard: 1109, natural: 1681 },
};

/** @returns of each row that is kept aside, in their order, which part it is of. */
export function partsOfKept({ texts }: DataSet, language: Own): RowPart[] {
  const { hard, natural } = begins[language];
  const parts: RowPart[] = [];
  for (let row = 0; parts.length < texts.length; row++) {
    if (isKept(row)) parts.push(row >= natural ? 'natural' : row >= hard ? 'hard' : 'first');
  }
  return parts;
}
