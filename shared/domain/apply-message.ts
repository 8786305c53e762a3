// The command that changes a message of one's own. What was said before is kept with it.
import type { CommandOf } from './commands.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

const mostEdits = 20;

/** See {@link import('./apply.ts').applyCommand}. */
export function applyMessageEdit(
  records: Records,
  { args }: CommandOf<'message.edit'>,
  { actor, now }: ApplyContext,
): Outcome {
  const message = records.get('message', args.messageId);
  const conversation = records.get('conversation', args.conversationId);
  if (message === undefined || conversation === undefined || message.conversationId !== conversation.id)
    return refuse('notFound', 'There is no such message.');
  if (actor.kind !== 'agent' || message.authorKind !== 'agent' || message.authorId !== actor.id)
    return refuse('forbidden', 'Only its author changes a message.');
  if (message.spoken !== undefined) return refuse('forbidden', 'What was said in a call stays as it was.');
  if (message.text === args.text) return done();
  if (message.audience === 'public' && conversation.state !== 'active' && conversation.state !== 'waiting')
    return refuse('state', 'The conversation has ended, so the customer would not see this.');
  if (message.text !== args.base)
    return refuse('conflict', 'The message has been changed meanwhile.', {
      field: 'text',
      theirs: message.text,
      yours: args.text,
    });
  const edits = [...(message.edits ?? []), { text: message.text, at: now }].slice(-mostEdits);
  // What was masked stood in the other text.
  const { masked: _, ...rest } = message;
  const masked = args.masked === undefined ? {} : { masked: args.masked };
  return done(put('message', { ...rest, ...masked, text: args.text, edits }));
}
