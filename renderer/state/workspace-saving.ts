// Changes when the workspace is kept on disk differently: written within 200 ms of a change, read at the start.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { StoreClient } from '../data/store-client.ts';
import { emptyWorkspace } from './workspace-reducer.ts';
import type { WorkspaceStore } from './workspace.ts';
import { savedWorkspaceSchema, type SavedWorkspace, type Workspace } from './workspace-types.ts';

/** Keeps one workspace on disk. */
export interface WorkspaceSaving {
  /** Reads this agent's workspace; begins with Home alone where there is none, or one that cannot be read. */
  restore(): Promise<void>;
  /** Writes now what is not written yet: before the window goes. */
  flush(): Promise<void>;
  /** Writes, then stops listening: before another agent signs in. */
  stop(): Promise<void>;
}

const coalesceMs = 200;

/** @param onSaved hears whether everything up to now is on disk. */
export function createWorkspaceSaving(
  workspace: WorkspaceStore,
  store: StoreClient,
  timers: Timers,
  onSaved: (saved: boolean) => void = () => {},
): WorkspaceSaving {
  let timer: unknown = null;
  let dirty = false;
  // Before the old one is read nothing is written over it.
  let listening = false;

  const flush = async (): Promise<void> => {
    if (timer !== null) timers.clear(timer);
    timer = null;
    if (!dirty) return;
    dirty = false;
    await store
      .request('workspace.put', { state: JSON.stringify(toSaved(workspace.state.getState())) })
      .catch(() => {
        dirty = true;
        schedule();
      });
    if (!dirty) onSaved(true);
  };
  const schedule = (): void => {
    timer ??= timers.set(() => {
      timer = null;
      void flush();
    }, coalesceMs);
  };
  const unsubscribe = workspace.state.subscribe(() => {
    if (!listening) return;
    dirty = true;
    onSaved(false);
    schedule();
  });

  return {
    restore: async () => {
      const { state } = await store.request('workspace.get', {});
      listening = false;
      workspace.dispatch({ type: 'restore', saved: parseSaved(state) });
      listening = true;
    },
    flush,
    stop: async () => {
      unsubscribe();
      await flush();
    },
  };
}

/** @returns what goes to disk. */
export function toSaved(workspace: Workspace): SavedWorkspace {
  const { sessions, activeId, recent, closed, views, torn } = workspace;
  // A walk that a crash ends was only a look: the panes are those from before it.
  const { panes, focused } = workspace.walk ?? workspace;
  return { v: 1, sessions, activeId, recent, closed, views, panes, focused, torn };
}

/** @returns what was on disk, or a workspace with Home alone where that cannot be read. */
export function parseSaved(state: string | null): SavedWorkspace {
  const nothing = toSaved(emptyWorkspace);
  if (state === null) return nothing;
  try {
    const parsed = savedWorkspaceSchema.safeParse(JSON.parse(state));
    return parsed.success ? parsed.data : nothing;
  } catch {
    return nothing;
  }
}
