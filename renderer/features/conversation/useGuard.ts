// Changes when it is found out differently what a half-written text may name.
import { useMemo, useRef } from 'react';
import type { GuardOwner } from '../../../shared/ipc/guarding.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { askedIn, guard, type Warning } from './guard.ts';
import { firstLimit } from './limits.ts';
import type { ComposerText } from './useComposerText.ts';

const nobody: readonly GuardOwner[] = [];
/** So many of the customer's newer messages are shown, the newest ones. */
const mostShown = 3;

/** @returns a function that says what is to be looked at again before this text is sent. */
export function useGuard(
  { conversation }: ConversationView,
  written: ComposerText,
): (text: string) => Warning[] {
  const { id, lastSeq } = conversation;
  const { mode, text, begunAt } = written;
  const { rows: facts } = useQuery('guard.facts', { id });
  const asked = useMemo(() => (mode === 'public' ? askedIn(text) : { emails: [], phones: [] }), [mode, text]);
  const { rows: owners } = useQuery('guard.owners', asked);
  // While the store looks for one more address, the others stay known.
  const last = useRef(nobody);
  if (owners !== undefined) last.current = owners;
  const { rows: said } = useQuery('conversation.messages', { id, limit: firstLimit });
  return (body) => {
    const newer = begunAt !== null && lastSeq > begunAt ? (said?.messages ?? []) : [];
    const since = newer
      .filter(({ authorKind, seq }) => authorKind === 'customer' && seq !== null && seq > (begunAt ?? 0))
      .slice(-mostShown)
      .map((message) => message.text);
    return guard({ text: body, audience: mode, facts: facts ?? null, owners: owners ?? last.current, since });
  };
}
