// Changes when the rules of sessions and tabs change. Pure: a workspace and an action in, a workspace out.
import { closePane, fitPanes, focusPane, movePane, split } from './workspace-panes.ts';
import {
  activate,
  focus,
  newSession,
  putBack,
  replace,
  sessionOfTab,
  tabIdOf,
  takeOut,
  takeViews,
} from './workspace-parts.ts';
import { restore } from './workspace-restore.ts';
import { bringBack, closeTorn, tearOff, tornSession, updateTorn } from './workspace-torn.ts';
import {
  mostClosed,
  mostTabs,
  windowBag,
  type Closed,
  type SavedWorkspace,
  type SessionKind,
  type TabKind,
  type Torn,
  type Views,
  type Workspace,
} from './workspace-types.ts';

export { activeSession, activeTab, emptyWorkspace, sessionIdOf, tabIdOf } from './workspace-parts.ts';

/** Everything that can happen to a workspace. What does not apply changes nothing. */
export type WorkspaceAction =
  | { type: 'openSession'; kind: Exclude<SessionKind, 'home'>; subjectId: string; focus: boolean }
  /** Without `focus` it stays behind the tab that shows. */
  | { type: 'openTab'; kind: TabKind; subjectId: string | null; sessionId?: string; focus?: boolean }
  | { type: 'activateSession'; sessionId: string }
  | { type: 'activateTab'; tabId: string }
  | { type: 'closeTab'; tabId: string }
  | { type: 'closeSession'; sessionId: string }
  | { type: 'reopenClosed' }
  /** To the neighbour in the panel's order, around the ends. */
  | { type: 'step'; by: 1 | -1 }
  /** Through the sessions by how recently they were used, without changing that order... */
  | { type: 'walk'; by: 1 | -1 }
  /** ...until the walk ends. */
  | { type: 'settle' }
  | { type: 'moveSession'; sessionId: string; to: number }
  | { type: 'moveTab'; tabId: string; to: number }
  /** Side by side: one more pane, one less, another with the keyboard, another order. */
  | { type: 'split'; tabId?: string }
  | { type: 'closePane'; at: number }
  | { type: 'focusPane'; at: number }
  | { type: 'movePane'; by: 1 | -1 }
  /** Into a window of its own, and back; and what that window tells meanwhile. */
  | { type: 'tearOff'; sessionId: string }
  | { type: 'bringBack'; windowId: string; focus: boolean }
  | { type: 'torn'; torn: Torn }
  | { type: 'view'; tabId: string; key: string; value: unknown }
  | { type: 'restore'; saved: SavedWorkspace };

/** Applies one action. */
export function reduceWorkspace(workspace: Workspace, action: WorkspaceAction): Workspace {
  // What a tab remembers has no say in what is shown.
  if (action.type === 'view') return setView(workspace, action.tabId, action.key, action.value);
  const next = apply(workspace, action);
  return next === workspace ? workspace : fitPanes(next);
}

const settle = (workspace: Workspace): Workspace =>
  workspace.walk === null ? workspace : fitPanes(focus(workspace, workspace.activeId));

function apply(workspace: Workspace, action: Exclude<WorkspaceAction, { type: 'view' }>): Workspace {
  switch (action.type) {
    case 'openSession':
      return openSession(workspace, action.kind, action.subjectId, action.focus);
    case 'openTab':
      return openTab(workspace, action);
    case 'activateSession':
      return focus(workspace, action.sessionId);
    case 'activateTab':
      return activate(workspace, action.tabId);
    case 'closeTab':
      return closeTab(workspace, action.tabId);
    case 'closeSession':
      return closeSession(workspace, action.sessionId);
    case 'reopenClosed':
      return reopen(workspace);
    case 'step': {
      const at = workspace.sessions.findIndex(({ id }) => id === workspace.activeId);
      const next = workspace.sessions.at((at + action.by) % workspace.sessions.length);
      return next === undefined ? workspace : focus(workspace, next.id);
    }
    case 'walk': {
      const { recent, walk, panes, focused } = workspace;
      const at = ((walk?.at ?? 0) + action.by + recent.length) % recent.length;
      const from = walk ?? { panes, focused };
      return { ...workspace, walk: { ...from, at }, activeId: recent[at] ?? workspace.activeId };
    }
    case 'settle':
      return settle(workspace);
    case 'moveSession':
      return { ...workspace, sessions: move(workspace.sessions, action.sessionId, action.to) };
    case 'moveTab': {
      const session = sessionOfTab(workspace, action.tabId);
      if (session === undefined) return workspace;
      return replace(workspace, { ...session, tabs: move(session.tabs, action.tabId, action.to) });
    }
    case 'split':
      return split(settle(workspace), action.tabId);
    case 'closePane':
      return closePane(settle(workspace), action.at);
    case 'focusPane':
      return focusPane(workspace, action.at);
    case 'movePane':
      return movePane(settle(workspace), action.by);
    case 'tearOff':
      return tearOff(workspace, action.sessionId);
    case 'bringBack':
      return bringBack(workspace, action.windowId, action.focus);
    case 'torn':
      return updateTorn(workspace, action.torn);
    case 'restore':
      return restore(action.saved);
  }
}

