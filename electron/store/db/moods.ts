// Moods as the window sees them: by which rules they are read here, why a conversation has its level, a customer's trend, the team's.
import type { Conversation, Message } from '../../../shared/domain/conversation.ts';
import { moodPolicyId, usualMoodPolicy, type MoodPolicy } from '../../../shared/domain/mood.ts';
import { longestTrend, type MoodPoint, type MoodView, type TeamMood } from '../../../shared/ipc/moods.ts';
import { nothingLearned } from '../../../shared/sentiment/corrections.ts';
import { moodOf, noMood, rulesOf, type Mood, type MoodRules } from '../../../shared/sentiment/mood.ts';
import { sentimentLevels, sentimentWindow } from '../../../shared/sentiment/types.ts';
import type { QueryContext } from '../query-context.ts';
import { conversationRow } from './conversations.ts';

/** What the company has decided, or what holds until it does. */
export function moodPolicy({ cache }: QueryContext): MoodPolicy {
  return cache.get('moodPolicy', moodPolicyId) ?? usualMoodPolicy;
}

interface Settled {
  policy: MoodPolicy;
  rules: MoodRules;
}

/** @returns the rules by which moods are read now: the same object until one of them changes. */
export function moodRules(context: QueryContext): MoodRules {
  const { cache } = context;
  const learned = context.corrections?.learned() ?? nothingLearned;
  const known = cache.derived.get('moodPolicy') as Settled | undefined;
  if (known?.rules.learned === learned) return known.rules;
  const policy = known?.policy ?? moodPolicy(context);
  const rules = rulesOf(policy.languages, learned);
  cache.derived.set('moodPolicy', { policy, rules } satisfies Settled);
  return rules;
}

/** @returns the queues in which moods are off. */
export function quietQueues({ cache }: QueryContext): ReadonlySet<string> {
  const known = cache.derived.get('queue') as ReadonlySet<string> | undefined;
  if (known !== undefined) return known;
  const queues = cache.records('queue', 'SELECT body FROM queue');
  const off = new Set(queues.filter(({ mood }) => mood === false).map(({ id }) => id));
  cache.derived.set('queue', off);
  return off;
}

/**
 * The last customer messages that count, oldest first. Those to a bot, before anybody took over, are among them: they are
 * the customer's like all others.
 */
function heard({ cache }: QueryContext, id: string): Message[] {
  const sql = `SELECT body FROM message WHERE conversationId = ? AND author = 'customer' ORDER BY seq DESC LIMIT ?`;
  return cache.records('message', sql, id, sentimentWindow).toReversed();
}

type Talk = Pick<Conversation, 'id' | 'queueId' | 'visitor'>;

/** @returns what its last messages say together; nothing is read where its queue has no moods. */
export function conversationMood(context: QueryContext, { id, queueId, visitor }: Talk): Mood {
  if (quietQueues(context).has(queueId)) return noMood;
  const { messages: _, ...mood } = moodOf(
    context.sentiment,
    heard(context, id),
    visitor.language,
    moodRules(context),
  );
  return mood;
}

/** Why a conversation has its level, message by message. */
export function moodView(context: QueryContext, id: string): MoodView | null {
  const conversation = context.cache.get('conversation', id);
  if (conversation === undefined) return null;
  const collected = moodPolicy(context).collect;
  if (quietQueues(context).has(conversation.queueId)) return { ...noMood, messages: [], collected };
  const said = heard(context, id);
  const byId = new Map(said.map((message) => [message.id, message]));
  const { messages, ...mood } = moodOf(
    context.sentiment,
    said,
    conversation.visitor.language,
    moodRules(context),
  );
  return {
    ...mood,
    collected,
    messages: messages.map(({ id: messageId, level, score, language, judged, corrected, reasons }) => {
      const { at = 0, text = '' } = byId.get(messageId) ?? {};
      return { id: messageId, at, text, level, score, language, judged, corrected, reasons };
    }),
  };
}

/** How a customer's last conversations ended, oldest first; only those that have a mood. */
export function moodTrend(context: QueryContext, customerId: string): MoodPoint[] {
  const sql = 'SELECT body FROM conversation WHERE customerId = ? ORDER BY createdAt DESC LIMIT ?';
  return context.cache
    .records('conversation', sql, customerId, longestTrend)
    .toReversed()
    .flatMap((conversation): MoodPoint[] => {
      const { mode, level, score } = conversationRow(context, conversation).sentiment;
      if (mode !== 'judged') return [];
      const { id, createdAt, subject } = conversation;
      return [{ conversationId: id, at: createdAt, subject, level, score }];
    });
}

const mostLooked = 500;
const mostShown = 100;

/** Running conversations of the whole team whose customers are not content, the worst first. For supervisors. */
export function teamMoods(context: QueryContext): TeamMood[] {
  const { cache, agent } = context;
  if (agent === null || agent.role === 'agent') return [];
  const sql = `SELECT body FROM conversation WHERE state = 'active' ORDER BY lastMessageAt DESC LIMIT ?`;
  const neutral = sentimentLevels.indexOf('neutral');
  const rank = (level: TeamMood['level']): number => sentimentLevels.indexOf(level);
  return cache
    .records('conversation', sql, mostLooked)
    .map((conversation) => conversationRow(context, conversation))
    .filter(({ sentiment }) => sentiment.mode === 'judged' && rank(sentiment.level) < neutral)
    .toSorted((a, b) => rank(a.sentiment.level) - rank(b.sentiment.level) || (a.id < b.id ? -1 : 1))
    .slice(0, mostShown)
    .map(({ id, title, agentId, queueName, sentiment }) => ({
      id,
      title,
      agentId,
      agentName: agentId === null ? '' : (cache.get('agent', agentId)?.name ?? ''),
      queueName,
      level: sentiment.level,
    }));
}
