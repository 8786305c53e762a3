// Who is offered a conversation: eligibility and the order among the eligible. Pure.
import type { Conversation } from '../../shared/domain/conversation.ts';
import { canTakeWork, conversationUnits } from '../../shared/domain/presence.ts';
import type { RoutingState } from './state.ts';

/** How busy each agent is, counted once per decision. */
export interface Load {
  /** Offers ringing, by agent: room that may be gone in a moment. */
  ringing: Map<string, number>;
  /** Conversations being served, by agent. */
  active: Map<string, number>;
  /** Agents who are in a call, or whose telephone rings: they are offered no other. */
  onPhone: Set<string>;
}

/** @returns who carries what now. */
export function loadOf(state: RoutingState): Load {
  const load: Load = { ringing: new Map(), active: new Map(), onPhone: new Set() };
  for (const [id, offers] of state.offers) {
    const call = state.conversations.get(id)?.call;
    for (const offer of offers) {
      if (offer.state !== 'ringing') continue;
      count(load.ringing, offer.agentId);
      if (call !== undefined) load.onPhone.add(offer.agentId);
    }
  }
  for (const { state: at, agentId, call } of state.conversations.values()) {
    if (at === 'active' && agentId !== null) count(load.active, agentId);
    if (call === undefined || call.endedAt !== undefined) continue;
    if (agentId !== null) load.onPhone.add(agentId);
    for (const id of call.ringing ?? []) load.onPhone.add(id);
  }
  return load;
}

/** Adds one to an agent's count. */
export function count(counts: Map<string, number>, agentId: string): void {
  counts.set(agentId, (counts.get(agentId) ?? 0) + 1);
}

/** @returns units an agent has left when every ringing offer is taken as accepted. */
function freeUnits(state: RoutingState, load: Load, agentId: string): number {
  const presence = state.presences.get(agentId);
  if (presence === undefined) return 0;
  return presence.capacity - presence.used - (load.ringing.get(agentId) ?? 0) * conversationUnits;
}

/** @returns whether this agent may be offered this conversation: member, willing, linked, with room. */
export function isEligible(
  state: RoutingState,
  load: Load,
  conversation: Conversation,
  agentId: string,
): boolean {
  const presence = state.presences.get(agentId);
  const member = state.agents.get(agentId)?.queueIds.includes(conversation.queueId) === true;
  if (!member || presence === undefined || state.lostSince.has(agentId)) return false;
  if (conversation.call !== undefined) {
    if (load.onPhone.has(agentId)) return false;
    // Said to have no telephone. Of whom nothing is said, the exchange may know how to ring.
    if (state.agents.get(agentId)?.telephone?.number === null) return false;
  }
  return canTakeWork(presence) && freeUnits(state, load, agentId) >= conversationUnits;
}

/**
 * The order of asking: most free capacity, then fewer active conversations, then longest idle, then by id.
 * @returns negative when `a` is asked before `b`.
 */
export function compareAgents(state: RoutingState, load: Load, a: string, b: string): number {
  const byRoom = freeUnits(state, load, b) - freeUnits(state, load, a);
  if (byRoom !== 0) return byRoom;
  const byActive = (load.active.get(a) ?? 0) - (load.active.get(b) ?? 0);
  if (byActive !== 0) return byActive;
  const byIdle = (state.lastTaken.get(a) ?? 0) - (state.lastTaken.get(b) ?? 0);
  return byIdle !== 0 ? byIdle : a < b ? -1 : 1;
}

/** When each agent last let this conversation pass since it entered the queue: declined, time was up, or gave it to this queue. */
export function refusals(state: RoutingState, conversation: Conversation): Map<string, number> {
  const at = new Map<string, number>();
  const given = state.givenBy.get(conversation.id);
  if (given !== undefined && given.at >= conversation.queuedAt) at.set(given.agentId, given.at);
  for (const offer of state.offers.get(conversation.id) ?? []) {
    if (offer.offeredAt < conversation.queuedAt) continue;
    if (offer.state !== 'declined' && offer.state !== 'expired') continue;
    const passed =
      offer.state === 'expired' ? offer.expiresAt : (state.declinedAt.get(offer.id) ?? offer.offeredAt);
    at.set(offer.agentId, Math.max(passed, at.get(offer.agentId) ?? 0));
  }
  return at;
}

/** Somebody to ask now, or the earliest moment somebody may be asked again, or nobody in sight. */
export type Choice = { agentId: string } | { notBefore: number } | null;

/**
 * @param askAgainMs pause before those who let it pass are asked once more, when nobody else is left.
 */
export function choose(
  state: RoutingState,
  load: Load,
  conversation: Conversation,
  now: number,
  askAgainMs: number,
): Choice {
  const eligible = [...state.agents.keys()].filter((id) => isEligible(state, load, conversation, id));
  if (eligible.length === 0) return null;
  const passed = refusals(state, conversation);
  const fresh = eligible.filter((id) => !passed.has(id)).toSorted((a, b) => compareAgents(state, load, a, b));
  if (fresh[0] !== undefined) return { agentId: fresh[0] };
  const again = eligible
    .map((agentId) => ({ agentId, at: (passed.get(agentId) ?? 0) + askAgainMs }))
    .toSorted((a, b) => a.at - b.at || compareAgents(state, load, a.agentId, b.agentId));
  const next = again[0];
  if (next === undefined) return null;
  return next.at <= now ? { agentId: next.agentId } : { notBefore: next.at };
}
