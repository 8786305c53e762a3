// Changes when the case beside a conversation is shown, linked or begun differently.
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { CaseRow, ConversationView } from '../../../shared/ipc/views.ts';
import { useDraft, useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { CaseChoice, NoCase } from './CaseChoice.tsx';
import { CaseNumber } from './CaseNumber.tsx';
import { NewCaseInTalk } from './NewCaseForm.tsx';
import { SlaClocks } from './Sla.tsx';
import { PendingMark, PriorityMark, StatusMark } from './marks.tsx';
import { Bidi } from '../../ui/Text.tsx';
import styles from './case.module.css';

interface CaseCardProps {
  conversationId: string;
  /** Opens the form of a new case when it changes to another number above 0: /c asks for it. */
  asked?: number;
}

/** The case of a conversation, or the way to one; and what else this customer has going on. */
export function CaseCard({ conversationId, asked = 0 }: CaseCardProps) {
  const t = useT();
  const { rows: view } = useQuery('conversation.view', { id: conversationId });
  if (view === null) return null;
  return (
    <section className={styles.card} aria-label={t('case.title')}>
      {view === undefined ? (
        <>
          <Skeleton width="40%" height={20} />
          <Skeleton width="80%" />
        </>
      ) : (
        <Body view={view} asked={asked} />
      )}
    </section>
  );
}

function Body({ view, asked }: { view: ConversationView; asked: number }) {
  const t = useT();
  const run = useRun();
  const toast = useToast();
  const { conversation } = view;
  const draft = useDraft(`form:case:${conversation.id}`);
  const [open, setOpen] = useState(draft.text !== '');
  const [heard, setHeard] = useState(asked);
  const [error, setError] = useState<ErrorData | null>(null);
  if (asked !== heard) {
    setHeard(asked);
    setOpen(true);
  }
  const link = (caseId: string | null, title: string): void => {
    const failed = (failure: unknown): void => setError(toErrorData(failure));
    const put = (to: string | null): Promise<void> =>
      run('conversation.link', { conversationId: conversation.id, caseId: to });
    const before = conversation.caseId;
    setError(null);
    put(caseId).then(() => {
      const said = t(caseId === null ? 'case.choice.unlinked' : 'case.choice.linked', { title });
      toast({ title: said, action: { label: t('common.undo'), run: () => void put(before).catch(failed) } });
    }, failed);
  };
  return (
    <>
      {view.case === null ? (
        <>
          {!open && <NoCase customerId={conversation.customerId} />}
          {open ? (
            <NewCaseInTalk view={view} onDone={() => setOpen(false)} />
          ) : (
            <Button
              icon={<FolderPlus size={14} aria-hidden="true" />}
              className={styles.begin ?? ''}
              onClick={() => setOpen(true)}
            >
              {t('case.create')}
            </Button>
          )}
        </>
      ) : (
        <Linked row={view.case} onUnlink={() => link(null, view.case?.title ?? '')} />
      )}
      {error !== null && <ErrorNote error={error} />}
      {conversation.customerId !== null && (
        <CaseChoice customerId={conversation.customerId} linked={conversation.caseId} onLink={link} />
      )}
    </>
  );
}

function Linked({ row, onUnlink }: { row: CaseRow; onUnlink: () => void }) {
  const t = useT();
  const link = useRecordLink();
  return (
    <div className={styles.linked}>
      <div className={styles.line}>
        <CaseNumber row={row} />
        <StatusMark status={row.status} />
        <PriorityMark priority={row.priority} />
        <PendingMark pending={row.pending} />
      </div>
      <button
        type="button"
        className={styles.caseTitle}
        title={row.title}
        aria-label={t('case.open', { title: row.title })}
        {...link('case', row.id)}
      >
        <Bidi className="clip">{row.title}</Bidi>
      </button>
      <SlaClocks row={row} />
      <div className={styles.line}>
        <span className={styles.quiet}>{t('case.notes', { count: row.notes })}</span>
        <span className={styles.push} />
        <Button size="small" variant="quiet" className={styles.unlink ?? ''} onClick={onUnlink}>
          {t('case.unlink')}
        </Button>
      </div>
    </div>
  );
}
