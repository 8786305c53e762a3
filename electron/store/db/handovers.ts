// Handovers as the window sees them: those asked of this agent, those it sent, those of one conversation, who could take one.
import type { Handover } from '../../../shared/domain/handover.ts';
import type { Agent } from '../../../shared/domain/people.ts';
import { canTakeWork, type Presence } from '../../../shared/domain/presence.ts';
import type {
  HandoverAgent,
  HandoverTargets,
  HandoverView,
  ReminderView,
} from '../../../shared/ipc/views-handover.ts';
import type { Cache } from './cache.ts';
import type { QueryContext } from '../query-context.ts';

const nameIn = (cache: Cache, kind: 'agent' | 'queue' | 'customer', id: string | null): string | null =>
  id === null ? null : (cache.get(kind, id)?.name ?? null);

function viewOf(cache: Cache, handover: Handover): HandoverView {
  const conversation = cache.get('conversation', handover.conversationId);
  const { toAgentId, toQueueId } = handover;
  return {
    ...handover,
    toName: nameIn(cache, 'agent', toAgentId) ?? nameIn(cache, 'queue', toQueueId) ?? '',
    title: nameIn(cache, 'customer', conversation?.customerId ?? null) ?? conversation?.visitor.name ?? '',
    subject: conversation?.subject ?? '',
    channel: conversation?.channel ?? 'chat',
    queueName: nameIn(cache, 'queue', conversation?.queueId ?? null) ?? '',
    waitingSince: conversation?.waitingSince ?? null,
  };
}

function find(cache: Cache, where: string, ...params: (string | number)[]): HandoverView[] {
  const sql = `SELECT body FROM handover WHERE ${where}`;
  return cache.records('handover', sql, ...params).map((handover) => viewOf(cache, handover));
}

/** Those that this agent is asked to take and that have time left, the one that ends first first. */
export function offeredHandovers({ cache, agent, now }: QueryContext): HandoverView[] {
  const where = `toAgentId = ? AND state = 'offered' AND expiresAt > ? ORDER BY expiresAt, id`;
  return find(cache, where, agent?.id ?? '', now);
}

/** What was decided longer ago than this is no news to its sender, ms. */
const newsMs = 10 * 60_000;

/** Those that this agent has sent: still offered, or decided lately. Newest first, at most 50. */
export function sentHandovers({ cache, agent, now }: QueryContext): HandoverView[] {
  const where = `fromAgentId = ?1 AND (state IN ('offered') OR decidedAt > ?2) ORDER BY at DESC, id LIMIT 50`;
  return find(cache, where, agent?.id ?? '', now - newsMs);
}

/** Those of one conversation, newest first, at most 50. */
export function handoversOf({ cache }: QueryContext, conversationId: string): HandoverView[] {
  return find(cache, 'conversationId = ? ORDER BY at DESC, id LIMIT 50', conversationId);
}

const room = (presence: Presence | null): number =>
  presence !== null && presence.linked
    ? { available: 2, busy: 1, doNotDisturb: 0, away: 0, offline: 0 }[presence.status]
    : 0;

/** Who may be asked to take a conversation or to advise on it, those with most room first; and every queue. */
export function handoverTargets({ cache, agent }: QueryContext, conversationId: string): HandoverTargets {
  const conversation = cache.get('conversation', conversationId);
  if (conversation === undefined) return { agents: [], queues: [] };
  const { queueId, agentId, visitor } = conversation;
  const customer =
    conversation.customerId === null ? undefined : cache.get('customer', conversation.customerId);
  const language = (customer?.language ?? visitor.language).toLowerCase().split(/[-_]/)[0] ?? '';
  const everybody = cache.records('agent', 'SELECT body FROM agent ORDER BY name, id');
  const presenceOf = new Map(
    cache.records('presence', 'SELECT body FROM presence').map((presence) => [presence.id, presence]),
  );
  const agents = everybody
    .filter(
      ({ id, role, queueIds }) =>
        id !== agent?.id && id !== agentId && (role !== 'agent' || queueIds.includes(queueId)),
    )
    .map(({ id, name, languages }): HandoverAgent => {
      const speaks = languages.some((one) => one === language);
      return { id, name, languages, presence: presenceOf.get(id) ?? null, speaks };
    })
    .toSorted(
      (a, b) =>
        room(b.presence) - room(a.presence) ||
        Number(b.speaks) - Number(a.speaks) ||
        (a.presence?.used ?? 0) - (b.presence?.used ?? 0),
    );
  const waiting = new Map(
    cache
      .all<{ queueId: string; n: number }>(
        `SELECT queueId, count(*) AS n FROM conversation WHERE state = 'open' GROUP BY queueId`,
      )
      .map((row) => [row.queueId, row.n]),
  );
  const ready = ({ id, queueIds }: Agent, queue: string): boolean => {
    const presence = presenceOf.get(id);
    return presence !== undefined && queueIds.includes(queue) && canTakeWork(presence);
  };
  const queues = cache.records('queue', 'SELECT body FROM queue ORDER BY name, id').map(({ id, name }) => ({
    id,
    name,
    waiting: waiting.get(id) ?? 0,
    ready: everybody.filter((one) => one.id !== agent?.id && ready(one, id)).length,
    here: id === queueId,
  }));
  return { agents, queues };
}

/** What this agent is to keep: reminders of its own, and of conversations that came to it with them. By due time, at most 200. */
export function myReminders({ cache, agent }: QueryContext): ReminderView[] {
  const id = agent?.id ?? '';
  const own = cache.records('activity', 'SELECT body FROM activity WHERE ownerId = ? AND open = 1', id);
  const came = cache.records(
    'activity',
    `SELECT a.body FROM conversation c CROSS JOIN activity a ON a.conversationId = c.id
      WHERE c.agentId = ? AND c.state IN ('active', 'waiting', 'wrapUp') AND a.ownerId IS NULL AND a.open = 1`,
    id,
  );
  return [...own, ...came]
    .filter(({ kind }) => kind === 'reminder')
    .toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || (a.id < b.id ? -1 : 1))
    .slice(0, 200)
    .map((one) => {
      const conversation =
        one.conversationId === null ? undefined : cache.get('conversation', one.conversationId);
      return {
        ...one,
        customerName:
          nameIn(cache, 'customer', one.customerId ?? conversation?.customerId ?? null) ??
          conversation?.visitor.name ??
          null,
      };
    });
}