function openSession(
  workspace: Workspace,
  kind: Exclude<SessionKind, 'home'>,
  subjectId: string,
  focused: boolean,
): Workspace {
  const session = newSession(kind, subjectId);
  // One that is in a window of its own stays there: nowhere twice.
  if (tornSession(workspace, session.id) !== undefined) return workspace;
  if (workspace.sessions.some(({ id }) => id === session.id)) {
    return focused ? focus(workspace, session.id) : workspace;
  }
  const opened = {
    ...workspace,
    sessions: [...workspace.sessions, session],
    recent: [...workspace.recent, session.id],
  };
  return focused ? focus(opened, session.id) : opened;
}

interface NewTab {
  kind: TabKind;
  subjectId: string | null;
  sessionId?: string;
  focus?: boolean;
}

function openTab(workspace: Workspace, tab: NewTab): Workspace {
  const { kind, subjectId, sessionId = workspace.activeId, focus: focused = true } = tab;
  const session = workspace.sessions.find(({ id }) => id === sessionId);
  if (session === undefined) return workspace;
  const id = tabIdOf(session.id, kind, subjectId);
  if (session.tabs.some((other) => other.id === id)) return focused ? activate(workspace, id) : workspace;
  // Nothing is closed to make room: whoever wants one more is told.
  if (session.tabs.length > mostTabs) return workspace;
  const at = session.tabs.findIndex((other) => other.id === session.activeTabId);
  // Beside the tab it was opened from.
  const tabs = session.tabs.toSpliced(at + 1, 0, { id, kind, subjectId, anchor: false });
  const opened = replace(workspace, { ...session, tabs });
  return focused ? activate(opened, id) : opened;
}

function closeTab(workspace: Workspace, tabId: string): Workspace {
  const session = sessionOfTab(workspace, tabId);
  const index = session?.tabs.findIndex(({ id }) => id === tabId) ?? -1;
  const tab = session?.tabs[index];
  if (session === undefined || tab === undefined || tab.anchor) return workspace;
  const tabs = session.tabs.toSpliced(index, 1);
  const activeTabId = session.activeTabId === tabId ? tabs[index - 1]!.id : session.activeTabId;
  const { kept, views } = takeViews(workspace.views, [tabId]);
  const closed = replace({ ...workspace, views }, { ...session, tabs, activeTabId });
  return remember(closed, { sessionId: session.id, session: null, tab, index, views: kept });
}

function closeSession(workspace: Workspace, sessionId: string): Workspace {
  const out = takeOut(workspace, sessionId);
  if (out === null) return closeTorn(workspace, sessionId);
  const { rest, session, index, views } = out;
  return remember(rest, { sessionId: null, session, tab: null, index, views });
}

function remember(workspace: Workspace, entry: Closed): Workspace {
  return { ...workspace, closed: [entry, ...workspace.closed].slice(0, mostClosed) };
}

function reopen(workspace: Workspace): Workspace {
  const [entry, ...closed] = workspace.closed;
  if (entry === undefined) return workspace;
  const rest: Workspace = { ...workspace, closed };
  if (entry.session !== null) {
    const { session } = entry;
    if (tornSession(rest, session.id) !== undefined) return rest;
    if (rest.sessions.some(({ id }) => id === session.id)) return focus(rest, session.id);
    return focus(putBack(rest, session, entry.index, entry.views), session.id);
  }
  const { tab } = entry;
  if (tab === null) return rest;
  const session = rest.sessions.find(({ id }) => id === entry.sessionId);
  // Its session is gone: the tab comes back where the agent is.
  if (session === undefined) return openTab(rest, { kind: tab.kind, subjectId: tab.subjectId });
  if (session.tabs.some(({ id }) => id === tab.id)) return activate(rest, tab.id);
  if (session.tabs.length > mostTabs) return workspace;
  const tabs = session.tabs.toSpliced(Math.max(1, entry.index), 0, tab);
  const views: Views = { ...entry.views, ...rest.views };
  return activate(replace({ ...rest, views }, { ...session, tabs }), tab.id);
}

function setView(workspace: Workspace, tabId: string, key: string, value: unknown): Workspace {
  if (tabId !== windowBag && sessionOfTab(workspace, tabId) === undefined) return workspace;
  const bag = workspace.views[tabId] ?? {};
  if (Object.is(bag[key], value)) return workspace;
  return { ...workspace, views: { ...workspace.views, [tabId]: { ...bag, [key]: value } } };
}

function move<T extends { id: string }>(items: T[], id: string, to: number): T[] {
  const from = items.findIndex((item) => item.id === id);
  const item = items[from];
  // The first one (Home, the anchor) has its place.
  if (item === undefined || from === 0) return items;
  const at = Math.min(Math.max(1, to), items.length - 1);
  return at === from ? items : items.toSpliced(from, 1).toSpliced(at, 0, item);
}

/** @returns whether a tab that is not there yet would be one too many. */
export function tabsFull(
  workspace: Workspace,
  kind: TabKind,
  subjectId: string | null,
  sessionId: string = workspace.activeId,
): boolean {
  const session = workspace.sessions.find(({ id }) => id === sessionId);
  if (session === undefined || session.tabs.length <= mostTabs) return false;
  return !session.tabs.some(({ id }) => id === tabIdOf(session.id, kind, subjectId));
}
