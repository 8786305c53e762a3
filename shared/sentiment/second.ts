// Changes when a message and its sentences are weighed against each other in another way: then that must be learned again.
import { emojiWeight } from './emoji.ts';
import { kinds } from './features.ts';
import type { Judged } from './languages.ts';
import type { Model, Opinion } from './model.ts';
import { readPart, type Reading } from './read.ts';
import { sentencesOf } from './sentences.ts';
import type { Token } from './tokens.ts';

/** What is asked of an opinion on one of the sentences of a message. */
export type View = Pick<Opinion, 'negative' | 'positive' | 'strength'>;

/** What is asked of that on all of it. */
export type WholeView = View & Pick<Opinion, 'byKind'>;

/** What a message shows beside what its words say. */
export interface Shown {
  /** What its glad and its sad emoji weigh together, both 0 or more. */
  glad: number;
  sad: number;
  /** In tokens, each counted once: who says a word again tells no more. */
  length: number;
  /** Said in the middle of a conversation: dark words are then more often facts that somebody was asked for. */
  answers: boolean;
}

/** Probabilities of negative, neutral and positive. They add up to 1. */
export type Chances = readonly [negative: number, neutral: number, positive: number];

/** The same with what is very negative and very positive apart. They add up to 1. */
export type Verdict = readonly [
  veryNegative: number,
  negative: number,
  neutral: number,
  positive: number,
  veryPositive: number,
];

/** How many {@link cluesOf} there are. */
export const clueCount = 23 + 2 * kinds;

/** Log-odds beyond this say no more. */
const most = 12;
const bounded = (odds: number): number => Math.max(-most, Math.min(most, odds));

/** More emoji say no more, and more tokens neither: no message that it was learned from has more. */
const mostShown = 3;
const mostTokens = 96;

/** @returns what a message of these tokens shows. */
export function shownBy(tokens: readonly Token[], answers: boolean): Shown {
  const shown: Shown = { glad: 0, sad: 0, length: new Set(tokens.map(({ text }) => text)).size, answers };
  for (const { kind, text } of tokens) {
    const weight = kind === 'emoji' ? emojiWeight(text) : 0;
    if (weight > 0) shown.glad += weight;
    else shown.sad -= weight;
  }
  return shown;
}

/** @returns the probabilities behind an opinion. */
export function chancesOf({ negative, positive }: Pick<View, 'negative' | 'positive'>): Chances {
  const [down, none, up] = softmax([negative, 0, positive]);
  return [down!, none!, up!];
}

/**
 * @returns what the second judgement goes by. "The shop is a dream, the box a joy, and in it lay a dead rat" is no joy: how the
 * message begins and ends says what all of it together, where glad and angry words weigh against each other, does not. So does
 * what words, parts of words, runs of them and the lists each say by themselves, and an emoji that does not fit them.
 * @param sentences those that are heard by themselves, in their order, one at least.
 * @param strengthCuts where slight and plain end, on the scale of strength.
 */
export function cluesOf(
  whole: WholeView,
  sentences: readonly View[],
  { glad, sad, length, answers }: Shown,
  strengthCuts: readonly [number, number],
): number[] {
  const [slight, plain] = strengthCuts;
  const strengthOf = ({ strength }: View): number =>
    bounded((strength - slight) / Math.max(1e-6, plain - slight));
  const first = sentences[0] ?? whole;
  const last = sentences.at(-1) ?? whole;
  const several = sentences.length > 1 ? 1 : 0;
  const each = (sentences.length === 0 ? [whole] : sentences).map(chancesOf);
  const mean = (which: 0 | 2): number => each.reduce((sum, chances) => sum + chances[which], 0) / each.length;
  const [endsDown, , endsUp] = each.at(-1)!;
  const [down, up, strong] = [bounded(whole.negative), bounded(whole.positive), strengthOf(whole)];
  const amid = answers ? 1 : 0;
  return [
    1,
    down,
    up,
    strong,
    strong * down,
    strong * up,
    bounded(first.negative),
    bounded(first.positive),
    bounded(last.negative),
    bounded(last.positive),
    several,
    several * endsDown,
    several * endsUp,
    several * strengthOf(last),
    mean(0),
    mean(2),
    each.length / 8,
    ...whole.byKind,
    Math.min(mostShown, glad),
    Math.min(mostShown, sad),
    Math.log2(1 + Math.min(mostTokens, length)) / 5,
    amid,
    amid * down,
    amid * up,
  ];
}

/** @returns the model's opinion on each sentence that is heard by itself; on a message of one sentence that on all of it. */
export function hearSentences(
  model: Pick<Model, 'judge'>,
  reading: Reading,
  whole: Opinion,
  language: Judged,
): Opinion[] {
  const sentences = sentencesOf(reading.input.tokens);
  return sentences.length === 1
    ? [whole]
    : sentences.map((one) => model.judge(readPart(reading, one, language), language, 'auto'));
}

/** @returns the verdict by such clues. @param table one row of weights for each of the five. */
export function weighClues(clues: readonly number[], table: readonly (readonly number[])[]): Verdict {
  const odds = table.map((weights) => weights.reduce((sum, weight, at) => sum + weight * clues[at]!, 0));
  return softmax(odds) as unknown as Verdict;
}

/**
 * @returns the verdict on a text of which so much is written to support, 0 to 1: what is written elsewhere was not learned from
 * here, and is what the model says it is.
 */
export function mixed(learned: Verdict, [negative, neutral, positive]: Chances, support: number): Verdict {
  const [down, less, none, more, up] = learned.map((chance) => support * chance) as unknown as Verdict;
  const other = 1 - support;
  return [down, less + other * negative, none + other * neutral, more + other * positive, up];
}

function softmax(odds: readonly number[]): number[] {
  const highest = Math.max(...odds);
  const shares = odds.map((one) => Math.exp(one - highest));
  const sum = shares.reduce((all, one) => all + one, 0);
  return shares.map((one) => one / sum);
}
