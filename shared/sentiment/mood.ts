// Changes when it is decided differently whether, and from which messages, a conversation has a mood. The same in desk and service.
import { nothingLearned, readAs, scoreOfLevel, type Learned } from './corrections.ts';
import { aimedScore, profaneScore } from './levels.ts';
import {
  sentimentWindow,
  type MessageSentiment,
  type SentimentEngine,
  type SentimentLevel,
} from './types.ts';

/**
 * `silent`: the customer has said nothing yet. `unjudged`: what was said cannot be judged, as its language is none of those
 * that are switched on, or there are no words. `off`: this queue has no moods. `damaged`: the weights cannot be used.
 */
export const moodModes = ['judged', 'silent', 'unjudged', 'off', 'damaged'] as const;
export type MoodMode = (typeof moodModes)[number];

/** A customer's message. */
export interface Heard {
  id: string;
  text: string;
  /** Its place in the conversation, from 1; null where it has none yet. */
  seq?: number | null | undefined;
  /** Said in a call: whoever wrote it down may know in which language. */
  spoken?: { language: string } | undefined;
}

/** One of the messages that count. */
export interface ReadMessage extends MessageSentiment {
  id: string;
  /** False: neutral for want of anything better. */
  judged: boolean;
  /** What the engine says, where an agent has set it right. */
  corrected: SentimentLevel | null;
}

/** See the head of this file. Neutral wherever the mode is not `judged`. */
export interface Mood {
  mode: MoodMode;
  level: SentimentLevel;
  /** -1 to 1. */
  score: number;
  /** Scores of the last six customer messages, oldest first. */
  steps: number[];
  /** An agent has set the conversation right: what the engine says, and how many of the messages came after that. */
  set?: { said: SentimentLevel; newer: number };
}

/** What the company and this desk have decided. */
export interface MoodRules {
  /** BCP 47 tags without regions. */
  languages: ReadonlySet<string>;
  learned: Learned;
}

/** @returns the rules of a company, without what a desk has learned. */
export const rulesOf = (languages: readonly string[], learned: Learned = nothingLearned): MoodRules => ({
  languages: new Set(languages),
  learned,
});

/** A greeting, and what the customer came with: so much opens a conversation, all else is said in the middle of it. */
const opening = 2;

/** @returns whether a message is said in the middle of a conversation. */
export const isAnswer = ({ seq }: Pick<Heard, 'seq'>): boolean => (seq ?? 0) > opening;

/** What reads: the engine, or a memo over it. `message` takes what `key` names only once. */
export interface MoodReader {
  readonly silent?: true;
  message(key: string, text: string, hint: string, answers: boolean): MessageSentiment;
  conversation: SentimentEngine['conversation'];
}

/** @returns an engine as a reader. */
export const readerOf = (engine: SentimentEngine): MoodReader => ({
  ...(engine.silent === true ? { silent: true as const } : {}),
  message: (_key, text, hint, answers) => engine.message(text, hint, answers),
  conversation: (scores) => engine.conversation(scores),
});

/** @returns one customer message as it counts. @param hint BCP 47 tag of the customer's language. */
export function readMessage(reader: MoodReader, heard: Heard, hint: string, rules: MoodRules): ReadMessage {
  const { id, text, spoken } = heard;
  const raw = within(reader.message(id, text, spoken?.language || hint, isAnswer(heard)), rules.languages);
  const judged = raw.language !== 'und' || raw.score !== 0 || raw.reasons.length > 0;
  const read = readAs(raw, id, rules.learned);
  const corrected = rules.learned.levels.has(id) ? raw.level : null;
  return { ...read, id, judged: judged || corrected !== null, corrected };
}

/** @returns it as it is where its language is on; else only what is English whatever stands around it: oaths. */
function within(raw: MessageSentiment, languages: ReadonlySet<string>): MessageSentiment {
  if (raw.language === 'und' || languages.has(raw.language)) return raw;
  const oath = languages.has('en') && raw.score <= profaneScore;
  return {
    level: oath ? (raw.score <= aimedScore ? 'veryNegative' : 'negative') : 'neutral',
    score: oath ? raw.score : 0,
    language: 'und',
    reasons: oath ? raw.reasons.filter(({ source }) => source === 'rule') : [],
  };
}

const quiet = (mode: MoodMode): Mood => ({ mode, level: 'neutral', score: 0, steps: [] });
/** Of a queue without moods: nothing is read for it. */
export const noMood: Mood = quiet('off');

/** @returns what the last six customer messages say together. @param messages all or the last ones, oldest first. */
export function moodOf(
  reader: MoodReader,
  messages: readonly Heard[],
  hint: string,
  rules: MoodRules,
): Mood & { messages: ReadMessage[] } {
  if (reader.silent === true) return { ...quiet('damaged'), messages: [] };
  const read = messages.slice(-sentimentWindow).map((one) => readMessage(reader, one, hint, rules));
  if (read.length === 0) return { ...quiet('silent'), messages: [] };
  if (!read.some(({ judged }) => judged)) return { ...quiet('unjudged'), messages: read };
  return { mode: 'judged', ...reader.conversation(read.map(({ score }) => score)), messages: read };
}

/**
 * As {@link moodOf}, with what an agent has said of the whole conversation: while nothing is newer it stands as it was set.
 * What comes then counts by the usual rules beside messages that each say what was set; once they are among the last six no
 * more, nothing is left of it.
 */
export function moodAsSet(
  reader: MoodReader,
  messages: readonly Heard[],
  hint: string,
  rules: MoodRules,
): ReturnType<typeof moodOf> {
  const mood = moodOf(reader, messages, hint, rules);
  const { talks } = rules.learned;
  if (talks.size === 0) return mood;
  const at = mood.messages.findLastIndex(({ id }) => talks.has(id));
  if (at < 0) return mood;
  const level = talks.get(mood.messages[at]!.id)!;
  const score = scoreOfLevel(level);
  const steps = mood.messages.map((one, index) => (index <= at ? score : one.score));
  const newer = mood.messages.length - 1 - at;
  const now = newer === 0 ? { level, score, steps } : reader.conversation(steps);
  return { ...mood, ...now, mode: 'judged', set: { said: mood.level, newer } };
}
