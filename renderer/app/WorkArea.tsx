// Changes when the panes of a window and what stands beside them are put together differently.
import { memo, type ReactNode } from 'react';
import { useT } from '../state/intl.tsx';
import { Pane, Resizer } from '../ui/Pane.tsx';
import { ContextPane, useContextShown } from './ContextPane.tsx';
import css from './desk.module.css';
import { Panes } from './Panes.tsx';
import { useContextSize } from './useContextSize.ts';
import type { Work } from './useWork.ts';

interface WorkAreaProps {
  work: Work;
  /** Before the tabs; always the same element, or everything is drawn anew with it. */
  lead?: ReactNode;
}

/** What a switch of session changes, and nothing beside it. */
export const WorkArea = memo(function WorkArea({ work, lead }: WorkAreaProps) {
  const t = useT();
  const context = useContextShown();
  const sizes = useContextSize();
  return (
    <>
      <Pane label={t('pane.main')} name="main" className={css.main}>
        <main className={css.mainInner}>
          <Panes work={work} context={context} lead={lead} />
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
