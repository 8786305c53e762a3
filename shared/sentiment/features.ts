// Changes when the model should see other things in a text: then it must be trained again.
import { hashText, join, mix, step } from './hash.ts';
import { squeeze } from './lexicon/index.ts';
import { piece, piecesOf } from './pieces.ts';
import { endsClause, type Token } from './tokens.ts';

/** What the features are made of. */
export interface FeatureInput {
  tokens: readonly Token[];
  /** What each token weighs by the word lists, negation not counted; 0 for most. */
  values: Float32Array;
  /** The same by the list that travels with the weights, -5 to 5. */
  foreign: Float32Array;
  /** 1 where a token lies in the scope of a negation. */
  negated: Uint8Array;
  /** What the phrases of the word lists weigh together, up and down. */
  phraseUp: number;
  phraseDown: number;
  /** 1 for a token that is written in capitals. */
  shouted: Uint8Array;
  /** 1 where a run of letters stands for one: "baaaad" is "bad", while "coool" is "cool". */
  short: Uint8Array;
}

/** What a feature is made of: a word, a part of one, words beside each other, one that is turned by a "not" or shouted, the whole. */
export const kind = { word: 0, part: 1, run: 2, turned: 3, whole: 4, lists: 5 } as const;
/** One of {@link kind}. */
export type Kind = (typeof kind)[keyof typeof kind];
/** How many kinds there are. */
export const kinds = Object.keys(kind).length;

/**
 * Told each occurrence of a feature.
 * @param of `lists`: what comes of the words that the lists know. Like what is of the `whole`, it was seen at no token.
 * @param from the first token it was seen at.
 * @param to the last one.
 */
export type Emit = (hash: number, of: Kind, from: number, to: number) => void;

const seeds = {
  word: 11,
  pair: 12,
  skip: 13,
  gram: 14,
  not: 15,
  mark: 16,
  whole: 17,
  shout: 18,
  three: 19,
  turned: 20,
};
const shortest = 2;
const longest = 5;
const begins = 0x5e;
const ends = 0x24;
const number = hashText('#number');

/** @returns the spelling that features are made of: digits are alike, runs of letters are short. */
function wordHash(token: Token, short: boolean): number {
  if (token.kind === 'word' && /^\p{N}+$/u.test(token.text)) return number;
  return hashText(token.kind === 'word' ? spelt(token, short) : token.text);
}

const spelt = ({ text }: Token, short: boolean): string => squeeze(text, short ? 1 : 2);

function grams(text: string, seed: number, at: number, emit: Emit): void {
  const units = text.length + 2;
  const unit = (i: number): number => (i === 0 ? begins : i === units - 1 ? ends : text.charCodeAt(i - 1));
  for (let start = 0; start < units - 1; start++) {
    let hash = seed;
    const stop = Math.min(units, start + longest);
    for (let i = start; i < stop; i++) {
      hash = step(hash, unit(i));
      const length = i - start + 1;
      if (length >= shortest) emit(mix(hash ^ (length << 24)), kind.part, at, at);
    }
  }
}

const bucket = (value: number): number =>
  value === 0 ? 0 : value < 0.8 ? 1 : value < 1.7 ? 2 : value < 3.2 ? 3 : value < 5.5 ? 4 : 5;

/** What a negated word of the lists keeps: "not good" is nearly bad, "not bad" is hardly good. */
const negatedGood = -0.75;
const negatedBad = -0.45;

/** @returns what a token weighs by our lists where it stands, negation counted. */
function valueAt({ values, negated }: FeatureInput, at: number): number {
  const value = values[at] ?? 0;
  return negated[at] === 1 ? (value > 0 ? negatedGood : negatedBad) * value : value;
}

/** @returns what our lists say of a message, words and phrases, for it and against it, both 0 or more. */
export function listed(input: FeatureInput): { up: number; down: number } {
  const sides = { up: input.phraseUp, down: input.phraseDown };
  for (let at = 0; at < input.tokens.length; at++) {
    const value = valueAt(input, at);
    if (value > 0) sides.up += value;
    else sides.down -= value;
  }
  return sides;
}

/** What weighs less than this is not said. */
const unsaid = 0.45;
/** @returns 2 for what is said for it, 0 for what is said against it, else 1. */
const side = (value: number): number => (value > unsaid ? 2 : value < -unsaid ? 0 : 1);

/** @returns how a message ends: 3 asking, 2 calling, 1 with a full stop, 0 otherwise. */
function soundOf(token: Token | undefined): number {
  if (token?.kind !== 'mark') return 0;
  return /[?؟]/.test(token.text) ? 3 : token.text.includes('!') ? 2 : token.text.startsWith('.') ? 1 : 0;
}

