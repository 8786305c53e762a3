// Commands of handovers. Their machine is drawn in handover.ts.
import { presenceOf } from './apply-offer.ts';
import type { CommandOf } from './commands.ts';
import type { Conversation } from './conversation.ts';
import { handoverMs, maxConsults, type Handover } from './handover.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { conversationUnits, withUsed } from './presence.ts';
import { put, type Change, type Records } from './records.ts';

type HandoverCommand = CommandOf<
  | 'handover.offer'
  | 'handover.accept'
  | 'handover.decline'
  | 'handover.withdraw'
  | 'handover.end'
  | 'handover.lapse'
>;

const goesOn = ({ state }: Conversation): boolean => state === 'active' || state === 'waiting';

/** See {@link import('./apply.ts').applyCommand}. */
export function applyHandoverCommand(
  records: Records,
  command: HandoverCommand,
  context: ApplyContext,
): Outcome {
  const { actor, now } = context;
  if (command.type === 'handover.offer') return offer(records, command, context);
  const handover = records.get('handover', command.args.handoverId);
  if (handover === undefined) return refuse('notFound', 'The handover is not there any more.');
  const conversation = records.get('conversation', handover.conversationId);
  const decide = (state: Handover['state'], more: Partial<Handover> = {}): Change[] => [
    put('handover', { ...handover, ...more, state, decidedAt: now }),
    ...(handover.kind === 'consult' && conversation !== undefined && state !== 'accepted'
      ? [put('conversation', withoutConsult(conversation, handover.id))]
      : []),
  ];
  if (command.type === 'handover.lapse') {
    if (handover.state === 'offered') return done(...decide('expired'));
    const advises = handover.kind === 'consult' && handover.state === 'accepted';
    return advises && (conversation === undefined || !goesOn(conversation))
      ? done(...decide('ended'))
      : done();
  }
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only agents hand over.');
  const [mine, sent] = [handover.toAgentId === actor.id, handover.fromAgentId === actor.id];
  switch (command.type) {
    case 'handover.decline':
      if (!mine) return refuse('forbidden', 'Somebody else was asked.');
      return handover.state === 'offered'
        ? done(...decide('declined', { reason: command.args.reason }))
        : done();
    case 'handover.withdraw':
      if (!sent) return refuse('forbidden', 'Only its sender takes a handover back.');
      return handover.state === 'offered' ? done(...decide('withdrawn')) : done();
    case 'handover.end':
      if (!mine && !sent) return refuse('forbidden', 'Only those who take part end it.');
      if (handover.kind !== 'consult') return refuse('state', 'Only a consult is ended.');
      return handover.state === 'accepted' ? done(...decide('ended')) : done();
    case 'handover.accept': {
      if (!mine) return refuse('forbidden', 'Somebody else was asked.');
      if (handover.state === 'accepted' || handover.state === 'ended') return done();
      if (handover.state !== 'offered')
        return refuse('state', 'The handover has ended.', { handover: handover.state });
      if (conversation === undefined) return refuse('notFound', 'There is no such conversation.');
      if (!goesOn(conversation)) return refuse('state', 'The conversation has ended.');
      if (handover.kind === 'consult') return done(...decide('accepted'));
      return done(
        ...decide('accepted'),
        put('conversation', { ...conversation, state: 'active', agentId: actor.id, acceptedAt: now }),
        ...moved(records, conversation.agentId, actor.id, now),
        ...reminders(handover, conversation, actor.id, now),
      );
    }
  }
}

