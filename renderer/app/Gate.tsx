// Changes when what stands between the start and the desk does: nothing yet, sign-in, the demo, this agent's things.
import { useEffect, useMemo, useRef, useState } from 'react';
import { toErrorData, type ErrorData } from '../../shared/errors.ts';
import type { DeskView } from '../../shared/ipc/views.ts';
import { browserTimers } from '../data/data.ts';
import { useData, useDesk, useQuery } from '../data/hooks.ts';
import { SignIn } from '../features/sign-in/SignIn.tsx';
import { useIntl, useT } from '../state/intl.tsx';
import { createPeers } from '../state/peers.ts';
import { useShell } from '../state/shell.ts';
import { startTornMain } from '../state/torn-main.ts';
import { createWorkspaceSaving } from '../state/workspace-saving.ts';
import { createWorkspace, WorkspaceContext } from '../state/workspace.ts';
import { Desk } from './Desk.tsx';
import { useHello } from './hello.ts';
import css from './gate.module.css';
import { channelName } from './torn-channel.ts';
import { TornGate } from './TornGate.tsx';

/** Signs in, reads this agent's workspace and drafts, then shows the desk. */
export function Gate() {
  const { rows: desk } = useQuery('desk.view', {});
  const { clock } = useData();
  const windowId = useHello().windowId ?? null;
  const offset = desk?.clockOffset;
  // Whoever has signed out gets the form, also in the demo.
  const wasSignedIn = useRef(false);
  if (desk?.agent != null) wasSignedIn.current = true;
  useEffect(() => {
    if (offset !== undefined) clock.setOffset(offset);
  }, [clock, offset]);
  useDemoAgain(windowId === null ? desk : undefined);
  if (desk === undefined) return <div className={css.gate} aria-busy="true" />;
  if (windowId !== null) {
    return desk.agent === null ? (
      <div className={css.gate} aria-busy="true" />
    ) : (
      <TornGate windowId={windowId} />
    );
  }
  if (desk.agent === null) return <Door service={desk.service} mayBegin={!wasSignedIn.current} />;
  return <Furnished key={desk.agent.id} />;
}

/** The demo signs in again by itself where its service has moved (another port) or its sign-in has expired. */
function useDemoAgain(desk: DeskView | undefined): void {
  const { demo, defaultService } = useHello();
  const { store } = useData();
  const wanted =
    demo !== null &&
    defaultService !== null &&
    desk !== undefined &&
    desk.agent !== null &&
    (desk.service !== defaultService || desk.link.state === 'expired');
  useEffect(() => {
    if (!wanted) return;
    // Where it fails the desk stays as it is: offline or expired, and says so.
    store.request('account.signIn', { service: defaultService, ...demo }, 60_000).catch(() => {});
  }, [wanted, store, defaultService, demo]);
}

/** The desk with this agent's sessions, tabs and half-written words as they were left. */
function Furnished() {
  const { store, drafts, live, main } = useData();
  const shell = useShell();
  const workspace = useMemo(() => createWorkspace(), []);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const saving = createWorkspaceSaving(workspace, store, browserTimers, (saved) => {
      document.documentElement.dataset['workspace'] = saved ? 'saved' : 'saving';
    });
    const flush = (): void => {
      void saving.flush();
      void drafts.flush();
    };
    let here = true;
    // Nothing may be written over what has not been read: the desk waits until the store can give it.
    const read = (): void => {
      Promise.all([saving.restore(), drafts.restore()]).then(
        () => here && setReady(true),
        () => here && browserTimers.set(read, 1_000),
      );
    };
    read();
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      here = false;
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
      void saving.stop();
      // Once everything of this agent has let go.
      queueMicrotask(live.reset);
    };
  }, [workspace, store, drafts, live]);
  useEffect(() => {
    if (!ready) return undefined;
    const peers = createPeers(new BroadcastChannel(channelName));
    const stop = startTornMain({ workspace, peers, main, drafts, shell });
    return () => {
      stop();
      peers.close();
    };
  }, [ready, workspace, main, drafts, shell]);
  if (!ready) return <div className={css.gate} aria-busy="true" />;
  return (
    <WorkspaceContext value={workspace}>
      <Desk />
    </WorkspaceContext>
  );
}

const demoTries = 5;

/** Nobody is signed in: the demo does it by itself, people fill in the form. */
function Door({ service, mayBegin }: { service: string | null; mayBegin: boolean }) {
  const t = useT();
  const intl = useIntl();
  const hello = useHello();
  const { store } = useData();
  const { link } = useDesk();
  const { demo, defaultService } = hello;
  const [failed, setFailed] = useState<ErrorData | null>(null);
  const automatic = mayBegin && demo !== null && defaultService !== null && failed === null;
  useEffect(() => {
    if (!automatic) return undefined;
    let timer: unknown = null;
    const attempt = (left: number): void => {
      store
        .request('account.signIn', { service: defaultService, ...demo }, 60_000)
        .catch((error: unknown) => {
          const data = toErrorData(error);
          // The demo's service may still be starting.
          if (data.kind === 'unreachable' && left > 0)
            timer = browserTimers.set(() => attempt(left - 1), 2_000);
          else setFailed(data);
        });
    };
    attempt(demoTries);
    return () => browserTimers.clear(timer);
    // Once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  if (automatic) {
    const { progress } = link;
    return (
      <main className={css.gate} aria-busy="true">
        <p className={css.busy} role="status">
          {progress === null
            ? t('signIn.demo')
            : t('signIn.loading', {
                done: intl.formatNumber(progress.done),
                total: intl.formatNumber(progress.total),
              })}
        </p>
      </main>
    );
  }
  return (
    <main className={css.gate}>
      <SignIn service={service ?? defaultService ?? ''} handle={demo?.handle ?? ''} failed={failed} />
    </main>
  );
}
