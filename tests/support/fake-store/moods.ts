// Changes when what the fake store says of moods does: queues without them, levels set right, reasons by a few words.
import { moodPolicyId, usualMoodPolicy, type MoodLevel } from '../../../shared/domain/mood.ts';
import type { Conversation, Message } from '../../../shared/domain/conversation.ts';
import type { MoodMessage } from '../../../shared/ipc/moods.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../../shared/ipc/store.ts';
import { scoreOfLevel } from '../../../shared/sentiment/corrections.ts';
import { noMood, type Mood } from '../../../shared/sentiment/mood.ts';
import { sentimentLevels } from '../../../shared/sentiment/types.ts';
import { conversationMood, feltIn, levelOf, scoreOf } from './mood.ts';
import type { FakeRecords } from './records.ts';
import type { Rows } from './rows.ts';

/** The levels that the agent has set right, by message; of a whole conversation by {@link wholeKey}. */
export type Corrected = ReadonlyMap<string, MoodLevel>;
export const wholeKey = (conversationId: string): string => `whole ${conversationId}`;

/** @returns how one customer's message is read. */
export function readOf({ id, text, at }: Message, corrected: Corrected): MoodMessage {
  const right = corrected.get(id);
  const said = levelOf(scoreOf(text));
  return {
    id,
    at,
    text,
    level: right ?? said,
    score: right === undefined ? scoreOf(text) : scoreOfLevel(right),
    language: 'en',
    judged: true,
    corrected: right === undefined ? null : said,
    reasons: feltIn(text),
  };
}

/** @returns what the customer's messages say together. */
export function moodIn(
  records: FakeRecords,
  { id, queueId }: Pick<Conversation, 'id' | 'queueId'>,
  theirs: readonly Message[],
  corrected: Corrected,
): Mood {
  if (records.get('queue', queueId)?.mood === false) return noMood;
  if (theirs.length === 0) return { ...noMood, mode: 'silent' };
  const mood = conversationMood(theirs.map((one) => readOf(one, corrected).score));
  const level = corrected.get(wholeKey(id));
  if (level === undefined) return { mode: 'judged', ...mood };
  return { mode: 'judged', ...mood, level, score: scoreOfLevel(level), set: { said: mood.level, newer: 0 } };
}

type MoodQuery = Extract<QueryName, `mood.${string}`>;

/** @returns the answers about moods. */
export function moodQueries(
  records: FakeRecords,
  rows: Rows,
  state: { agentId: string; corrected: Corrected },
): { [N in MoodQuery]: (args: QueryArgs<N>) => QueryRows<N> } {
  const policy = () => records.get('moodPolicy', moodPolicyId) ?? usualMoodPolicy;
  const rank = (level: MoodLevel): number => sentimentLevels.indexOf(level);
  return {
    'mood.policy': policy,
    'mood.of': ({ id }) => {
      const of = records.get('conversation', id);
      if (of === undefined) return null;
      const theirs = rows.messagesOf(id).filter(({ authorKind }) => authorKind === 'customer');
      const mood = moodIn(records, of, theirs, state.corrected);
      const read = mood.mode === 'off' ? [] : theirs.slice(-6).map((one) => readOf(one, state.corrected));
      return { ...mood, messages: read, collected: policy().collect };
    },
    'mood.trend': ({ id }) =>
      records
        .all('conversation')
        .filter(({ customerId }) => customerId === id)
        .toSorted((a, b) => a.createdAt - b.createdAt)
        .map(rows.conversation)
        .filter(({ sentiment }) => sentiment.mode === 'judged')
        .slice(-24)
        .map(({ id: conversationId, createdAt: at, subject, sentiment: { level, score } }) => ({
          conversationId,
          at,
          subject,
          level,
          score,
        })),
    'mood.team': () =>
      records.get('agent', state.agentId)?.role === 'agent'
        ? []
        : records
            .all('conversation')
            .filter((it) => it.state === 'active')
            .map(rows.conversation)
            .filter(({ sentiment }) => sentiment.mode === 'judged' && rank(sentiment.level) < 3)
            .map(({ id, title, agentId, queueName, sentiment }) => ({
              id,
              title,
              agentId,
              agentName: records.get('agent', agentId ?? '')?.name ?? '',
              queueName,
              level: sentiment.level,
            })),
  };
}
