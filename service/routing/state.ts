// What routing knows: the live part of the world, rebuilt from the database and kept up by the feed.
import type { Conversation } from '../../shared/domain/conversation.ts';
import type { Handover } from '../../shared/domain/handover.ts';
import type { Agent } from '../../shared/domain/people.ts';
import type { Presence } from '../../shared/domain/presence.ts';
import type { Offer, Queue } from '../../shared/domain/queue.ts';
import type { Change } from '../../shared/domain/records.ts';

/** Everything that decides who is offered what. Plain maps by id; only the functions below write them. */
export interface RoutingState {
  readonly queues: Map<string, Queue>;
  readonly agents: Map<string, Agent>;
  readonly presences: Map<string, Presence>;
  /** Those that are not closed, and closed ones whose offer still rings. */
  readonly conversations: Map<string, Conversation>;
  /** Offers by conversation id, in the order they became known. */
  readonly offers: Map<string, Offer[]>;
  /** Those that a clock may end: offered ones, and consults that go on. */
  readonly handovers: Map<string, Handover>;
  /** Who gave a conversation to a queue, and when, by conversation id: that agent is not the first to be asked. */
  readonly givenBy: Map<string, { agentId: string; at: number }>;
  /** When each declined offer was declined, as far as this process heard it, ms since the epoch. */
  readonly declinedAt: Map<string, number>;
  /** When each agent last took a conversation, ms since the epoch. */
  readonly lastTaken: Map<string, number>;
  /** Since when each agent has had no desk linked. Absent: linked. */
  readonly lostSince: Map<string, number>;
}

/** What a start of routing reads from the database. */
export interface RoutingFacts {
  changes: Change[];
  lastTaken: ReadonlyMap<string, number>;
}

/**
 * @param facts as committed at `now`.
 * @param previous a state this one replaces; what only this process has seen lives on.
 * @returns a state that knows these facts.
 */
export function createRoutingState(
  now: number,
  facts: RoutingFacts = { changes: [], lastTaken: new Map() },
  previous: RoutingState | null = null,
): RoutingState {
  const state: RoutingState = {
    queues: new Map(),
    agents: new Map(),
    presences: new Map(),
    conversations: new Map(),
    offers: new Map(),
    handovers: new Map(),
    givenBy: new Map(),
    declinedAt: new Map(previous?.declinedAt),
    lastTaken: new Map(facts.lastTaken),
    lostSince: new Map(previous?.lostSince),
  };
  // Offers and handovers last: those of a conversation that is not known count as over.
  const later = ({ kind }: Change): boolean => kind === 'offer' || kind === 'handover';
  for (const change of facts.changes) if (!later(change)) learn(state, change, now);
  for (const change of facts.changes) if (later(change)) learn(state, change, now);
  return state;
}

/** @returns whether routing cares about this kind of record at all. */
export function matters(kind: Change['kind']): boolean {
  return kinds.has(kind);
}
const kinds = new Set<Change['kind']>(['queue', 'agent', 'presence', 'conversation', 'offer', 'handover']);

/** Takes in one committed change. Kinds that do not matter are ignored. */
export function learn(state: RoutingState, change: Change, now: number): void {
  if (change.op === 'remove') return forget(state, change);
  switch (change.kind) {
    case 'queue':
      state.queues.set(change.id, change.record);
      return;
    case 'agent':
      state.agents.set(change.id, change.record);
      return;
    case 'presence':
      state.presences.set(change.id, change.record);
      return;
    case 'conversation': {
      const { agentId, acceptedAt } = change.record;
      state.conversations.set(change.id, change.record);
      if (agentId !== null && acceptedAt !== null) {
        state.lastTaken.set(agentId, Math.max(acceptedAt, state.lastTaken.get(agentId) ?? 0));
      }
      return tidy(state, change.id);
    }
    case 'handover': {
      const { id, state: at, kind, conversationId, toQueueId, fromAgentId, decidedAt } = change.record;
      const lives = at === 'offered' || (at === 'accepted' && kind === 'consult');
      if (lives) state.handovers.set(id, change.record);
      else state.handovers.delete(id);
      if (toQueueId !== null && decidedAt !== null && state.conversations.has(conversationId))
        state.givenBy.set(conversationId, { agentId: fromAgentId, at: decidedAt });
      return;
    }
    case 'offer': {
      const { conversationId } = change.record;
      const others = (state.offers.get(conversationId) ?? []).filter((offer) => offer.id !== change.id);
      state.offers.set(conversationId, [...others, change.record]);
      if (change.record.state === 'declined' && !state.declinedAt.has(change.id))
        state.declinedAt.set(change.id, now);
      return tidy(state, conversationId);
    }
  }
}

/**
 * Notes which agents have a desk now.
 * @param since the earliest moment that counts as lost: the start of routing, so that a restart gives desks time to come back.
 */
export function noteLinks(
  state: RoutingState,
  isLinked: (agentId: string) => boolean,
  now: number,
  since: number,
): void {
  for (const id of new Set([...state.agents.keys(), ...state.presences.keys()])) {
    const presence = state.presences.get(id);
    if (presence?.linked === true && isLinked(id)) state.lostSince.delete(id);
    else if (!state.lostSince.has(id)) {
      const noted = presence !== undefined && !presence.linked ? presence.since : now;
      state.lostSince.set(id, Math.min(now, Math.max(noted, since)));
    }
  }
}

/** @returns the offers that ring for this conversation. */
export function ringing(state: RoutingState, conversationId: string): Offer[] {
  return (state.offers.get(conversationId) ?? []).filter((offer) => offer.state === 'ringing');
}

function forget(state: RoutingState, { kind, id }: Change): void {
  if (kind === 'queue') state.queues.delete(id);
  if (kind === 'agent') state.agents.delete(id);
  if (kind === 'presence') state.presences.delete(id);
  if (kind === 'handover') state.handovers.delete(id);
  if (kind === 'conversation') {
    state.conversations.delete(id);
    tidy(state, id);
  }
  if (kind === 'offer') {
    for (const [conversationId, offers] of state.offers) {
      const left = offers.filter((offer) => offer.id !== id);
      if (left.length < offers.length) state.offers.set(conversationId, left);
    }
  }
}

/** Drops what is over: a closed conversation, and its offers once none rings. */
function tidy(state: RoutingState, conversationId: string): void {
  const conversation = state.conversations.get(conversationId);
  if (conversation !== undefined && conversation.state !== 'closed') return;
  if (ringing(state, conversationId).length > 0) return;
  for (const offer of state.offers.get(conversationId) ?? []) state.declinedAt.delete(offer.id);
  state.conversations.delete(conversationId);
  state.offers.delete(conversationId);
  state.givenBy.delete(conversationId);
}
