// Changes when panes side by side share the width differently. Pure; the sizes are kept by the channels that stand beside each other.
import type { Session, Workspace } from '../state/workspace.ts';

/** Below this a pane is no use, in px. */
export const leastPane = 340;

/** @returns how many panes have room. */
export function panesThatFit(width: number, wanted: number): number {
  return Math.max(1, Math.min(wanted, Math.floor(width / leastPane)));
}

/** @returns the first pane that is shown and how many are, so that the one with the keyboard is among them. */
export function shownPanes(
  { panes, focused }: Pick<Workspace, 'panes' | 'focused'>,
  fits: number,
): { first: number; panes: string[] } {
  const count = Math.min(panes.length, Math.max(1, fits));
  const first = Math.max(0, focused - count + 1);
  return { first, panes: panes.slice(first, first + count) };
}

/** @returns the sessions of the panes that are shown, in their order. */
export function sessionsShown(workspace: Workspace, fits: number): Session[] {
  return shownPanes(workspace, fits).panes.flatMap((tabId) => {
    const session = workspace.sessions.find(({ tabs }) => tabs.some(({ id }) => id === tabId));
    return session === undefined ? [] : [session];
  });
}

/** @returns the name under which the sizes of these neighbours are kept: their channels, or what else they are. */
export function sizesKey(
  sessions: readonly Session[],
  channelOf: (conversationId: string) => string | undefined,
): string {
  const names = sessions.map(({ kind, subjectId }) =>
    kind === 'conversation' ? (channelOf(subjectId ?? '') ?? 'chat') : kind,
  );
  return `split.${names.join('+')}`;
}

/** @returns the share of each pane, 1 in all; equal ones where nothing usable was kept. */
export function sharesOf(kept: unknown, count: number): number[] {
  const usable =
    Array.isArray(kept) &&
    kept.length === count &&
    kept.every((share): share is number => typeof share === 'number' && share > 0.05 && share < 1);
  if (!usable) return Array.from({ length: count }, () => 1 / count);
  const sum = kept.reduce((all, share) => all + share, 0);
  return kept.map((share) => share / sum);
}

/** Moves the border after pane `at`. @param least the least share of a pane. */
export function moveBorder(shares: readonly number[], at: number, by: number, least: number): number[] {
  const [mine, next] = [shares[at], shares[at + 1]];
  if (mine === undefined || next === undefined) return [...shares];
  const both = mine + next;
  const size = Math.min(both - least, Math.max(least, mine + by));
  if (both < 2 * least) return [...shares];
  return shares.map((share, index) => (index === at ? size : index === at + 1 ? both - size : share));
}
