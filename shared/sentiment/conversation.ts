// Changes when the last messages should weigh differently in the mood of a conversation.
import { aimedScore, levelAt, profaneScore } from './levels.ts';
import { sentimentWindow, type ConversationSentiment } from './types.ts';
import type { Description } from './weights.ts';

/** How scores add up; see {@link Description}. */
export type Talk = Description['talk'];

/** A level is left only when the sum is this far beyond the border: so it does not flicker. */
export const hysteresis = 0.02;
const slack = 0.005;

/** @returns how much a message counts by how many came after it. */
const weightOf = (age: number, talk: Talk): number => (age === 0 ? talk.newest : talk.decay ** age);

/**
 * @returns what scores, oldest first, come to, -1 to 1: each counts less than the one after it, and some belief in neutral stays.
 * It never rises when a score falls: of what it is divided by, only the number of scores is known.
 */
export function addUp(scores: readonly number[], talk: Talk): number {
  if (scores.length === 0) return 0;
  const felt = scores.map((score) => Math.sign(score) * Math.abs(score) ** talk.power);
  const extremes = talk.worst + talk.best;
  let sum = talk.worst * Math.min(...felt) + talk.best * Math.max(...felt);
  let weights = talk.prior + extremes;
  let all = talk.prior + extremes;
  felt.forEach((one, index) => {
    const weight = weightOf(scores.length - 1 - index, talk);
    sum += weight * one;
    weights += weight;
  });
  for (let age = 0; age < sentimentWindow; age++) all += weightOf(age, talk);
  return sum / (weights ** talk.even * all ** (1 - talk.even));
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
