// A closed conversation goes back to its queue: by supervisors, with a reason that is kept (ROUTE-3).
import type { CommandOf } from './commands.ts';
import { mostReopenings } from './conversation.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

/**
 * Nobody holds it afterwards, so its wrap-up counts for nothing any more, and whoever takes it next carries it like any other.
 * See {@link import('./apply.ts').applyCommand}.
 */
export function applyReopen(
  records: Records,
  { id, args: { conversationId, reason } }: CommandOf<'conversation.reopen'>,
  { actor, now }: ApplyContext,
): Outcome {
  const before = records.get('conversation', conversationId);
  if (before === undefined) return refuse('notFound', 'There is no such conversation.');
  if (actor.kind !== 'agent' || actor.role === 'agent')
    return refuse('forbidden', 'What is closed is opened again by supervisors.');
  const { freedAt: _, ...conversation } = before;
  const reopened = conversation.reopened ?? [];
  // It may have been closed once more since: this command has been carried out, and is not carried out twice.
  if (reopened.some((one) => one.id === id)) return done();
  if (conversation.state !== 'closed') return refuse('state', 'The conversation is not closed.');
  if (conversation.call !== undefined) return refuse('state', 'A call that is over is called again.');
  if (reopened.length >= mostReopenings)
    return refuse('tooLarge', `A conversation is opened again at most ${mostReopenings} times.`);
  const { closedAt, dispositionId } = conversation;
  return done(
    put('conversation', {
      ...conversation,
      state: 'open',
      agentId: null,
      acceptedAt: null,
      wrapUpAt: null,
      closedAt: null,
      dispositionId: null,
      queuedAt: now,
      reopened: [
        ...reopened,
        { id, at: now, byId: actor.id, byName: actor.name, reason, closedAt, dispositionId },
      ],
    }),
  );
}
