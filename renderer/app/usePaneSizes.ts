// Changes when the sizes of panes side by side are read or changed differently.
import { useCallback, useMemo } from 'react';
import { useData, useQueryPart } from '../data/hooks.ts';
import { useShell, useShellState } from '../state/shell.ts';
import {
  useTabView,
  useTabViewReader,
  useWorkspace,
  useWorkspaceActions,
  useWorkspaceReader,
  windowBag,
} from '../state/workspace.ts';
import { moveBorder, sessionsShown, sharesOf, sizesKey } from './pane-sizes.ts';

/** @returns the shares of the panes that are shown, and how to change them. */
export function usePaneSizes(): { shares: number[]; setShares: (shares: number[]) => void } {
  const fits = useShellState((shell) => shell.fits);
  const panes = useWorkspace((workspace) => workspace.panes);
  const read = useWorkspaceReader();
  // Drawn again with the panes, and when one of them is on another channel.
  const key = useQueryPart('conversation.mine', {}, (rows) =>
    sizesKey(sessionsShown(read(), fits), (id) => rows?.find((row) => row.id === id)?.channel),
  );
  const [kept, setShares] = useTabView<unknown>(windowBag, key, null);
  const count = Math.min(panes.length, fits);
  const shares = useMemo(() => sharesOf(kept, count), [kept, count]);
  return { shares, setShares };
}

const stepShare = 0.04;
const leastShare = 0.15;

/** @returns what makes the pane with the keyboard wider (1) or narrower (-1). */
export function useResizePane(): (by: 1 | -1) => void {
  const { live } = useData();
  const shell = useShell();
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  const view = useTabViewReader();
  return useCallback(
    (by) => {
      const workspace = read();
      const { fits } = shell.state.getState();
      const sessions = sessionsShown(workspace, fits);
      if (sessions.length < 2) return;
      const rows = live.peek('conversation.mine', {}).rows ?? [];
      const key = sizesKey(sessions, (id) => rows.find((row) => row.id === id)?.channel);
      const shares = sharesOf(view<unknown>(windowBag, key, null), sessions.length);
      const at = workspace.focused - Math.max(0, workspace.focused - sessions.length + 1);
      // The last one grows to the side where its neighbour is.
      const last = at === sessions.length - 1;
      const next = last
        ? moveBorder(shares, at - 1, -by * stepShare, leastShare)
        : moveBorder(shares, at, by * stepShare, leastShare);
      actions.setView(windowBag, key, next);
    },
    [live, shell, actions, read, view],
  );
}
