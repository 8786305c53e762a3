// Changes when the rules of sessions and tabs change. Pure: a workspace and an action in, a workspace out.
import {
  windowBag,
  type Closed,
  type SavedWorkspace,
  type Session,
  type SessionKind,
  type Tab,
  type TabKind,
  type Views,
  type Workspace,
} from './workspace-types.ts';

/** Everything that can happen to a workspace. What does not apply changes nothing. */
export type WorkspaceAction =
  | { type: 'openSession'; kind: Exclude<SessionKind, 'home'>; subjectId: string; focus: boolean }
  | { type: 'openTab'; kind: TabKind; subjectId: string | null; sessionId?: string }
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
  | { type: 'view'; tabId: string; key: string; value: unknown }
  | { type: 'restore'; saved: SavedWorkspace };

const home: Session = {
  id: 'home',
  kind: 'home',
  subjectId: null,
  tabs: [{ id: 'home|home', kind: 'home', subjectId: null, anchor: true }],
  activeTabId: 'home|home',
};
const maxClosed = 20;

/** A workspace with Home alone. */
export const emptyWorkspace: Workspace = {
  sessions: [home],
  activeId: home.id,
  recent: [home.id],
  walk: null,
  closed: [],
  views: {},
};

/** @returns the id a session of this subject has; there is at most one. */
export function sessionIdOf(kind: SessionKind, subjectId: string | null): string {
  return subjectId === null ? kind : `${kind}:${subjectId}`;
}
/** @returns the id a tab of this subject has within a session; there is at most one. */
export function tabIdOf(sessionId: string, kind: TabKind, subjectId: string | null): string {
  return `${sessionId}|${subjectId === null ? kind : `${kind}:${subjectId}`}`;
}
/** @returns the session that shows. */
export function activeSession(workspace: Workspace): Session {
  return workspace.sessions.find(({ id }) => id === workspace.activeId) ?? workspace.sessions[0]!;
}
/** @returns the tab that shows. */
export function activeTab(workspace: Workspace): Tab {
  const session = activeSession(workspace);
  return session.tabs.find(({ id }) => id === session.activeTabId) ?? session.tabs[0]!;
}

/** Applies one action. */
export function reduceWorkspace(workspace: Workspace, action: WorkspaceAction): Workspace {
  switch (action.type) {
    case 'openSession':
      return openSession(workspace, action.kind, action.subjectId, action.focus);
    case 'openTab':
      return openTab(workspace, action.sessionId ?? workspace.activeId, action.kind, action.subjectId);
    case 'activateSession':
      return focus(workspace, action.sessionId);
    case 'activateTab': {
      const session = sessionOfTab(workspace, action.tabId);
      if (session === undefined) return workspace;
      return focus(replace(workspace, { ...session, activeTabId: action.tabId }), session.id);
    }
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
      const { length } = workspace.recent;
      const walk = ((workspace.walk ?? 0) + action.by + length) % length;
      return { ...workspace, walk, activeId: workspace.recent[walk] ?? workspace.activeId };
    }
    case 'settle':
      return workspace.walk === null ? workspace : focus(workspace, workspace.activeId);
    case 'moveSession':
      return { ...workspace, sessions: move(workspace.sessions, action.sessionId, action.to) };
    case 'moveTab': {
      const session = sessionOfTab(workspace, action.tabId);
      if (session === undefined) return workspace;
      return replace(workspace, { ...session, tabs: move(session.tabs, action.tabId, action.to) });
    }
    case 'view':
      return setView(workspace, action.tabId, action.key, action.value);
    case 'restore':
      return restore(action.saved);
  }
}

function focus(workspace: Workspace, sessionId: string): Workspace {
  if (!workspace.sessions.some(({ id }) => id === sessionId)) return workspace;
  if (workspace.activeId === sessionId && workspace.recent[0] === sessionId && workspace.walk === null) {
    return workspace;
  }
  const recent = [sessionId, ...workspace.recent.filter((id) => id !== sessionId)];
  return { ...workspace, activeId: sessionId, recent, walk: null };
}

function openSession(
  workspace: Workspace,
  kind: Exclude<SessionKind, 'home'>,
  subjectId: string,
  focused: boolean,
): Workspace {
  const id = sessionIdOf(kind, subjectId);
  if (workspace.sessions.some((session) => session.id === id)) {
    return focused ? focus(workspace, id) : workspace;
  }
  const anchor: Tab = { id: tabIdOf(id, kind, subjectId), kind, subjectId, anchor: true };
  const session: Session = { id, kind, subjectId, tabs: [anchor], activeTabId: anchor.id };
  const opened = {
    ...workspace,
    sessions: [...workspace.sessions, session],
    recent: [...workspace.recent, id],
  };
  return focused ? focus(opened, id) : opened;
}

function openTab(
  workspace: Workspace,
  sessionId: string,
  kind: TabKind,
  subjectId: string | null,
): Workspace {
  const session = workspace.sessions.find(({ id }) => id === sessionId);
  if (session === undefined) return workspace;
  const id = tabIdOf(session.id, kind, subjectId);
  const known = session.tabs.some((tab) => tab.id === id);
  const at = session.tabs.findIndex((tab) => tab.id === session.activeTabId);
  // Beside the tab it was opened from.
  const tabs = known
    ? session.tabs
    : session.tabs.toSpliced(at + 1, 0, { id, kind, subjectId, anchor: false });
  return focus(replace(workspace, { ...session, tabs, activeTabId: id }), session.id);
}

