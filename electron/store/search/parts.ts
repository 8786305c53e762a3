// Words that are found by a part of them: compounds, and Arabic words behind their article. Pure; changes with the languages that build words so.
import { leastCompound, leastInside } from '../../../shared/cache/text.ts';

/** A compound has two parts of some length; what is longer than any is no word. */
const leastFirst = leastCompound - leastInside;
const mostCompound = 64;
/** Of words in Latin letters, folded: the languages that join words without a space. */
const latin = /^[a-z]+$/;
const arabic = /^[\u0621-\u06d3]+$/;
/** And, with, as, for, the: written together with the word. As folded. */
const before = /^(?:[وف]?(?:[بک]?ال|لل))(?=.{3})/;

/** @returns the ends of a word by which it may be looked for, longest first; whether each is a part of it the vocabulary says. */
export function endsOf(word: string): string[] {
  if (word.length >= leastCompound && word.length <= mostCompound && latin.test(word)) {
    const ends: string[] = [];
    for (let at = leastFirst; at <= word.length - leastInside; at++) ends.push(word.slice(at));
    return ends;
  }
  if (!arabic.test(word)) return [];
  const bare = word.replace(before, '');
  return bare === word ? [] : [bare];
}

/** @returns the word without what Arabic writes together with it; null where there is nothing such. */
export function withoutArticle(word: string): string | null {
  if (!arabic.test(word)) return null;
  const bare = word.replace(before, '');
  return bare === word ? null : bare;
}

/** Such short words begin many words that are no compounds of them. */
const leastSure = 4;
/** First parts that are looked up for one word at most. */
const mostAsked = 1500;
/** What stands between the parts: Rechnung-s-adresse, Kunde-n-nummer, Schul(e)-buch, arbejd-s-plads. */
const links = ['', 's', 'es', 'n', 'en', 'er', 'e'];

/** A first part from this length on may be a compound itself, and is known by its own last part. */
const leastDouble = 9;

/** @returns what the first part may be as a word of its own, or what it may end with. */
export function firstParts(first: string): string[] {
  const bare = links.flatMap((link) =>
    first.endsWith(link) ? [first.slice(0, first.length - link.length)] : [],
  );
  const whole = [...bare, `${first}e`, `${first}en`].filter((word) => word.length >= leastFirst);
  return first.length < leastDouble ? whole : [...whole, ...bare.flatMap(endsOf)];
}

/**
 * Which of these words have the part that is looked for as a part.
 * @param found words, each with the end of it that begins with what is looked for.
 * @param known those of some words that are words of their own.
 * @returns whole words. Where no first part is known, as in an index of few words, those with a long one.
 */
export function compoundsOf(
  found: readonly { part: string; word: string }[],
  known: (words: readonly string[]) => ReadonlySet<string>,
): string[] {
  const split = found.map(({ part, word }) => ({ word, first: word.slice(0, word.length - part.length) }));
  const firsts = new Set(split.flatMap(({ word, first }) => (latin.test(word) ? [first] : [])));
  const words = known([...new Set([...firsts].flatMap(firstParts))].slice(0, mostAsked));
  const sure = split.filter(
    ({ word, first }) => !latin.test(word) || firstParts(first).some((one) => words.has(one)),
  );
  const taken = sure.length > 0 ? sure : split.filter(({ first }) => first.length >= leastSure);
  return [...new Set(taken.map(({ word }) => word))];
}
