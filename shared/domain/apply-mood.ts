// Commands about moods: whether a queue has them, and levels that agents set right.
import type { CommandOf } from './commands.ts';
import { moodPolicyId } from './mood.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

type MoodCommand = CommandOf<'queue.mood' | 'moodCorrection.give' | 'moodCorrection.take'>;

/** See {@link import('./apply.ts').applyCommand}. */
export function applyMoodCommand(records: Records, command: MoodCommand, context: ApplyContext): Outcome {
  switch (command.type) {
    case 'queue.mood':
      return switchQueue(records, command.args, context);
    case 'moodCorrection.give':
      return give(records, command.args, context);
    case 'moodCorrection.take': {
      const { moodCorrectionId: id } = command.args;
      const before = records.get('moodCorrection', id);
      if (before === undefined) return done();
      const { actor } = context;
      if (actor.kind !== 'agent' || before.authorId !== actor.id)
        return refuse('forbidden', 'Only who corrected it takes it back.');
      return done({ kind: 'moodCorrection', id, op: 'remove' });
    }
  }
}

function switchQueue(
  records: Records,
  { queueId, on }: Extract<MoodCommand, { type: 'queue.mood' }>['args'],
  { actor }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent' || actor.role === 'agent')
    return refuse('forbidden', 'Supervisors and admins decide in which queues moods are read.');
  const queue = records.get('queue', queueId);
  if (queue === undefined) return refuse('notFound', 'This queue is not there.');
  if ((queue.mood !== false) === on) return done();
  const { mood: _, ...rest } = queue;
  // On is the usual: then nothing is said of it.
  return done(put('queue', on ? rest : { ...rest, mood: false }));
}

function give(
  records: Records,
  args: Extract<MoodCommand, { type: 'moodCorrection.give' }>['args'],
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only agents correct moods.');
  const { moodCorrectionId: id, messageId, conversationId, level, said, language } = args;
  if (records.get('moodPolicy', moodPolicyId)?.collect !== true)
    return refuse('forbidden', 'Corrections are not collected here.');
  const message = records.get('message', messageId);
  if (message === undefined || message.conversationId !== conversationId)
    return refuse('notFound', 'This message is not there.');
  if (message.authorKind !== 'customer')
    return refuse('invalid', 'Only what customers write has a mood.', { field: 'messageId' });
  const before = records.get('moodCorrection', id);
  if (before !== undefined && before.authorId !== actor.id)
    return refuse('forbidden', 'Only who corrected it corrects it again.');
  const same = before?.level === level && before.messageId === messageId;
  if (same) return done();
  return done(
    put('moodCorrection', {
      id,
      messageId,
      conversationId,
      level,
      said,
      language,
      authorId: actor.id,
      at: now,
    }),
  );
}
