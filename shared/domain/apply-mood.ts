// Commands about moods: whether a queue has them, levels that agents set right, and marks for supervisors.
import type { CommandOf } from './commands.ts';
import { moodPolicyId } from './mood.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

type MoodCommand = CommandOf<'queue.mood' | 'moodCorrection.give' | 'moodCorrection.take' | 'mood.alert'>;

/** See {@link import('./apply.ts').applyCommand}. */
export function applyMoodCommand(records: Records, command: MoodCommand, context: ApplyContext): Outcome {
  switch (command.type) {
    case 'queue.mood':
      return switchQueue(records, command.args, context);
    case 'moodCorrection.give':
      return give(records, command.args, context);
    case 'mood.alert':
      return mark(records, command.args, context);
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

/** A conversation that is over is marked no more. */
function mark(
  records: Records,
  { conversationId, level }: Extract<MoodCommand, { type: 'mood.alert' }>['args'],
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'system') return refuse('forbidden', 'Only the service marks conversations.');
  const conversation = records.get('conversation', conversationId);
  if (conversation === undefined) return refuse('notFound', 'This conversation is not there.');
  const { moodAlert, ...rest } = conversation;
  const over = conversation.state === 'wrapUp' || conversation.state === 'closed';
  if (level === null || over) return moodAlert === undefined ? done() : done(put('conversation', rest));
  if (moodAlert?.level === level) return done();
  return done(put('conversation', { ...rest, moodAlert: { level, at: now } }));
}

function give(
  records: Records,
  args: Extract<MoodCommand, { type: 'moodCorrection.give' }>['args'],
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only agents correct moods.');
  const { moodCorrectionId: id, messageId, conversationId, level, said, language, whole } = args;
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
  const same = before?.level === level && before.messageId === messageId && before.whole === whole;
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
      ...(whole === true ? { whole } : {}),
    }),
  );
}
