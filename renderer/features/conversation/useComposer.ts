// Changes when the composer is put together of other parts. Each part has its own file: the text, sending, slash commands.
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useDesk } from '../../data/hooks.ts';
import { writeBar, type WriteBar } from './can-write.ts';
import { useComposerText, type ComposerText, type Mode } from './useComposerText.ts';
import { useSending, type Sending } from './useSending.ts';
import { useSlash, type SlashState, type Want } from './useSlash.ts';

export type { Mode } from './useComposerText.ts';
export type { Want } from './useSlash.ts';

/** Everything the composer's view needs. */
export interface ComposerState {
  written: ComposerText;
  /** Why this mode cannot be written in, or null. */
  bar: WriteBar | null;
  sending: Sending;
  slash: SlashState;
  change: (text: string, caret: number) => void;
  setMode: (mode: Mode) => void;
}

/** @param want is called when a slash command asks for something outside the composer. */
export function useComposer(
  view: ConversationView,
  tabId: string,
  want: (what: Want, text: string) => void,
): ComposerState {
  const { agent } = useDesk();
  const written = useComposerText(view.conversation, tabId);
  const bar = writeBar(view.conversation, agent, written.mode);
  const sending = useSending(view, tabId, written, bar);
  const slash = useSlash(view, written, sending, want);
  return {
    written,
    bar,
    sending,
    slash,
    change: (text, caret) => {
      written.change(text, caret);
      slash.typed(text);
    },
    setMode: (mode) => {
      slash.answer(null);
      sending.setError(null);
      written.setMode(mode);
    },
  };
}
