// Changes when the cases that are due next are shown differently.
import { memo } from 'react';
import { pressingClock } from '../../../shared/domain/case-clocks.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useRecordLink } from '../../state/workspace.ts';
import { Badge } from '../../ui/Badge.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Countdown } from '../../ui/Time.tsx';
import { Bidi } from '../../ui/Text.tsx';
import css from './home.module.css';

/** Enough to begin with; the list of all cases is one click away. */
const shown = 30;

/** This agent's open cases, the most pressing first. */
export function DueCases() {
  const t = useT();
  const { rows, error } = useQuery('case.list', {
    view: 'mine',
    sort: 'due',
    text: '',
    customerId: null,
    limit: shown,
  });
  if (rows === undefined)
    return error === null ? <SkeletonRows count={5} height={28} /> : <ErrorNote error={error} />;
  const due = rows.filter(({ status }) => status !== 'resolved' && status !== 'canceled');
  if (due.length === 0) return <EmptyState>{t('home.emptyCases')}</EmptyState>;
  return (
    <ul aria-label={t('home.casesDue')} className={css.list}>
      {due.map((row) => (
        <DueCase key={row.id} row={row} />
      ))}
    </ul>
  );
}

const DueCase = memo(function DueCase({ row }: { row: CaseRow }) {
  const t = useT();
  const link = useRecordLink();
  const pressing = row.priority === 'urgent' || row.priority === 'high';
  // The same one that the list is in the order of.
  const clock = pressingClock(row);
  return (
    <li className={css.item}>
      <button type="button" className={css.itemOpen} {...link('case', row.id, 'home')}>
        <span className={css.itemText}>
          <span className={css.itemLine}>
            <span className={cx('clip', css.itemTitle)} dir="auto">
              {row.title}
            </span>
            {pressing && (
              <Badge tone={row.priority === 'urgent' ? 'danger' : 'warn'}>
                {t(`casePriority.${row.priority}`)}
              </Badge>
            )}
          </span>
          <span className={cx(css.itemSub, css.itemParts)}>
            {row.number !== null && <span className="tabular">{`${row.number} · `}</span>}
            <Bidi className="clip">{row.customerName ?? t('common.unknown')}</Bidi>
          </span>
        </span>
        <span className={css.itemMeta}>{clock?.pausedAt === null && <Countdown to={clock.dueAt} />}</span>
      </button>
    </li>
  );
});
