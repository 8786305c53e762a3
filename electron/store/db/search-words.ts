// How words are asked of the index: as the beginnings of the words that it holds. Changes with what FTS5 does fast.
import type { SearchKind } from '../../../shared/cache/spec.ts';
import { leastInside } from '../../../shared/cache/text.ts';
import { listedPrefix } from '../search/layout.ts';
import { compoundsOf, withoutArticle } from '../search/parts.ts';
import type { OpenIndex } from '../search/reader.ts';

/** Beyond so many words FTS5 gathers them itself. */
const mostWords = 512;
/** Comes after every letter. */
const lastLetter = '\u{10ffff}';

/**
 * @returns the expression for entries with a word that begins so; null where there is none. FTS5 would gather and sort all
 * entries of all words with a beginning before it gives the first; of whole words it takes the newest as they come.
 */
export function beginning(index: OpenIndex, kind: SearchKind, word: string): string | null {
  if (word.length <= listedPrefix) return `"${word}"*`;
  const words = index.words(kind, word, word + lastLetter, mostWords + 1);
  if (words.length > mostWords) return `"${word}"*`;
  return anyOf(words.map((whole) => `"${whole}"`));
}

/** Ends looked at, and words offered, for one part. */
const mostEnds = 256;
/** Arabic writes short words. */
const leastArabic = 3;

/**
 * @returns the words that have this one as a part behind their beginning, compounds of it and in Arabic those behind an
 * article; and without the article of its own.
 */
export function withPart(index: OpenIndex, kind: SearchKind, word: string): string | null {
  const bare = withoutArticle(word);
  const least = /^\p{Script=Arabic}/u.test(word) ? leastArabic : leastInside;
  const part = bare ?? word;
  const ends = part.length < least ? [] : index.ends(kind, part, part + lastLetter, mostEnds);
  const whole = compoundsOf(ends, index.known).map((one) => `"${one}"`);
  return anyOf([...(bare === null ? [] : [beginning(index, kind, bare) ?? []].flat()), ...whole]);
}

/** @returns null where there is nothing. */
export const anyOf = (parts: readonly string[]): string | null =>
  parts.length === 0 ? null : `(${parts.join(' OR ')})`;

/** @returns null where one of them is nothing. */
export const allOf = (parts: readonly (string | null)[]): string | null =>
  parts.some((part) => part === null) ? null : parts.join(' AND ');
