// Moods as the window sees them: by which rules they are read here, why a conversation has its level, a customer's trend, the team's.
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { moodPolicyId, usualMoodPolicy, type MoodPolicy } from '../../../shared/domain/mood.ts';
import { longestTrend, type MoodPoint, type MoodView, type TeamMood } from '../../../shared/ipc/moods.ts';
import { nothingLearned } from '../../../shared/sentiment/corrections.ts';
import { moodAsSet, noMood, rulesOf, type Mood, type MoodRules } from '../../../shared/sentiment/mood.ts';
import { sentimentLevels } from '../../../shared/sentiment/types.ts';
import type { QueryContext } from '../query-context.ts';
import { conversationRow } from './conversations.ts';
import { heard } from './heard.ts';

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

type Talk = Pick<Conversation, 'id' | 'queueId' | 'visitor'>;

/** @returns what its last messages say together; nothing is read where its queue has no moods. */
export function conversationMood(context: QueryContext, { id, queueId, visitor }: Talk): Mood {
  if (quietQueues(context).has(queueId)) return noMood;
  const { messages: _, ...mood } = moodAsSet(
    context.sentiment,
    heard(context.cache, id),
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
  const said = heard(context.cache, id);
  const byId = new Map(said.map((message) => [message.id, message]));
  const { messages, ...mood } = moodAsSet(
    context.sentiment,
    said,
    conversation.visitor.language,
    moodRules(context),
  );
  return {
    ...mood,
    collected,
    messages: messages.map(({ id: messageId, ...read }) => {
      const { at = 0, text = '' } = byId.get(messageId) ?? {};
      return { id: messageId, at, text, ...read };
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

/**
 * Running conversations of the whole team whose customers are not content, the worst first; also those that the service has
 * marked, however many others are newer here. For supervisors.
 */
export function teamMoods(context: QueryContext): TeamMood[] {
  const { cache, agent } = context;
  if (agent === null || agent.role === 'agent') return [];
  const neutral = sentimentLevels.indexOf('neutral');
  const rank = (level: TeamMood['level']): number => sentimentLevels.indexOf(level);
  const worse = (a: TeamMood['level'], b: TeamMood['level']): TeamMood['level'] =>
    rank(a) <= rank(b) ? a : b;
  const newest = cache.records('conversation', newestRunning, mostLooked);
  const marked = cache.records('conversation', newestMarked, mostShown);
  return [...new Map([...newest, ...marked].map((one) => [one.id, one])).values()]
    .flatMap((conversation) => {
      const { id, title, agentId, queueName, sentiment } = conversationRow(context, conversation);
      const { mode, level: now } = sentiment;
      const alert = mode === 'off' ? undefined : conversation.moodAlert?.level;
      const own = mode === 'judged' ? now : 'neutral';
      return [{ id, title, agentId, queueName, level: alert === undefined ? own : worse(alert, own) }];
    })
    .filter(({ level }) => rank(level) < neutral)
    .toSorted((a, b) => rank(a.level) - rank(b.level) || (a.id < b.id ? -1 : 1))
    .slice(0, mostShown)
    .map(({ agentId, ...row }) => ({
      ...row,
      agentId,
      agentName: agentId === null ? '' : (cache.get('agent', agentId)?.name ?? ''),
    }));
}

const newestRunning = `SELECT body FROM conversation WHERE state = 'active' ORDER BY lastMessageAt DESC LIMIT ?`;
const newestMarked = 'SELECT body FROM conversation WHERE alertAt IS NOT NULL ORDER BY alertAt DESC LIMIT ?';
