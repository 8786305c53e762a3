// Changes when components read or change the workspace differently. The rules are in workspace-reducer.ts.
import { createContext, use, useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { activeSession, emptyWorkspace, reduceWorkspace, type WorkspaceAction } from './workspace-reducer.ts';
import type { TabKind, Workspace } from './workspace-types.ts';

export { activeSession, activeTab, sessionIdOf, tabIdOf } from './workspace-reducer.ts';
export { windowBag } from './workspace-types.ts';
export type { Session, SessionKind, Tab, TabKind, Workspace } from './workspace-types.ts';

/** What an agent can do with sessions and tabs. */
export interface WorkspaceActions {
  /** To the conversation's session, opened if need be. */
  openConversation(id: string): void;
  /** From Home, or with `newSession`: a session of its own. Else a tab of the session that shows. */
  openCase(id: string, options?: { newSession?: boolean }): void;
  /** As {@link openCase}. */
  openCustomer(id: string, options?: { newSession?: boolean }): void;
  /** A tab of the session that shows. */
  openTab(kind: TabKind, subjectId: string | null): void;
  /** Adds sessions for these conversations without going to them. */
  ensureConversations(ids: readonly string[]): void;
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
  setView(tabId: string, key: string, value: unknown): void;
}

/** The workspace of one window: its state to read, its actions to change it. */
export interface WorkspaceStore {
  state: StoreApi<Workspace>;
  dispatch(action: WorkspaceAction): void;
  actions: WorkspaceActions;
}

/** @returns a workspace with Home alone. */
export function createWorkspace(): WorkspaceStore {
  const state = createStore<Workspace>(() => emptyWorkspace);
  const dispatch = (action: WorkspaceAction): void => {
    const before = state.getState();
    const after = reduceWorkspace(before, action);
    if (after !== before) state.setState(after, true);
  };
  const openRecord = (kind: 'case' | 'customer', id: string, newSession: boolean): void => {
    const session = activeSession(state.getState());
    const own = newSession || session.kind === 'home';
    if (own) dispatch({ type: 'openSession', kind, subjectId: id, focus: true });
    else dispatch({ type: 'openTab', kind, subjectId: id });
  };
  const actions: WorkspaceActions = {
    openConversation: (id) =>
      dispatch({ type: 'openSession', kind: 'conversation', subjectId: id, focus: true }),
    openCase: (id, options) => openRecord('case', id, options?.newSession === true),
    openCustomer: (id, options) => openRecord('customer', id, options?.newSession === true),
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
    setView: (tabId, key, value) => dispatch({ type: 'view', tabId, key, value }),
  };
  return { state, dispatch, actions };
}

/** The one workspace of this window. Its value never changes. */
export const WorkspaceContext = createContext<WorkspaceStore | null>(null);

function useWorkspaceStore(): WorkspaceStore {
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
