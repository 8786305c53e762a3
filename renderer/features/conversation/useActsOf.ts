// Changes when it changes what may be done with a message in which state of its conversation.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { saysOnlyFiles } from '../../../shared/domain/attachment.ts';
import type { FileRow } from '../../../shared/ipc/files.ts';
import type { ConversationView, MessageView } from '../../../shared/ipc/views.ts';
import { useDesk, useQuery } from '../../data/hooks.ts';
import { useTabView } from '../../state/workspace.ts';
import type { Acts, FoundMessage } from './acts.ts';
import { writeBar } from './can-write.ts';
import { markOf } from './useReply.ts';

const noFiles: ReadonlyMap<string, FileRow> = new Map();

/** @returns whether this agent may change this message; the same rules as applyCommand, told beforehand. */
export function mayEdit(message: MessageView, state: string, agentId: string | null): boolean {
  return (
    message.authorKind === 'agent' &&
    message.authorId === agentId &&
    message.seq !== null &&
    message.articleId === null &&
    !saysOnlyFiles(message) &&
    (message.audience === 'internal' || state === 'active' || state === 'waiting')
  );
}

/** @returns what the messages of this list can do. */
export function useActsOf(
  { conversation }: ConversationView,
  tabId: string,
  hit: Acts['hit'],
  found: FoundMessage | null,
  onJump: (message: MessageView) => void,
): Acts {
  const { agent } = useDesk();
  const { id, state } = conversation;
  const { rows } = useQuery('file.of', { id });
  const files = useMemo(
    () => (rows === undefined || rows.length === 0 ? noFiles : new Map(rows.map((row) => [row.id, row]))),
    [rows],
  );
  const [editing, setEditing] = useTabView<unknown>(tabId, 'editing', null);
  const [, setReply] = useTabView<unknown>(tabId, 'replyTo', null);
  const [mode, setMode] = useTabView<string>(tabId, 'mode', 'public');
  const [touched] = useState(() => typeof matchMedia === 'function' && matchMedia('(hover: none)').matches);
  const agentId = agent?.id ?? null;
  const writable = writeBar(conversation, agent, 'internal') === null;
  // Rows are drawn again only when something in them is other: the newest functions are looked up when they are called.
  const latest = useRef({ onJump, mode });
  useEffect(() => {
    latest.current = { onJump, mode };
  });
  const jump = useCallback((message: MessageView) => latest.current.onJump(message), []);
  const reply = useCallback(
    (message: MessageView) => {
      setReply(markOf(message));
      // What colleagues said among themselves is answered among themselves.
      if (message.audience === 'internal' && latest.current.mode !== 'internal') setMode('internal');
      focusComposer(id);
    },
    [id, setReply, setMode],
  );
  return useMemo(
    () => ({
      conversationId: id,
      files,
      editing: typeof editing === 'string' ? editing : null,
      hit,
      found,
      reply: writable ? reply : null,
      mayEdit: (message: MessageView) => mayEdit(message, state, agentId),
      edit: setEditing,
      jump,
      touched,
    }),
    [id, files, editing, hit, found, writable, reply, state, agentId, setEditing, jump, touched],
  );
}

/** Gives the keyboard to the field of this conversation. */
function focusComposer(conversationId: string): void {
  document
    .querySelector<HTMLTextAreaElement>(
      `[data-conversation="${CSS.escape(conversationId)}"] textarea[data-composer]`,
    )
    ?.focus();
}
