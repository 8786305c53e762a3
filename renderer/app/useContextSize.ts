// Changes when the width of the context is remembered differently: per channel.
import { useMemo } from 'react';
import { useQueryPart } from '../data/hooks.ts';
import { activeSession, useTabView, useWorkspace, windowBag } from '../state/workspace.ts';

/** The width of the context pane, remembered per channel. */
export function useContextSize(): { width: number; setWidth: (width: number) => void } {
  const subjectId = useWorkspace((workspace) => {
    const session = activeSession(workspace);
    return session.kind === 'conversation' ? session.subjectId : null;
  });
  const channel =
    useQueryPart('conversation.mine', {}, (rows) => rows?.find(({ id }) => id === subjectId)?.channel) ??
    'chat';
  const [width, setWidth] = useTabView(windowBag, `context.width.${channel}`, 360);
  return useMemo(() => ({ width, setWidth }), [width, setWidth]);
}
