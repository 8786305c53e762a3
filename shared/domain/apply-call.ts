// Commands of a call: what the exchange and the desks' phones have seen becomes one conversation. Drawn in call.ts.
import { release, servesIt } from './apply-conversation.ts';
import { take, takenBy } from './apply-offer.ts';
import { applyCallMedia } from './apply-call-media.ts';
import { applyTranscript, applyUnsaying } from './apply-transcript.ts';
import { callOver } from './call-over.ts';
import { farNumber, type ConversationCall } from './call.ts';
import type { Actor, CommandOf } from './commands.ts';
import type { Conversation } from './conversation.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Change, type Records } from './records.ts';
import { bounds } from './text.ts';

type CallCommand = CommandOf<
  | 'call.arrive'
  | 'call.ring'
  | 'call.answer'
  | 'call.end'
  | 'call.quality'
  | 'call.consent'
  | 'call.pause'
  | 'call.recording'
  | 'call.forget'
  | 'call.transcript'
  | 'call.unsay'
>;

/** A clock that is far out must not write history: nothing is later than now, nor a week before. */
const earliest = 7 * 24 * 3_600_000;
const within = (at: number, now: number): number => Math.min(now, Math.max(at, now - earliest));

/** Whom to call somebody who has sent neither a name nor a number. */
const nameless = 'Anonymous';

function begin(command: CommandOf<'call.arrive' | 'call.ring'>, call: ConversationCall): Conversation {
  const { conversationId, queueId, name, customerId } = command.args;
  const far = farNumber(call);
  return {
    id: conversationId,
    channel: 'voice',
    queueId,
    state: 'open',
    agentId: null,
    acceptedAt: null,
    subject: far.slice(0, bounds.title),
    visitor: {
      name: (name || far || nameless).slice(0, bounds.name),
      email: null,
      language: '',
      page: null,
      browser: null,
    },
    customerId,
    caseId: null,
    createdAt: call.ringingAt,
    queuedAt: call.ringingAt,
    wrapUpAt: null,
    closedAt: null,
    dispositionId: null,
    rating: null,
    lastSeq: 0,
    lastMessageAt: call.ringingAt,
    waitingSince: null,
    customerDeliveredSeq: 0,
    customerReadSeq: 0,
    agentReadSeq: 0,
  };
}

function arrive(command: CommandOf<'call.arrive'>, { now }: ApplyContext): Outcome {
  const { callId, from, to } = command.args;
  const call: ConversationCall = { callId, direction: 'in', from, to, routed: true, ringingAt: now };
  return done(put('conversation', { ...begin(command, call), call }));
}

function ring(records: Records, command: CommandOf<'call.ring'>, { actor, now }: ApplyContext): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only a desk has a telephone.');
  const { callId, direction, from, to, at } = command.args;
  const ringingAt = within(at, now);
  const call: ConversationCall = { callId, direction, from, to, ringingAt };
  const made = begin(command, call);
  // Who dials is busy with it from now on.
  if (direction === 'out') return done(...take(records, { ...made, call }, actor.id, now));
  return done(put('conversation', { ...made, call: { ...call, ringing: [actor.id] } }));
}

/** See {@link import('./apply.ts').applyCommand}. */
export function applyCallCommand(records: Records, command: CallCommand, context: ApplyContext): Outcome {
  const { actor } = context;
  const conversation = records.get('conversation', command.args.conversationId);
  if (command.type === 'call.arrive' && actor.kind !== 'system')
    return refuse('forbidden', 'Only an exchange brings calls.');
  const begins = command.type === 'call.arrive' || command.type === 'call.ring';
  if (begins && records.get('queue', command.args.queueId) === undefined)
    return refuse('notFound', 'There is no such queue.');
  if (conversation === undefined) {
    if (command.type === 'call.arrive') return arrive(command, context);
    if (command.type === 'call.ring') return ring(records, command, context);
    return refuse('notFound', 'There is no such conversation.');
  }
  const { call } = conversation;
  if (call === undefined || call.callId !== command.args.callId)
    return refuse('invalid', 'This conversation is about another call.');
  switch (command.type) {
    case 'call.arrive':
      return done();
    case 'call.ring':
      return ringsToo(conversation, call, actor);
    case 'call.answer':
      return answer(records, conversation, call, command, context);
    case 'call.end':
      return end(records, conversation, call, command, context);
    case 'call.quality':
    case 'call.consent':
    case 'call.pause':
    case 'call.recording':
    case 'call.forget':
      return applyCallMedia(records, { ...conversation, call }, command, context);
    case 'call.transcript':
      return applyTranscript(records, { ...conversation, call }, command, context);
    case 'call.unsay':
      return applyUnsaying(records, { ...conversation, call }, command, context);
  }
}

