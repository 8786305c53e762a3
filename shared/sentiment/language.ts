// Changes when a language is told apart in another way. Its table is trained with the model.
import type { Folded } from './fold.ts';
import { mix, slot, step } from './hash.ts';
import { isJudged, judged, type Judged } from './languages.ts';
import { squeeze } from './lexicon/index.ts';
import type { Token } from './tokens.ts';
import { decodeTable, type Weights } from './weights.ts';

/** The classes of the table: the languages that are judged, then all others together. */
export const languageClasses = judged.length + 1;

/** How many words are looked at; a language is clear long before. */
const mostWords = 30;
const longestGram = 4;
const seed = 21;

/** Letters that folding makes equal tell Arabic, Persian and their neighbours apart: they are told beside the words. */
const tellTale = /[پچژگةيكىأإآؤئیکٹڈڑےھںۆێڵڕ\u200c٠-٩۰-۹]/g;

/**
 * Tells what speaks for a language: parts of words and whole words.
 * @param original the text as written.
 */
export function eachLanguageFeature(
  original: string,
  tokens: readonly Token[],
  emit: (hash: number) => void,
): void {
  let words = 0;
  for (const { kind, text: written } of tokens) {
    if (kind !== 'word' || !/\p{L}/u.test(written)) continue;
    words += 1;
    if (words > mostWords) break;
    // A run of one letter is of no language.
    const text = squeeze(written, 1);
    const padded = ` ${text} `;
    for (let start = 0; start < padded.length - 1; start++) {
      let hash = seed;
      const stop = Math.min(padded.length, start + longestGram);
      for (let i = start; i < stop; i++) {
        hash = step(hash, padded.charCodeAt(i));
        if (i > start || start > 0) emit(mix(hash ^ ((i - start + 1) << 20)));
      }
    }
    let whole = seed + 1;
    for (let i = 0; i < text.length; i++) whole = step(whole, text.charCodeAt(i));
    emit(mix(whole));
  }
  for (const [mark] of original.slice(0, 600).matchAll(tellTale))
    emit(mix(step(seed + 2, mark.charCodeAt(0))));
}

/** How much a hint counts, in log-odds: less than two clear words. */
const hinted = 2.5;
/** The same where there is one word only: it is often of several languages ("super"). */
const hintedAlone = 5;
/** What another language must be ahead by to be believed. */
const sure = 0.5;

const letter = /\p{L}/u;
const latinLetter = /\p{Script=Latin}/u;
const arabicLetter = /\p{Script=Arabic}/u;
const indianLetter = /\p{Script=Devanagari}/u;

/** @returns how many letters a text has, of which scripts, and whether all are the same one. */
function scriptsOf(text: string) {
  const found = { all: 0, latin: 0, arabic: 0, indian: 0, several: false };
  let first = '';
  for (const point of text) {
    const plain = point >= 'a' && point <= 'z';
    const isLetter = plain || letter.test(point);
    if (isLetter) {
      found.all += 1;
      if (first === '') first = point;
      else if (point !== first) found.several = true;
    }
    if (plain) found.latin += 1;
    else if (point < '\u007f') continue;
    else if (latinLetter.test(point)) found.latin += 1;
    else if (arabicLetter.test(point)) found.arabic += 1;
    else if (indianLetter.test(point)) found.indian += 1;
  }
  return found;
}

/** Tells which language a message is in. */
export type Identify = (
  original: string,
  folded: Folded,
  tokens: readonly Token[],
  hint: string | undefined,
) => Judged | 'und';

/** @returns the identifier with these weights. It says "und" for a language that is not judged, and where there are no words. */
export function createIdentify(weights: Weights): Identify {
  const { language, description } = weights;
  const decode = decodeTable(description.language.scale);
  const places = language.length / languageClasses;
  return (original, folded, tokens, hint) => {
    const text = folded.text.slice(0, 2000);
    const { all, latin, arabic, indian, several } = scriptsOf(text);
    // One letter again and again is no word.
    if (!several) return 'und';
    const most = Math.max(latin, arabic, indian);
    if (all - latin - arabic - indian > most) return 'und';
    const tag = hint?.toLowerCase().split('-')[0] ?? '';
    // Arabic and Persian are written in Latin letters too, but only by customers who are known to speak them.
    const inScript = (one: Judged): boolean =>
      (one === 'ar' || one === 'fa') === (most === arabic) && (most !== indian || one === 'hi');
    const fits = (one: Judged): boolean => inScript(one) || (most === latin && one === tag);
    const preferred = isJudged(tag) && fits(tag) ? tag : undefined;
    const scores = Float64Array.from(description.languageBias);
    let count = 0;
    eachLanguageFeature(original, tokens, (hash) => {
      const at = slot(hash, places) * languageClasses;
      for (let i = 0; i < languageClasses; i++) scores[i] = scores[i]! + decode[language[at + i]!]!;
      count += 1;
    });
    if (count === 0) return preferred ?? 'und';
    const alone = tokens.filter(({ kind }) => kind === 'word').length === 1;
    const boost = alone ? hintedAlone : hinted;
    let best: Judged | 'und' = 'und';
    let highest = scores[judged.length]! - sure;
    judged.forEach((one, i) => {
      if (!fits(one)) return;
      const score = scores[i]! + (one === preferred ? boost : 0);
      if (score > highest) {
        highest = score;
        best = one;
      }
    });
    return best;
  };
}
