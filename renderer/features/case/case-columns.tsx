// Changes when a column of the list of cases is shown or sorted differently.
import type { SavedView } from '../../../shared/domain/view.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import type { Translate } from '../../state/intl.tsx';
import { cx } from '../../ui/cx.ts';
import type { Column } from '../../ui/RowTable.tsx';
import { Bidi, Highlight } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { CaseNumber } from './CaseNumber.tsx';
import { PendingMark, PriorityMark, StatusMark } from './marks.tsx';
import { SlaMark } from './Sla.tsx';
import styles from './case-list.module.css';

type Sort = SavedView['sort'];

/** @returns the chosen columns of a list of cases, in the usual order. */
export function columnsFor(
  t: Translate,
  search: string,
  sort: Sort,
  setSort: (sort: Sort) => void,
  chosen: SavedView['columns'],
  queueName: (id: string) => string,
): Column<CaseRow>[] {
  const order = (name: Sort) => ({ sorted: sort === name, onSort: () => setSort(name) });
  const all: Column<CaseRow>[] = [
    {
      key: 'number',
      label: t('case.field.number'),
      track: '84px',
      render: (row) => <CaseNumber row={row} short />,
    },
    {
      key: 'title',
      label: t('case.field.title'),
      track: 'minmax(200px, 3fr)',
      render: (row) => (
        <span className={styles.title} title={row.title}>
          <Highlight className={cx('clip', styles.titleText)} text={row.title} query={search} />
          <PendingMark pending={row.pending} />
        </span>
      ),
    },
    {
      key: 'customer',
      label: t('case.field.customer'),
      track: 'minmax(96px, 1.2fr)',
      from: 640,
      render: (row) => (
        <span title={row.customerName ?? ''}>
          {row.customerName === null ? (
            ''
          ) : (
            <Highlight className="clip" text={row.customerName} query={search} />
          )}
        </span>
      ),
    },
    {
      key: 'status',
      label: t('case.field.status'),
      track: '112px',
      render: (row) => <StatusMark status={row.status} />,
    },
    {
      key: 'priority',
      label: t('case.field.priority'),
      track: '96px',
      from: 540,
      ...order('priority'),
      render: (row) => <PriorityMark priority={row.priority} />,
    },
    {
      key: 'owner',
      label: t('case.field.owner'),
      track: 'minmax(88px, 1fr)',
      from: 920,
      render: (row) => (
        <span className={styles.quiet} title={row.ownerName ?? ''}>
          <Bidi className="clip">{row.ownerName ?? t('case.nobody')}</Bidi>
        </span>
      ),
    },
    {
      key: 'kind',
      label: t('case.field.kind'),
      track: '108px',
      render: (row) => <span className={styles.quiet}>{t(`caseKind.${row.kind}`)}</span>,
    },
    {
      key: 'queue',
      label: t('case.field.queue'),
      track: 'minmax(88px, 1fr)',
      from: 700,
      render: (row) => <Quiet text={queueName(row.queueId)} />,
    },
    {
      key: 'category',
      label: t('case.field.category'),
      track: 'minmax(88px, 1fr)',
      from: 700,
      render: (row) => <Quiet text={row.category ?? ''} />,
    },
    {
      key: 'due',
      label: t('case.field.due'),
      track: '132px',
      ...order('due'),
      render: (row) => <SlaMark row={row} />,
    },
    {
      key: 'updated',
      label: t('case.field.updated'),
      track: '108px',
      from: 860,
      ...order('updated'),
      render: (row) => (
        <span className={styles.quiet}>
          <Ago at={row.updatedAt} />
        </span>
      ),
    },
    {
      key: 'created',
      label: t('case.field.created'),
      track: '108px',
      from: 1080,
      ...order('created'),
      render: (row) => (
        <span className={styles.quiet}>
          <Ago at={row.createdAt} />
        </span>
      ),
    },
    {
      key: 'notes',
      label: t('case.notes.title'),
      track: '72px',
      render: (row) => <span className={styles.quiet}>{row.notes}</span>,
    },
  ];
  const few = all.filter(({ key }) => chosen.some((name) => name === key));
  return few.length === 0 ? all : few;
}

function Quiet({ text }: { text: string }) {
  return (
    <span className={styles.quiet} title={text}>
      <Bidi className="clip">{text}</Bidi>
    </span>
  );
}
