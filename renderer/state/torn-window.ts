// Changes when a session's own window gets, tells or gives back what it shows differently. The main window keeps and saves it.
import type { Client, Timers } from '../../shared/ipc/rpc.ts';
import type { MainContract } from '../../shared/ipc/main.ts';
import type { Drafts } from '../data/drafts.ts';
import type { Ask, Peers } from './peers.ts';
import { sessionIdOf, type WorkspaceAction } from './workspace-reducer.ts';
import { toSaved } from './workspace-saving.ts';
import { emptyWorkspace } from './workspace-parts.ts';
import { createWorkspace, type Torn, type WorkspaceStore } from './workspace.ts';

/** What it works with. */
export interface TornWindowDeps {
  windowId: string;
  peers: Peers;
  main: Pick<Client<MainContract>, 'request' | 'on'>;
  drafts: Pick<Drafts, 'flush'>;
  timers: Timers;
}

/** The workspace of a session's own window. */
export interface TornWindow {
  workspace: WorkspaceStore;
  /** Asks until the main window has said which session this is. @returns stop. */
  start(onReady: () => void): () => void;
}

const askAgainMs = 400;
const tellMs = 100;
/** The main window answers within this, or is not there: then it is only told. */
const answerMs = 700;

/** See {@link TornWindow}. */
export function createTornWindow(deps: TornWindowDeps): TornWindow {
  const { windowId, peers, main, drafts, timers } = deps;
  const ignore = (): void => {};
  let own: Torn | null = null;
  let n = 0;
  let timer: unknown = null;

  const elsewhere = (ask: Ask): true => {
    peers.post({ t: 'ask', ask });
    void main.request('windows.show', { windowId: null }).catch(ignore);
    return true;
  };
  /** What concerns other sessions is done in the main window, which then comes to the front. */
  const handOver = (action: WorkspaceAction): boolean => {
    const sessionId = own?.session.id;
    switch (action.type) {
      case 'openSession': {
        const { kind, subjectId } = action;
        if (sessionIdOf(kind, subjectId) === sessionId) return false;
        return elsewhere({ type: 'openSession', kind, subjectId });
      }
      case 'activateSession':
        return action.sessionId === sessionId ? false : elsewhere(action);
      case 'closeSession':
        return elsewhere(action);
      case 'step':
      case 'walk':
        return elsewhere({ type: 'step', by: action.by });
      case 'reopenClosed':
        return workspace.state.getState().closed.length === 0 && elsewhere(action);
      case 'split': {
        const { panes, sessions } = workspace.state.getState();
        const tabs = sessions.find(({ id }) => id === sessionId)?.tabs ?? [];
        return action.tabId === undefined && tabs.every(({ id }) => panes.includes(id));
      }
      case 'settle':
      case 'tearOff':
      case 'bringBack':
      case 'moveSession':
        return true;
      default:
        return false;
    }
  };
  const workspace = createWorkspace(handOver);

  const now = (): Torn | null => {
    const { sessions, views, panes, focused } = workspace.state.getState();
    const session = sessions.find(({ id }) => id === own?.session.id);
    return own === null || session === undefined
      ? null
      : { windowId, session, views, panes, focused, index: own.index };
  };
  const tell = (): number => {
    if (timer !== null) timers.clear(timer);
    timer = null;
    const torn = now();
    if (torn !== null) peers.post({ t: 'state', n: ++n, torn });
    return n;
  };

  /** All that is here is safe before the window says that it may go. */
  const close = async (): Promise<void> => {
    await drafts.flush().catch(ignore);
    if (own !== null) {
      const told = tell();
      await new Promise<void>((resolve) => {
        const limit = timers.set(done, answerMs);
        const stop = peers.onMessage((message) => {
          if (message.t === 'got' && message.windowId === windowId && message.n >= told) done();
        });
        function done(): void {
          timers.clear(limit);
          stop();
          resolve();
        }
      });
    }
    await main.request('windows.done', {}).catch(ignore);
  };

  return {
    workspace,
    start: (onReady) => {
      let again: unknown = null;
      const want = (): void => {
        peers.post({ t: 'want', windowId });
        again = timers.set(want, askAgainMs);
      };
      const take = (torn: Torn): void => {
        timers.clear(again);
        own = torn;
        const { session, views, panes, focused } = torn;
        const [home] = emptyWorkspace.sessions;
        const saved = { ...toSaved(emptyWorkspace), sessions: [home!, session], activeId: session.id };
        workspace.dispatch({ type: 'restore', saved: { ...saved, views, panes, focused } });
        onReady();
      };
      const stops = [
        peers.onMessage((message) => {
          if (message.t === 'give' && own === null && message.torn.windowId === windowId) take(message.torn);
          if (message.t === 'here') tell();
        }),
        workspace.state.subscribe(() => {
          if (own !== null) timer ??= timers.set(tell, tellMs);
        }),
        workspace.hear((word) => {
          if (word.kind === 'bringBack') void main.request('windows.close', { windowId }).catch(ignore);
        }),
        main.on('closing', () => void close()),
        main.on('focus', ({ focused }) => peers.post({ t: 'front', windowId, focused })),
      ];
      want();
      return () => {
        timers.clear(again);
        tell();
        for (const stop of stops) stop();
      };
    },
  };
}
