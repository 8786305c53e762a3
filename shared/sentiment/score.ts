// Changes when words and phrases of the lists should be found in a message in another way.
import type { Locale } from '../domain/locales.ts';
import { emojiWeight } from './emoji.ts';
import { isLocale, type Judged } from './languages.ts';
import { phraseListOf, wordListOf } from './lexicon/index.ts';
import type { Token } from './tokens.ts';

/**
 * What a word or an emoji weighs by our lists, -3 to 3, 0 when they do not know it. Strong English words are understood in
 * the middle of other languages, where they cannot be mistaken. Without a language only emoji say something.
 */
export function wordValue(token: Token, locale: Locale | 'und'): number {
  if (token.kind === 'emoji') return emojiWeight(token.text);
  if (locale === 'und') return 0;
  const entry = wordListOf(locale).find(token.text);
  if (entry !== undefined) return entry.weight;
  if (locale === 'en' || token.text.length < 5) return 0;
  const borrowed = wordListOf('en').find(token.text)?.weight ?? 0;
  return Math.abs(borrowed) >= 2 ? borrowed : 0;
}

/** No single phrase weighs more. */
const most = 3;
/** A phrase that weighs this is a rule: money asked back, a threat to leave, thanks for nothing. */
const rule = -1.5;

/** What the phrases of a language say of a text. */
export interface Phrases {
  /** What they weigh together, both 0 or more. */
  up: number;
  down: number;
  /**
   * Where the rules among them hit, in the folded text. `sure`: whatever else is said; so are all rules of the languages that have few
   * rows: of 68 hits in messages that were read neither by the model nor by who wrote the rules 66 are negative.
   */
  rules: { start: number; end: number; sure: boolean }[];
}

/** @returns what the phrases of a language say in the folded text. */
export function phrasesOf(folded: string, language: Judged): Phrases {
  const found: Phrases = { up: 0, down: 0, rules: [] };
  for (const [pattern, weight] of phraseListOf(language)) {
    pattern.lastIndex = 0;
    const match = pattern.exec(folded);
    if (match === null || match[0] === '') continue;
    if (weight > 0) found.up += Math.min(most, weight);
    else found.down += Math.min(most, -weight);
    if (weight <= rule) {
      found.rules.push({
        start: match.index,
        end: match.index + match[0].length,
        sure: weight <= -most || !isLocale(language),
      });
    }
  }
  return found;
}
