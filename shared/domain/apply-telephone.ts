// Commands about telephones: under which number agents and queues are called, and what of a queue's calls is recorded.
import { sameValue } from './compare.ts';
import type { CommandOf } from './commands.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import type { Agent } from './people.ts';
import type { Queue } from './queue.ts';
import { put, type Records } from './records.ts';
import type { Telephone } from './telephone.ts';

type TelephoneCommand = CommandOf<
  'agent.telephone' | 'queue.telephone' | 'queue.recording' | 'telephone.settle'
>;

/** See {@link import('./apply.ts').applyCommand}. */
export function applyTelephoneCommand(
  records: Records,
  command: TelephoneCommand,
  { actor }: ApplyContext,
): Outcome {
  if (command.type === 'telephone.settle') {
    if (actor.kind !== 'system') return refuse('forbidden', 'This is what the operator of the service says.');
    const { of, subjectId, telephone } = command.args;
    return give(records, of, subjectId, telephone);
  }
  if (actor.kind !== 'agent' || actor.role !== 'admin')
    return refuse('forbidden', 'Telephones are set up by admins.');
  switch (command.type) {
    case 'agent.telephone':
      return choose(records, 'agent', command.args.agentId, command.args.number);
    case 'queue.telephone':
      return choose(records, 'queue', command.args.queueId, command.args.number);
    case 'queue.recording': {
      const { queueId, rule } = command.args;
      const queue = records.get('queue', queueId);
      if (queue === undefined) return refuse('notFound', 'This queue is not there.');
      if (sameValue(queue.recording, rule)) return done();
      return done(put('queue', { ...queue, recording: rule }));
    }
  }
}

/** An admin's word; the operator's counts more. */
function choose(records: Records, of: 'agent' | 'queue', id: string, number: string | null): Outcome {
  const before = records.get(of, id)?.telephone;
  if (before?.by === 'operator') {
    if (before.number === number) return done();
    return refuse('forbidden', 'The operator of the service has set this number in its file.');
  }
  return give(records, of, id, { number, by: 'admin' });
}

function give(records: Records, of: 'agent' | 'queue', id: string, telephone: Telephone | null): Outcome {
  const before = records.get(of, id);
  if (before === undefined) return refuse('notFound', `This ${of} is not there.`);
  if (sameValue(before.telephone ?? null, telephone)) return done();
  const { telephone: _, ...rest } = before;
  const after = telephone === null ? rest : { ...rest, telephone };
  return done(of === 'agent' ? put('agent', after as Agent) : put('queue', after as Queue));
}
