// Changes when what an agent says counts as a promise differently. Rather none than a wrong one.
import { fold, words } from './fold.ts';
import type { PromiseWords } from './language.ts';
import { isQuestion, sentencesOf } from './sentences.ts';
import { compileWhen, whenIn, type When } from './when.ts';
import { ar } from './words/ar.ts';
import { da } from './words/da.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { fa } from './words/fa.ts';
import { pl } from './words/pl.ts';
import type { Zone } from './zone.ts';

/** What was promised, in the words of the sentence, and until when, ms since the epoch. */
export interface Promised {
  text: string;
  until: number | null;
}

interface Language {
  words: PromiseWords;
  always: RegExp;
  dated: RegExp;
  not: RegExp;
  unsure: RegExp;
  when: When;
}

const compile = (language: PromiseWords): Language => ({
  words: language,
  always: words(language.always),
  dated: words(language.dated),
  not: words(language.not),
  unsure: words(language.unsure),
  when: compileWhen(language),
});
const compileAll = (languages: readonly PromiseWords[]) => {
  let made: readonly Language[] | null = null;
  // Some hundred patterns, for whoever hands something over: made when first asked for.
  return (): readonly Language[] => (made ??= languages.map(compile));
};
const latin = compileAll([en, de, pl, da]);
const arabic = compileAll([ar, fa]);

/** Of a talk as it goes: done within the minute, and nothing to remind anybody of. */
const atOnce = words(
  String.raw`(?:right )?now|right away|immediately|one (?:moment|second|minute)|a (?:moment|second|sec|minute)|(?:einen )?(?:kurzen )?moment|augenblick|sofort|gleich|jetzt|chwilę|chwileczkę|teraz|już|zaraz|et øjeblik|lige nu|nu|med det samme|لحظة|الآن|حالا|فورا|یک لحظه|الان|همین الان|فورا`,
);
const longest = 500;

/**
 * @param text what an agent said to a customer.
 * @param at when, ms since the epoch.
 * @returns the sentences in which something is promised, in their order.
 */
export function promisesIn(text: string, at: number, zone: Zone): Promised[] {
  return sentencesOf(text).flatMap((sentence): Promised[] => {
    if (isQuestion(sentence)) return [];
    const folded = fold(sentence);
    const languages = /[\u0600-\u06ff]/.test(folded) ? arabic() : latin();
    for (const language of languages) {
      const until = promiseIn(folded, at, language, zone);
      if (until !== undefined) return [{ text: cut(sentence), until }];
    }
    return [];
  });
}

/** @returns until when; null for a promise without a date; undefined for none. */
function promiseIn(folded: string, at: number, language: Language, zone: Zone): number | null | undefined {
  if (folded.search(language.unsure) !== -1) return undefined;
  const said = (pattern: RegExp): boolean =>
    [...folded.matchAll(pattern)].some(
      ({ index, 0: words }) => clauseAt(folded, index, words.length).search(language.not) === -1,
    );
  const always = said(language.always);
  if (!always && !said(language.dated)) return undefined;
  const until = whenIn(folded, at, language.when, language.words, zone);
  if (until !== null) return until;
  return always && folded.search(atOnce) === -1 ? null : undefined;
}

/** The part between commas in which something stands. */
function clauseAt(text: string, index: number, length: number): string {
  const marks = /[,;:،؛–—]/;
  let start = index;
  while (start > 0 && !marks.test(text[start - 1]!)) start -= 1;
  let end = index + length;
  while (end < text.length && !marks.test(text[end]!)) end += 1;
  return text.slice(start, end);
}

/** @returns the text, shortened where it is too long for a line of a capsule. */
export function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
