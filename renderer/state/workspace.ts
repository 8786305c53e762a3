// Changes when components read or change the workspace differently. The rules are in workspace-reducer.ts.
import { createContext, use, useCallback, useMemo, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { gestureOf, placeOf, type Gesture, type Origin, type RecordKind } from './opening.ts';
import {
  activeSession,
  emptyWorkspace,
  reduceWorkspace,
  sessionIdOf,
  tabIdOf,
  tabsFull,
  type WorkspaceAction,
} from './workspace-reducer.ts';
import { tornSession } from './workspace-torn.ts';
import { mostPanes, mostTorn, type TabKind, type Workspace } from './workspace-types.ts';

export { activeSession, activeTab, sessionIdOf, tabIdOf } from './workspace-reducer.ts';
export { gestureOf } from './opening.ts';
export { windowBag } from './workspace-types.ts';
export type { Session, SessionKind, Tab, TabKind, Torn, Workspace } from './workspace-types.ts';
export type { Gesture, Origin, RecordKind } from './opening.ts';

/** How a record is opened: how its link was used, and where it stands when that is not the session that shows. */
export interface Opening {
  gesture?: Gesture;
  origin?: Origin;
}

/** What an agent can do with sessions and tabs. */
export interface WorkspaceActions {
  /** Opens a record where the rules of opening.ts want it. */
  open(kind: RecordKind, id: string, how?: Opening): void;
  /** To the conversation's session, opened if need be. */
  openConversation(id: string): void;
  /** As {@link WorkspaceActions.open}; with `newSession`: a session of its own. */
  openCase(id: string, options?: { newSession?: boolean }): void;
  /** As {@link openCase}. */
  openCustomer(id: string, options?: { newSession?: boolean }): void;
  /** A tab of the session that shows. */
  openTab(kind: TabKind, subjectId: string | null): void;
  /** Adds sessions for these conversations without going to them. */
  ensureConversations(ids: readonly string[]): void;
  /** To a session; to its window where it has one of its own. */
  activateSession(sessionId: string): void;
  activateTab(tabId: string): void;
  /** Goes to the tab on its left. An anchor stays. */
  closeTab(tabId: string): void;
  /** Goes to the session used before. Home stays. */
  closeSession(sessionId: string): void;
  reopenClosed(): void;
  /** To the neighbour in the panel. */
  next(): void;
  previous(): void;
  /** Through the sessions by how recently they were used; `settle` ends it (Ctrl is released). */
  walk(by: 1 | -1): void;
  settle(): void;
  moveSession(sessionId: string, to: number): void;
  moveTab(tabId: string, to: number): void;
  /** One more pane side by side, with this tab or with the session used before. */
  split(tabId?: string): void;
  closePane(at: number): void;
  focusPane(at: number): void;
  movePane(by: 1 | -1): void;
  /** Into a window of its own. */
  tearOff(sessionId: string): void;
  /** Asks for a session back: its window saves and closes first. In a window of its own: this one, whatever it is called. */
  bringBack(windowId: string): void;
  setView(tabId: string, key: string, value: unknown): void;
}

/** What could not be done as asked, or is done elsewhere: whoever listens says so, or does it. */
export type WorkspaceWord =
  | { kind: 'tabsFull' }
  | { kind: 'panesFull' }
  /** There is nothing that is not shown already. */
  | { kind: 'nothingBeside' }
  | { kind: 'windowsFull' }
  /** The session is in a window of its own: that one is to come to the front. */
  | { kind: 'elsewhere'; windowId: string }
  /** The window is to be closed, and its session comes back. */
  | { kind: 'bringBack'; windowId: string };

/** The workspace of one window: its state to read, its actions to change it. */
export interface WorkspaceStore {
  state: StoreApi<Workspace>;
  dispatch(action: WorkspaceAction): void;
  actions: WorkspaceActions;
  /** @returns stop. */
  hear(listener: (word: WorkspaceWord) => void): () => void;
}

/**
 * @param handOver sees every action first; true means that another window does it.
 * @returns a workspace with Home alone.
 */
export function createWorkspace(
  handOver: (action: WorkspaceAction) => boolean = () => false,
): WorkspaceStore {
  const state = createStore<Workspace>(() => emptyWorkspace);
  const listeners = new Set<(word: WorkspaceWord) => void>();
  const say = (word: WorkspaceWord): void => {
    for (const listener of listeners) listener(word);
  };
  const dispatch = (action: WorkspaceAction): void => {
    if (handOver(action)) return;
    const before = state.getState();
    const word = wordOf(before, action);
    if (word !== null) say(word);
    const after = reduceWorkspace(before, action);
    if (after !== before) state.setState(after, true);
    else if (action.type === 'split' && word === null) say({ kind: 'nothingBeside' });
  };
  const open: WorkspaceActions['open'] = (kind, id, how = {}) => {
    const now = state.getState();
    const own = kind === 'article' ? '' : sessionIdOf(kind, id);
    const known = now.sessions.some((session) => session.id === own) || tornSession(now, own) !== undefined;
    const origin = how.origin ?? (activeSession(now).kind === 'home' ? 'home' : 'session');
    const place = placeOf(kind, how.gesture ?? 'plain', origin, known);
    if (place === 'session' && kind !== 'article') {
      dispatch({ type: 'openSession', kind, subjectId: id, focus: true });
      // Whoever asked for the record means it, not the tab of its session that was last used.
      dispatch({ type: 'activateTab', tabId: tabIdOf(own, kind, id) });
    } else dispatch({ type: 'openTab', kind, subjectId: id, focus: place !== 'behind' });
  };
  const gesture = (own: boolean | undefined): Opening => (own === true ? { gesture: 'session' } : {});
  const actions: WorkspaceActions = {
    open,
    openConversation: (id) =>
      dispatch({ type: 'openSession', kind: 'conversation', subjectId: id, focus: true }),
    openCase: (id, options) => open('case', id, gesture(options?.newSession)),
    openCustomer: (id, options) => open('customer', id, gesture(options?.newSession)),
    openTab: (kind, subjectId) => dispatch({ type: 'openTab', kind, subjectId }),
    ensureConversations: (ids) => {
      for (const subjectId of ids)
        dispatch({ type: 'openSession', kind: 'conversation', subjectId, focus: false });
    },
    activateSession: (sessionId) => dispatch({ type: 'activateSession', sessionId }),
    activateTab: (tabId) => dispatch({ type: 'activateTab', tabId }),
    closeTab: (tabId) => dispatch({ type: 'closeTab', tabId }),
    closeSession: (sessionId) => dispatch({ type: 'closeSession', sessionId }),
    reopenClosed: () => dispatch({ type: 'reopenClosed' }),
    next: () => dispatch({ type: 'step', by: 1 }),
    previous: () => dispatch({ type: 'step', by: -1 }),
    walk: (by) => dispatch({ type: 'walk', by }),
    settle: () => dispatch({ type: 'settle' }),
    moveSession: (sessionId, to) => dispatch({ type: 'moveSession', sessionId, to }),
    moveTab: (tabId, to) => dispatch({ type: 'moveTab', tabId, to }),
    split: (tabId) => dispatch(tabId === undefined ? { type: 'split' } : { type: 'split', tabId }),
    closePane: (at) => dispatch({ type: 'closePane', at }),
    focusPane: (at) => dispatch({ type: 'focusPane', at }),
    movePane: (by) => dispatch({ type: 'movePane', by }),
    tearOff: (sessionId) => dispatch({ type: 'tearOff', sessionId }),
    bringBack: (windowId) => say({ kind: 'bringBack', windowId }),
    setView: (tabId, key, value) => dispatch({ type: 'view', tabId, key, value }),
  };
  return {
    state,
    dispatch,
    actions,
    hear: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @returns what an agent should hear of an action; null for what simply happens. */
function wordOf(workspace: Workspace, action: WorkspaceAction): WorkspaceWord | null {
  switch (action.type) {
    case 'openTab':
      return tabsFull(workspace, action.kind, action.subjectId, action.sessionId)
        ? { kind: 'tabsFull' }
        : null;
    case 'split': {
      const { panes } = workspace;
      const known = action.tabId !== undefined && panes.includes(action.tabId);
      return panes.length >= mostPanes && !known ? { kind: 'panesFull' } : null;
    }
    case 'tearOff':
      return workspace.torn.length >= mostTorn ? { kind: 'windowsFull' } : null;
    case 'activateSession':
      return elsewhere(workspace, action.sessionId);
    case 'openSession':
      return action.focus ? elsewhere(workspace, sessionIdOf(action.kind, action.subjectId)) : null;
    default:
      return null;
  }
}

function elsewhere(workspace: Workspace, sessionId: string): WorkspaceWord | null {
  const torn = tornSession(workspace, sessionId);
  return torn === undefined ? null : { kind: 'elsewhere', windowId: torn.windowId };
}

/** The one workspace of this window. Its value never changes. */
export const WorkspaceContext = createContext<WorkspaceStore | null>(null);

/** @returns the workspace of this window, whole; for a part of it use {@link useWorkspace}. */
export function useWorkspaceStore(): WorkspaceStore {
  const store = use(WorkspaceContext);
  if (store === null) throw new Error('No WorkspaceContext above this component.');
  return store;
}

/** @returns a part of the workspace; renders again only when that part is another object. */
export function useWorkspace<T>(select: (workspace: Workspace) => T): T {
  return useStore(useWorkspaceStore().state, select);
}

/** @returns what can be done with the workspace; always the same object. */
export function useWorkspaceActions(): WorkspaceActions {
  return useWorkspaceStore().actions;
}

/** What a button that opens a record needs. */
export interface RecordLink {
  onClick: (event: MouseEvent) => void;
  onAuxClick: (event: MouseEvent) => void;
}

/** @returns a function that makes any button a link to a record: plain, Ctrl, Shift and middle click each as opening.ts says. */
export function useRecordLink(): (kind: RecordKind, id: string, origin?: Origin) => RecordLink {
  const { actions } = useWorkspaceStore();
  return useMemo(
    () => (kind, id, origin) => {
      const onClick = (event: MouseEvent): void =>
        actions.open(kind, id, { gesture: gestureOf(event), ...(origin === undefined ? {} : { origin }) });
      return {
        onClick,
        onAuxClick: (event) => {
          if (event.button === 1) onClick(event);
        },
      };
    },
    [actions],
  );
}

/** Something a tab remembers across switches, restarts and crashes: scroll, selection, sizes. Plain JSON values. */
export function useTabView<T>(tabId: string, key: string, initial: T): [T, (value: T) => void] {
  const { actions } = useWorkspaceStore();
  const value = useWorkspace(({ views }) => views[tabId]?.[key]) as T | undefined;
  const set = useCallback((next: T) => actions.setView(tabId, key, next), [actions, tabId, key]);
  return [value ?? initial, set];
}

/** @returns a function that reads the workspace as it is when called, without rendering again on change. */
export function useWorkspaceReader(): () => Workspace {
  return useWorkspaceStore().state.getState;
}

/** @returns a function that reads what a tab remembers, when called. */
export function useTabViewReader(): <T>(tabId: string, key: string, initial: T) => T {
  const { state } = useWorkspaceStore();
  return useCallback(
    <T>(tabId: string, key: string, initial: T) =>
      (state.getState().views[tabId]?.[key] as T | undefined) ?? initial,
    [state],
  );
}
