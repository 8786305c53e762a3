// Changes when a session's own window begins differently: its session from the main window, its words from the journal.
import { useEffect, useMemo, useState } from 'react';
import { browserTimers } from '../data/data.ts';
import { useData } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { createPeers } from '../state/peers.ts';
import { createTornWindow } from '../state/torn-window.ts';
import { WorkspaceContext } from '../state/workspace.ts';
import css from './gate.module.css';
import { channelName } from './torn-channel.ts';
import { TornDesk } from './TornDesk.tsx';

/** Waits for the main window, then shows the session as it was. */
export function TornGate({ windowId }: { windowId: string }) {
  const t = useT();
  const { main, drafts, live } = useData();
  const peers = useMemo(() => createPeers(new BroadcastChannel(channelName)), []);
  const torn = useMemo(
    () => createTornWindow({ windowId, peers, main, drafts, timers: browserTimers }),
    [windowId, peers, main, drafts],
  );
  const [given, setGiven] = useState(false);
  const [read, setRead] = useState(false);
  useEffect(() => {
    const stop = torn.start(() => setGiven(true));
    let here = true;
    const restore = (): void => {
      drafts.restore().then(
        () => here && setRead(true),
        () => here && browserTimers.set(restore, 1_000),
      );
    };
    restore();
    const flush = (): void => void drafts.flush();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      here = false;
      stop();
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      queueMicrotask(live.reset);
    };
  }, [torn, drafts, live]);
  if (!given || !read) {
    return (
      <main className={css.gate} aria-busy="true">
        <p className={css.busy}>{t('window.waiting')}</p>
      </main>
    );
  }
  return (
    <WorkspaceContext value={torn.workspace}>
      <TornDesk />
    </WorkspaceContext>
  );
}
