// Changes when the last messages should weigh differently in the mood of a conversation.
import { aimedScore, levelAt, profaneScore } from './levels.ts';
import { sentimentWindow, type ConversationSentiment } from './types.ts';
import type { Description } from './weights.ts';

/** How scores add up; see {@link Description}. */
export type Talk = Description['talk'];

/** A level is left only when the sum is this far beyond the border: so it does not flicker. */
export const hysteresis = 0.02;
const slack = 0.005;

/** @returns what scores, oldest first, come to: each counts less than the one after it, and some belief in neutral stays. */
export function addUp(scores: readonly number[], talk: Talk): number {
  let sum = 0;
  let weights = talk.prior;
  scores.forEach((score, index) => {
    const age = scores.length - 1 - index;
    const weight = age === 0 ? talk.newest : talk.decay ** age;
    sum += weight * Math.sign(score) * Math.abs(score) ** talk.power;
    weights += weight;
  });
  return sum / weights;
}

/** @returns -3 to 3. */
export function stepOf(sum: number, cuts: readonly number[]): number {
  return cuts.filter((cut) => sum >= cut).length - 3;
}

/** @returns the level that sums, one after the other, end at: it stays while a sum is but a little beyond its border. */
export function steady(sums: readonly number[], cuts: readonly number[]): number {
  return sums.reduce(
    (level, sum) => Math.max(stepOf(sum - hysteresis, cuts), Math.min(stepOf(sum + hysteresis, cuts), level)),
    0,
  );
}

/**
 * Sums up the last six customer messages; see {@link import('./types.ts').SentimentEngine.conversation}. The level moves
 * from message to message, and stays where the sum is but a little beyond a border. No step of this can rise when a score falls.
 */
export function sumUp(scores: readonly number[], talk: Talk): ConversationSentiment {
  const steps = scores
    .slice(-sentimentWindow)
    .map((score) => (Number.isFinite(score) ? Math.max(-1, Math.min(1, score)) : 0));
  const sums = steps.map((_, index) => addUp(steps.slice(0, index + 1), talk));
  const level = steady(sums, talk.cuts);
  const sum = sums[sums.length - 1] ?? 0;
  const profane = steps.filter((step) => step <= profaneScore + slack).length;
  const aimed = steps.some((step) => step <= aimedScore + slack);
  const most = aimed || profane > 1 ? -3 : profane === 1 ? -2 : 3;
  const bounded = Math.min(level, most);
  return { level: levelAt(bounded), score: bounded < level ? Math.min(sum, bounded / 3) : sum, steps };
}
