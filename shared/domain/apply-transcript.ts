// Commands of what was said in a call: words become messages that were spoken, and go when somebody does not want them kept,
// or when they turn out to have been said in a pause.
import { spokenId, type ConversationCall } from './call.ts';
import { keepingBarred, recordingRule } from './call-media.ts';
import { saidInPause, saidWhen } from './call-pauses.ts';
import type { CommandOf } from './commands.ts';
import type { Conversation, Message } from './conversation.ts';
import { sameValue } from './compare.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Change, type Records } from './records.ts';
import type { Transcript } from './transcript.ts';

/** Whether anybody in a call has said that it is not to be kept. */
export function isObjected({ consent, parties = [] }: ConversationCall): boolean {
  return consent?.state === 'refused' || parties.some((party) => party.consent.state === 'refused');
}

/** @param conversation of the call that the command names. See {@link import('./apply.ts').applyCommand}. */
export function applyTranscript(
  records: Records,
  conversation: Conversation & { call: ConversationCall },
  { args: { segments } }: CommandOf<'call.transcript'>,
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'system') return refuse('forbidden', 'Only the service says what was said in a call.');
  const { id: conversationId, call, agentId } = conversation;
  if (call.answeredAt === undefined) return refuse('state', 'Nobody has talked in this call yet.');
  if (call.transcript?.removed !== undefined || isObjected(call))
    return refuse('forbidden', 'The caller does not want to be written down.');
  const queue = records.get('queue', conversation.queueId);
  // Whatever the caller says, and however often it is told again.
  if (recordingRule(queue).mode === 'off')
    return refuse('forbidden', 'Calls of this queue are not written down.');
  if (call.consent === undefined || keepingBarred(call, queue) !== null)
    return refuse('state', 'The caller has not been told or asked yet.');
  const agreedAt = call.consent.at;
  const earliest = call.answeredAt;
  const latest = Math.min(now, call.endedAt ?? now);
  const ofAgent = {
    authorKind: 'agent' as const,
    authorId: agentId,
    authorName: (agentId === null ? undefined : records.get('agent', agentId)?.name) ?? '',
  };
  const ofCustomer = {
    authorKind: 'customer' as const,
    authorId: conversation.customerId,
    authorName: conversation.visitor.name,
  };
  const numbers = new Set<number>();
  const fresh = segments
    .filter((segment) => {
      const { n, at } = segment;
      // What was said before nobody had agreed to; nor is anything kept of a pause, whenever it is told.
      if (at < agreedAt || saidInPause(call.pauses, saidWhen(segment))) return false;
      const known = numbers.has(n) || records.get('message', spokenId(conversationId, n)) !== undefined;
      numbers.add(n);
      return !known;
    })
    .toSorted((a, b) => a.at - b.at || a.n - b.n);
  if (fresh.length === 0) return done();
  let seq = conversation.lastSeq;
  const said = fresh.map((segment): Message => {
    const { n, who, at, text, language } = segment;
    seq += 1;
    return {
      id: spokenId(conversationId, n),
      conversationId,
      seq,
      ...(who === 'agent' ? ofAgent : ofCustomer),
      audience: 'public',
      text,
      // A clock that is far out must not write words before the call or after it.
      at: Math.max(earliest, Math.min(latest, at)),
      articleId: null,
      // Kept as it was told: a pause that is told later is looked for by it.
      spoken: { language, ...saidWhen(segment) },
    };
  });
  const next: Conversation = {
    ...conversation,
    call: {
      ...call,
      transcript: {
        ...call.transcript,
        segments: Math.max(call.transcript?.segments ?? 0, ...fresh.map(({ n }) => n + 1)),
      },
    },
    lastSeq: seq,
    lastMessageAt: Math.max(conversation.lastMessageAt, ...said.map(({ at }) => at)),
    // Whoever talked has heard it: nobody waits for an answer to it, and it is not to be read again.
    agentReadSeq: seq,
  };
  return done(...said.map((message) => put('message', message)), put('conversation', next));
}

/** What was written down is to go: the service deletes it part by part, and desks show none of it from now on. */
export function objectedTo(
  { transcript }: ConversationCall,
  now: number,
): Pick<ConversationCall, 'transcript'> {
  if (transcript === undefined || transcript.removed !== undefined) return {};
  const { segments } = transcript;
  return { transcript: { segments, removed: { at: now, why: 'objected' } } };
}

/** See {@link applyTranscript}. */
export function applyUnsaying(
  records: Records,
  conversation: Conversation & { call: ConversationCall },
  { args: { from, to } }: CommandOf<'call.unsay'>,
  { actor }: ApplyContext,
): Outcome {
  if (actor.kind !== 'system') return refuse('forbidden', 'Only the service deletes what was said.');
  const { id: conversationId, call } = conversation;
  const { segments, removed, doubt } = call.transcript ?? { segments: 0 };
  if (removed === undefined && doubt === undefined)
    return refuse('state', 'Nobody wants this to be deleted.');
  const gone = Array.from({ length: to - from }, (_, at) => spokenId(conversationId, from + at))
    .flatMap((id) => records.get('message', id) ?? [])
    .filter((message) => removed !== undefined || isUnkept(call, message))
    .map(({ id }): Change => ({ kind: 'message', id, op: 'remove' }));
  // From the end: what is left always has the first numbers.
  const left = (all: number): number => (to >= all ? Math.min(from, all) : all);
  const still = left(doubt ?? 0);
  const transcript: Transcript =
    removed === undefined
      ? { segments, ...(still === 0 ? {} : { doubt: still }) }
      : { segments: left(segments), removed };
  if (gone.length === 0 && sameValue(transcript, call.transcript)) return done();
  return done(...gone, put('conversation', { ...conversation, call: { ...call, transcript } }));
}

/** @returns whether a message of a transcript was said while nothing was to be kept. */
export function isUnkept(
  { pauses }: Pick<ConversationCall, 'pauses'>,
  { at, text, spoken }: Pick<Message, 'at' | 'text' | 'spoken'>,
): boolean {
  if (spoken === undefined || pauses === undefined) return false;
  const { from, until } = spoken;
  const known = from !== undefined && until !== undefined;
  return saidInPause(pauses, known ? { from, until } : saidWhen({ at, text }));
}
