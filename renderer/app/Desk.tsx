// Changes when the parts of the window are put together differently.
import { memo } from 'react';
import { CallBar } from '../features/phone/CallBar.tsx';
import { BannerArea } from './Banner.tsx';
import { CallPops } from './CallPops.tsx';
import { useCommands } from './commands.ts';
import css from './desk.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useKeys } from './keys.ts';
import { Overlays } from './Overlays.tsx';
import { PhoneForWindows } from './PhoneForWindows.tsx';
import { SessionPanel } from './SessionPanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useWork } from './useWork.ts';
import { useWorkspaceWords } from './useWorkspaceWords.ts';
import { Watch } from './Watch.tsx';
import { WorkArea } from './WorkArea.tsx';

/** The agent's window: sessions, tabs, context, status. */
export function Desk() {
  const work = useWork();
  const commands = useCommands(work);
  useKeys(commands);
  useWorkspaceWords();
  return (
    <div className={css.desk}>
      <Watch work={work} />
      <PhoneForWindows commands={commands} />
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
