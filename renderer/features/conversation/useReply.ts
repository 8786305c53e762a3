// Changes when it is chosen differently which message is answered.
import { useCallback } from 'react';
import type { MessageView } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useTabView } from '../../state/workspace.ts';
import { firstLimit } from './limits.ts';
import { useMessage } from './Quote.tsx';
import type { Mode } from './useComposerText.ts';

/** Which message the half-written text answers. */
export interface ReplyState {
  target: MessageView | null;
  /** Its id, also while the message itself is not read yet; null where it must not be quoted. */
  targetId: string | null;
  set: (id: string | null) => void;
  /** To the message before (-1) or after (1) the one that is answered now. @returns whether there is one. */
  step: (by: -1 | 1) => void;
}

/** @returns the reply of this tab. What colleagues said among themselves is never quoted to a customer. */
export function useReply(conversationId: string, tabId: string, mode: Mode): ReplyState {
  const [saved, save] = useTabView<unknown>(tabId, 'replyTo', null);
  const id = typeof saved === 'string' && saved.length <= 64 ? saved : null;
  const found = useMessage(conversationId, id);
  const { rows } = useQuery('conversation.messages', { id: conversationId, limit: firstLimit });
  const set = useCallback((next: string | null) => save(next), [save]);
  const fits = ({ audience, authorKind, seq }: MessageView): boolean =>
    seq !== null && authorKind !== 'system' && (mode === 'internal' || audience === 'public');
  const target = found != null && fits(found) ? found : null;
  return {
    target,
    targetId: target?.id ?? null,
    set,
    step: (by) => {
      const all = (rows?.messages ?? []).filter(fits);
      const at = all.findIndex((one) => one.id === id);
      if (at === -1) {
        if (by === -1) set(all.at(-1)?.id ?? null);
      } else if (by === 1 && at === all.length - 1) set(null);
      else set(all[Math.max(0, at + by)]?.id ?? null);
    },
  };
}
