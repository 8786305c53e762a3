// Commands of a conversation and its messages. The conversation's machine is drawn in conversation.ts.
import { presenceOf } from './apply-offer.ts';
import { callOver } from './call-over.ts';
import { clocksOf, dueOf, turnClocks } from './case-clocks.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import type { Actor, CommandOf } from './commands.ts';
import type { Conversation, Message } from './conversation.ts';
import { conversationUnits, withUsed } from './presence.ts';
import { put, type Change, type Records } from './records.ts';
import { bounds, cleanLine } from './text.ts';

type ConversationCommand = CommandOf<
  | 'conversation.open'
  | 'conversation.read'
  | 'conversation.end'
  | 'conversation.close'
  | 'conversation.link'
  | 'conversation.seen'
  | 'conversation.leave'
  | 'conversation.rate'
  | 'conversation.requeue'
  | 'conversation.expire'
  | 'conversation.free'
  | 'message.send'
  | 'message.receive'
>;

/** @returns whether this actor may act as the conversation's agent. */
export function servesIt(actor: Actor, conversation: Conversation): boolean {
  return actor.kind === 'agent' && (conversation.agentId === actor.id || actor.role !== 'agent');
}

/** @returns the change that gives the agent's capacity back, where that has not been done before. */
export function release(records: Records, conversation: Conversation, now: number): Change[] {
  if (conversation.agentId === null || conversation.freedAt !== undefined) return [];
  return [put('presence', withUsed(presenceOf(records, conversation.agentId, now), -conversationUnits, now))];
}

/** @returns the change that opens the case again which the customer writes about though it was resolved (SYNC-38). */
function reopen(records: Records, { caseId }: Conversation, now: number): Change[] {
  const about = caseId === null ? undefined : records.get('case', caseId);
  if (about?.status !== 'resolved') return [];
  const clocks = turnClocks(about, { ...about, status: 'open' }, now);
  return [put('case', { ...about, status: 'open', clocks, dueAt: dueOf(clocks), updatedAt: now })];
}

/** @returns the change that stops the clock of the first answer: the customer has one. */
function answered(records: Records, { caseId }: Conversation, now: number): Change[] {
  const about = caseId === null ? undefined : records.get('case', caseId);
  if (about === undefined) return [];
  const clocks = clocksOf(about);
  if (clocks.response.doneAt !== null) return [];
  return [put('case', { ...about, clocks: { ...clocks, response: { ...clocks.response, doneAt: now } } })];
}

/** Appends a message: the service numbers it, the desk leaves the number open. */
function append(
  conversation: Conversation,
  message: Omit<Message, 'seq' | 'at' | 'conversationId'>,
  context: ApplyContext,
): Change[] {
  const seq = context.authority ? conversation.lastSeq + 1 : null;
  const spoken = message.audience === 'public' && message.authorKind !== 'system';
  let waitingSince = conversation.waitingSince;
  if (spoken) waitingSince = message.authorKind === 'customer' ? (waitingSince ?? context.now) : null;
  return [
    put('message', { ...message, conversationId: conversation.id, seq, at: context.now }),
    put('conversation', {
      ...conversation,
      lastSeq: seq ?? conversation.lastSeq,
      lastMessageAt: context.now,
      waitingSince,
    }),
  ];
}

function open(records: Records, command: CommandOf<'conversation.open'>, context: ApplyContext): Outcome {
  const { args } = command;
  if (records.get('conversation', args.conversationId) !== undefined) return done();
  if (records.get('queue', args.queueId) === undefined) return refuse('notFound', 'There is no such queue.');
  if (records.get('message', args.messageId) !== undefined)
    return refuse('invalid', 'This message belongs to another conversation.');
  const { now } = context;
  const conversation: Conversation = {
    id: args.conversationId,
    channel: args.channel,
    queueId: args.queueId,
    state: 'open',
    subject: cleanLine(args.text).slice(0, bounds.title),
    visitor: args.visitor,
    customerId: args.customerId,
    caseId: null,
    agentId: null,
    createdAt: now,
    queuedAt: now,
    acceptedAt: null,
    wrapUpAt: null,
    closedAt: null,
    dispositionId: null,
    rating: null,
    lastSeq: 0,
    lastMessageAt: now,
    waitingSince: null,
    customerDeliveredSeq: 0,
    customerReadSeq: 0,
    agentReadSeq: 0,
  };
  const author = {
    authorKind: 'customer' as const,
    authorId: args.customerId,
    authorName: args.visitor.name,
  };
  return done(
    ...append(
      conversation,
      { id: args.messageId, ...author, audience: 'public', text: args.text, articleId: null },
      context,
    ),
  );
}

