// Changes when the first page of the day shows something else.
import { useMemo, type ReactNode } from 'react';
import { useDesk, useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useTabView, useWorkspaceActions } from '../../state/workspace.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { DueCases } from './DueCases.tsx';
import css from './home.module.css';
import { TeamMoods } from './TeamMoods.tsx';
import { WorkItem } from './WorkItem.tsx';

export interface HomeProps {
  tabId: string;
  /** Takes a conversation that waits in a queue. */
  onPick: (conversationId: string) => void;
  /** Calls that nobody took. */
  missed?: ReactNode;
  /** What was promised to customers and is to be done, from other features. */
  promised?: ReactNode;
  /** Lists of cases. */
  lists?: ReactNode;
  /** Begins a case. */
  begin?: ReactNode;
}

type Board = 'mine' | 'open' | 'closed';
const queryOf = {
  mine: 'conversation.mine',
  open: 'conversation.open',
  closed: 'conversation.closed',
} as const;

/** Work items: mine, waiting, closed; and beside them the cases that are due. */
export function Home({ tabId, onPick, missed, promised, lists, begin }: HomeProps) {
  const t = useT();
  const intl = useIntl();
  const { agent, link } = useDesk();
  const actions = useWorkspaceActions();
  const [board, setBoard] = useTabView<Board>(tabId, 'board', 'mine');
  const { rows: mine } = useQuery('conversation.mine', {});
  const { rows: open } = useQuery('conversation.open', {});
  const first = agent?.name.split(' ')[0] ?? '';
  // Before the first rows have come nobody knows who is here; the line keeps its place.
  const known = mine !== undefined && open !== undefined && !(link.state === 'loading' && mine.length === 0);
  return (
    <div className={css.home}>
      <header className={css.head}>
        <h1 className={css.title}>{t('home.hello', { name: first })}</h1>
        <p className={css.sub}>
          {known ? t('home.summary', { mine: mine.length, open: open.length }) : '\u00a0'}
        </p>
        {link.state === 'loading' && link.progress !== null && (
          <p role="status" className={css.sub}>
            {link.progress.total === 0
              ? t('link.loading')
              : t('signIn.loading', {
                  done: intl.formatNumber(link.progress.done),
                  total: intl.formatNumber(link.progress.total),
                })}
          </p>
        )}
      </header>
      <div className={css.columns}>
        <section aria-label={t('home.work')} className={css.column}>
          <Tabs<Board>
            label={t('home.work')}
            value={board}
            onChange={setBoard}
            items={[
              {
                value: 'mine',
                label: t('home.myItems'),
                badge: count(mine?.length),
                panel: <List board="mine" onPick={onPick} />,
              },
              {
                value: 'open',
                label: t('home.openItems'),
                badge: count(open?.length),
                panel: <List board="open" onPick={onPick} />,
              },
              {
                value: 'closed',
                label: t('home.closedItems'),
                panel: <List board="closed" onPick={onPick} />,
              },
            ]}
          />
        </section>
        <section aria-labelledby={`${tabId}-due`} className={css.column}>
          <TeamMoods />
          {missed}
          {promised}
          <div className={css.columnHead}>
            <h2 id={`${tabId}-due`}>{t('home.casesDue')}</h2>
            <span className={css.headActions}>
              {begin}
              <Button size="small" variant="quiet" onClick={() => actions.openTab('caseList', null)}>
                {t('home.allCases')}
              </Button>
            </span>
          </div>
          {lists}
          <DueCases />
        </section>
      </div>
    </div>
  );
}

function count(number: number | undefined): ReactNode {
  return number === undefined || number === 0 ? undefined : <Badge>{number}</Badge>;
}

function List({ board, onPick }: { board: Board; onPick: (id: string) => void }) {
  const t = useT();
  const { link } = useDesk();
  const { rows, error } = useQuery(queryOf[board], {});
  const names = { mine: 'home.myItems', open: 'home.openItems', closed: 'home.closedItems' } as const;
  const empty = { mine: 'home.emptyMine', open: 'home.emptyOpen', closed: 'home.emptyClosed' } as const;
  const items = useMemo(
    () =>
      rows?.map((row) => (
        <WorkItem key={row.id} row={row} board={board} onPick={board === 'open' ? onPick : undefined} />
      )),
    [rows, board, onPick],
  );
  if (rows === undefined || (rows.length === 0 && link.state === 'loading'))
    return error === null ? <SkeletonRows count={5} height={40} /> : <ErrorNote error={error} />;
  if (rows.length === 0) return <EmptyState>{t(empty[board])}</EmptyState>;
  return (
    <ul aria-label={t(names[board])} className={css.list}>
      {items}
    </ul>
  );
}
