// Changes when the agent is told differently what could not be done with sessions, tabs and panes.
import { useEffect } from 'react';
import { useT } from '../state/intl.tsx';
import { useWorkspaceStore, type WorkspaceWord } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';

const words = {
  tabsFull: 'tab.full',
  panesFull: 'pane.full',
  nothingBeside: 'pane.nothing',
  windowsFull: 'session.windowsFull',
} as const satisfies Partial<Record<WorkspaceWord['kind'], string>>;

/** Says in a sentence what was asked for and cannot be. */
export function useWorkspaceWords(): void {
  const t = useT();
  const toast = useToast();
  const { hear } = useWorkspaceStore();
  useEffect(
    () =>
      hear((word) => {
        if (word.kind !== 'elsewhere' && word.kind !== 'bringBack') toast({ title: t(words[word.kind]) });
      }),
    [hear, t, toast],
  );
}
