// Changes when the main window looks after the sessions in windows of their own differently. It alone knows and saves them all.
import type { Client } from '../../shared/ipc/rpc.ts';
import type { MainContract } from '../../shared/ipc/main.ts';
import type { Drafts } from '../data/drafts.ts';
import type { Ask, Peers } from './peers.ts';
import type { ShellStore } from './shell.ts';
import { restoreTorn } from './workspace-restore.ts';
import type { WorkspaceStore } from './workspace.ts';

/** What it works with. */
export interface TornMainDeps {
  workspace: WorkspaceStore;
  peers: Peers;
  main: Pick<Client<MainContract>, 'request' | 'on'>;
  drafts: Pick<Drafts, 'flush' | 'restore'>;
  shell: Pick<ShellStore, 'setTornFront'>;
}

/** Begins once the workspace has been read. @returns ends it: the windows go, and come back with the next start. */
export function startTornMain({ workspace, peers, main, drafts, shell }: TornMainDeps): () => void {
  const { state, dispatch } = workspace;
  const ignore = (): void => {};
  let open = '';
  const follow = (): void => {
    const ids = state.getState().torn.map(({ windowId }) => windowId);
    const wanted = ids.join(' ');
    if (wanted === open) return;
    open = wanted;
    // What was typed here is in the journal before the other window reads it.
    const set = (): void => void main.request('windows.set', { ids }).catch(ignore);
    drafts.flush().then(set, set);
  };

  const does = (ask: Ask): void => {
    if (ask.type === 'openSession') dispatch({ ...ask, focus: true });
    else dispatch(ask);
  };
  const stops = [
    state.subscribe(follow),
    workspace.hear((word) => {
      if (word.kind === 'elsewhere')
        void main.request('windows.show', { windowId: word.windowId }).catch(ignore);
      if (word.kind === 'bringBack' && word.windowId !== '')
        void main.request('windows.close', { windowId: word.windowId }).catch(ignore);
    }),
    main.on('windowClosed', ({ windowId }) => {
      // Its words first, then the session that shows them.
      const back = (): void => dispatch({ type: 'bringBack', windowId, focus: true });
      drafts.restore().then(back, back);
    }),
    peers.onMessage((message) => {
      if (message.t === 'want') {
        const torn = state.getState().torn.find(({ windowId }) => windowId === message.windowId);
        if (torn !== undefined) peers.post({ t: 'give', torn });
      } else if (message.t === 'state') {
        const torn = restoreTorn(message.torn);
        if (torn !== null) dispatch({ type: 'torn', torn });
        peers.post({ t: 'got', windowId: message.torn.windowId, n: message.n });
      } else if (message.t === 'front') {
        const torn = state.getState().torn.find(({ windowId }) => windowId === message.windowId);
        shell.setTornFront(message.focused ? (torn?.session.subjectId ?? null) : null);
      } else if (message.t === 'ask') {
        does(message.ask);
        void main.request('windows.show', { windowId: null }).catch(ignore);
      }
    }),
  ];
  // Also when there is none: one that is left over from before goes.
  open = '-';
  follow();
  peers.post({ t: 'here' });
  return () => {
    for (const stop of stops) stop();
    void main.request('windows.set', { ids: [] }).catch(ignore);
  };
}
