// Changes when the list of cases shows, finds or orders them differently.
import { Search } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { isOpenCase } from '../../../shared/domain/case.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { useTabView, useWorkspaceActions, gestureOf } from '../../state/workspace.ts';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { RowTable, type Column } from '../../ui/RowTable.tsx';
import { Bidi, Highlight } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Ago, Countdown } from '../../ui/Time.tsx';
import { CaseNumber } from './CaseNumber.tsx';
import { PendingMark, PriorityMark, StatusMark } from './marks.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './case-list.module.css';

type View = QueryArgs<'case.list'>['view'];
type Sort = QueryArgs<'case.list'>['sort'];
const views: readonly View[] = ['mine', 'open', 'all'];
const sorts: readonly Sort[] = ['due', 'updated', 'created', 'priority'];
/** The store gives no more than these. */
const most = 1000;
/** What is asked for before anybody has scrolled: more than a large screen shows. */
const firstPage = 60;

/** Cases to read down: mine, all open ones, or all; kept in order, filtered as one types. */
export function CaseListTab({ tabId }: { tabId: string }) {
  const t = useT();
  const { open } = useWorkspaceActions();
  const [savedView, setView] = useTabView<string>(tabId, 'view', 'mine');
  const [savedSort, setSort] = useTabView<string>(tabId, 'sort', 'due');
  const [savedText, setText] = useTabView<string>(tabId, 'text', '');
  const [active, setActive] = useTabView<string | null>(tabId, 'active', null);
  const [offset, setOffset] = useTabView<number>(tabId, 'offset', 0);
  const view = views.find((known) => known === savedView) ?? 'mine';
  const sort = sorts.find((known) => known === savedSort) ?? 'due';
  const text = typeof savedText === 'string' ? savedText.slice(0, bounds.search) : '';
  const search = useDeferredValue(text);
  const { rows, error, onEnd, restart } = useCases(tabId, view, sort, search);
  const columns = useMemo(() => {
    const sortBy = (name: Sort): void => {
      restart();
      setSort(name);
    };
    return columnsFor(t, search, sort, sortBy);
  }, [t, search, sort, setSort, restart]);
  const show = (name: View): void => {
    restart();
    setOffset(0);
    setView(name);
  };
  return (
    <section className={styles.page} aria-label={t('case.list')}>
      <div className={styles.bar}>
        <div className={styles.views} role="radiogroup" aria-label={t('case.list.view')}>
          {views.map((name) => (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={name === view}
              tabIndex={name === view ? 0 : -1}
              className={styles.view}
              onClick={() => show(name)}
              onKeyDown={(event) => {
                const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
                if (step === undefined) return;
                event.preventDefault();
                const next = (views.indexOf(name) + step + views.length) % views.length;
                show(views[next]!);
                (event.currentTarget.parentElement?.children[next] as HTMLElement | undefined)?.focus();
              }}
            >
              {t(`case.list.view.${name}`)}
            </button>
          ))}
        </div>
        <TextField
          type="search"
          label={t('case.list.filter')}
          hideLabel
          placeholder={t('case.list.filter')}
          icon={<Search size={14} aria-hidden="true" />}
          className={styles.filter ?? ''}
          value={text}
          maxLength={bounds.search}
          onChange={(value) => {
            restart();
            setText(value);
          }}
        />
        <span className={styles.count} role="status">
          {onEnd !== undefined && <CountAll view={view} text={search} />}
          {onEnd === undefined && rows !== undefined && <Count count={rows.length} />}
        </span>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {rows === undefined ? (
        <SkeletonRows count={12} height={16} gap={20} />
      ) : (
        <RowTable<CaseRow>
          key={view}
          label={t('case.list')}
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          active={active}
          onActive={setActive}
          onOpen={(row, how) => open('case', row.id, { gesture: gestureOf(how) })}
          initialOffset={offset}
          onOffset={setOffset}
          onEnd={onEnd}
          empty={
            <EmptyState title={t(search === '' ? `case.list.empty.${view}` : 'case.list.notFound')}>
              {t(search === '' ? 'case.list.emptyText' : 'case.list.notFoundText')}
            </EmptyState>
          }
        />
      )}
    </section>
  );
}

/** The first page, and all once the end of it comes near: a list that nobody scrolls costs what it shows. */
function useCases(tabId: string, view: View, sort: Sort, text: string) {
  const [savedWide, setWide] = useTabView<unknown>(tabId, 'wide', false);
  const wide = savedWide === true;
  // A tab that comes back to its place waits for all of its rows.
  const [restored, setRestored] = useState(wide);
  const list = { view, sort, text, customerId: null };
  const first = useQuery('case.list', { ...list, limit: firstPage });
  const all = useQuery('case.list', { ...list, limit: wide ? most : firstPage });
  const rows = all.rows ?? (restored ? undefined : first.rows);
  const widen = useCallback(() => setWide(true), [setWide]);
  const restart = useCallback(() => {
    setWide(false);
    setRestored(false);
  }, [setWide]);
  const cut = rows?.length === firstPage && !(wide && all.rows !== undefined);
  return { rows, error: all.error ?? first.error, onEnd: cut ? widen : undefined, restart };
}

/** How many there are, though only some are here. */
function CountAll({ view, text }: { view: View; text: string }) {
  const { rows: count } = useQuery('case.count', { view, text, customerId: null });
  return count === undefined ? null : <Count count={count} />;
}

function Count({ count }: { count: number }) {
  const t = useT();
  return t(count >= most ? 'case.list.countMost' : 'case.list.count', { count });
}

const keyOf = (row: CaseRow): string => row.id;

function columnsFor(
  t: Translate,
  search: string,
  sort: Sort,
  setSort: (sort: Sort) => void,
): Column<CaseRow>[] {
  const order = (name: Sort) => ({ sorted: sort === name, onSort: () => setSort(name) });
  return [
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
      key: 'due',
      label: t('case.field.due'),
      track: '172px',
      ...order('due'),
      render: (row) =>
        row.dueAt !== null && isOpenCase(row.status) ? <Countdown to={row.dueAt} bare /> : null,
    },
    {
      key: 'updated',
      label: t('case.field.updated'),
      track: '88px',
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
      track: '88px',
      from: 1080,
      ...order('created'),
      render: (row) => (
        <span className={styles.quiet}>
          <Ago at={row.createdAt} />
        </span>
      ),
    },
  ];
}
