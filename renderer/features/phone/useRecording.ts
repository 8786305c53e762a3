// Changes when it is decided otherwise whether a call is recorded: the queue's rule, the caller's word, and the phone.
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import {
  recordingRule,
  type CallParty,
  type Consent,
  type RecordingRule,
} from '../../../shared/domain/call-media.ts';
import { isPaused } from '../../../shared/domain/call-pauses.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { AppError, toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { RecordingView, RecordWish } from '../../../shared/ipc/phone.ts';
import type { Call } from '../../../shared/phone/types.ts';
import { conversationIdOf } from '../../data/call-reporter.ts';
import { useData, useQuery } from '../../data/hooks.ts';
import { useCardElsewhere } from './useCardElsewhere.ts';
import { useCardTypedHere } from './useCardTyping.ts';
import { usePhone } from './usePhone.ts';
import { useWordsPause } from './useWordsPause.ts';

/** Somebody who is in conference with the call now. */
export interface Party {
  readonly call: Call;
  /** What they said to being recorded; null: nobody has asked them yet. */
  readonly consent: Consent | null;
}

/** How the recording of a call stands, and what can be done about it. */
export interface Recording {
  /** Null while the conversation of the call is not known. */
  rule: RecordingRule | null;
  consent: Consent | null;
  /** Null: nothing is being recorded. */
  view: RecordingView | null;
  /** Who else would be in it. While anybody of them has not agreed, nothing is recorded. */
  parties: readonly Party[];
  /** What is said is not written down for now, though it was before. */
  unwritten: boolean;
  /** It was deleted: nothing of this call is recorded any more. */
  removed: boolean;
  /** What went wrong last. */
  error: ErrorData | null;
  /** The caller agrees: kept with the call, and it is recorded from now on. */
  agree: (how: Consent['how']) => void;
  /** The caller does not: kept with the call, and whatever was recorded is deleted. */
  refuse: (how: Consent['how']) => void;
  /** The same of somebody in conference. Who had agreed before is in what was recorded: that is deleted. */
  agreeFor: (party: Party, how: Consent['how']) => void;
  refuseFor: (party: Party, how: Consent['how']) => void;
  pause: () => void;
  resume: () => void;
  stop: () => void;
}

