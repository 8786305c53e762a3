// Changes when a session leaves for a window of its own, or comes back, differently. Pure.
import { focus, putBack, takeOut } from './workspace-parts.ts';
import { mostClosed, mostTorn, type Torn, type Workspace } from './workspace-types.ts';

/** @returns the session of this id that is in a window of its own. */
export function tornSession({ torn }: Pick<Workspace, 'torn'>, sessionId: string): Torn | undefined {
  return torn.find(({ session }) => session.id === sessionId);
}

/** A session goes into a window of its own. Home stays, and there is an end to windows. */
export function tearOff(workspace: Workspace, sessionId: string): Workspace {
  const windowId = freeWindow(workspace);
  const out = takeOut(workspace, sessionId);
  if (out === null || windowId === undefined) return workspace;
  const { rest, session, index, views } = out;
  const panes = workspace.panes.filter((tabId) => session.tabs.some(({ id }) => id === tabId));
  const focused = Math.max(0, panes.indexOf(session.activeTabId));
  return { ...rest, torn: [...rest.torn, { windowId, session, views, panes, focused, index }] };
}

/** The lowest name that is free: its window comes up where it was the last time. */
function freeWindow({ torn }: Workspace): string | undefined {
  const taken = new Set(torn.map(({ windowId }) => windowId));
  return Array.from({ length: mostTorn }, (_, at) => `w${String(at + 1)}`).find((id) => !taken.has(id));
}

/** It comes back to where it stood. @param focused whether the agent goes along. */
export function bringBack(workspace: Workspace, windowId: string, focused: boolean): Workspace {
  const found = workspace.torn.find((torn) => torn.windowId === windowId);
  if (found === undefined) return workspace;
  const torn = workspace.torn.filter((other) => other !== found);
  const { session, index, views } = found;
  const back = putBack({ ...workspace, torn }, session, Math.min(index, workspace.sessions.length), views);
  return focused ? focus(back, session.id) : back;
}

/** What a window of its own has told of itself. One that says another session is not believed. */
export function updateTorn(workspace: Workspace, next: Torn): Workspace {
  const at = workspace.torn.findIndex(
    ({ windowId, session }) => windowId === next.windowId && session.id === next.session.id,
  );
  const known = workspace.torn[at];
  if (known === undefined) return workspace;
  return { ...workspace, torn: workspace.torn.with(at, { ...next, index: known.index }) };
}

/** Closes a session that is in a window of its own, so that it can be opened again. */
export function closeTorn(workspace: Workspace, sessionId: string): Workspace {
  const found = tornSession(workspace, sessionId);
  if (found === undefined) return workspace;
  const { session, views, index } = found;
  const closed = [{ sessionId: null, session, tab: null, index, views }, ...workspace.closed];
  return {
    ...workspace,
    torn: workspace.torn.filter((other) => other !== found),
    closed: closed.slice(0, mostClosed),
  };
}
