// Changes when a score should mean another level.
import { sentimentLevels, type SentimentLevel } from './types.ts';

/** Beyond these the score of a message is slight, plain, strong. */
export const cuts = [0.12, 0.38, 0.65] as const;

/**
 * What words alone can reach lies within this. Scores beyond it are marks of the profanity rule, so that a conversation,
 * which is given scores only, still knows of it.
 */
export const spoken = 0.89;
/** The score of a message with profanity, and of one that aims or repeats it. */
export const profaneScore = -0.93;
export const aimedScore = -0.98;

/** @returns the level of a message's score. */
export function levelOf(score: number): SentimentLevel {
  const size = Math.abs(score);
  const step = size < cuts[0] ? 0 : size < cuts[1] ? 1 : size < cuts[2] ? 2 : 3;
  return levelAt(score < 0 ? -step : step);
}

/** @returns the level of a number from -3 to 3. */
export function levelAt(step: number): SentimentLevel {
  return sentimentLevels[Math.max(-3, Math.min(3, step)) + 3]!;
}
