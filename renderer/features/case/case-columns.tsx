// Changes when a column of the list of cases is shown or sorted differently.
import type { ReactElement } from 'react';
import type { SavedView } from '../../../shared/domain/view.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import type { Translate } from '../../state/intl.tsx';
import { cx } from '../../ui/cx.ts';
import type { Column } from '../../ui/RowTable.tsx';
import { Highlight } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { caseNumber } from './CaseNumber.tsx';
import { PendingMark, priorityMark, statusMark } from './marks.tsx';
import { SlaMark } from './Sla.tsx';
import styles from './case-list.module.css';

type Sort = SavedView['sort'];

const titleText = cx('clip', styles.titleText);
const quietText = cx('clip', styles.quiet);

/** Text with what was searched for marked in it. Most lists are searched for nothing: then it is one element. */
function found(text: string, search: string, className: string): ReactElement {
  return search === '' ? (
    <bdi dir="auto" className={className} title={text}>
      {text}
    </bdi>
  ) : (
    <span title={text}>
      <Highlight className={className} text={text} query={search} />
    </span>
  );
}

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
      render: (row) => caseNumber(t, row, true),
    },
    {
      key: 'title',
      label: t('case.field.title'),
      track: 'minmax(200px, 3fr)',
      render: (row) =>
        row.pending ? (
          <span className={styles.title}>
            {found(row.title, search, titleText)}
            <PendingMark pending />
          </span>
        ) : (
          found(row.title, search, titleText)
        ),
    },
    {
      key: 'customer',
      label: t('case.field.customer'),
      track: 'minmax(96px, 1.2fr)',
      from: 640,
      render: (row) => (row.customerName === null ? '' : found(row.customerName, search, 'clip')),
    },
    {
      key: 'status',
      label: t('case.field.status'),
      track: '112px',
      render: (row) => statusMark(t, row.status),
    },
    {
      key: 'priority',
      label: t('case.field.priority'),
      track: '96px',
      from: 540,
      ...order('priority'),
      render: (row) => priorityMark(t, row.priority),
    },
    {
      key: 'owner',
      label: t('case.field.owner'),
      track: 'minmax(88px, 1fr)',
      from: 920,
      render: (row) => quiet(row.ownerName ?? t('case.nobody')),
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
      render: (row) => quiet(queueName(row.queueId)),
    },
    {
      key: 'category',
      label: t('case.field.category'),
      track: 'minmax(88px, 1fr)',
      from: 700,
      render: (row) => quiet(row.category ?? ''),
    },
    {
      key: 'due',
      label: t('case.field.due'),
      // As wide as a Persian "17 hours 44 minutes", which has no shorter form.
      track: '160px',
      ...order('due'),
      render: (row) => <SlaMark row={row} />,
    },
    {
      key: 'updated',
      label: t('case.field.updated'),
      track: '108px',
      from: 860,
      ...order('updated'),
      render: (row) => <Ago at={row.updatedAt} className={styles.quiet} />,
    },
    {
      key: 'created',
      label: t('case.field.created'),
      track: '108px',
      from: 1080,
      ...order('created'),
      render: (row) => <Ago at={row.createdAt} className={styles.quiet} />,
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

function quiet(text: string): ReactElement {
  return found(text, '', quietText);
}
