// Changes when what the model is told of a message does: its words, what the lists say of them, negation, shouting.
import type { FeatureInput } from './features.ts';
import { negationScope } from './features.ts';
import { fold, type Folded } from './fold.ts';
import { squeeze } from './lexicon/index.ts';
import { isLocale, negationOf, type Judged } from './languages.ts';
import { phrasesOf, wordValue, type Phrases } from './score.ts';
import type { Sentence } from './sentences.ts';
import { tokenise, type Token } from './tokens.ts';

/** A message as the model sees it. */
export interface Reading {
  folded: Folded;
  tokens: Token[];
  input: FeatureInput;
  /** See {@link Phrases}. */
  rules: Phrases['rules'];
}

/** What a word of a language weighs by a list that travels with the weights, -5 to 5; 0 when it is not in it. */
export type Valence = (word: string, language: Judged | 'und') => number;

/** @returns the text in one spelling, cut into tokens. */
export function cut(text: string): { folded: Folded; tokens: Token[] } {
  const folded = fold(text);
  return { folded, tokens: tokenise(folded.text) };
}

/** @returns what the model is told of some of the tokens of a message in this language, as if nothing else were said. */
export function readPart(
  { folded, input }: Reading,
  { from, to }: Sentence,
  language: Judged | 'und',
): FeatureInput {
  const tokens = input.tokens.slice(from, to);
  const text = folded.text.slice(tokens[0]?.start, tokens.at(-1)?.end);
  const { up, down } = language === 'und' ? { up: 0, down: 0 } : phrasesOf(text, language);
  return {
    tokens,
    values: input.values.subarray(from, to),
    foreign: input.foreign.subarray(from, to),
    negated: input.negated.subarray(from, to),
    shouted: input.shouted.subarray(from, to),
    short: input.short.subarray(from, to),
    phraseUp: up,
    phraseDown: down,
  };
}

/** @returns what the model is told of a message in this language. */
export function read(
  text: string,
  { folded, tokens }: { folded: Folded; tokens: Token[] },
  language: Judged | 'und',
  valence: Valence,
): Reading {
  const locale = isLocale(language) ? language : 'en';
  const values = new Float32Array(tokens.length);
  const foreign = new Float32Array(tokens.length);
  const shouted = new Uint8Array(tokens.length);
  const short = new Uint8Array(tokens.length);
  tokens.forEach((token, at) => {
    if (token.kind === 'mark' || token.kind === 'name') return;
    values[at] = wordValue(token, language === 'und' ? 'und' : locale);
    foreign[at] = valence(squeeze(token.text, 2), language);
    if (foreign[at] === 0) {
      const once = squeeze(token.text, 1);
      if (once !== token.text) foreign[at] = valence(once, language);
      if (foreign[at] !== 0) short[at] = 1;
    }
    if (token.kind !== 'word' || token.end - token.start < 3) return;
    const first = folded.from[token.start] ?? 0;
    const end = folded.to[token.end - 1] ?? first;
    const original = text.slice(first, end);
    if (original === original.toUpperCase() && original !== original.toLowerCase()) shouted[at] = 1;
  });
  const { isNegator, isBackwards } = negationOf(language);
  const phrases = language === 'und' ? { up: 0, down: 0, rules: [] } : phrasesOf(folded.text, language);
  return {
    folded,
    tokens,
    rules: phrases.rules,
    input: {
      tokens,
      values,
      foreign,
      negated: negationScope(tokens, isNegator, isBackwards),
      shouted,
      short,
      phraseUp: phrases.up,
      phraseDown: phrases.down,
    },
  };
}