/** See {@link Recording}. Records by itself where the queue says so, and pauses by itself while card data is typed. */
export function useRecording(call: Call): Recording {
  const { phone, run, clock } = useData();
  const conversationId = conversationIdOf(call) ?? null;
  const view = useSyncExternalStore(phone.watch, () => phone.get().recordings[call.id] ?? null);
  const known = useQuery('conversation.view', { id: conversationId ?? 'none' }).rows?.conversation;
  const { rows: queues } = useQuery('queue.list', {});
  const [error, setError] = useState<ErrorData | null>(null);

  const me = useQuery('desk.view', {}).rows?.agent?.id;
  const conversation = known !== undefined && isOf(known, call, me) ? known : undefined;
  // An exchange that has brought the call has a name of its own for it.
  const callId = conversation?.call?.callId;
  const queue = queues?.find(({ id }) => id === conversation?.queueId);
  const rule = conversation === undefined || queues === undefined ? null : recordingRule(queue);
  const consent = conversation?.call?.consent ?? null;

  const parties = usePartiesOf(call, conversation?.call?.parties);

  const attempt = (work: () => Promise<void>): void => {
    setError(null);
    work().catch((reason: unknown) => {
      // The bar says it; whoever looks into the log later finds it too.
      console.error('A call is not recorded:', reason);
      setError(toErrorData(reason));
    });
  };
  const record = async (wish: Omit<RecordWish, 'id' | 'conversationId'>): Promise<void> => {
    if (conversationId === null) return;
    await phone.record({ id: call.id, conversationId, ...wish }).catch((reason: unknown) => {
      const now = phone.get().phone?.calls.find(({ id }) => id === call.id);
      // A call that is over while its recording begins misses none.
      if (wish.want === 'on' && (now === undefined || now.phase === 'ended')) return;
      throw reason;
    });
  };
  const say = async (state: Consent['state'], how: Consent['how'], of?: Call): Promise<void> => {
    if (conversationId === null || callId === undefined) return;
    const consent = { state, how, at: Math.round(clock.now()) };
    if (of === undefined) return await run('call.consent', { conversationId, callId, consent });
    // Whoever has no name on the wire yet cannot be asked: it must never pass for the caller's own word.
    if (of.callId === undefined) throw new AppError('state', 'This call has no name yet.');
    const party = { callId: of.callId, number: of.party.number || of.party.name };
    await run('call.consent', { conversationId, callId, consent, party });
  };
  const agree = (how: Consent['how'], tone = false): void =>
    attempt(async () => {
      // The caller's word first: without it the store takes nothing.
      await say('given', how);
      await record({ want: 'on', tone, with: agreedIn(parties) });
    });
  const agreeFor = ({ call: of }: Party, how: Consent['how'], tone = false): void =>
    attempt(async () => {
      await say('given', how, of);
      await record({ want: 'on', tone, with: [of.id] });
    });

  // Every call of such a queue: the caller hears a tone, and that they stayed is kept.
  const begun = useRef(false);
  const asks = rule?.mode === 'always' && rule.tell === 'tone' && consent === null && view === null;
  const mine = conversation?.state === 'active' && call.phase === 'talking' && call.media === 'flowing';
  const begin = useEffectEvent(() => {
    if (begun.current) return;
    begun.current = true;
    agree('announced', true);
  });
  useEffect(() => {
    if (asks && mine) begin();
  }, [asks, mine]);

  const running = view?.state === 'on' || view?.state === 'paused';
  // Whoever comes into a conference hears the tone as well; who has agreed before is not asked again.
  const tells = rule?.mode === 'always' && rule.tell === 'tone';
  const waits = running && view.why === 'party';
  const come = waits
    ? parties.filter(({ consent: said }) => (said === null ? tells : said.state === 'given'))
    : [];
  const asked = useRef(new Set<string>());
  const onCome = useEffectEvent(() => {
    for (const party of come) {
      if (asked.current.has(party.call.id)) continue;
      asked.current.add(party.call.id);
      if (party.consent === null) agreeFor(party, 'announced', true);
      else attempt(() => record({ want: 'on', with: [party.call.id] }));
    }
  });
  const comeIds = come.map(({ call: { id } }) => id).join(' ');
  useEffect(() => {
    if (comeIds === '') asked.current.clear();
    else onCome();
  }, [comeIds]);

  // Words may be written down where nothing is recorded: a version that cannot, or a disk that is full.
  const mayBe =
    consent?.state === 'given' && rule !== null && rule.mode !== 'off' && call.phase === 'talking';
  const typedHere = useCardTypedHere(running || mayBe);
  const typedElsewhere = useCardElsewhere(running || mayBe);
  const typing = typedHere || typedElsewhere;
  const onTyping = useEffectEvent((on: boolean) =>
    attempt(() => record({ want: on ? 'paused' : 'on', why: 'card' })),
  );
  const told = useRef(false);
  useEffect(() => {
    if (typing === told.current) return;
    told.current = typing;
    if (running) onTyping(typing);
  }, [typing, running]);
  const paused = conversation?.call !== undefined && isPaused(conversation.call);
  const endWords = useWordsPause({
    conversationId,
    callId,
    mayBe,
    silent: view?.state === 'paused' || typing || parties.some((one) => one.consent?.state !== 'given'),
    recorded: running ? view.state === 'on' : null,
    paused,
  });

  return {
    rule,
    consent,
    view,
    parties,
    unwritten: mayBe && paused && conversation?.call?.transcript !== undefined,
    removed: conversation?.call?.recording?.removed !== undefined,
    error,
    agree: (how) => agree(how),
    agreeFor: (party, how) => agreeFor(party, how),
    refuseFor: ({ call: of, consent: before }, how) =>
      attempt(async () => {
        if (before?.state === 'given') await record({ want: 'off', drop: true });
        await say('refused', how, of);
      }),
    refuse: (how) =>
      attempt(async () => {
        await record({ want: 'off', drop: true });
        await say('refused', how);
      }),
    pause: () => attempt(() => record({ want: 'paused', why: 'hand' })),
    resume: () => attempt(() => record({ want: 'on', why: 'hand' })),
    stop: () =>
      attempt(async () => {
        await record({ want: 'off' });
        endWords();
      }),
  };
}

/** Whether a conversation is this talk's: by the call's name, or as the exchange says, which brought it to this agent. */
function isOf({ id, agentId, call: its }: Conversation, call: Call, me: string | undefined): boolean {
  if (its?.callId === call.callId) return its !== undefined;
  // Who passes a call on sends the conversation of its own talk along: that one stays where it is.
  return its?.routed === true && id === call.conversationId && me !== undefined && agentId === me;
}

/** Who is in conference with a call now. */
function usePartiesOf(call: Call, said: readonly CallParty[] = []): Party[] {
  const { phone } = usePhone();
  if (phone?.conference.includes(call.id) !== true) return [];
  return phone.calls
    .filter(({ id }) => id !== call.id && phone.conference.includes(id))
    .map((one) => ({
      call: one,
      consent: said.find(({ callId }) => callId === one.callId)?.consent ?? null,
    }));
}

const agreedIn = (parties: readonly Party[]): string[] =>
  parties.flatMap(({ call, consent }) => (consent?.state === 'given' ? [call.id] : []));