function closeTab(workspace: Workspace, tabId: string): Workspace {
  const session = sessionOfTab(workspace, tabId);
  const index = session?.tabs.findIndex(({ id }) => id === tabId) ?? -1;
  const tab = session?.tabs[index];
  if (session === undefined || tab === undefined || tab.anchor) return workspace;
  const tabs = session.tabs.toSpliced(index, 1);
  const activeTabId = session.activeTabId === tabId ? tabs[index - 1]!.id : session.activeTabId;
  const entry = { sessionId: session.id, session: null, tab, index };
  return forget(replace(workspace, { ...session, tabs, activeTabId }), [tabId], entry);
}

function closeSession(workspace: Workspace, sessionId: string): Workspace {
  const index = workspace.sessions.findIndex(({ id }) => id === sessionId);
  const session = workspace.sessions[index];
  if (session === undefined || session.kind === 'home') return workspace;
  const recent = workspace.recent.filter((id) => id !== sessionId);
  const closed: Workspace = {
    ...workspace,
    sessions: workspace.sessions.toSpliced(index, 1),
    recent,
    walk: null,
    activeId: workspace.activeId === sessionId ? recent[0]! : workspace.activeId,
  };
  const entry = { sessionId: null, session, tab: null, index };
  const tabIds = session.tabs.map(({ id }) => id);
  return focus(forget(closed, tabIds, entry), closed.activeId);
}

function forget(workspace: Workspace, tabIds: string[], entry: Omit<Closed, 'views'>): Workspace {
  const kept: Views = {};
  const views = { ...workspace.views };
  for (const id of tabIds) {
    const bag = views[id];
    if (bag !== undefined) kept[id] = bag;
    delete views[id];
  }
  return {
    ...workspace,
    views,
    closed: [{ ...entry, views: kept }, ...workspace.closed].slice(0, maxClosed),
  };
}

function reopen(workspace: Workspace): Workspace {
  const [entry, ...closed] = workspace.closed;
  if (entry === undefined) return workspace;
  const rest = { ...workspace, closed, views: { ...entry.views, ...workspace.views } };
  if (entry.session !== null) {
    const { session } = entry;
    if (rest.sessions.some(({ id }) => id === session.id)) return focus(rest, session.id);
    const sessions = rest.sessions.toSpliced(Math.max(1, entry.index), 0, session);
    return focus({ ...rest, sessions, recent: [...rest.recent, session.id] }, session.id);
  }
  const { tab } = entry;
  if (tab === null) return rest;
  const session = rest.sessions.find(({ id }) => id === entry.sessionId);
  // Its session is gone: the tab comes back where the agent is.
  if (session === undefined) return openTab(rest, rest.activeId, tab.kind, tab.subjectId);
  if (session.tabs.some(({ id }) => id === tab.id)) {
    return focus(replace(rest, { ...session, activeTabId: tab.id }), session.id);
  }
  const tabs = session.tabs.toSpliced(Math.max(1, entry.index), 0, tab);
  return focus(replace(rest, { ...session, tabs, activeTabId: tab.id }), session.id);
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

function replace(workspace: Workspace, session: Session): Workspace {
  const sessions = workspace.sessions.map((other) => (other.id === session.id ? session : other));
  return { ...workspace, sessions };
}

function sessionOfTab(workspace: Workspace, tabId: string): Session | undefined {
  return workspace.sessions.find(({ tabs }) => tabs.some(({ id }) => id === tabId));
}

/** Builds the workspace up again from what was saved, so that no file on disk can break the rules above. */
function restore(saved: SavedWorkspace): Workspace {
  let workspace = emptyWorkspace;
  for (const session of saved.sessions) {
    if (session.kind !== 'home') {
      if (session.subjectId === null) continue;
      workspace = openSession(workspace, session.kind, session.subjectId, false);
    }
    const id = sessionIdOf(session.kind, session.subjectId);
    for (const tab of session.tabs) {
      if (!tab.anchor) workspace = openTab(workspace, id, tab.kind, tab.subjectId);
    }
    const built = workspace.sessions.find((other) => other.id === id);
    const shows = built?.tabs.some((tab) => tab.id === session.activeTabId) === true;
    if (built !== undefined && shows) {
      workspace = replace(workspace, { ...built, activeTabId: session.activeTabId });
    }
  }
  const ids = new Set(workspace.sessions.map(({ id }) => id));
  const recent = [...new Set([...saved.recent.filter((id) => ids.has(id)), ...ids])];
  const tabIds = new Set(workspace.sessions.flatMap(({ tabs }) => tabs.map(({ id }) => id)));
  const views = Object.fromEntries(
    Object.entries(saved.views).filter(([id]) => id === windowBag || tabIds.has(id)),
  );
  const activeId = ids.has(saved.activeId) ? saved.activeId : home.id;
  return focus({ ...workspace, recent, views, closed: saved.closed.slice(0, maxClosed) }, activeId);
}
