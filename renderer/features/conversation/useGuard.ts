// Changes when it is found out differently what a half-written text may name.
import { useMemo, useRef } from 'react';
import type { GuardOwner } from '../../../shared/ipc/guarding.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { useQuery } from '../../data/hooks.ts';
import { askedIn, guard, type Warning } from './guard.ts';
import { firstLimit } from './limits.ts';
import type { ComposerText } from './useComposerText.ts';

const nobody: readonly GuardOwner[] = [];
/** So many of the customer's newer messages are shown, the newest ones. */
const mostShown = 3;

/** A text that the guard holds back until the agent has looked. */
export interface Held {
  text: string;
  warnings: readonly Warning[];
  /** When it was shown, in the page's time, ms. */
  at: number;
}

/** Two presses of Enter within this are one, in ms. */
export const onePressMs = 400;

/** @returns a function that says what is to be looked at again before this text is sent in this conversation. */
export function useGuard(
  { id, lastSeq }: Pick<Conversation, 'id' | 'lastSeq'>,
  { mode, text, begunAt }: Pick<ComposerText, 'mode' | 'text' | 'begunAt'>,
): (text: string) => Warning[] {
  const { rows: facts } = useQuery('guard.facts', { id });
  const asked = useMemo(() => (mode === 'public' ? askedIn(text) : { emails: [], phones: [] }), [mode, text]);
  const { rows: owners } = useQuery('guard.owners', asked);
  // While the store looks for one more address, the others stay known.
  const last = useRef(nobody);
  if (owners !== undefined) last.current = owners;
  const { rows: said } = useQuery('conversation.messages', { id, limit: firstLimit });
  return (body) => {
    const newer = begunAt === null || lastSeq <= begunAt ? [] : (said?.messages ?? []);
    const since = newer
      .filter(({ authorKind, seq }) => authorKind === 'customer' && seq !== null && seq > (begunAt ?? 0))
      .slice(-mostShown)
      .map((message) => message.text);
    return guard({ text: body, audience: mode, facts: facts ?? null, owners: owners ?? last.current, since });
  };
}
