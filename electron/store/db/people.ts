// Agents, queues, dispositions and ringing offers as the window sees them.
import type { Agent } from '../../../shared/domain/people.ts';
import type { Presence, PresenceState } from '../../../shared/domain/presence.ts';
import type { Disposition, Queue } from '../../../shared/domain/queue.ts';
import type { OfferView } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';

/** Everybody on the team with how they stand, by name. */
export function agentList({ cache }: QueryContext): (Agent & { presence: Presence | null })[] {
  const sql =
    'SELECT a.body, p.body AS presence FROM agent a LEFT JOIN presence p ON p.id = a.id ORDER BY a.name';
  return cache.all<{ body: string; presence: string | null }>(sql).map(({ body, presence }) => ({
    ...(JSON.parse(body) as Agent),
    presence: presence === null ? null : (JSON.parse(presence) as Presence),
  }));
}

/** All queues, by name. */
export function queueList({ cache }: QueryContext): Queue[] {
  return cache.records('queue', 'SELECT body FROM queue ORDER BY name');
}

/** The codes that end a conversation, in their order. */
export function dispositionList({ cache }: QueryContext): Disposition[] {
  return cache.records('disposition', 'SELECT body FROM disposition ORDER BY position, id');
}

/** The company's own states of presence, in their order. */
export function presenceStates({ cache }: QueryContext): PresenceState[] {
  return cache
    .records('presenceState', 'SELECT body FROM presenceState')
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Offers that ring for this agent and have time left, the one that ends first first. */
export function ringing({ cache, agent, now }: QueryContext): OfferView[] {
  const offers = cache.records(
    'offer',
    `SELECT body FROM offer WHERE agentId = ? AND state = 'ringing' AND expiresAt > ? ORDER BY expiresAt`,
    agent?.id ?? '',
    now,
  );
  return offers.flatMap((offer): OfferView[] => {
    const conversation = cache.get('conversation', offer.conversationId);
    if (conversation === undefined) return [];
    const customer =
      conversation.customerId === null ? undefined : cache.get('customer', conversation.customerId);
    return [
      {
        id: offer.id,
        conversationId: offer.conversationId,
        offeredAt: offer.offeredAt,
        expiresAt: offer.expiresAt,
        channel: conversation.channel,
        customerName: customer?.name ?? conversation.visitor.name,
        subject: conversation.subject,
        queueName: cache.get('queue', conversation.queueId)?.name ?? '',
        queuedAt: conversation.queuedAt,
        language: customer?.language ?? conversation.visitor.language,
        ...(conversation.call === undefined ? {} : { callId: conversation.call.callId }),
      },
    ];
  });
}
