// Changes when a row between messages looks different: a day, the mark above what is new.
import { useNow } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { dayLabel } from './day-label.ts';
import { MessageRow } from './MessageRow.tsx';
import type { Row } from './rows.ts';
import styles from './list.module.css';

/** One row of the list, or of a chunk of older ones. */
export function RowView({ row }: { row: Row }) {
  const t = useT();
  switch (row.type) {
    case 'message':
      return <MessageRow message={row.message} first={row.first} last={row.last} />;
    case 'day':
      return <Day at={row.at} />;
    case 'new':
      return <div className={styles.new}>{t('conversation.new')}</div>;
    case 'chunk':
      return null;
  }
}

function Day({ at }: { at: number }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  return <div className={styles.day}>{dayLabel(at, now, intl, t)}</div>;
}
