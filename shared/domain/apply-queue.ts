// Commands that say how routing treats the work of a queue.
import type { CommandOf } from './commands.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { sameValue } from './compare.ts';
import { put, type Records } from './records.ts';

/** See {@link import('./apply.ts').applyCommand}. */
export function applyQueueCommand(
  records: Records,
  { args: { queueId, set } }: CommandOf<'queue.routing'>,
  { actor }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent' || actor.role !== 'admin')
    return refuse('forbidden', 'How work is routed is set by admins.');
  const queue = records.get('queue', queueId);
  if (queue === undefined) return refuse('notFound', 'This queue is not there.');
  const after = { ...queue, ...set };
  return sameValue(queue, after) ? done() : done(put('queue', after));
}
