// Help for mistyped words in short fields: which words of the index a person may have meant. Only asked when nothing was found.
import { slips, slipsBetween } from '../../../shared/cache/slips.ts';
import type { SearchKind } from '../../../shared/cache/spec.ts';
import type { OpenIndex } from '../search/reader.ts';
import { allOf, anyOf, beginning } from './search-words.ts';

/** Kinds whose words are few: names, titles, subjects, numbers. */
export const forgiving: readonly SearchKind[] = ['customer', 'case', 'conversation', 'article'];

/** Words looked at per mistyped word, and offered for it. */
const mostScanned = 20_000;
const mostOffered = 5;

/** @returns the FTS5 expression for what may have been meant; null when nothing comes near. */
export function forgivingExpression(
  index: OpenIndex,
  kind: SearchKind,
  words: readonly string[],
): string | null {
  let changed = false;
  const parts = words.map((word) => {
    const most = slips(word);
    const near = most === 0 ? [] : nearTerms(index, kind, word, most);
    if (near.some((term) => !term.startsWith(word))) changed = true;
    const terms = near.length === 0 ? [word] : near;
    return anyOf(terms.flatMap((term) => beginning(index, kind, term) ?? []));
  });
  return changed ? allOf(parts) : null;
}

/** One bit for each letter of a word; letters may share one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}
function count(bits: number): number {
  let left = bits;
  let n = 0;
  for (; left !== 0; n++) left &= left - 1;
  return n;
}

/** Words of the index that begin like the typed one; the first letter is taken as meant. */
function nearTerms(index: OpenIndex, kind: SearchKind, word: string, most: number): string[] {
  const first = String.fromCodePoint(word.codePointAt(0)!);
  const after = String.fromCodePoint(word.codePointAt(0)! + 1);
  const typed = lettersOf(word);
  const near: { term: string; off: number }[] = [];
  for (const term of index.words(kind, first, after, mostScanned)) {
    // Each letter that is not there at all is a slip: few words need a closer look.
    if (word.length - term.length > most || count(typed & ~lettersOf(term)) > most) continue;
    const off = slipsBetween(word, term, most);
    if (off <= most) near.push({ term, off });
  }
  return near
    .toSorted((a, b) => a.off - b.off || a.term.length - b.term.length)
    .slice(0, mostOffered)
    .map(({ term }) => term);
}
