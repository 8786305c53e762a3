// Changes when a language is told apart in another way. Its table is trained with the model.
import type { Folded } from './fold.ts';
import { mix, slot, step } from './hash.ts';
import { isJudged, judged, type Judged } from './languages.ts';
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
  for (const { kind, text } of tokens) {
    if (kind !== 'word' || !/\p{L}/u.test(text)) continue;
    words += 1;
    if (words > mostWords) break;
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

const letters = (text: string, script: RegExp): number => text.match(script)?.length ?? 0;

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
    const all = letters(text, /\p{L}/gu);
    // One letter again and again is no word.
    if (all === 0 || new Set(text.match(/\p{L}/gu)).size < 2) return 'und';
    const latin = letters(text, /\p{Script=Latin}/gu);
    const arabic = letters(text, /\p{Script=Arabic}/gu);
    const indian = letters(text, /\p{Script=Devanagari}/gu);
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