/** It rings at one more desk. */
function ringsToo(conversation: Conversation, call: ConversationCall, actor: Actor): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only a desk has a telephone.');
  const { ringing = [] } = call;
  const waits = conversation.state === 'open' && call.routed !== true;
  if (!waits || ringing.includes(actor.id) || ringing.length >= 50) return done();
  return done(put('conversation', { ...conversation, call: { ...call, ringing: [...ringing, actor.id] } }));
}

function answer(
  records: Records,
  conversation: Conversation,
  call: ConversationCall,
  { args: { offerId, at } }: CommandOf<'call.answer'>,
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent answers a call.');
  const { ringing: _nowhere, ...rest } = call;
  const answered: ConversationCall = {
    ...rest,
    answeredAt: call.answeredAt ?? Math.max(within(at, now), call.ringingAt),
  };
  if (conversation.state !== 'open') {
    if (conversation.agentId === null) return refuse('state', 'The call is over.');
    if (conversation.agentId !== actor.id) return takenBy(records, conversation.agentId);
    const begun = call.answeredAt !== undefined || call.endedAt !== undefined;
    return begun ? done() : done(put('conversation', { ...conversation, call: answered }));
  }
  const offer = offerId == null ? undefined : records.get('offer', offerId);
  const theirs = offer?.conversationId === conversation.id && offer.agentId === actor.id;
  const accepted: Change[] =
    theirs && offer.state === 'ringing' ? [put('offer', { ...offer, state: 'accepted' })] : [];
  return done(...accepted, ...take(records, { ...conversation, call: answered }, actor.id, now));
}

function end(
  records: Records,
  conversation: Conversation,
  call: ConversationCall,
  { args }: CommandOf<'call.end'>,
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind === 'customer') return refuse('forbidden', 'A caller hangs up by the telephone.');
  if (call.endedAt !== undefined) return done();
  const at = within(args.at, now);
  const over = callOver(conversation, args.outcome, at, args.heldMs);
  const closed: Conversation = {
    ...conversation,
    ...over,
    state: 'closed',
    closedAt: now,
    waitingSince: null,
  };
  if (conversation.state === 'open') {
    if (actor.kind === 'system') return done(put('conversation', closed));
    // What rings at one desk no longer may ring at others; who is asked next is the exchange's to say.
    const { ringing = [] } = call;
    if (call.routed === true || actor.kind !== 'agent' || !ringing.includes(actor.id)) return done();
    const left = ringing.filter((id) => id !== actor.id);
    if (left.length === 0) return done(put('conversation', closed));
    return done(put('conversation', { ...conversation, call: { ...call, ringing: left } }));
  }
  // Whoever lost the race for it has nothing to say of its end.
  if (actor.kind === 'agent' && !servesIt(actor, conversation)) return done();
  if (conversation.state === 'closed' || conversation.state === 'wrapUp')
    return done(put('conversation', { ...conversation, ...over }));
  // Nobody was talked to: there is nothing to wrap up.
  if (call.direction === 'out' && call.answeredAt === undefined)
    return done(put('conversation', closed), ...release(records, conversation, now));
  return done(
    put('conversation', { ...conversation, ...over, state: 'wrapUp', wrapUpAt: now, waitingSince: null }),
  );
}
