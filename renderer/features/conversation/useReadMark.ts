// Changes when it changes what counts as read by the agent.
import { useEffect, useState } from 'react';
import { useRun } from '../../data/hooks.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';

/** @returns whether this window has the keyboard. */
export function useWindowFocus(): boolean {
  const [focused, setFocused] = useState(() => document.hasFocus());
  useEffect(() => {
    const update = (): void => setFocused(document.hasFocus() && document.visibilityState === 'visible');
    update();
    const events = ['focus', 'blur'] as const;
    for (const event of events) window.addEventListener(event, update);
    document.addEventListener('visibilitychange', update);
    return () => {
      for (const event of events) window.removeEventListener(event, update);
      document.removeEventListener('visibilitychange', update);
    };
  }, []);
  return focused;
}

/**
 * @param present whether the agent looks: the pane shows, in the window in front.
 * @returns the number above which messages were new when the agent last came; null when none was.
 */
export function useNewAfter(
  { lastSeq, agentReadSeq }: Pick<Conversation, 'lastSeq' | 'agentReadSeq'>,
  present: boolean,
): number | null {
  const [seen, setSeen] = useState<{ present: boolean; after: number | null }>({
    present: false,
    after: null,
  });
  if (seen.present === present) return seen.after;
  // It stays marked until the agent goes and comes again.
  const unread = agentReadSeq < lastSeq ? agentReadSeq : null;
  const after = present ? unread : seen.after;
  setSeen({ present, after });
  return after;
}

/** Tells that the agent has read everything, when the end is in view. */
export function useReadMark(
  conversation: Pick<Conversation, 'id' | 'lastSeq' | 'agentReadSeq' | 'agentId' | 'state'>,
  agentId: string | null,
  endInView: boolean,
): void {
  const run = useRun();
  const { id, lastSeq, agentReadSeq, state } = conversation;
  const mine = agentId !== null && conversation.agentId === agentId && state !== 'closed';
  const due = mine && endInView && lastSeq > agentReadSeq;
  useEffect(() => {
    if (!due) return;
    // Not told, not lost: it stays unread and is told with the next message or look.
    run('conversation.read', { conversationId: id, seq: lastSeq }).catch(() => {});
  }, [due, run, id, lastSeq]);
}
