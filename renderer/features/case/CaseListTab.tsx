// Changes when the list of cases shows, finds or orders them differently.
import { Search, SlidersHorizontal } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useTabView, useWorkspaceActions, gestureOf } from '../../state/workspace.ts';
import { usePainted } from '../../ui/after-paint.ts';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RowTable } from '../../ui/RowTable.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Arrange } from './Arrange.tsx';
import { columnsFor } from './case-columns.tsx';
import {
  argsOf,
  builtIns,
  filterOfBuiltIn,
  readArrangement,
  usualColumns,
  type Arrangement,
} from './case-views.ts';
import type { FindCustomer } from './NewCaseForm.tsx';
import { BeginCase, NewCaseHere } from './NewCaseHere.tsx';
import { ViewBar } from './ViewBar.tsx';
import styles from './case-list.module.css';

type Sort = QueryArgs<'case.list'>['sort'];
type Asked = Omit<QueryArgs<'case.list'>, 'limit' | 'sort'>;
const sorts: readonly Sort[] = ['due', 'updated', 'created', 'priority'];
/** The store gives no more than these. */
const most = 1000;
/** What is asked for before anybody has scrolled: more than a large screen shows. */
const firstPage = 60;

/** Cases to read down: as one of the built-in lists, or as somebody has arranged and saved; filtered as one types. */
export function CaseListTab({ tabId, finder }: { tabId: string; finder?: FindCustomer }) {
  const t = useT();
  const { open } = useWorkspaceActions();
  const { rows: saved } = useQuery('savedView.list', {});
  const { rows: queues } = useQuery('queue.list', {});
  const [savedView, setView] = useTabView<string>(tabId, 'view', 'mine');
  const [savedSort, setSort] = useTabView<string>(tabId, 'sort', '');
  const [savedText, setText] = useTabView<string>(tabId, 'text', '');
  const [active, setActive] = useTabView<string | null>(tabId, 'active', null);
  const [offset, setOffset] = useTabView<number>(tabId, 'offset', 0);
  const [half, setHalf] = useTabView<unknown>(tabId, 'arranged', null);
  const [arranging, setArranging] = useTabView<boolean>(tabId, 'arranging', false);
  const own = saved?.find(({ id }) => id === savedView);
  const builtIn = builtIns.find(({ id }) => id === savedView) ?? builtIns[0]!;
  const arranged = readArrangement(half);
  const shown: Arrangement = arranged ?? {
    filter: own?.filter ?? filterOfBuiltIn(builtIn),
    sort: own?.sort ?? 'due',
    columns: own?.columns ?? usualColumns,
  };
  const sort = sorts.find((known) => known === savedSort) ?? shown.sort;
  const text = typeof savedText === 'string' ? savedText.slice(0, bounds.search) : '';
  const search = useDeferredValue(text);
  const base: Omit<Asked, 'text'> =
    own === undefined && arranged === null
      ? {
          view: builtIn.view,
          customerId: null,
          ...(builtIn.filter === null ? {} : { filter: builtIn.filter }),
        }
      : argsOf(shown.filter);
  const asked: Asked = { ...base, text: search };
  const { rows, error, onEnd, restart } = useCases(tabId, asked, sort);
  // The rows first: whoever comes to a list comes to read it, and the store answers one after the other.
  const [came, setCame] = useState(false);
  if (rows !== undefined && !came) setCame(true);
  const counting = usePainted(came, false);
  const { columns: chosen } = shown;
  // Names of queues that no column shows may come when they like: the rows are not drawn again for them.
  const named = chosen.some((key) => key === 'queue') ? queues : undefined;
  const columns = useMemo(() => {
    const sortBy = (name: Sort): void => {
      restart();
      setSort(name);
    };
    const queueName = (id: string): string => named?.find((queue) => queue.id === id)?.name ?? '';
    return columnsFor(t, search, sort, sortBy, chosen, queueName);
  }, [t, search, sort, setSort, restart, chosen, named]);
  const show = (id: string): void => {
    restart();
    setOffset(0);
    setHalf(null);
    setSort('');
    setView(id);
  };
  const words = own === undefined && builtIn.filter === null ? builtIn.view : 'open';
  return (
    <section className={styles.page} aria-label={t('case.list')}>
      <div className={styles.bar}>
        <ViewBar value={own?.id ?? builtIn.id} saved={saved ?? []} counting={counting} onChange={show} />
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
        <IconButton
          label={t('case.view.arrange')}
          aria-expanded={arranging}
          pressed={arranging}
          onClick={() => setArranging(!arranging)}
        >
          <SlidersHorizontal size={15} aria-hidden="true" />
        </IconButton>
        <BeginCase tabId={tabId} />
        <span className={styles.count} role="status">
          {onEnd !== undefined && counting && <CountAll asked={asked} />}
          {onEnd === undefined && rows !== undefined && <Count rows={rows} />}
        </span>
      </div>
      <div className={styles.begun}>
        <NewCaseHere tabId={tabId} customerId={null} {...(finder === undefined ? {} : { finder })} />
      </div>
      {arranging && (
        <Arrange
          key={`arrange:${own?.id ?? builtIn.id}`}
          tabId={tabId}
          view={own ?? null}
          views={saved ?? []}
          now={{ ...shown, sort }}
          onChange={(next) => {
            restart();
            setSort(next.sort);
            setHalf(next);
          }}
          onSaved={(id) => {
            setArranging(false);
            show(id ?? 'mine');
          }}
        />
      )}
      {error !== null && <ErrorNote error={error} />}
      {rows === undefined ? (
        <SkeletonRows count={12} height={16} gap={20} />
      ) : (
        <RowTable<CaseRow>
          key={own?.id ?? builtIn.id}
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
            <EmptyState
              title={t(
                search === '' && own === undefined && arranged === null && builtIn.filter === null
                  ? `case.list.empty.${words}`
                  : 'case.list.notFound',
              )}
            >
              {t(search === '' ? 'case.list.emptyText' : 'case.list.notFoundText')}
            </EmptyState>
          }
        />
      )}
    </section>
  );
}

/** The first page, and all once the end of it comes near: a list that nobody scrolls costs what it shows. */
function useCases(tabId: string, asked: Asked, sort: Sort) {
  const [savedWide, setWide] = useTabView<unknown>(tabId, 'wide', false);
  const wide = savedWide === true;
  // A tab that comes back to its place waits for all of its rows.
  const [restored, setRestored] = useState(wide);
  const list = { ...asked, sort };
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

/** How many there are, though only some are here; support and service apart. */
function CountAll({ asked }: { asked: Asked }) {
  const { rows: tally } = useQuery('case.tally', asked);
  return tally === undefined ? null : <Tally support={tally.support} service={tally.service} />;
}

function Count({ rows }: { rows: readonly CaseRow[] }) {
  const support = rows.filter(({ kind }) => kind === 'support').length;
  return <Tally support={support} service={rows.length - support} />;
}

function Tally({ support, service }: { support: number; service: number }) {
  const t = useT();
  const count = support + service;
  return (
    <>
      {t(count >= most ? 'case.list.countMost' : 'case.list.count', { count })}
      {count > 0 && <span className={styles.tally}>{t('case.tally', { support, service })}</span>}
    </>
  );
}

const keyOf = (row: CaseRow): string => row.id;
