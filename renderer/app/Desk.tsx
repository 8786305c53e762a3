// Changes when the parts of the window are put together differently.
import { memo, useEffect } from 'react';
import { useData, useQuery } from '../data/hooks.ts';
import { CallBar } from '../features/phone/CallBar.tsx';
import { BannerArea } from './Banner.tsx';
import { CallPops } from './CallPops.tsx';
import { useCommands } from './commands.ts';
import css from './desk.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useKeys } from './keys.ts';
import { Overlays } from './Overlays.tsx';
import { SessionPanel } from './SessionPanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useSounds } from './useAlerting.ts';
import { useAlerts } from './useAlerts.ts';
import { useCalls } from './useCalls.ts';
import { useCallAlerts } from './useCallAlerts.ts';
import { useTeamMoods } from './useMoodCalls.ts';
import { useHousekeeping } from './useHousekeeping.ts';
import { useWork } from './useWork.ts';
import { useWorkspaceWords } from './useWorkspaceWords.ts';
import { WorkArea } from './WorkArea.tsx';

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
