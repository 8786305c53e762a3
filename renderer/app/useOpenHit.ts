// Changes when a hit of the search opens elsewhere, or at another place in what it is in.
import { useCallback } from 'react';
import type { SearchHit } from '../../shared/ipc/views.ts';
import { useShell } from '../state/shell.ts';
import {
  activeSession,
  tabIdOf,
  useWorkspaceActions,
  useWorkspaceReader,
  windowBag,
  type Gesture,
} from '../state/workspace.ts';

/** @returns what opens a hit by the rules of opening, and goes to the place of `find` in it. */
export function useOpenHit(): (hit: SearchHit, find: string, gesture: Gesture) => void {
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  const shell = useShell();
  return useCallback(
    ({ type, id, subjectKind, subjectId, seq }, find, gesture) => {
      actions.open(subjectKind, subjectId, { origin: 'search', gesture });
      if (type === 'article')
        actions.setView(tabIdOf(activeSession(read()).id, 'article', subjectId), 'find', find);
      if (type !== 'message' && type !== 'note') return;
      if (type === 'note' && subjectKind === 'conversation') {
        // There they are beside the messages.
        actions.setView(windowBag, 'context.open', true);
        actions.setView(windowBag, 'context.section.notes', true);
        shell.setDrawer(true);
      }
      shell.seek({ subjectId, part: type, id, find, seq });
    },
    [actions, read, shell],
  );
}
