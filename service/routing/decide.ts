// What routing does next: the pure core. State and time in, system commands and the next moment to look again out.
//
//   open conversation --no offer rings, somebody eligible--> offer.make
//   ringing offer     --time is up--> expired;  --taken, left, agent lost or away--> withdrawn;  then offered again
//   active            --agent without a desk beyond the grace--> back to its queue
//   open, wrapUp      --clock--> closed
//   wrapUp            --queue's time for it is up--> its agent's capacity is free again (ROUTE-2)
//   handover offered  --time is up, conversation over, asked agent without a desk--> lapsed
import { createHash } from 'node:crypto';
import type { SystemCommand } from '../../shared/domain/commands.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { wrapUpFreesAt, type Offer } from '../../shared/domain/queue.ts';
import { choose, count, loadOf } from './choose.ts';
import type { RoutingSettings } from './settings.ts';
import { ringing, type RoutingState } from './state.ts';

/** What to do now, and when to look again if nothing happens before, ms since the epoch. */
export interface Decision {
  commands: SystemCommand[];
  wakeAt: number | null;
}

/** Used when a conversation's queue is not known (any more). */
const offerMsDefault = 120_000;

/**
 * Ids made from what they are about: the same decision made twice, or by two processes, is the same command.
 * @returns 32 hex digits.
 */
function stableId(...parts: (string | number)[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 32);
}

/** Decides everything that is due at `now`. Running it again on the same state gives the same commands. */
export function decide(state: RoutingState, now: number, settings: RoutingSettings): Decision {
  const commands: SystemCommand[] = [];
  let wakeAt: number | null = null;
  const due = (at: number): boolean => {
    if (at <= now) return true;
    wakeAt = wakeAt === null ? at : Math.min(wakeAt, at);
    return false;
  };
  const lost = (agentId: string, forMs: number): boolean => {
    const since = state.lostSince.get(agentId);
    return since !== undefined && due(since + forMs);
  };

  for (const offers of state.offers.values()) {
    let rings = false;
    for (const offer of offers) {
      if (offer.state !== 'ringing') continue;
      const to = rings ? 'withdrawn' : lapse(state, offer, due, (id) => lost(id, settings.lostOfferMs));
      if (to !== null) {
        const queueId = state.conversations.get(offer.conversationId)?.queueId ?? '';
        const sets = state.queues.get(queueId)?.missed ?? settings.missedOffer;
        const args = { offerId: offer.id, to, ...(to === 'expired' && sets !== 'stay' ? { sets } : {}) };
        commands.push({ id: stableId(offer.id, to), type: 'offer.lapse', args });
      }
      rings = true;
    }
  }

  for (const handover of state.handovers.values()) {
    const agentGone = (): boolean =>
      handover.toAgentId !== null && lost(handover.toAgentId, settings.lostOfferMs);
    const at = state.conversations.get(handover.conversationId)?.state;
    const over = at !== 'active' && at !== 'waiting';
    // One who advises may lose its desk for a while: nothing waits for it.
    const offered = handover.state === 'offered' && (due(handover.expiresAt) || agentGone());
    if (!over && !offered) continue;
    const id = stableId('lapse', handover.id, handover.state);
    commands.push({ id, type: 'handover.lapse', args: { handoverId: handover.id } });
  }

  const load = loadOf(state);
  const waiting: Conversation[] = [];
  for (const conversation of state.conversations.values()) {
    const { id: conversationId, state: at, agentId, acceptedAt } = conversation;
    const endsAt = closesAt(conversation, settings);
    if (endsAt !== null && due(endsAt)) {
      commands.push({
        id: stableId('expire', conversationId, endsAt),
        type: 'conversation.expire',
        args: { conversationId },
      });
    } else if (frees(state, conversation, due)) {
      const id = stableId('free', conversationId, conversation.wrapUpAt ?? 0);
      commands.push({ id, type: 'conversation.free', args: { conversationId } });
    } else if (at === 'active' && agentId !== null && lost(agentId, graceOf(conversation, settings))) {
      const id = stableId('requeue', conversationId, agentId, acceptedAt ?? 0);
      commands.push({ id, type: 'conversation.requeue', args: { conversationId, reason: 'agentLost' } });
    } else if (at === 'open' && waits(conversation) && ringing(state, conversationId).length === 0)
      waiting.push(conversation);
  }

  waiting.sort((a, b) => a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : 1));
  for (const conversation of waiting) {
    const choice = choose(state, load, conversation, now, settings.askAgainMs);
    if (choice === null) continue;
    if ('notBefore' in choice) {
      due(choice.notBefore);
      continue;
    }
    const { agentId } = choice;
    const { id: conversationId, queueId, queuedAt } = conversation;
    const offerId = stableId(
      'offer',
      conversationId,
      queuedAt,
      state.offers.get(conversationId)?.length ?? 0,
    );
    const queueMs = state.queues.get(queueId)?.offerMs ?? offerMsDefault;
    const calls = conversation.call !== undefined;
    const expiresAt = now + (calls ? Math.min(queueMs, settings.callOfferMs) : queueMs);
    count(load.ringing, agentId);
    if (calls) load.onPhone.add(agentId);
    commands.push({
      id: stableId('make', offerId),
      type: 'offer.make',
      args: { offerId, conversationId, agentId, expiresAt },
    });
  }
  return { commands, wakeAt };
}

