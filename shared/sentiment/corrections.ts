// Changes when what agents set right should weigh differently at their desk. Rule: SENT-8.
import { cuts, levelOf, profaneScore, spoken } from './levels.ts';
import { sentimentLevels, type MessageSentiment, type SentimentLevel } from './types.ts';

/** One message that was read wrongly: what is kept of it. The message itself is not kept. */
export interface Correction {
  messageId: string;
  /** The right one. */
  level: SentimentLevel;
  /** What the engine had said, -1 to 1. */
  score: number;
  /** The words it gave as reasons, with what each added; none where a rule had spoken. */
  words: readonly { text: string; weight: number }[];
}

/** A whole conversation that was read wrongly: how it really stood after this message. */
export interface TalkCorrection {
  messageId: string;
  level: SentimentLevel;
}

/** What a desk has learned: exact for the messages that were set right, a little for others with the same words. */
export interface Learned {
  levels: ReadonlyMap<string, SentimentLevel>;
  words: ReadonlyMap<string, number>;
  /** How conversations stood, by the message that was their last then. They teach nothing of any other. */
  talks: ReadonlyMap<string, SentimentLevel>;
}

/** At most so far is a word moved, and a message by all its words. Every level is wider: no message moves by two. */
export const mostShift = 0.2;
const mostWord = 0.15;

/** @returns a score in the middle of a level. */
export function scoreOfLevel(level: SentimentLevel): number {
  const step = sentimentLevels.indexOf(level) - 3;
  const [slight, plain, strong] = cuts;
  const size = [0, (slight + plain) / 2, (plain + strong) / 2, (strong + spoken) / 2][Math.abs(step)]!;
  return step < 0 ? -size : size;
}

const keyOf = (word: string): string => word.toLowerCase();
const bounded = (value: number, most: number): number => Math.max(-most, Math.min(most, value));

/**
 * @param corrections in any order: the same ones teach the same. Of two of one message, the one given later in the list counts.
 * @param talks likewise, of whole conversations.
 * @returns what they teach. Nothing is left of one that is no longer among them.
 */
export function learn(corrections: readonly Correction[], talks: readonly TalkCorrection[] = []): Learned {
  const byMessage = new Map(corrections.map((one) => [one.messageId, one]));
  const levels = new Map<string, SentimentLevel>();
  const told = new Map<string, number[]>();
  // One order for all: sums of fractions depend on it in their last digits.
  for (const one of [...byMessage.values()].toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1))) {
    levels.set(one.messageId, one.level);
    const whole = one.words.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
    if (!(whole > 0)) continue;
    const wrong = scoreOfLevel(one.level) - one.score;
    const shares = new Map<string, number>();
    for (const { text, weight } of one.words)
      shares.set(keyOf(text), (shares.get(keyOf(text)) ?? 0) + Math.abs(weight) / whole);
    for (const [word, share] of shares) told.set(word, [...(told.get(word) ?? []), wrong * share]);
  }
  const words = new Map<string, number>();
  for (const [word, shifts] of told) {
    // One voice counts half, many agree in full: a single slip of the hand teaches little.
    const shift = shifts.reduce((sum, one) => sum + one, 0) / (shifts.length + 1);
    words.set(word, bounded(shift, mostWord));
  }
  return { levels, words, talks: new Map(talks.map(({ messageId, level }) => [messageId, level])) };
}

/** Nothing learned yet. */
export const nothingLearned: Learned = { levels: new Map(), words: new Map(), talks: new Map() };

/**
 * @returns how a message is read at this desk: as it was set right; else moved by what was learned of its words, by at most
 * {@link mostShift}, and not at all where a rule has spoken.
 */
export function readAs(raw: MessageSentiment, messageId: string, learned: Learned): MessageSentiment {
  const right = learned.levels.get(messageId);
  if (right !== undefined) return { ...raw, level: right, score: scoreOfLevel(right) };
  if (learned.words.size === 0 || raw.score <= profaneScore) return raw;
  if (raw.reasons.some(({ source }) => source === 'rule')) return raw;
  const seen = new Set(raw.reasons.map(({ text }) => keyOf(text)));
  let shift = 0;
  for (const word of seen) shift += learned.words.get(word) ?? 0;
  if (shift === 0) return raw;
  const score = bounded(raw.score + bounded(shift, mostShift), spoken);
  return { ...raw, score, level: levelOf(score) };
}
