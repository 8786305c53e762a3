// Changes when several cases are made one differently: chosen, previewed, done, and undone.
import { X } from 'lucide-react';
import { useState } from 'react';
import { mostMerged } from '../../../shared/domain/case.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { CaseNumber } from './CaseNumber.tsx';
import { CaseFinder } from './CaseFinder.tsx';
import { StatusMark } from './marks.tsx';
import css from './relations.module.css';

/** Chooses up to nine cases that are merged into this one. */
export function MergeDialog({ row, onClose }: { row: CaseRow; onClose: () => void }) {
  const t = useT();
  const run = useRun();
  const toast = useToast();
  const [chosen, setChosen] = useState<readonly CaseRow[]>([]);
  const [error, setError] = useState<ErrorData | null>(null);
  const full = chosen.length >= mostMerged - 1;
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  const merge = (): void => {
    const caseIds = chosen.map(({ id }) => id);
    setError(null);
    run('case.merge', { caseId: row.id, fromIds: caseIds }).then(() => {
      onClose();
      toast({
        title: t('case.merge.done', { count: caseIds.length }),
        tone: 'ok',
        action: {
          label: t('common.undo'),
          run: () => void run('case.unmerge', { caseIds }).catch(failed),
        },
      });
    }, failed);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('case.merge.into', { title: row.title })}
      width={560}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={chosen.length === 0} onClick={merge}>
            {t('case.merge.do', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className={css.merging}>
        {full ? (
          <p className={css.quiet}>{t('case.merge.full')}</p>
        ) : (
          <CaseFinder
            autoFocus
            without={new Set([row.id, ...chosen.map(({ id }) => id)])}
            customerId={row.customerId}
            onPick={(one) => setChosen([...chosen, one])}
          />
        )}
        {chosen.length > 0 && (
          <>
            <ul className={css.list} aria-label={t('case.merge')}>
              {chosen.map((one) => (
                <li key={one.id} className={css.line}>
                  <CaseNumber row={one} short />
                  <span className={css.title} title={one.title}>
                    <Bidi className="clip">{one.title}</Bidi>
                  </span>
                  {one.customerName !== null && one.customerId !== row.customerId && (
                    <span className={css.quiet}>
                      <Bidi className="clip">{one.customerName}</Bidi>
                    </span>
                  )}
                  <StatusMark status={one.status} />
                  <IconButton
                    size="small"
                    label={t('case.merge.drop', { title: one.title })}
                    onClick={() => setChosen(chosen.filter(({ id }) => id !== one.id))}
                  >
                    <X size={13} aria-hidden="true" />
                  </IconButton>
                </li>
              ))}
            </ul>
            <p role="status">
              {t('case.merge.preview', { notes: chosen.reduce((sum, { notes }) => sum + notes, 0) })}
            </p>
          </>
        )}
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
