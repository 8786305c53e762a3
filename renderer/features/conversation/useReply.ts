// Changes when it is chosen differently which message is answered.
import { useCallback } from 'react';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useTabView } from '../../state/workspace.ts';
import { firstLimit } from './limits.ts';
import { useMessage } from './Quote.tsx';
import type { Mode } from './useComposerText.ts';

/** The message that is answered, as a tab keeps it: whom it was for is known before the message itself is read again. */
export interface ReplyMark {
  id: string;
  /** Null in what an earlier version kept. */
  audience: Mode | null;
}

/** Which message the half-written text answers. */
export interface ReplyState {
  target: MessageView | null;
  /** Its id, also while the message itself is not read yet; null where it must not be quoted. */
  targetId: string | null;
  set: (mark: ReplyMark | null) => void;
  /** To the message before (-1) or after (1) the one that is answered now. @returns whether there is one. */
  step: (by: -1 | 1) => void;
}

/** @returns what a message is kept as while it is answered. */
export const markOf = ({ id, audience }: Pick<MessageView, 'id' | 'audience'>): ReplyMark => ({
  id,
  audience,
});

function asMark(value: unknown): ReplyMark | null {
  if (typeof value === 'string') return value.length <= 64 ? { id: value, audience: null } : null;
  const { id, audience } = (typeof value === 'object' && value !== null ? value : {}) as Partial<ReplyMark>;
  if (typeof id !== 'string' || id.length > 64) return null;
  return { id, audience: audience === 'public' || audience === 'internal' ? audience : null };
}

/** @returns the reply of this tab. What colleagues said among themselves is never quoted to a customer. */
export function useReply(conversationId: string, tabId: string, mode: Mode): ReplyState {
  const [saved, save] = useTabView<unknown>(tabId, 'replyTo', null);
  const mark = asMark(saved);
  const id = mark?.id ?? null;
  const read = useMessage(conversationId, id);
  const { rows } = useQuery('conversation.messages', { id: conversationId, limit: firstLimit });
  const set = useCallback((next: ReplyMark | null) => save(next), [save]);
  const fits = ({ audience, authorKind, seq }: MessageView): boolean =>
    seq !== null && authorKind !== 'system' && (mode === 'internal' || audience === 'public');
  // It is chosen among what is in sight: whoever writes and sends at once quotes it all the same.
  const found = read === undefined ? rows?.messages.find((one) => one.id === id) : read;
  const target = found != null && fits(found) ? found : null;
  const mayQuote = mode === 'internal' || mark?.audience === 'public';
  return {
    target,
    targetId: found === undefined && mayQuote ? id : (target?.id ?? null),
    set,
    step: (by) => {
      const all = (rows?.messages ?? []).filter(fits);
      const at = all.findIndex((one) => one.id === id);
      const to = (one: MessageView | undefined): void => set(one === undefined ? null : markOf(one));
      if (at === -1) {
        if (by === -1) to(all.at(-1));
      } else if (by === 1 && at === all.length - 1) to(undefined);
      else to(all[Math.max(0, at + by)]);
    },
  };
}
