// Changes when the fake store needs other moods: a few words that stand for the real engine.
import type { MoodReason } from '../../../shared/ipc/moods.ts';
import {
  sentimentLevels,
  type ConversationSentiment,
  type SentimentLevel,
} from '../../../shared/sentiment/types.ts';

const words: [RegExp, number][] = [
  [/ridiculous|furious|worst|unverschämt|skandal|unacceptable/i, -0.95],
  [/angry|unhappy|third time|money back|broken|frustrat/i, -0.65],
  [/late|problem|wrong|still|nicht|nie mogę|ikke/i, -0.25],
  [/perfect|wonderful|brilliant|can’t thank|amazing/i, 0.95],
  [/great|happy|super|love/i, 0.6],
  [/thanks|thank you|danke|dziękuj|tak\b/i, 0.2],
];

/** @returns -1 to 1. */
export function scoreOf(text: string): number {
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? 0;
}

/** @returns the first word that is felt, where it stands. */
export function feltIn(text: string): MoodReason[] {
  for (const [pattern, weight] of words) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const [word] = found;
    return [{ start: found.index, end: found.index + word.length, text: word, weight, source: 'lexicon' }];
  }
  return [];
}

/** @returns the level of a score. */
export function levelOf(score: number): SentimentLevel {
  const at = Math.round((score + 1) * 3);
  return sentimentLevels[Math.min(6, Math.max(0, at))]!;
}

/** @returns what the last six scores say together. */
export function conversationMood(scores: readonly number[]): ConversationSentiment {
  const steps = scores.slice(-6);
  const weights = steps.map((_, at) => at + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const score = total === 0 ? 0 : steps.reduce((sum, step, at) => sum + step * weights[at]!, 0) / total;
  return { level: levelOf(score), score, steps };
}
