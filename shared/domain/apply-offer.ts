// Commands of routing: offers, picking, presence. The offer's machine is drawn in queue.ts.
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import type { CommandOf } from './commands.ts';
import type { Conversation } from './conversation.ts';
import {
  conversationUnits,
  defaultCapacity,
  statusForCapacity,
  withUsed,
  type Presence,
} from './presence.ts';
import { usualOfferLost, type OfferLost } from './queue.ts';
import { put, type Change, type Records } from './records.ts';

type OfferCommand = CommandOf<
  | 'offer.accept'
  | 'offer.decline'
  | 'offer.make'
  | 'offer.lapse'
  | 'conversation.pick'
  | 'presence.set'
  | 'presence.capacity'
  | 'presence.link'
>;

/** @returns the agent's presence, or a fresh one that is offline. */
export function presenceOf(records: Records, agentId: string, now: number): Presence {
  const fresh: Presence = {
    id: agentId,
    status: 'offline',
    sticky: false,
    linked: false,
    since: now,
    capacity: defaultCapacity,
    used: 0,
  };
  return records.get('presence', agentId) ?? fresh;
}

/** @returns the changes that give an open conversation to an agent. */
export function take(records: Records, conversation: Conversation, agentId: string, now: number): Change[] {
  return [
    put('conversation', { ...conversation, state: 'active', agentId, acceptedAt: now }),
    put('presence', withUsed(presenceOf(records, agentId, now), conversationUnits, now)),
  ];
}

/** @returns the refusal that says who has it. */
export function takenBy(records: Records, agentId: string | null): Outcome {
  const name = agentId === null ? '' : (records.get('agent', agentId)?.name ?? '');
  return refuse('taken', name === '' ? 'Somebody else has taken it.' : `${name} has taken it.`, { by: name });
}

/** @returns what a lost offer changes in its agent's presence. Who has chosen one by hand meanwhile keeps it. */
function lost(
  records: Records,
  agentId: string,
  sets: OfferLost,
  cause: NonNullable<Presence['cause']>,
  now: number,
): Change[] {
  const before = presenceOf(records, agentId, now);
  if (sets === 'stay' || before.sticky || before.status === 'offline') return [];
  const since = before.status === sets ? before.since : now;
  return [
    put('presence', { ...before, status: sets, sticky: true, since, text: null, stateId: null, cause }),
  ];
}

/** See {@link import('./apply.ts').applyCommand}. */
export function applyOfferCommand(records: Records, command: OfferCommand, context: ApplyContext): Outcome {
  const { actor, now } = context;
  switch (command.type) {
    case 'presence.set': {
      if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent has a presence.');
      const before = presenceOf(records, actor.id, now);
      const { stateId = null } = command.args;
      const own = stateId === null ? undefined : records.get('presenceState', stateId);
      if (stateId !== null && own === undefined)
        return refuse('notFound', 'This state is no longer there.', { field: 'stateId' });
      // What stands beneath a state of the company's own is the admin's to say.
      const status = own?.status ?? command.args.status;
      const sticky = status === 'away' || status === 'doNotDisturb' || status === 'offline';
      const text = (command.args.text ?? '') === '' ? null : (command.args.text ?? null);
      const same = before.status === status && before.sticky === sticky;
      const words = (before.text ?? null) === text && (before.stateId ?? null) === stateId;
      if (same && words && (before.cause ?? null) === null) return done();
      const since = before.status === status ? before.since : now;
      return done(put('presence', { ...before, status, sticky, since, text, stateId, cause: null }));
    }
    case 'presence.capacity': {
      if (actor.kind !== 'agent' || actor.role === 'agent')
        return refuse('forbidden', 'How much somebody carries is set by supervisors.');
      const { agentId, capacity } = command.args;
      if (records.get('agent', agentId) === undefined) return refuse('notFound', 'There is no such agent.');
      const before = presenceOf(records, agentId, now);
      if (before.capacity === capacity) return done();
      return done(put('presence', withUsed({ ...before, capacity }, 0, now)));
    }
    case 'presence.link': {
      const before = presenceOf(records, command.args.agentId, now);
      if (before.linked === command.args.linked) return done();
      // Back from offline without a choice of its own: capacity decides again.
      const status =
        command.args.linked && !before.sticky
          ? statusForCapacity(before.used, before.capacity)
          : before.status;
      return done(put('presence', { ...before, linked: command.args.linked, status, since: now }));
    }
    case 'offer.make': {
      const conversation = records.get('conversation', command.args.conversationId);
      if (conversation === undefined) return refuse('notFound', 'There is no such conversation.');
      if (records.get('offer', command.args.offerId) !== undefined) return done();
      if (conversation.state !== 'open')
        return refuse('state', 'The conversation is not waiting in a queue.');
      const { offerId, conversationId, agentId, expiresAt } = command.args;
      return done(
        put('offer', { id: offerId, conversationId, agentId, state: 'ringing', offeredAt: now, expiresAt }),
      );
    }
    case 'offer.lapse': {
      const offer = records.get('offer', command.args.offerId);
      if (offer === undefined || offer.state !== 'ringing') return done();
      const lapsed = put('offer', { ...offer, state: command.args.to });
      return done(lapsed, ...lost(records, offer.agentId, command.args.sets ?? 'stay', 'missedOffer', now));
    }
    case 'offer.decline': {
      const offer = records.get('offer', command.args.offerId);
      if (offer === undefined) return refuse('notFound', 'The offer is not there any more.');
      if (actor.kind !== 'agent' || offer.agentId !== actor.id)
        return refuse('forbidden', 'The offer was made to somebody else.');
      if (offer.state !== 'ringing') return done();
      const queueId = records.get('conversation', offer.conversationId)?.queueId;
      const queue = queueId === undefined ? undefined : records.get('queue', queueId);
      const sets = queue?.declined ?? usualOfferLost.declined;
      return done(
        put('offer', { ...offer, state: 'declined' }),
        ...lost(records, actor.id, sets, 'declinedOffer', now),
      );
    }
    case 'offer.accept': {
      if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent can accept an offer.');
      const offer = records.get('offer', command.args.offerId);
      const conversation = records.get('conversation', command.args.conversationId);
      if (offer === undefined || conversation === undefined || offer.conversationId !== conversation.id) {
        return refuse('notFound', 'The offer is not there any more.');
      }
      if (offer.agentId !== actor.id) return refuse('forbidden', 'The offer was made to somebody else.');
      if (conversation.agentId === actor.id && conversation.state !== 'open') return done();
      if (conversation.state !== 'open') {
        return conversation.agentId === null
          ? refuse('state', 'The customer has left.')
          : takenBy(records, conversation.agentId);
      }
      if (offer.state !== 'ringing') return refuse('state', 'The offer has ended.', { offer: offer.state });
      return done(
        put('offer', { ...offer, state: 'accepted' }),
        ...take(records, conversation, actor.id, now),
      );
    }
    case 'conversation.pick': {
      if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent can pick a conversation.');
      const conversation = records.get('conversation', command.args.conversationId);
      if (conversation === undefined) return refuse('notFound', 'There is no such conversation.');
      if (conversation.agentId === actor.id && conversation.state !== 'open') return done();
      if (conversation.state !== 'open') return takenBy(records, conversation.agentId);
      // Nobody could talk to a caller whom the exchange lets ring somewhere else.
      if (conversation.call !== undefined && conversation.call.routed !== true)
        return refuse('state', 'This call rings at a telephone: it is taken by answering it.');
      return done(...take(records, conversation, actor.id, now));
    }
  }
}
