// Changes when the parts of a session's own window are put together differently. Sessions and offers are in the main one.
import { Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useData } from '../data/hooks.ts';
import { useTellCards } from '../features/phone/useCardElsewhere.ts';
import { useT } from '../state/intl.tsx';
import { activeSession, useWorkspace, useWorkspaceActions } from '../state/workspace.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { BannerArea } from './Banner.tsx';
import { useCommands } from './commands.ts';
import css from './desk.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useKeys } from './keys.ts';
import { Overlays } from './Overlays.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useTitle } from './titles.ts';
import { useKeysOf } from './useKeysOf.ts';
import { useWork } from './useWork.ts';
import { useWorkspaceWords } from './useWorkspaceWords.ts';
import { WorkArea } from './WorkArea.tsx';

/** One session with its tabs, its context and a way back. */
export function TornDesk() {
  const work = useWork();
  const commands = useCommands(work);
  useKeys(commands);
  useWorkspaceWords();
  useTellCards();
  const { phoneElsewhere } = useData();
  useEffect(() => phoneElsewhere.seek(), [phoneElsewhere]);
  useWindowTitle();
  return (
    <div className={css.desk}>
      <BannerArea />
      <div className={css.body}>
        <WorkArea work={work} lead={bringBack} />
      </div>
      <ErrorBoundary>
        <StatusBar />
      </ErrorBoundary>
      <Overlays work={work} commands={commands} />
    </div>
  );
}

function BringBack() {
  const t = useT();
  const keysOf = useKeysOf();
  const actions = useWorkspaceActions();
  return (
    <IconButton
      label={t('command.bringBack')}
      keys={keysOf('bringBack')}
      size="small"
      onClick={() => actions.bringBack('')}
    >
      <Undo2 size={15} aria-hidden="true" className="mirror" />
    </IconButton>
  );
}

const bringBack = <BringBack />;

function useWindowTitle(): void {
  const t = useT();
  const { kind, subjectId } = useWorkspace(activeSession);
  const title = useTitle(kind, subjectId);
  useEffect(() => {
    document.title = t('window.title', { title });
  }, [t, title]);
}
