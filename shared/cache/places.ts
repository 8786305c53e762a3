// Where in a text the words of a query are: for excerpts and marks. Words are folded as the index folds them; changes when what counts as found does.
import { formsOf, leastCompound, leastInside, queryForms, queryWords } from './text.ts';

const wholeWord = /[\p{L}\p{N}\p{M}\u200b-\u200d\u00ad]+/gu;
/** A word that begins in ASCII is plainly of another beginning than most of what is looked for. */
const lastAscii = 0x7f;
const asciiSmall = 0x20;

/** Says of words whether they are what a query looks for. */
interface Finder {
  /** A word of the query begins it. */
  begins(word: string): boolean;
  /** One of `these`, by default any word of the query, is in it: it may be a part of a compound. */
  holds(word: string, these?: readonly string[]): boolean;
  /** @returns the words of the query, in each of their forms, that begin none of these words. */
  without(words: readonly string[]): string[];
}

function finderOf(query: string): Finder | null {
  const forms = queryForms(query);
  const wanted = forms.flat();
  if (wanted.length === 0) return null;
  const first = new Set(wanted.map((word) => word.charCodeAt(0)));
  const long = wanted.filter((word) => word.length >= leastInside);
  return {
    begins: (word) => {
      const code = word.charCodeAt(0);
      // Letters of ASCII become small ones by that bit, digits have it.
      if (code <= lastAscii && !first.has(code | asciiSmall)) return false;
      return formsOf(word).some((form) => wanted.some((one) => form.startsWith(one)));
    },
    holds: (word, these = long) =>
      word.length >= leastCompound && formsOf(word).some((form) => these.some((one) => form.includes(one))),
    without: (words) => {
      const begun = words.flatMap(formsOf);
      return forms
        .filter((same) => !same.some((one) => begun.some((form) => form.startsWith(one))))
        .flat()
        .filter((one) => one.length >= leastInside);
    },
  };
}

/** @returns where the first word begins that begins like a word of the query, or else holds one; 0 where none does. */
function placeOf(line: string, finder: Finder): number {
  for (const { 0: found, index } of line.matchAll(wholeWord)) if (finder.begins(found)) return index;
  for (const { 0: found, index } of line.matchAll(wholeWord)) if (finder.holds(found)) return index;
  return 0;
}

/** Longer texts are looked through up to here: a hit further on is not shown in its excerpt. */
const lookedThrough = 40_000;

const spaces = /\s+/g;
/** Spaces that make one are more than the excerpt is long. */
const wide = 4;

/** @returns a part of `text` around the first place where a word of the query is, on one line, at most `length` long. */
export function excerpt(text: string, query: string, length = 160): string {
  if (text.length <= length) return text.replace(spaces, ' ').trim();
  const finder = finderOf(query);
  const at = finder === null ? 0 : placeOf(text.slice(0, lookedThrough), finder);
  // Only what may be shown is looked at further.
  const before = text
    .slice(Math.max(0, at - wide * length), at)
    .replace(spaces, ' ')
    .trimStart();
  const after = text
    .slice(at, at + wide * length)
    .replace(spaces, ' ')
    .trimEnd();
  const line = before + after;
  const start = Math.max(0, Math.min(before.length - Math.floor(length / 3), line.length - length));
  const cut = line.slice(start, start + length).trim();
  const more = { before: start > 0 || at > wide * length, after: start + length < line.length };
  return `${more.before ? '…' : ''}${cut}${more.after ? '…' : ''}`;
}

/** A stretch of a text: found or not. */
export interface Part {
  text: string;
  hit: boolean;
}

/**
 * @returns the text in parts; a word is a hit, whole, where a word of the query begins it, or is in it where it begins
 * none. Accents and letter forms do not matter.
 */
export function marked(text: string, query: string): Part[] {
  const finder = finderOf(query);
  if (finder === null) return [{ text, hit: false }];
  const begun = (text.match(wholeWord) ?? []).filter(finder.begins);
  const inside = finder.without(begun);
  const isHit = (word: string): boolean =>
    finder.begins(word) || (inside.length > 0 && finder.holds(word, inside));
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(wholeWord)) {
    if (!isHit(found)) continue;
    if (index > from) parts.push({ text: text.slice(from, index), hit: false });
    parts.push({ text: found, hit: true });
    from = index + found.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), hit: false });
  return parts;
}

/**
 * @param words folded, the likeliest first.
 * @returns the first of them that the text has, as it is written there: as a word, else as the beginning or a part of one;
 * undefined where there are none, the first itself where the text has none.
 */
export function writtenAs(text: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const written = text.slice(0, lookedThrough).match(wholeWord) ?? [];
  const first = new Set(words.map((word) => word.charCodeAt(0)));
  const near = written.filter((one) => {
    const code = one.charCodeAt(0);
    return code > lastAscii || first.has(code | asciiSmall);
  });
  const forms = near.map(formsOf);
  const firstOf = (fits: (form: string, word: string) => boolean): string | undefined => {
    for (const word of words) {
      const at = forms.findIndex((some) => some.some((form) => fits(form, word)));
      if (at >= 0) return near[at];
    }
    return undefined;
  };
  const holds = (one: string): boolean =>
    one.length >= leastCompound && formsOf(one).some((form) => words.some((word) => form.includes(word)));
  return (
    firstOf((form, word) => form === word) ??
    firstOf((form, word) => form.startsWith(word)) ??
    written.find(holds) ??
    words[0]
  );
}

/** @returns the query with other words at some of its places, counted as {@link queryForms} does; all else stays as it was typed. */
export function replaced(query: string, wordAt: (index: number) => string | undefined): string {
  let at = 0;
  return query.replace(wholeWord, (typed) => {
    const parts = queryWords(typed);
    const words = parts.map((_, i) => wordAt(at + i));
    at += parts.length;
    return words.some((word) => word !== undefined)
      ? parts.map((part, i) => words[i] ?? part).join(' ')
      : typed;
  });
}