/** A case that was made in this conversation is of whoever is linked to it, and goes back with an undo. */
function caseFollows(records: Records, before: Conversation, next: Conversation, now: number): Change[] {
  if (before.customerId === next.customerId || next.caseId === null) return [];
  const made = records.get('case', next.caseId);
  if (made?.conversationId !== next.id || made.customerId !== before.customerId) return [];
  return [put('case', { ...made, customerId: next.customerId, updatedAt: now })];
}

/** See {@link import('./apply.ts').applyCommand}. */
export function applyConversationCommand(
  records: Records,
  command: ConversationCommand,
  context: ApplyContext,
): Outcome {
  if (command.type === 'conversation.open') return open(records, command, context);
  const { actor, now } = context;
  const conversation = records.get('conversation', command.args.conversationId);
  if (conversation === undefined) return refuse('notFound', 'There is no such conversation.');
  const is = (...states: Conversation['state'][]): boolean => states.includes(conversation.state);

  switch (command.type) {
    case 'conversation.read': {
      if (!servesIt(actor, conversation))
        return refuse('forbidden', 'This conversation is served by somebody else.');
      const agentReadSeq = Math.min(command.args.seq, conversation.lastSeq);
      return agentReadSeq <= conversation.agentReadSeq
        ? done()
        : done(put('conversation', { ...conversation, agentReadSeq }));
    }
    case 'conversation.seen': {
      const customerReadSeq = Math.max(
        conversation.customerReadSeq,
        Math.min(command.args.readSeq, conversation.lastSeq),
      );
      const deliveredSeq = Math.max(
        customerReadSeq,
        Math.min(command.args.deliveredSeq, conversation.lastSeq),
      );
      const customerDeliveredSeq = Math.max(conversation.customerDeliveredSeq, deliveredSeq);
      const same =
        customerReadSeq === conversation.customerReadSeq &&
        customerDeliveredSeq === conversation.customerDeliveredSeq;
      return same
        ? done()
        : done(put('conversation', { ...conversation, customerReadSeq, customerDeliveredSeq }));
    }
    case 'message.receive': {
      const known = records.get('message', command.args.messageId);
      if (known !== undefined && known.conversationId !== conversation.id)
        return refuse('invalid', 'This message belongs to another conversation.');
      if (known !== undefined) return done();
      if (is('closed')) return refuse('state', 'The conversation is closed.');
      const message = {
        id: command.args.messageId,
        authorKind: 'customer' as const,
        authorId: conversation.customerId,
        authorName: conversation.visitor.name,
        audience: 'public' as const,
        text: command.args.text,
        articleId: null,
        ...(command.args.replyToId == null ? {} : { replyToId: command.args.replyToId }),
        ...(command.args.attachments === undefined ? {} : { attachments: command.args.attachments }),
      };
      return done(...append(conversation, message, context), ...reopen(records, conversation, now));
    }
    case 'message.send': {
      const { args } = command;
      if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent sends from a desk.');
      const known = records.get('message', args.messageId);
      if (known !== undefined && known.conversationId !== conversation.id)
        return refuse('invalid', 'This message belongs to another conversation.');
      // A number is still to be given by the service; the desk has none to give.
      if (known !== undefined && (known.seq !== null || !context.authority)) return done();
      if (args.audience === 'public') {
        if (!servesIt(actor, conversation))
          return refuse('forbidden', 'This conversation is served by somebody else.');
        if (!is('active', 'waiting'))
          return refuse('state', 'The conversation has ended, so the customer would not see this.');
      }
      const author = { authorKind: 'agent' as const, authorId: actor.id, authorName: actor.name };
      return done(
        ...append(
          conversation,
          {
            id: args.messageId,
            ...author,
            audience: args.audience,
            text: args.text,
            articleId: args.articleId,
            ...(args.replyToId == null ? {} : { replyToId: args.replyToId }),
            ...(args.attachments === undefined ? {} : { attachments: args.attachments }),
            ...(args.masked === undefined ? {} : { masked: args.masked }),
          },
          context,
        ),
        ...(args.audience === 'public' ? answered(records, conversation, now) : []),
      );
    }
    case 'conversation.end': {
      if (!servesIt(actor, conversation))
        return refuse('forbidden', 'This conversation is served by somebody else.');
      if (is('wrapUp', 'closed')) return done();
      if (!is('active', 'waiting')) return refuse('state', 'The conversation has not begun.');
      return done(
        put('conversation', { ...conversation, state: 'wrapUp', wrapUpAt: now, waitingSince: null }),
      );
    }
    case 'conversation.close': {
      if (!servesIt(actor, conversation))
        return refuse('forbidden', 'This conversation is served by somebody else.');
      if (is('closed')) return done();
      if (!is('wrapUp')) return refuse('state', 'End the conversation first.');
      const { dispositionId } = command.args;
      if (records.get('disposition', dispositionId) === undefined)
        return refuse('invalid', 'Choose how the conversation ended.');
      return done(
        put('conversation', { ...conversation, state: 'closed', closedAt: now, dispositionId }),
        ...release(records, conversation, now),
      );
    }
    case 'conversation.leave': {
      if (is('wrapUp', 'closed')) return done();
      if (is('open'))
        return done(
          put('conversation', { ...conversation, state: 'closed', closedAt: now, waitingSince: null }),
        );
      return done(
        put('conversation', { ...conversation, state: 'wrapUp', wrapUpAt: now, waitingSince: null }),
      );
    }
    case 'conversation.rate': {
      if (!is('wrapUp', 'closed')) return refuse('state', 'The conversation is still going on.');
      const { rating } = command.args;
      const same =
        conversation.rating?.score === rating.score && conversation.rating.comment === rating.comment;
      return same ? done() : done(put('conversation', { ...conversation, rating }));
    }
    case 'conversation.link': {
      const { customerId, caseId } = command.args;
      if (customerId != null && records.get('customer', customerId) === undefined)
        return refuse('notFound', 'There is no such customer.');
      if (caseId != null && records.get('case', caseId) === undefined)
        return refuse('notFound', 'There is no such case.');
      const next = {
        ...conversation,
        customerId: customerId === undefined ? conversation.customerId : customerId,
        caseId: caseId === undefined ? conversation.caseId : caseId,
      };
      const same = next.customerId === conversation.customerId && next.caseId === conversation.caseId;
      return same
        ? done()
        : done(put('conversation', next), ...caseFollows(records, conversation, next, now));
    }
    case 'conversation.requeue': {
      if (!is('active', 'waiting')) return done();
      // A caller cannot wait in a queue for another desk: with the agent's telephone the call has gone.
      if (conversation.call !== undefined)
        return done(
          put('conversation', {
            ...conversation,
            ...callOver(conversation, 'failed', now),
            state: 'wrapUp',
            wrapUpAt: now,
          }),
        );
      const freed = release(records, conversation, now);
      return done(
        put('conversation', {
          ...conversation,
          state: 'open',
          agentId: null,
          acceptedAt: null,
          queuedAt: now,
        }),
        ...freed,
      );
    }
    case 'conversation.free': {
      if (!is('wrapUp') || conversation.freedAt !== undefined) return done();
      const freed = release(records, conversation, now);
      return done(put('conversation', { ...conversation, freedAt: now }), ...freed);
    }
    case 'conversation.expire': {
      // Taken in the same instant as its clock ran out: somebody serves it now.
      if (is('active', 'closed')) return done();
      const freed = is('open') ? [] : release(records, conversation, now);
      return done(
        put('conversation', {
          ...conversation,
          ...callOver(conversation, is('open') ? 'missed' : 'failed', now),
          state: 'closed',
          closedAt: now,
          waitingSince: null,
        }),
        ...freed,
      );
    }
  }
}
