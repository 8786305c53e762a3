// Changes when it is told otherwise how a call at this desk's telephone stands: the same words in bar, panel, header and tray.
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { heardState, isUnheard, type Heard } from '../../shared/phone/heard.ts';
import type { Call, Phase } from '../../shared/phone/types.ts';
import { conversationIdOf } from '../data/call-reporter.ts';
import { useData } from '../data/hooks.ts';
import type { PhoneView } from '../data/phone-client.ts';
import { heardKey } from './heard-words.ts';
import type { Translate } from './intl.tsx';

/** How a call stands for whoever talks in it. */
export interface LiveCall {
  readonly id: string;
  readonly phase: Phase;
  readonly direction: Call['direction'];
  readonly heard: Heard;
  /** It is in conference. */
  readonly together: boolean;
}

/** @returns how this call stands now. */
export function liveOf(call: Call, { phone, quality }: Pick<PhoneView, 'phone' | 'quality'>): LiveCall {
  const { id, phase, direction } = call;
  return {
    id,
    phase,
    direction,
    heard: heardState(call, phone?.line ?? 'off', quality[id]),
    together: phone?.conference.includes(id) === true,
  };
}

/** @returns what is true just now: whether the agent is heard. Nothing of one that has ended. */
export function liveWords({ phase, direction, heard, together }: LiveCall, t: Translate): string {
  switch (phase) {
    case 'dialling':
      return t('phone.is.dialling');
    case 'ringing':
      return t(direction === 'in' ? 'phone.is.ringing' : 'phone.is.ringsThere');
    case 'answering':
      return t('phone.is.answering');
    case 'ended':
      return '';
    case 'talking':
      return t(together && heard === 'heard' ? 'phone.is.together' : heardKey(heard));
  }
}

/** What must be seen at a glance: the picture beside the words. Null where the agent is heard, or nobody talks. */
export type HeardSign = 'muted' | 'held' | 'unheard' | null;

/** @returns see {@link HeardSign}. */
export function signOf({ phase, heard }: LiveCall): HeardSign {
  if (phase !== 'talking') return null;
  if (heard === 'muted' || heard === 'held') return heard;
  return isUnheard(heard) && heard !== 'connecting' && heard !== 'transferring' ? 'unheard' : null;
}

/** @returns since when callers are on hold at this desk's telephone, by conversation: service time, ms since 1970. */
export function heldCalls(
  phone: PhoneView['phone'],
  atService: (at: number) => number,
): ReadonlyMap<string, number> {
  const held = (phone?.calls ?? []).filter(({ phase, held: on }) => phase === 'talking' && on);
  return new Map(
    held.flatMap((call) => {
      const id = conversationIdOf(call);
      const since = call.heldSince ?? call.answeredAt;
      return id === undefined || since === null ? [] : [[id, atService(since)] as const];
    }),
  );
}

/** @returns as {@link heldCalls}; the same map until another caller is on hold. */
export function useHeldCalls(): ReadonlyMap<string, number> {
  const { phone, clock } = useData();
  const text = useSyncExternalStore(phone.watch, () =>
    JSON.stringify([...heldCalls(phone.get().phone, clock.atService)]),
  );
  return useMemo(() => new Map(JSON.parse(text) as [string, number][]), [text]);
}

/** @returns the call of a conversation, while this desk's telephone has it and it goes on; null else. */
export function useLiveCall(conversationId: string | null): LiveCall | null {
  const { phone } = useData();
  // Quality comes every second; only what is said of it is drawn again.
  const read = useCallback((): string => {
    const view = phone.get();
    const call =
      conversationId === null
        ? undefined
        : view.phone?.calls.find((one) => one.phase !== 'ended' && conversationIdOf(one) === conversationId);
    return call === undefined ? '' : JSON.stringify(liveOf(call, view));
  }, [phone, conversationId]);
  const text = useSyncExternalStore(phone.watch, read);
  return useMemo(() => (text === '' ? null : (JSON.parse(text) as LiveCall)), [text]);
}
