// Changes when a score should mean another level.
import type { SentimentLevel } from './types.ts';

/** Beyond these a score is slight, plain, strong. From reference measurements on support messages. */
const cuts = [0.12, 0.38, 0.65] as const;

/**
 * What words alone can reach lies within this. Scores beyond it are marks of the profanity rule, so that a conversation,
 * which is given scores only, still knows of it.
 */
export const spoken = 0.89;
/** The score of a message with profanity, and of one that aims or repeats it. */
export const profaneScore = -0.93;
export const aimedScore = -0.98;

/** @returns the level of a score made of words, or of a whole conversation. */
export function levelOf(score: number): SentimentLevel {
  const size = Math.abs(score);
  if (size < cuts[0]) return 'neutral';
  if (size < cuts[1]) return score < 0 ? 'slightlyNegative' : 'slightlyPositive';
  if (size < cuts[2]) return score < 0 ? 'negative' : 'positive';
  return score < 0 ? 'veryNegative' : 'veryPositive';
}

/** The mildest score that counts as this level. */
export const floors = { negative: -cuts[1], veryNegative: -cuts[2] } as const;
