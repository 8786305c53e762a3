// Commands of how a call sounded: its quality, the caller's consent, its recording, its pauses. Without consent nothing is kept.
import {
  isRecordingId,
  keepingBarred,
  mostParties,
  mostRecordingParts,
  type CallParty,
  type Recording,
} from './call-media.ts';
import { objectedTo } from './apply-transcript.ts';
import { withPause } from './call-pauses.ts';
import type { ConversationCall } from './call.ts';
import type { CommandOf } from './commands.ts';
import { sameValue } from './compare.ts';
import type { Conversation } from './conversation.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

type MediaCommand = CommandOf<
  'call.quality' | 'call.consent' | 'call.pause' | 'call.recording' | 'call.forget'
>;

/** @param conversation of the call that the command names. See {@link import('./apply.ts').applyCommand}. */
export function applyCallMedia(
  records: Records,
  conversation: Conversation & { call: ConversationCall },
  command: MediaCommand,
  { actor, now }: ApplyContext,
): Outcome {
  const { call } = conversation;
  const keep = (
    what: Pick<ConversationCall, 'quality' | 'consent' | 'recording' | 'parties' | 'transcript' | 'pauses'>,
  ): Outcome => {
    const next = { ...call, ...what };
    return sameValue(next, call) ? done() : done(put('conversation', { ...conversation, call: next }));
  };
  /** What was recorded until now was meant to be kept; now it is not. */
  const deleted = (): Pick<ConversationCall, 'recording'> => ({
    recording: { parts: [], removed: call.recording?.removed ?? { at: now, why: 'objected' } },
  });
  /** Somebody in conference has been asked. Who had agreed is in what was recorded, all the others are not (REC-5). */
  const keepParty = (said: CallParty): Outcome => {
    const parties = call.parties ?? [];
    const before = parties.find(({ callId }) => callId === said.callId);
    if (before === undefined && parties.length >= mostParties)
      return refuse('tooLarge', 'Too many others have been in this call.');
    const kept = { parties: [...parties.filter((one) => one !== before), said] };
    if (said.consent.state === 'given') return keep(kept);
    const heard = before?.consent.state === 'given';
    return keep(heard ? { ...kept, ...objectedTo(call, now), ...deleted() } : kept);
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
      const { party } = command.args;
      const consent = { ...command.args.consent, agentId: actor.id };
      if (party !== undefined) return keepParty({ ...party, consent });
      if (consent.state === 'given') return keep({ consent });
      return keep({ consent, ...objectedTo(call, now), ...(call.recording === undefined ? {} : deleted()) });
    }
    case 'call.pause':
      return keep(withPause(call, command.args, now));
    case 'call.recording': {
      const { part } = command.args;
      const barred = keepingBarred(call, records.get('queue', conversation.queueId));
      if (barred === 'consent') return refuse('forbidden', 'The caller has not agreed to be recorded.');
      if (barred === 'rule') return refuse('forbidden', 'Calls of this queue are not recorded.');
      if (!isRecordingId(part.file.id)) return refuse('invalid', 'This file is no recording.');
      const { parts, removed }: Recording = call.recording ?? { parts: [] };
      if (removed !== undefined) return refuse('state', 'The recording of this call was deleted.');
      if (parts.some(({ file }) => file.id === part.file.id)) return done();
      if (parts.length >= mostRecordingParts) return refuse('tooLarge', 'This call has too many recordings.');
      return keep({ recording: { parts: [...parts, part].toSorted((a, b) => a.at - b.at) } });
    }
  }
}
