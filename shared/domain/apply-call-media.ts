// Commands of how a call sounded: its quality, the caller's consent, its recording. Without consent nothing is kept.
import { isRecordingId, mostRecordingParts, recordingRule, type Recording } from './call-media.ts';
import type { ConversationCall } from './call.ts';
import type { CommandOf } from './commands.ts';
import { sameValue } from './compare.ts';
import type { Conversation } from './conversation.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

type MediaCommand = CommandOf<'call.quality' | 'call.consent' | 'call.recording' | 'call.forget'>;

/** @param conversation of the call that the command names. See {@link import('./apply.ts').applyCommand}. */
export function applyCallMedia(
  records: Records,
  conversation: Conversation & { call: ConversationCall },
  command: MediaCommand,
  { actor, now }: ApplyContext,
): Outcome {
  const { call } = conversation;
  const keep = (what: Pick<ConversationCall, 'quality' | 'consent' | 'recording'>): Outcome => {
    const next = { ...call, ...what };
    return sameValue(next, call) ? done() : done(put('conversation', { ...conversation, call: next }));
  };
  if (command.type === 'call.forget') {
    const by = command.args.why === 'expired' ? 'system' : 'lead';
    if (by === 'system' ? actor.kind !== 'system' : actor.kind !== 'agent' || actor.role === 'agent')
      return refuse('forbidden', 'Recordings are deleted by supervisors, and when their time is over.');
    const { recording } = call;
    if (recording === undefined || recording.removed !== undefined) return done();
    return keep({ recording: { parts: [], removed: { at: now, why: command.args.why } } });
  }
  if (actor.kind !== 'agent' || (conversation.agentId !== actor.id && actor.role === 'agent'))
    return refuse('forbidden', 'This conversation is served by somebody else.');
  switch (command.type) {
    case 'call.quality':
      return keep({ quality: command.args.quality });
    case 'call.consent': {
      const consent = { ...command.args.consent, agentId: actor.id };
      if (consent.state === 'given' || call.recording === undefined) return keep({ consent });
      // What was recorded until now was meant to be kept; now it is not.
      const removed = call.recording.removed ?? { at: now, why: 'objected' as const };
      return keep({ consent, recording: { parts: [], removed } });
    }
    case 'call.recording': {
      const { part } = command.args;
      if (call.consent?.state !== 'given')
        return refuse('forbidden', 'The caller has not agreed to be recorded.');
      if (recordingRule(records.get('queue', conversation.queueId)).mode === 'off')
        return refuse('forbidden', 'Calls of this queue are not recorded.');
      if (!isRecordingId(part.file.id)) return refuse('invalid', 'This file is no recording.');
      const { parts, removed }: Recording = call.recording ?? { parts: [] };
      if (removed !== undefined) return refuse('state', 'The recording of this call was deleted.');
      if (parts.some(({ file }) => file.id === part.file.id)) return done();
      if (parts.length >= mostRecordingParts) return refuse('tooLarge', 'This call has too many recordings.');
      return keep({ recording: { parts: [...parts, part].toSorted((a, b) => a.at - b.at) } });
    }
  }
}