/** @returns how this ringing offer ends now, or null when it rings on. */
function lapse(
  state: RoutingState,
  offer: Offer,
  due: (at: number) => boolean,
  lost: (agentId: string) => boolean,
): 'expired' | 'withdrawn' | null {
  const conversation = state.conversations.get(offer.conversationId);
  if (conversation?.state !== 'open' || lost(offer.agentId)) return 'withdrawn';
  const presence = state.presences.get(offer.agentId);
  // Somebody who has just said "away" is not to be rung at; mere lack of room is no reason to take the offer back.
  const away = presence?.sticky === true && presence.status !== 'available' && presence.status !== 'busy';
  const member = state.agents.get(offer.agentId)?.queueIds.includes(conversation.queueId) === true;
  if (away || !member) return 'withdrawn';
  return due(offer.expiresAt) ? 'expired' : null;
}

/** @returns whether a wrap-up is to give its agent's capacity back now. */
function frees(state: RoutingState, conversation: Conversation, due: (at: number) => boolean): boolean {
  const { state: at, agentId, queueId, freedAt, wrapUpAt } = conversation;
  if (at !== 'wrapUp' || agentId === null || freedAt !== undefined) return false;
  const block = state.queues.get(queueId)?.wrapUpBlock;
  const freeAt = wrapUpFreesAt(block, wrapUpAt ?? conversation.lastMessageAt);
  return freeAt !== null && due(freeAt);
}

/** A call that rings at the telephones of its exchange's choice is not offered to others (CALL-12). */
const waits = ({ call }: Conversation): boolean => call === undefined || call.routed === true;

/** A call goes on while its desk is cut off: sound takes another way. Only after long it counts as lost. */
const graceOf = ({ call }: Conversation, settings: RoutingSettings): number =>
  call === undefined || call.endedAt !== undefined ? settings.presenceGraceMs : settings.lostCallMs;

/** @returns when the clock closes this conversation in its present state; null: never. */
function closesAt(conversation: Conversation, settings: RoutingSettings): number | null {
  const { openMs, wrapUpMs } = settings.autoClose[conversation.channel];
  // Nobody rings for longer: whoever should have said that it is over will not say it any more.
  if (conversation.state === 'open' && !waits(conversation)) return conversation.queuedAt + settings.ringMs;
  if (conversation.state === 'open') return openMs === null ? null : conversation.queuedAt + openMs;
  if (conversation.state !== 'wrapUp' || wrapUpMs === null) return null;
  return (conversation.wrapUpAt ?? conversation.lastMessageAt) + wrapUpMs;
}
