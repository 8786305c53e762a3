// Changes when the composer is put together of other parts. Each part has its own file: the text, sending, slash commands.
import type { ConversationView, MessageView } from '../../../shared/ipc/views.ts';
import { useDesk, useQuery } from '../../data/hooks.ts';
import { useTabView } from '../../state/workspace.ts';
import { writeBar, type WriteBar } from './can-write.ts';
import { firstLimit } from './limits.ts';
import { mayEdit } from './useActsOf.ts';
import { useComposerText, type ComposerText, type Mode } from './useComposerText.ts';
import { useFiles, type ComposerFiles } from './useFiles.ts';
import { useReply, type ReplyState } from './useReply.ts';
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
  files: ComposerFiles;
  reply: ReplyState;
  /** Changes the message that is answered, if it is the agent's own, else the agent's last. @returns whether there is one. */
  editLast: () => boolean;
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
  const { id, state } = view.conversation;
  const files = useFiles(id, tabId, written.mode);
  const reply = useReply(id, tabId, written.mode);
  const [, setEditing] = useTabView<unknown>(tabId, 'editing', null);
  const { rows: said } = useQuery('conversation.messages', { id, limit: firstLimit });
  const sending = useSending(view, tabId, written, { bar, files, reply });
  const slash = useSlash(view, written, sending, want);
  return {
    written,
    bar,
    sending,
    files: {
      ...files,
      remove: (id) => {
        // Whoever changes the message has not sent it any more.
        sending.later.takeBack();
        files.remove(id);
      },
    },
    reply,
    editLast: () => {
      const may = (message: MessageView): boolean =>
        mayEdit(message, state, agent?.id ?? null) && message.audience === written.mode;
      const one = reply.target !== null && may(reply.target) ? reply.target : said?.messages.findLast(may);
      if (one === undefined) return false;
      setEditing(one.id);
      return true;
    },
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
