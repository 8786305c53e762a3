// Changes when the word list that travels with the weights is looked up in another way.
import { hashText, join } from './hash.ts';
import { judged, type Judged } from './languages.ts';
import type { Valence } from './read.ts';

/** Values are written as whole numbers of this. */
export const wordScale = 20;

/** The tag of the weights for what is written to support. Languages have 1 and up. */
export const supportTag = 100;

/** @returns the tag of a language, 0 when it is not known. */
export function languageTag(language: Judged | 'und'): number {
  return language === 'und' ? 0 : judged.indexOf(language) + 1;
}

/** @returns where a word of a language stands in the list; language "und" is all languages together. */
export function wordKey(word: string, language: Judged | 'und'): number {
  return join(hashText(word), languageTag(language)) >>> 0;
}

/** What is left of a word without its ending is at least so long. */
const shortestStem = 4;
const longestEnding = 2;

/**
 * @returns a word without one letter of its ending, then without two: "fine" and "finest" of a word that the list has in another
 * form. The list has the stems of its own words too, so both may have an ending.
 */
export function stemsOf(word: string): string[] {
  const stems: string[] = [];
  for (let cut = 1; cut <= longestEnding && word.length - cut >= shortestStem; cut++)
    stems.push(word.slice(0, -cut));
  return stems;
}

/** @returns the list. @param hashes in rising order. @param values one for each. */
export function createValence(hashes: Uint32Array, values: Int8Array): Valence {
  const look = (hash: number): number => {
    let low = 0;
    let high = hashes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = hashes[middle]!;
      if (found === hash) return values[middle]! / wordScale;
      if (found < hash) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  };
  return (word, language) => {
    if (language === 'und') return look(wordKey(word, 'und'));
    const own = look(wordKey(word, language));
    if (own !== 0) return own;
    for (const stem of stemsOf(word)) {
      const value = look(wordKey(stem, language));
      if (value !== 0) return value;
    }
    return look(wordKey(word, 'und'));
  };
}