function offer(
  records: Records,
  { args }: CommandOf<'handover.offer'>,
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only agents hand over.');
  const { handoverId, conversationId, kind, toAgentId, toQueueId, capsule, comment } = args;
  if (records.get('handover', handoverId) !== undefined) return done();
  const conversation = records.get('conversation', conversationId);
  if (conversation === undefined) return refuse('notFound', 'There is no such conversation.');
  if (conversation.agentId !== actor.id && actor.role === 'agent')
    return refuse('forbidden', 'This conversation is served by somebody else.');
  if (!goesOn(conversation)) return refuse('state', 'Only a conversation that goes on is handed over.');
  const known =
    conversation.handoverId == null ? undefined : records.get('handover', conversation.handoverId);
  if (kind === 'transfer' && known?.state === 'offered')
    return refuse('state', 'It has been offered to somebody already.');
  const handover: Handover = {
    id: handoverId,
    conversationId,
    kind,
    fromAgentId: actor.id,
    fromName: actor.name,
    toAgentId,
    toQueueId,
    state: 'offered',
    capsule,
    comment,
    reason: '',
    at: now,
    expiresAt: now + handoverMs,
    decidedAt: null,
  };
  if (toAgentId !== null && toQueueId === null) return toAgent(records, handover, conversation);
  if (toQueueId === null || toAgentId !== null || kind === 'consult')
    return refuse('invalid', 'Choose an agent or a queue.');
  if (records.get('queue', toQueueId) === undefined) return refuse('notFound', 'There is no such queue.');
  if (conversation.call !== undefined)
    return refuse('state', 'A call is passed on by the telephone: choose an agent or a number there.');
  return done(
    put('handover', { ...handover, state: 'accepted', decidedAt: now }),
    put('conversation', {
      ...conversation,
      state: 'open',
      queueId: toQueueId,
      agentId: null,
      acceptedAt: null,
      queuedAt: now,
      handoverId,
    }),
    ...moved(records, conversation.agentId, null, now),
    ...reminders(handover, conversation, null, now),
  );
}

function toAgent(records: Records, handover: Handover, conversation: Conversation): Outcome {
  const to = records.get('agent', handover.toAgentId ?? '');
  if (to === undefined) return refuse('notFound', 'There is no such agent.');
  if (to.id === conversation.agentId) return refuse('state', `${to.name} serves this conversation already.`);
  if (to.role === 'agent' && !to.queueIds.includes(conversation.queueId))
    return refuse('forbidden', `${to.name} does not work in this queue.`, { by: to.name });
  if (handover.kind === 'transfer')
    return done(put('handover', handover), put('conversation', { ...conversation, handoverId: handover.id }));
  const consultIds = [...(conversation.consultIds ?? []), handover.id];
  if (consultIds.length > maxConsults)
    return refuse('tooLarge', `At most ${maxConsults} colleagues can be asked at a time.`);
  return done(put('handover', handover), put('conversation', { ...conversation, consultIds }));
}

const withoutConsult = (conversation: Conversation, id: string): Conversation => ({
  ...conversation,
  consultIds: (conversation.consultIds ?? []).filter((one) => one !== id),
});

/** The units of one conversation go from one agent to another. */
function moved(records: Records, from: string | null, to: string | null, now: number): Change[] {
  const by = (id: string, units: number): Change =>
    put('presence', withUsed(presenceOf(records, id, now), units, now));
  return [
    ...(from === null ? [] : [by(from, -conversationUnits)]),
    ...(to === null ? [] : [by(to, conversationUnits)]),
  ];
}

/** What was promised is not forgotten: each promise becomes a reminder on the case, or on the conversation. */
function reminders(
  handover: Handover,
  conversation: Conversation,
  ownerId: string | null,
  now: number,
): Change[] {
  return handover.capsule.promised.map(({ text, by, until }, i) =>
    put('activity', {
      id: `${handover.id.slice(0, 60)}-p${i}`,
      kind: 'reminder',
      title: text.slice(0, 300),
      text: '',
      caseId: conversation.caseId,
      conversationId: conversation.id,
      customerId: conversation.customerId,
      ownerId,
      authorId: handover.fromAgentId,
      authorName: by,
      dueAt: until,
      doneAt: null,
      createdAt: now,
      updatedAt: now,
    }),
  );
}
