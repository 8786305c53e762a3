// Changes when a case is resolved or opened again differently: with the reason as a note, if there is one.
import { CircleCheck, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { isOpenCase, type Case } from '../../../shared/domain/case.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDraft, useNewId, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import styles from './case-tab.module.css';

/** The button, and once it is pressed the reason. What was written is kept until it is used or let go. */
export function Turning({ seen }: { seen: Pick<Case, 'id' | 'status'> }) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const toast = useToast();
  const open = isOpenCase(seen.status);
  const way = open ? 'resolve' : 'reopen';
  const draft = useDraft(`${way}:${seen.id}`);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  const close = (): void => {
    setAsked(false);
    draft.clear();
  };
  const turn = async (): Promise<void> => {
    const { id: caseId, status: from } = seen;
    const status = open ? ('resolved' as const) : ('open' as const);
    const put = (to: Case['status'], base: Case['status']): Promise<void> =>
      run('case.update', { caseId, set: { status: to }, base: { status: base } });
    setError(null);
    try {
      await put(status, from);
      // The reason stays a draft until it is safe.
      if (draft.text.trim() !== '')
        await run('note.write', {
          noteId: newId(),
          subjectKind: 'case',
          subjectId: caseId,
          text: draft.text,
          supersedes: null,
        });
      close();
      toast({
        title: t('case.changed', { field: t('case.field.status'), value: t(`caseStatus.${status}`) }),
        tone: 'ok',
        action: { label: t('common.undo'), run: () => void put(from, status).catch(failed) },
      });
    } catch (failure) {
      failed(failure);
    }
  };
  if (!asked && draft.text === '') {
    const Shape = open ? CircleCheck : RotateCcw;
    return (
      <>
        <Button
          size="small"
          className={styles.turn ?? ''}
          icon={<Shape size={14} aria-hidden="true" />}
          onClick={() => setAsked(true)}
        >
          {t(`case.${way}`)}
        </Button>
        {error !== null && <ErrorNote error={error} />}
      </>
    );
  }
  return (
    <form
      className={styles.turning}
      aria-label={t(`case.${way}`)}
      onSubmit={(event) => {
        event.preventDefault();
        void turn();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void turn();
        }
      }}
    >
      <TextArea
        label={t(`case.${way}.reason`)}
        rows={2}
        // It was asked for.
        autoFocus={asked}
        maxLength={bounds.note}
        value={draft.text}
        onChange={(text) => draft.set(text, text.length)}
      />
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.line}>
        <Button type="submit" variant="primary" size="small">
          {t(`case.${way}`)}
        </Button>
        <Button variant="quiet" size="small" onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
