// Changes when the page of a case is put together differently.
import type { ReactNode } from 'react';
import type { CaseView } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Ago } from '../../ui/Time.tsx';
import { Activities } from './Activities.tsx';
import { CaseFields } from './CaseFields.tsx';
import { CaseNumber } from './CaseNumber.tsx';
import { CaseTags } from './CaseTags.tsx';
import { Description } from './Description.tsx';
import { EditableTitle } from './EditableTitle.tsx';
import { PendingMark } from './marks.tsx';
import { Notes } from './Notes.tsx';
import { MergedAway, Relations } from './Relations.tsx';
import { SlaClocks } from './Sla.tsx';
import { Turning } from './Turning.tsx';
import { useCaseEdit } from './useCaseEdit.ts';
import { Bidi } from '../../ui/Text.tsx';
import styles from './case-tab.module.css';

interface CaseTabProps {
  caseId: string;
  tabId: string;
  /** What another feature offers to do with this case. */
  actions?: ReactNode;
}

/** One case: what it is about, how it stands, and the notes on it. */
export function CaseTab({ caseId, actions }: CaseTabProps) {
  const t = useT();
  const { rows: view, error } = useQuery('case.view', { id: caseId });
  if (view === undefined)
    return error === null ? <SkeletonRows count={6} height={20} /> : <ErrorNote error={error} />;
  if (view === null) return <EmptyState title={t('case.gone')}>{t('case.goneText')}</EmptyState>;
  return <Loaded key={caseId} view={view} actions={actions} />;
}

function Loaded({ view, actions }: { view: CaseView; actions: ReactNode }) {
  const t = useT();
  const intl = useIntl();
  const { case: seen, row, customer } = view;
  const link = useRecordLink();
  const { save, error } = useCaseEdit(seen);
  const { rows: relations } = useQuery('case.relations', { id: seen.id });
  return (
    <article className={styles.page}>
      <header className={styles.header}>
        <MergedAway seen={seen} into={relations?.into ?? null} />
        <div className={styles.line}>
          <CaseNumber row={row} />
          <span className={styles.quiet}>{t(`caseKind.${seen.kind}`)}</span>
          <PendingMark pending={row.pending} words />
          <span className={styles.push} />
          <SlaClocks row={row} />
        </div>
        <EditableTitle caseId={seen.id} title={seen.title} onSave={(title) => save('title', title, title)} />
        <CaseFields seen={seen} row={row} save={save} />
        <CaseTags seen={seen} />
        <div className={styles.actions}>
          {seen.merged == null && <Turning key={seen.status} seen={seen} />}
          {actions}
        </div>
        {error !== null && <ErrorNote error={error} />}
      </header>
      <div className={styles.body}>
        <div className={styles.main}>
          <Description seen={seen} />
          <Activities caseId={seen.id} customerId={seen.customerId} />
          {relations !== undefined && <Relations seen={seen} row={row} relations={relations} save={save} />}
          <Notes subjectKind="case" subjectId={seen.id} more={relations?.notes} />
        </div>
        <dl className={styles.facts}>
          {customer !== null && (
            <Fact label={t('case.field.customer')}>
              <button
                type="button"
                className={styles.link}
                title={customer.name}
                {...link('customer', customer.id)}
              >
                <Bidi className="clip">{customer.name}</Bidi>
              </button>
            </Fact>
          )}
          {seen.conversationId !== null && (
            <Fact label={t('case.field.conversation')}>
              <button type="button" className={styles.link} {...link('conversation', seen.conversationId)}>
                {t('case.openConversation')}
              </button>
            </Fact>
          )}
          {seen.dueAt !== null && (
            <Fact label={t('case.field.due')}>
              {intl.formatDate(seen.dueAt, { dateStyle: 'medium', timeStyle: 'short' })}
            </Fact>
          )}
          <Fact label={t('case.field.created')}>
            <Ago at={seen.createdAt} />
          </Fact>
          <Fact label={t('case.field.updated')}>
            <Ago at={seen.updatedAt} />
          </Fact>
        </dl>
      </div>
    </article>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
