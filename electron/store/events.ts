// What newly arrived, as events that a sound or a notification may follow: only what concerns this agent now.
import type { z } from 'zod';
import type { storeContract } from '../../shared/ipc/store.ts';
import type { Agent } from '../../shared/domain/people.ts';
import type { Cache } from './db/cache.ts';
import type { Arrivals } from './sync/inbound.ts';

export type StoreEvent = z.infer<(typeof storeContract)['pushes']['event']>;

/** After a long absence the past arrives all at once: only what is this young rings, in ms. */
const freshMs = 120_000;
const textLength = 300;

/**
 * @param now the desk's estimate of the service's clock.
 * @returns customers' messages in this agent's running conversations, and offers that ring for this agent.
 */
export function eventsOf(cache: Cache, agent: Agent, arrivals: Arrivals, now: number): StoreEvent[] {
  const events: StoreEvent[] = [];
  const nameOf = (conversationId: string): string => {
    const conversation = cache.get('conversation', conversationId);
    const customer =
      conversation?.customerId == null ? undefined : cache.get('customer', conversation.customerId);
    return customer?.name ?? conversation?.visitor.name ?? '';
  };
  for (const message of arrivals.messages) {
    // What is said in a call the agent has heard.
    if (message.authorKind !== 'customer' || message.spoken !== undefined || now - message.at > freshMs)
      continue;
    const conversation = cache.get('conversation', message.conversationId);
    const running = conversation?.state === 'active' || conversation?.state === 'waiting';
    if (!running || conversation.agentId !== agent.id) continue;
    events.push({
      type: 'message',
      conversationId: message.conversationId,
      title: nameOf(message.conversationId),
      text: message.text.slice(0, textLength),
    });
  }
  for (const offer of arrivals.offers) {
    if (offer.agentId !== agent.id || offer.state !== 'ringing' || offer.expiresAt <= now) continue;
    const subject = cache.get('conversation', offer.conversationId)?.subject ?? '';
    events.push({
      type: 'offer',
      offerId: offer.id,
      title: nameOf(offer.conversationId),
      text: subject,
      expiresAt: offer.expiresAt,
    });
  }
  return events;
}
