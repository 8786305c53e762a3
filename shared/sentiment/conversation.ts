// Changes when the last messages should weigh differently in the mood of a conversation.
import { aimedScore, levelAt, profaneScore } from './levels.ts';
import { sentimentWindow, type ConversationSentiment } from './types.ts';
import type { Description } from './weights.ts';

/** How a mood moves from message to message; see {@link Description}. */
export type Talk = Description['talk'];

/** A level is left only when the sum is this far beyond the border: so it does not flicker. */
export const hysteresis = 0.02;
const slack = 0.005;

/**
 * @returns the mood after one more message, -1 to 1, from the mood before it and its score. Three things happen. What was felt
 * fades a little with each message: so one that says nothing ("Hello?") takes next to nothing away. More of the same feeling
 * adds to it, most where it is stronger than what was felt before. The opposite feeling takes the place of the old one, the more
 * the stronger it is: relief ends anger. It never falls when the score or the mood before rises: `gain` and `pull` are at most 1
 * together, and see the tests.
 */
export function moved(mood: number, score: number, talk: Talk): number {
  const size = Math.abs(score) ** talk.power;
  const side = mood < 0 || (mood === 0 && score < 0) ? -1 : 1;
  const left = (side < 0 ? talk.fadeBad : talk.fadeGood) * Math.abs(mood);
  if (side * score >= 0)
    return side * (left + talk.gain * size * (1 - left) + talk.pull * Math.max(0, size - left));
  const turned = Math.min(1, (score > 0 ? talk.turnGood : talk.turnBad) * size);
  return side * (left * (1 - turned) - (talk.gain + talk.pull) * size);
}

/** @returns the mood after each message, -1 to 1. @param scores oldest first. */
export function moods(scores: readonly number[], talk: Talk): number[] {
  let mood = 0;
  return scores.map((score) => (mood = moved(mood, score, talk)));
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
  const sums = moods(steps, talk);
  const level = steady(sums, talk.cuts);
  const sum = sums[sums.length - 1] ?? 0;
  const profane = steps.filter((step) => step <= profaneScore + slack).length;
  const aimed = steps.some((step) => step <= aimedScore + slack);
  const most = aimed || profane > 1 ? -3 : profane === 1 ? -2 : 3;
  const bounded = Math.min(level, most);
  return { level: levelAt(bounded), score: bounded < level ? Math.min(sum, bounded / 3) : sum, steps };
}
