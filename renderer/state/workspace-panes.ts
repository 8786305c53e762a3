// Changes when conversations stand side by side differently. Pure.
import { activate, activeTab } from './workspace-parts.ts';
import { mostPanes, type Workspace } from './workspace-types.ts';

/**
 * Makes the panes agree with the sessions, after anything: the pane with the keyboard shows the active tab, no tab is
 * shown twice, and a pane whose tab has gone goes too.
 */
export function fitPanes(workspace: Workspace): Workspace {
  // Whoever walks through the sessions only looks: the panes are those from before the walk.
  const before = workspace.walk ?? workspace;
  const alive = new Set(workspace.sessions.flatMap(({ tabs }) => tabs.map(({ id }) => id)));
  const active = activeTab(workspace).id;
  const elsewhere = before.panes.indexOf(active);
  const at = elsewhere === -1 ? Math.min(before.focused, Math.max(0, before.panes.length - 1)) : elsewhere;
  const wanted = before.panes.map((tabId, index) => (index === at ? active : tabId));
  const panes: string[] = [];
  for (const tabId of wanted.length === 0 ? [active] : wanted) {
    if (alive.has(tabId) && !panes.includes(tabId) && panes.length < mostPanes) panes.push(tabId);
  }
  const focused = panes.indexOf(active);
  if (focused === -1) return { ...workspace, panes: [active], focused: 0 };
  const same =
    focused === workspace.focused &&
    panes.length === workspace.panes.length &&
    panes.every((tabId, index) => tabId === workspace.panes[index]);
  return same ? workspace : { ...workspace, panes, focused };
}

/** One more pane after the one with the keyboard, which it gets. @param tabId what it shows; else what was used last. */
export function split(workspace: Workspace, tabId: string | undefined): Workspace {
  const { panes, focused } = workspace;
  const shows = tabId ?? nextToShow(workspace);
  if (shows === undefined) return workspace;
  // What is shown already only gets the keyboard.
  if (panes.includes(shows) || panes.length >= mostPanes) {
    return panes.includes(shows) ? activate(workspace, shows) : workspace;
  }
  const went = activate(workspace, shows);
  if (went === workspace) return workspace;
  return { ...went, panes: panes.toSpliced(focused + 1, 0, shows), focused: focused + 1 };
}

/** The session used last that is not shown; else a tab of one that is; Home only when there is nothing else. */
function nextToShow({ sessions, recent, panes, activeId }: Workspace): string | undefined {
  const free = (tabId: string): boolean => !panes.includes(tabId);
  const others = recent
    .map((id) => sessions.find((session) => session.id === id))
    .filter((session) => session !== undefined)
    .filter(({ tabs }) => tabs.every(({ id }) => free(id)));
  const other = others.find(({ kind }) => kind !== 'home');
  if (other !== undefined) return other.activeTabId;
  const here = sessions.find(({ id }) => id === activeId)?.tabs.find(({ id }) => free(id));
  return here?.id ?? others[0]?.activeTabId;
}

/** Closes a pane; what it showed stays open as a tab. The last one stays. */
export function closePane(workspace: Workspace, at: number): Workspace {
  const { panes, focused } = workspace;
  if (panes.length < 2 || panes[at] === undefined) return workspace;
  const left = panes.toSpliced(at, 1);
  if (at !== focused) return { ...workspace, panes: left, focused: focused > at ? focused - 1 : focused };
  const next = Math.max(0, at - 1);
  return activate({ ...workspace, panes: left, focused: next }, left[next]!);
}

/** Gives a pane the keyboard. */
export function focusPane(workspace: Workspace, at: number): Workspace {
  const tabId = workspace.panes[at];
  return tabId === undefined ? workspace : activate(workspace, tabId);
}

/** Changes places with the neighbour; the ends stay ends. */
export function movePane(workspace: Workspace, by: 1 | -1): Workspace {
  const { panes, focused } = workspace;
  const to = focused + by;
  const [mine, other] = [panes[focused], panes[to]];
  if (mine === undefined || other === undefined) return workspace;
  return { ...workspace, panes: panes.with(focused, other).with(to, mine), focused: to };
}
