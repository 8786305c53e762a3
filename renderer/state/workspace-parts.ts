// Changes when what every rule of the workspace is made of does: ids, finding, replacing, going to a session.
import type { Session, SessionKind, Tab, TabKind, Views, Workspace } from './workspace-types.ts';

export const home: Session = {
  id: 'home',
  kind: 'home',
  subjectId: null,
  tabs: [{ id: 'home|home', kind: 'home', subjectId: null, anchor: true }],
  activeTabId: 'home|home',
};

/** A workspace with Home alone. */
export const emptyWorkspace: Workspace = {
  sessions: [home],
  activeId: home.id,
  recent: [home.id],
  walk: null,
  closed: [],
  views: {},
  panes: [home.activeTabId],
  focused: 0,
  torn: [],
};

/** @returns the id a session of this subject has; there is at most one. */
export function sessionIdOf(kind: SessionKind, subjectId: string | null): string {
  return subjectId === null ? kind : `${kind}:${subjectId}`;
}

/** @returns the id a tab of this subject has within a session; there is at most one. */
export function tabIdOf(sessionId: string, kind: TabKind, subjectId: string | null): string {
  return `${sessionId}|${subjectId === null ? kind : `${kind}:${subjectId}`}`;
}

/** @returns the session that has the keyboard. */
export function activeSession(workspace: Workspace): Session {
  return workspace.sessions.find(({ id }) => id === workspace.activeId) ?? workspace.sessions[0]!;
}

/** @returns the tab that has the keyboard. */
export function activeTab(workspace: Workspace): Tab {
  const session = activeSession(workspace);
  return session.tabs.find(({ id }) => id === session.activeTabId) ?? session.tabs[0]!;
}

/** @returns a session with its anchor alone. */
export function newSession(kind: Exclude<SessionKind, 'home'>, subjectId: string): Session {
  const id = sessionIdOf(kind, subjectId);
  const anchor: Tab = { id: tabIdOf(id, kind, subjectId), kind, subjectId, anchor: true };
  return { id, kind, subjectId, tabs: [anchor], activeTabId: anchor.id };
}

/** Goes to a session; ends a walk. */
export function focus(workspace: Workspace, sessionId: string): Workspace {
  if (!workspace.sessions.some(({ id }) => id === sessionId)) return workspace;
  if (workspace.activeId === sessionId && workspace.recent[0] === sessionId && workspace.walk === null) {
    return workspace;
  }
  const recent = [sessionId, ...workspace.recent.filter((id) => id !== sessionId)];
  return { ...workspace, activeId: sessionId, recent, walk: null };
}

/** Goes to a tab and its session. */
export function activate(workspace: Workspace, tabId: string): Workspace {
  const session = sessionOfTab(workspace, tabId);
  if (session === undefined) return workspace;
  const shown = session.activeTabId === tabId;
  return focus(shown ? workspace : replace(workspace, { ...session, activeTabId: tabId }), session.id);
}

export function replace(workspace: Workspace, session: Session): Workspace {
  const sessions = workspace.sessions.map((other) => (other.id === session.id ? session : other));
  return { ...workspace, sessions };
}

export function sessionOfTab(workspace: Workspace, tabId: string): Session | undefined {
  return workspace.sessions.find(({ tabs }) => tabs.some(({ id }) => id === tabId));
}

/** Takes a session out of the lists, with what its tabs remember; goes to the one used before it. */
export function takeOut(
  workspace: Workspace,
  sessionId: string,
): { rest: Workspace; session: Session; index: number; views: Views } | null {
  const index = workspace.sessions.findIndex(({ id }) => id === sessionId);
  const session = workspace.sessions[index];
  if (session === undefined || session.kind === 'home') return null;
  const recent = workspace.recent.filter((id) => id !== sessionId);
  const { kept, views } = takeViews(
    workspace.views,
    session.tabs.map(({ id }) => id),
  );
  const activeId = workspace.activeId === sessionId ? recent[0]! : workspace.activeId;
  const sessions = workspace.sessions.toSpliced(index, 1);
  const rest = focus({ ...workspace, sessions, recent, views, walk: null, activeId }, activeId);
  return { rest, session, index, views: kept };
}

/** Puts a session back where it was, without going to it. */
export function putBack(workspace: Workspace, session: Session, index: number, views: Views): Workspace {
  return {
    ...workspace,
    sessions: workspace.sessions.toSpliced(Math.max(1, index), 0, session),
    recent: [...workspace.recent, session.id],
    views: { ...views, ...workspace.views },
  };
}

/** @returns the bags of these tabs, and the others. */
export function takeViews(all: Views, tabIds: readonly string[]): { kept: Views; views: Views } {
  const kept: Views = {};
  const views = { ...all };
  for (const id of tabIds) {
    const bag = views[id];
    if (bag !== undefined) kept[id] = bag;
    delete views[id];
  }
  return { kept, views };
}
