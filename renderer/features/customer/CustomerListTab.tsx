// Changes when the list of customers shows or finds them differently.
import { Search } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useTabView, useWorkspaceActions, gestureOf } from '../../state/workspace.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { RowTable, type Column } from '../../ui/RowTable.tsx';
import { Highlight } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { languageName } from '../../state/language-name.ts';
import { cx } from '../../ui/cx.ts';
import styles from './customer-list.module.css';

/** The store gives no more than these. */
const most = 200;
const keyOf = (row: CustomerRow): string => row.id;

/** Customers to find and to open. */
export function CustomerListTab({ tabId }: { tabId: string }) {
  const t = useT();
  const { locale } = useIntl();
  const { open } = useWorkspaceActions();
  const [savedText, setText] = useTabView<string>(tabId, 'text', '');
  const [active, setActive] = useTabView<string | null>(tabId, 'active', null);
  const [offset, setOffset] = useTabView<number>(tabId, 'offset', 0);
  const text = typeof savedText === 'string' ? savedText.slice(0, bounds.search) : '';
  const search = useDeferredValue(text);
  const { rows, error } = useQuery('customer.list', { text: search });
  const columns = useMemo<Column<CustomerRow>[]>(() => {
    const plain = (
      key: 'email' | 'phone' | 'organisation',
      track: string,
      from?: number,
    ): Column<CustomerRow> => ({
      key,
      label: t(`customer.field.${key}`),
      track,
      ...(from === undefined ? {} : { from }),
      render: (row) => (
        <span title={row[key] ?? ''}>
          {row[key] === null ? null : <Highlight className="clip" text={row[key]} query={search} />}
        </span>
      ),
    });
    return [
      {
        key: 'name',
        label: t('customer.field.name'),
        track: 'minmax(160px, 2fr)',
        render: (row) => (
          <span className={styles.name} title={row.name}>
            <Avatar name={row.name} id={row.id} size={22} />
            <Highlight className={cx('clip', styles.nameText)} text={row.name} query={search} />
          </span>
        ),
      },
      plain('organisation', 'minmax(100px, 1.3fr)', 620),
      plain('email', 'minmax(140px, 1.6fr)'),
      plain('phone', '140px', 760),
      {
        key: 'language',
        label: t('customer.field.language'),
        track: '96px',
        from: 900,
        render: (row) => <span className={styles.quiet}>{languageName(row.language, locale)}</span>,
      },
      {
        key: 'cases',
        label: t('customer.openCases'),
        track: '92px',
        render: (row) => <span className={styles.quiet}>{row.openCases === 0 ? '' : row.openCases}</span>,
      },
    ];
  }, [t, search, locale]);
  return (
    <section className={styles.page} aria-label={t('customer.list')}>
      <div className={styles.bar}>
        <TextField
          type="search"
          label={t('customer.list.search')}
          hideLabel
          placeholder={t('customer.list.search')}
          icon={<Search size={14} aria-hidden="true" />}
          className={styles.search ?? ''}
          value={text}
          maxLength={bounds.search}
          onChange={setText}
        />
        <span className={styles.count} role="status">
          {rows === undefined
            ? ''
            : t(rows.length >= most ? 'customer.list.countMost' : 'customer.list.count', {
                count: rows.length,
              })}
        </span>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {rows === undefined ? (
        <SkeletonRows count={12} height={16} gap={20} />
      ) : (
        <RowTable
          label={t('customer.list')}
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          active={active}
          onActive={setActive}
          onOpen={(row, how) => open('customer', row.id, { gesture: gestureOf(how) })}
          initialOffset={offset}
          onOffset={setOffset}
          empty={
            <EmptyState title={t('customer.list.notFound')}>{t('customer.list.notFoundText')}</EmptyState>
          }
        />
      )}
    </section>
  );
}
