// Changes when a workspace is built up again from what was saved differently: no file on disk can break its rules.
import { fitPanes } from './workspace-panes.ts';
import { emptyWorkspace, focus, home, newSession, sessionIdOf, tabIdOf } from './workspace-parts.ts';
import {
  mostClosed,
  mostTabs,
  mostTorn,
  windowBag,
  type SavedWorkspace,
  type Session,
  type Tab,
  type Torn,
  type Views,
  type Workspace,
} from './workspace-types.ts';

/** @returns a session that keeps the rules; null where it cannot. */
export function restoreSession(saved: Session): Session | null {
  if (saved.kind !== 'home' && saved.subjectId === null) return null;
  const base = saved.kind === 'home' ? home : newSession(saved.kind, saved.subjectId!);
  const tabs = new Map<string, Tab>(base.tabs.map((tab) => [tab.id, tab]));
  for (const { anchor, kind, subjectId } of saved.tabs) {
    const id = tabIdOf(base.id, kind, subjectId);
    if (!anchor && !tabs.has(id) && tabs.size <= mostTabs) tabs.set(id, { id, kind, subjectId, anchor });
  }
  const activeTabId = tabs.has(saved.activeTabId) ? saved.activeTabId : base.activeTabId;
  return { ...base, tabs: [...tabs.values()], activeTabId };
}

/** @returns a session in a window of its own that keeps the rules; null where it cannot. */
export function restoreTorn(saved: Torn): Torn | null {
  const session = saved.session.kind === 'home' ? null : restoreSession(saved.session);
  if (session === null) return null;
  const ids = new Set(session.tabs.map(({ id }) => id));
  return { ...saved, session, views: only(saved.views, ids), panes: saved.panes.filter((id) => ids.has(id)) };
}

/** Builds a workspace up again. */
export function restore(saved: SavedWorkspace): Workspace {
  const sessions = new Map<string, Session>([[home.id, home]]);
  for (const one of saved.sessions) {
    const session = restoreSession(one);
    if (session !== null && (session.kind === 'home' || !sessions.has(session.id)))
      sessions.set(session.id, session);
  }
  const torn: Torn[] = [];
  for (const one of saved.torn) {
    const next = restoreTorn(one);
    if (next === null || sessions.has(next.session.id) || torn.length >= mostTorn) continue;
    const taken = torn.some(
      ({ windowId, session }) => windowId === next.windowId || session.id === next.session.id,
    );
    if (!taken) torn.push(next);
  }
  const recent = [...new Set([...saved.recent.filter((id) => sessions.has(id)), ...sessions.keys()])];
  const tabIds = new Set([...sessions.values()].flatMap(({ tabs }) => tabs.map(({ id }) => id)));
  const restored: Workspace = {
    ...emptyWorkspace,
    sessions: [...sessions.values()],
    recent,
    closed: saved.closed.slice(0, mostClosed),
    views: only(saved.views, new Set([windowBag, ...tabIds])),
    panes: saved.panes,
    focused: saved.focused,
    torn,
  };
  const activeId = sessions.has(saved.activeId) ? saved.activeId : sessionIdOf('home', null);
  return fitPanes(focus({ ...restored, activeId }, activeId));
}

function only(views: Views, ids: ReadonlySet<string>): Views {
  return Object.fromEntries(Object.entries(views).filter(([id]) => ids.has(id)));
}
