// Makes the word lists quick to look up.
import type { Locale } from '../../domain/locales.ts';
import type { Judged } from '../languages.ts';
import { foldLetters } from '../fold.ts';
import { ar } from './ar.ts';
import { da } from './da.ts';
import { de } from './de.ts';
import { demands } from './demands/index.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { pl } from './pl.ts';
import type { Lexicon } from './types.ts';

/** What a word weighs, and whether a word after it may negate it. */
export interface Entry {
  weight: number;
  after: boolean;
}

/** A lexicon ready for use. */
export interface WordList {
  /** @returns the entry for a folded word, by itself or by its beginning. */
  find(word: string): Entry | undefined;
  /** Words of courtesy, and what stands beside them. */
  courtesy: ReadonlySet<string>;
  negators: ReadonlySet<string>;
  negatorsAfter: ReadonlySet<string>;
  boosters: ReadonlySet<string>;
  dampers: ReadonlySet<string>;
  neutral: readonly RegExp[];
  phrases: readonly (readonly [RegExp, number])[];
}

const split = (text: string): string[] =>
  foldLetters(text)
    .split(/\s+/)
    .filter((word) => word !== '');
const fresh = (pattern: RegExp): RegExp => new RegExp(foldLetters(pattern.source), pattern.flags);
const ready = (phrases: Lexicon['phrases']): WordList['phrases'] =>
  phrases.map(([pattern, weight]) => [fresh(pattern), weight] as const);
const shortestBeginning = 3;
const politeness = 0.3;
const regretfulness = -0.35;

/** Prefixes that Arabic writes together with a word. */
const arabicPrefix = /^(?:و|ف)?(?:ال|بال|لل|کال|ب|ل)?(?=.{3})/;
const arabicEnding = /(?:ین|ون|ات|ها|هم|کم|نا|نی|ه|ک|ی|ا)$/;

function compile(lexicon: Lexicon, locale: Locale): WordList {
  const exact = new Map<string, Entry>();
  const beginnings = new Map<string, Entry>();
  const groups = [
    ...(['3', '2', '1', '-1', '-2', '-3'] as const).map((key) => [Number(key), lexicon[key]] as const),
    [politeness, lexicon.polite] as const,
    [regretfulness, lexicon.regret] as const,
  ];
  for (const [weight, text] of groups) {
    for (const raw of split(text)) {
      const word = raw.replace(/[*^]/g, '');
      // The first class that names a word has it, so that "super" does not change by a later list.
      const into = raw.includes('*') ? beginnings : exact;
      if (!into.has(word)) into.set(word, { weight, after: raw.includes('^') });
    }
  }
  const look = (word: string): Entry | undefined => {
    const whole = exact.get(word);
    if (whole !== undefined) return whole;
    for (let length = Math.min(word.length, 24); length >= shortestBeginning; length--) {
      const entry = beginnings.get(word.slice(0, length));
      if (entry !== undefined) return entry;
    }
    return undefined;
  };
  const find = (word: string): Entry | undefined => {
    const direct = look(word) ?? look(squeeze(word, 2)) ?? look(squeeze(word, 1));
    if (direct !== undefined || locale !== 'ar') return direct;
    const bare = word.replace(arabicPrefix, '');
    return look(bare) ?? look(bare.replace(arabicEnding, ''));
  };
  return {
    find,
    courtesy: new Set(
      [...split(lexicon.polite), ...split(lexicon.beside)].map((word) => word.replace('*', '')),
    ),
    negators: new Set(split(lexicon.negators)),
    negatorsAfter: new Set(split(lexicon.negatorsAfter)),
    boosters: new Set(split(lexicon.boosters)),
    dampers: new Set(split(lexicon.dampers)),
    neutral: lexicon.neutral.map(fresh),
    phrases: ready(lexicon.phrases),
  };
}

/** @returns whether a character stands three times in a row. Asked of each word, and nearly never so. */
function hasRun(word: string): boolean {
  for (let i = 2; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (unit === word.charCodeAt(i - 1) && unit === word.charCodeAt(i - 2)) return true;
  }
  return false;
}

/** @returns the word with runs of three or more of a letter cut to `keep`: "soooo" to "soo" or "so". */
export function squeeze(word: string, keep: number): string {
  if (!hasRun(word)) return word;
  return word.replace(/(\p{L})\1{2,}/gu, (_, letter: string) => letter.repeat(keep));
}

const lexicons: Record<Locale, Lexicon> = { en, de, pl, da, ar, fa };
const made = new Map<Locale, WordList>();
const madePhrases = new Map<Judged, WordList['phrases']>();

/** @returns the list of a language. It is made when it is first asked for: most desks hear two or three languages. */
export function wordListOf(locale: Locale): WordList {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const list = compile(lexicons[locale], locale);
  made.set(locale, list);
  return list;
}

/** @returns the patterns of a language that weigh as a whole: also of those without a list of words. */
export function phraseListOf(language: Judged): WordList['phrases'] {
  const known = madePhrases.get(language);
  if (known !== undefined) return known;
  const further = demands[language];
  const list = further === undefined ? wordListOf(language as Locale).phrases : ready(further);
  madePhrases.set(language, list);
  return list;
}
