// Help for mistyped words in short fields: which words of the index a person may have meant. Only asked when nothing was found.
import type { SearchKind } from '../../../shared/cache/spec.ts';
import type { OpenIndex } from '../search/reader.ts';
import { allOf, anyOf, beginning } from './search-words.ts';

/** Kinds whose words are few: names, titles, numbers. */
export const forgiving: readonly SearchKind[] = ['customer', 'case', 'article'];

/** Words looked at per mistyped word, and offered for it. */
const mostScanned = 20_000;
const mostOffered = 5;

/** @returns how many slips a word of this length may hold. */
const slips = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/**
 * How many single slips (a letter too many, too few, another one, two swapped) lie between a typed word
 * and the beginning of `term`; anything over `most` is given as `most + 1`.
 */
export function slipsBetween(typed: string, term: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: term.length + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= term.length; j++) {
      const same = typed[i - 1] === term[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === term[j - 2] && typed[i - 2] === term[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  // What is typed may be only the beginning of the word.
  return Math.min(...last, most + 1);
}

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
