// Changes when the last messages should weigh differently in the mood of a conversation.
import { floors, levelOf, profaneScore, aimedScore } from './levels.ts';
import { sentimentWindow, type ConversationSentiment } from './types.ts';

/** What a message weighs compared with the one after it. */
const decay = 0.8;
/** Belief in "neutral" before anything was said: one message alone is never "very". */
const prior = 0.6;
const slack = 0.005;

/** Sums up the last six customer messages; see {@link import('./types.ts').SentimentEngine.conversation}. */
export function sumUp(scores: readonly number[]): ConversationSentiment {
  const steps = scores
    .slice(-sentimentWindow)
    .map((score) => (Number.isFinite(score) ? Math.max(-1, Math.min(1, score)) : 0));
  let sum = 0;
  let weights = 0;
  steps.forEach((score, index) => {
    const weight = decay ** (steps.length - 1 - index);
    sum += weight * score;
    weights += weight;
  });
  let score = steps.length === 0 ? 0 : sum / (weights + prior);
  const profane = steps.filter((step) => step <= profaneScore + slack).length;
  const aimed = steps.some((step) => step <= aimedScore + slack);
  if (aimed || profane > 1) score = Math.min(score, floors.veryNegative);
  else if (profane === 1) score = Math.min(score, floors.negative);
  return { level: levelOf(score), score, steps };
}
