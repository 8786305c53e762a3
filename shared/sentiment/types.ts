// The interface of the sentiment engine: text in, level and reasons out. The engine behind it may change, this may not.

import { moodLevels, type MoodLevel } from '../domain/mood-levels.ts';

/** Seven levels, from -3 to 3. */
export const sentimentLevels = moodLevels;
export type SentimentLevel = MoodLevel;

/** Why: a part of the text and how much it moved the result. */
export interface SentimentReason {
  /** UTF-16 offsets into the message. */
  start: number;
  end: number;
  text: string;
  /** -1 to 1: its share of the score, negative pulls down. */
  weight: number;
  source: 'rule' | 'lexicon' | 'model' | 'emoji';
}

/** What one message says. */
export interface MessageSentiment {
  level: SentimentLevel;
  /** -1 (very negative) to 1 (very positive). */
  score: number;
  /** BCP 47 of the language it was read as; "und" when unknown. */
  language: string;
  /** Rules first, then the strongest first, at most 8. */
  reasons: SentimentReason[];
  /** What of the score is of no reason told. With them it adds up to the score. Only where there is something to tell. */
  rest?: number;
}

/** What the last six customer messages say together. Neutral with no steps when the customer has said nothing. */
export interface ConversationSentiment {
  level: SentimentLevel;
  score: number;
  /** Scores of the last six customer messages, oldest first. */
  steps: number[];
}

/** How the model came to its view of one message, before any rule. */
export interface Explanation {
  language: string;
  /** Log-odds of positive against negative. */
  logit: number;
  /** What is of no single word: where the model starts from, and what is of the message as a whole. */
  bias: number;
  /** What each word added, in order. `bias` and these add up to `logit`. */
  parts: { start: number; end: number; text: string; weight: number }[];
  /** Probabilities. */
  negative: number;
  neutral: number;
  positive: number;
}

/** Pure and synchronous: no network, no clock. */
export interface SentimentEngine {
  /** Set on one that judges nothing, because its weights cannot be used. */
  readonly silent?: true;
  /**
   * Texts over 2,000 characters are read in part.
   * @param hint BCP 47 tag to prefer when the text alone does not tell.
   * @param answers whether it is said in the middle of a conversation, where more is fact and less complaint than in what opens one.
   */
  message(text: string, hint?: string, answers?: boolean): MessageSentiment;
  /** @param scores of all customer messages, oldest first; only the last six count, newer ones more. */
  conversation(scores: readonly number[]): ConversationSentiment;
}

/** An engine that can tell how it came to a score. */
export interface ExplainingEngine extends SentimentEngine {
  /** @param domain `support` for what customers write, `general` for all else; `auto`, as {@link message} does, tells by the text. */
  explain(text: string, hint?: string, domain?: 'auto' | 'support' | 'general'): Explanation;
}

/** How many customer messages count (Dynamics 365). */
export const sentimentWindow = 6;