/** Tells each feature of a message. The same message gives the same features in the same order. */
export function eachFeature(input: FeatureInput, emit: Emit): void {
  const { tokens, values, foreign, negated, shouted, short } = input;
  let before = hashText('^');
  let beforeAt = -1;
  let earlier = before;
  let shouts = 0;
  let long = 0;
  let up = 0;
  let down = 0;
  let last = 0;
  let lastAt = -1;
  let words = 0;
  let better = 0;
  let worse = 0;
  let lastMark = 0;
  const pieces = piecesOf(tokens);
  const byPiece = [0, 0, 0, 0];
  tokens.forEach((token, at) => {
    const hash = wordHash(token, short[at] === 1);
    const isWord = token.kind === 'word';
    // "Happy" and "not happy" have nothing in common; other words keep their meaning beside a "not".
    const turned = negated[at] === 1 && ((values[at] ?? 0) !== 0 || (foreign[at] ?? 0) !== 0);
    if (!turned) emit(join(hash, seeds.word), kind.word, at, at);
    emit(join(before, hash, seeds.pair), kind.run, Math.max(0, beforeAt), at);
    if (at >= 2) emit(join(earlier, hash, seeds.skip), kind.run, at - 2, at);
    if (at >= 2) emit(join(join(earlier, before, seeds.three), hash), kind.run, at - 2, at);
    if (negated[at] === 1 && isWord) emit(join(hash, seeds.not), kind.turned, at, at);
    if (shouted[at] === 1) emit(join(hash, seeds.shout), kind.turned, at, at);
    if (isWord && hash !== number) {
      grams(spelt(token, short[at] === 1), turned ? seeds.turned : seeds.gram, at, emit);
    }
    earlier = before;
    before = hash;
    beforeAt = at;
    if (isWord) words += 1;
    if (shouted[at] === 1) shouts += 1;
    if (isWord && squeeze(token.text, 2) !== token.text) long += 1;
    if (token.kind === 'mark') lastMark = hash;
    const value = valueAt(input, at);
    if (value !== 0) {
      if (value > 0) up += value;
      else down -= value;
      last = value;
      lastAt = at;
    }
    const other = (foreign[at] ?? 0) * (negated[at] === 1 ? -0.6 : 1);
    if (other > 0) better += other;
    else worse -= other;
    byPiece[pieces[at]!]! += value + other / 2;
  });
  emit(join(before, hashText('$'), seeds.pair), kind.run, tokens.length - 1, tokens.length - 1);
  const whole = (question: number, value: number, times = 1): void => {
    const of = question < 4 ? kind.whole : kind.lists;
    for (let i = 0; i < times; i++) emit(join(question * 64 + value + 32, seeds.whole), of, 0, 0);
  };
  whole(1, Math.min(8, Math.floor(Math.log2(1 + words))));
  if (shouts > 0) whole(2, Math.min(3, shouts));
  if (long > 0) whole(3, 1);
  whole(4, bucket(up), 3);
  whole(5, bucket(down), 3);
  whole(6, Math.max(-6, Math.min(6, Math.round(up - down))), 3);
  if (lastAt >= 0) whole(7, Math.sign(last), 3);
  whole(8, bucket(input.phraseUp), 3);
  whole(9, bucket(input.phraseDown), 3);
  const all = up + input.phraseUp - down - input.phraseDown;
  whole(10, Math.max(-6, Math.min(6, Math.round(all))), 3);
  whole(11, bucket(better / 1.6), 2);
  whole(12, bucket(worse / 1.6), 2);
  whole(13, Math.max(-6, Math.min(6, Math.round((better - worse) / 1.6))), 2);
  // "It was bad, but now it is good" is not "It was good, but now it is bad".
  const [only, first, between, end] = byPiece as [number, number, number, number];
  const order = pieces.at(-1) === piece.only ? side(only) : 3 + 3 * side(first + between) + side(end);
  whole(14, order, 3);
  whole(15, 4 * side(all + (better - worse) / 2) + soundOf(tokens.at(-1)), 3);
  if (lastMark !== 0) emit(join(lastMark, seeds.mark), kind.whole, 0, 0);
}

/** @returns 1 for each token that a negator reaches: up to `reach` words after it, and before it where `backwards` says so. */
export function negationScope(
  tokens: readonly Token[],
  isNegator: (word: string) => boolean,
  isBackwards: (word: string) => boolean,
  reach = 3,
): Uint8Array {
  const scope = new Uint8Array(tokens.length);
  const spread = (from: number, by: number, count: number): void => {
    let left = count;
    for (let i = from + by; i >= 0 && i < tokens.length && left > 0; i += by) {
      const token = tokens[i]!;
      if (endsClause(token)) return;
      if (token.kind !== 'word') continue;
      scope[i] = 1;
      left -= 1;
    }
  };
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    if (isNegator(token.text)) spread(at, 1, reach);
    if (isBackwards(token.text)) spread(at, -1, 2);
  });
  return scope;
}
