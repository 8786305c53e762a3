// Changes when the engine can judge another language. The order is part of the weights: add at the end, and train again.
import { locales, type Locale } from '../domain/locales.ts';
import { foldLetters } from './fold.ts';
import { wordListOf } from './lexicon/index.ts';

/** The languages that the engine judges, BCP 47. */
export const judged = ['en', 'de', 'pl', 'da', 'ar', 'fa', 'fr', 'hi', 'it', 'pt', 'es'] as const;
/** One of {@link judged}. */
export type Judged = (typeof judged)[number];

/** @returns whether the engine judges this language. */
export function isJudged(tag: string): tag is Judged {
  return (judged as readonly string[]).includes(tag);
}

/** @returns whether there are word lists and an interface in this language. */
export function isLocale(tag: string): tag is Locale {
  return (locales as readonly string[]).includes(tag);
}

const set = (text: string): ReadonlySet<string> => new Set(foldLetters(text).split(' '));
/** "Not" in the languages without word lists of their own; Hindi in both scripts. */
const negators: Partial<Record<Judged, ReadonlySet<string>>> = {
  fr: set("pas ne n jamais sans aucun aucune rien plus ni non c'est-pas"),
  hi: set('नहीं नही न ना मत बिना nahi nahin nai nhi mat na bina'),
  it: set('non mai senza nessun nessuna né niente nulla'),
  pt: set('não nao nunca nem sem nenhum nenhuma jamais'),
  es: set('no nunca sin tampoco nada ni jamás ningún ninguna'),
};
const backwards = new Set<Judged>(['hi']);

/** How a language negates. */
export interface Negation {
  isNegator(word: string): boolean;
  /** For words that turn what stands before them. */
  isBackwards(word: string): boolean;
}
const none: Negation = { isNegator: () => false, isBackwards: () => false };

/** @returns how to find negations in a language; "und" has none. */
export function negationOf(language: Judged | 'und'): Negation {
  if (language === 'und') return none;
  if (isLocale(language)) {
    const list = wordListOf(language);
    const ends = (word: string): boolean => language === 'en' && word.endsWith("n't");
    return {
      isNegator: (word) => list.negators.has(word) || ends(word),
      isBackwards: (word) => list.negatorsAfter.has(word),
    };
  }
  const words = negators[language];
  if (words === undefined) return none;
  return {
    isNegator: (word) => words.has(word),
    isBackwards: (word) => backwards.has(language) && words.has(word),
  };
}
