// Changes when the parts of a session's own window are put together differently. Sessions and offers are in the main one.
import { Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { useT } from '../state/intl.tsx';
import { activeSession, useWorkspace, useWorkspaceActions } from '../state/workspace.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Pane, Resizer } from '../ui/Pane.tsx';
import { BannerArea } from './Banner.tsx';
import { useCommands } from './commands.ts';
import { ContextPane, useContextShown } from './ContextPane.tsx';
import css from './desk.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useKeys } from './keys.ts';
import { Overlays } from './Overlays.tsx';
import { Panes } from './Panes.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useTitle } from './titles.ts';
import { useContextSize } from './useContextSize.ts';
import { useKeysOf } from './useKeysOf.ts';
import { useWork } from './useWork.ts';
import { useWorkspaceWords } from './useWorkspaceWords.ts';

/** One session with its tabs, its context and a way back. */
export function TornDesk() {
  const t = useT();
  const work = useWork();
  const commands = useCommands(work);
  useKeys(commands);
  useWorkspaceWords();
  useWindowTitle();
  const context = useContextShown();
  const sizes = useContextSize();
  return (
    <div className={css.desk}>
      <BannerArea />
      <div className={css.body}>
        <Pane label={t('pane.main')} name="main" className={css.main}>
          <main className={css.mainInner}>
            <Panes work={work} context={context} lead={<BringBack />} />
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

function useWindowTitle(): void {
  const t = useT();
  const { kind, subjectId } = useWorkspace(activeSession);
  const title = useTitle(kind, subjectId);
  useEffect(() => {
    document.title = t('window.title', { title });
  }, [t, title]);
}
