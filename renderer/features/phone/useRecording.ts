// Changes when it is decided otherwise whether a call is recorded: the queue's rule, the caller's word, and the phone.
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { recordingRule, type Consent, type RecordingRule } from '../../../shared/domain/call-media.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { RecordingView, RecordWish } from '../../../shared/ipc/phone.ts';
import type { Call } from '../../../shared/phone/types.ts';
import { conversationIdOf } from '../../data/call-reporter.ts';
import { useData, useQuery } from '../../data/hooks.ts';
import { useCardTyping } from './useCardTyping.ts';

/** How the recording of a call stands, and what can be done about it. */
export interface Recording {
  /** Null while the conversation of the call is not known. */
  rule: RecordingRule | null;
  consent: Consent | null;
  /** Null: nothing is being recorded. */
  view: RecordingView | null;
  /** What went wrong last. */
  error: ErrorData | null;
  /** The caller agrees: kept with the call, and it is recorded from now on. */
  agree: (how: Consent['how']) => void;
  /** The caller does not: kept with the call, and whatever was recorded is deleted. */
  refuse: (how: Consent['how']) => void;
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

  const callId = call.callId;
  const conversation = known !== undefined && known.call?.callId === callId ? known : undefined;
  const queue = queues?.find(({ id }) => id === conversation?.queueId);
  const rule = conversation === undefined || queues === undefined ? null : recordingRule(queue);
  const consent = conversation?.call?.consent ?? null;

  const attempt = (work: () => Promise<void>): void => {
    setError(null);
    work().catch((reason: unknown) => setError(toErrorData(reason)));
  };
  const record = (wish: Omit<RecordWish, 'id' | 'conversationId'>): Promise<void> =>
    conversationId === null ? Promise.resolve() : phone.record({ id: call.id, conversationId, ...wish });
  const say = async (state: Consent['state'], how: Consent['how']): Promise<void> => {
    if (conversationId === null || callId === undefined) return;
    await run('call.consent', {
      conversationId,
      callId,
      consent: { state, how, at: Math.round(clock.now()) },
    });
  };
  const agree = (how: Consent['how'], tone = false): void =>
    attempt(async () => {
      // The caller's word first: without it the store takes nothing.
      await say('given', how);
      await record({ want: 'on', tone });
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
  const typing = useCardTyping(running);
  const onTyping = useEffectEvent((on: boolean) =>
    attempt(() => record({ want: on ? 'paused' : 'on', why: 'card' })),
  );
  const told = useRef(false);
  useEffect(() => {
    if (typing === told.current) return;
    told.current = typing;
    if (running) onTyping(typing);
  }, [typing, running]);

  return {
    rule,
    consent,
    view,
    error,
    agree: (how) => agree(how),
    refuse: (how) =>
      attempt(async () => {
        await record({ want: 'off', drop: true });
        await say('refused', how);
      }),
    pause: () => attempt(() => record({ want: 'paused', why: 'hand' })),
    resume: () => attempt(() => record({ want: 'on', why: 'hand' })),
    stop: () => attempt(() => record({ want: 'off' })),
  };
}
