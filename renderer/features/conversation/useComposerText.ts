// Changes when the half-written text of a composer is kept differently: its mode, its draft, when its typing began.
import { useCallback } from 'react';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import { useData, useDraft, useSendTyping } from '../../data/hooks.ts';
import { useTabView, useTabViewReader } from '../../state/workspace.ts';

/** Whom the text is for. */
export type Mode = 'public' | 'internal';

/** @returns the key of the draft of a conversation. */
export function draftKey(mode: Mode, conversationId: string): string {
  return mode === 'internal' ? `internal:${conversationId}` : `reply:${conversationId}`;
}

/** The half-written text of the mode that is chosen. */
export interface ComposerText {
  mode: Mode;
  setMode: (mode: Mode) => void;
  /** Of the draft. */
  key: string;
  text: string;
  caret: number;
  change: (text: string, caret: number) => void;
  /** The caret moved in this text. Where another one is kept by now, it is not the caret of that. */
  moved: (text: string, caret: number) => void;
  clear: () => void;
  /** The number of the newest message when typing began; null when nobody knows. */
  begunAt: number | null;
  /** What has come until now is known to the agent. */
  acknowledge: () => void;
}

/** @returns the text that the agent types in this tab, journaled at once. */
export function useComposerText(
  { id, lastSeq }: Pick<Conversation, 'id' | 'lastSeq'>,
  tabId: string,
): ComposerText {
  const { drafts } = useData();
  const sendTyping = useSendTyping();
  const [savedMode, saveMode] = useTabView<string>(tabId, 'mode', 'public');
  const mode: Mode = savedMode === 'internal' ? 'internal' : 'public';
  const key = draftKey(mode, id);
  const draft = useDraft(key);
  const readView = useTabViewReader();
  const [savedBegun, saveBegun] = useTabView<unknown>(tabId, 'typingSince', null);
  const begunAt = mode === 'public' && typeof savedBegun === 'number' ? savedBegun : null;

  const change = useCallback(
    (text: string, caret: number) => {
      const before = drafts.get(key);
      drafts.set(key, text, caret);
      if (mode !== 'public' || text === before.text) return;
      const writes = text.trim() !== '' && !text.startsWith('/');
      sendTyping(id, writes);
      const begun = readView<unknown>(tabId, 'typingSince', null) !== null;
      if (text.trim() === '') {
        if (begun) saveBegun(null);
      } else if (!begun || before.text.trim() === '') saveBegun(lastSeq);
    },
    [drafts, key, id, mode, lastSeq, tabId, readView, saveBegun, sendTyping],
  );
  const setMode = useCallback(
    (next: Mode) => {
      if (next === 'internal') sendTyping(id, false);
      saveMode(next);
    },
    [id, saveMode, sendTyping],
  );
  return {
    mode,
    setMode,
    key,
    text: draft.text,
    caret: draft.caret,
    change,
    moved: (inText, caret) => {
      // React tells of the caret behind the key that has sent the text: the field still shows it, and it must not come back.
      if (drafts.get(key).text === inText) change(inText, caret);
    },
    clear: () => {
      drafts.clear(key);
      if (mode !== 'public') return;
      saveBegun(null);
      sendTyping(id, false);
    },
    begunAt,
    acknowledge: () => {
      if (mode === 'public') saveBegun(lastSeq);
    },
  };
}
