// Changes when the parts of the window are put together differently.
import { memo, useEffect } from 'react';
import { useData, useQuery } from '../data/hooks.ts';
import { CallBar } from '../features/phone/CallBar.tsx';
import { useT } from '../state/intl.tsx';
import { Pane, Resizer } from '../ui/Pane.tsx';
import { BannerArea } from './Banner.tsx';
import { CallPops } from './CallPops.tsx';
import { useCommands } from './commands.ts';
import { ContextPane, useContextShown } from './ContextPane.tsx';
import css from './desk.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useKeys } from './keys.ts';
import { Overlays } from './Overlays.tsx';
import { Panes } from './Panes.tsx';
import { SessionPanel } from './SessionPanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useSounds } from './useAlerting.ts';
import { useAlerts } from './useAlerts.ts';
import { useCalls } from './useCalls.ts';
import { useCallAlerts } from './useCallAlerts.ts';
import { useContextSize } from './useContextSize.ts';
import { useTeamMoods } from './useMoodCalls.ts';
import { useHousekeeping } from './useHousekeeping.ts';
import { useWork, type Work } from './useWork.ts';
import { useWorkspaceWords } from './useWorkspaceWords.ts';

/** The agent's window: sessions, tabs, context, status. */
export function Desk() {
  const work = useWork();
  const commands = useCommands(work);
  useKeys(commands);
  useHousekeeping();
  const sounds = useSounds();
  useAlerts(work, sounds);
  useCallAlerts(sounds);
  useTeamMoods();
  useWorkspaceWords();
  useTellUsable();
  useCalls();
  return (
    <div className={css.desk}>
      <Banner />
      <ErrorBoundary>
        <CallBar />
        <CallPops />
      </ErrorBoundary>
      <div className={css.body}>
        <ErrorBoundary>
          <SessionPanel work={work} />
        </ErrorBoundary>
        <WorkArea work={work} />
      </div>
      <ErrorBoundary>
        <Foot />
      </ErrorBoundary>
      <Over work={work} commands={commands} />
    </div>
  );
}

const Banner = memo(BannerArea);
const Foot = memo(StatusBar);
const Over = memo(Overlays);

/** What a switch of session changes, and nothing beside it. */
const WorkArea = memo(function WorkArea({ work }: { work: Work }) {
  const t = useT();
  const context = useContextShown();
  const sizes = useContextSize();
  return (
    <>
      <Pane label={t('pane.main')} name="main" className={css.main}>
        <main className={css.mainInner}>
          <Panes work={work} context={context} />
        </main>
      </Pane>
      {context.docked && (
        <Resizer
          label={t('pane.context')}
          pane="end"
          size={sizes.width}
          min={300}
          max={560}
          onResize={sizes.setWidth}
        />
      )}
      <ContextPane context={context} width={sizes.width} />
    </>
  );
});

/** Tells main once that there is something to work with, after it has been painted. */
function useTellUsable(): void {
  const { main } = useData();
  const { rows } = useQuery('conversation.mine', {});
  const usable = rows !== undefined;
  useEffect(() => {
    if (!usable) return undefined;
    const frame = requestAnimationFrame(() => void main.request('app.usable', {}).catch(() => {}));
    return () => cancelAnimationFrame(frame);
  }, [usable, main]);
}
