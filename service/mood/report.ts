// Changes when the service says something else of moods: of one conversation, or of a stretch of time by queue.
import type { Pool } from 'pg';
import type { MoodLevel } from '../../shared/domain/mood.ts';
import {
  moodOf,
  noMood,
  rulesOf,
  type Mood,
  type MoodReader,
  type MoodRules,
} from '../../shared/sentiment/mood.ts';
import { sentimentLevels, sentimentWindow } from '../../shared/sentiment/types.ts';
import { loadMoodPolicy, talkOf, talksSince, type Talk } from '../db/moods.ts';

/**
 * How content the customers of a queue were at the end of their conversations, as far as those have got. Of no use, and not
 * to be used, for judging the people who served them.
 */
export interface QueueMoods {
  queueId: string;
  /** Conversations by level. */
  levels: Record<MoodLevel, number>;
  /** Of which no mood can be told. */
  unjudged: number;
  /** Mean score, -1 to 1; null where there is none. */
  pulse: number | null;
}

const read = (reader: MoodReader, { conversation, said }: Talk, rules: MoodRules): Mood => {
  const { messages: _, ...mood } = moodOf(reader, said, conversation.visitor.language, rules);
  return mood;
};

/** @returns the mood of one conversation as every desk sees it that has set nothing right; null when it is not there. */
export async function moodOfConversation(pool: Pool, reader: MoodReader, id: string): Promise<Mood | null> {
  const talk = await talkOf(pool, id, sentimentWindow);
  if (talk === undefined) return null;
  const { policy, off } = await loadMoodPolicy(pool);
  return off.has(talk.conversation.queueId) ? noMood : read(reader, talk, rulesOf(policy.languages));
}

/** @returns by queue, those first in which customers are least content. @param since ms since the epoch. */
export async function moodReport(pool: Pool, reader: MoodReader, since: number): Promise<QueueMoods[]> {
  const { policy, off } = await loadMoodPolicy(pool);
  const rules = rulesOf(policy.languages);
  const queues = new Map<string, QueueMoods & { scores: number[] }>();
  for (const talk of await talksSince(pool, since, sentimentWindow, off)) {
    const { queueId } = talk.conversation;
    const levels = Object.fromEntries(sentimentLevels.map((level) => [level, 0])) as QueueMoods['levels'];
    const queue = queues.get(queueId) ?? { queueId, levels, unjudged: 0, pulse: null, scores: [] };
    queues.set(queueId, queue);
    const { mode, level, score } = read(reader, talk, rules);
    if (mode !== 'judged') {
      queue.unjudged += 1;
      continue;
    }
    queue.levels[level] += 1;
    queue.scores.push(score);
  }
  return [...queues.values()]
    .map(({ scores, ...queue }) => ({
      ...queue,
      pulse: scores.length === 0 ? null : scores.reduce((sum, one) => sum + one, 0) / scores.length,
    }))
    .toSorted((a, b) => (a.pulse ?? 1) - (b.pulse ?? 1) || (a.queueId < b.queueId ? -1 : 1));
}
