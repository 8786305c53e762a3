// Changes when Home shows lists of cases and what is to be done differently.
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { tabIdOf, useWorkspaceActions, useWorkspaceReader } from '../../state/workspace.ts';
import { Bidi } from '../../ui/Text.tsx';
import { ActivityLine } from './Activities.tsx';
import { argsOf, builtIns } from './case-views.ts';
import css from './home-lists.module.css';

const shown = 6;

/** What is to be done next, by this agent. Nothing where there is nothing. */
export function HomeTodo() {
  const t = useT();
  const { rows: mine } = useQuery('activity.mine', {});
  // Promises to customers have a place of their own on Home.
  const todo = mine?.filter(({ kind }) => kind !== 'reminder') ?? [];
  if (todo.length === 0) return null;
  return (
    <section aria-label={t('case.todo.mine')} className={css.todo}>
      <h2 className={css.heading}>{t('case.todo.mine')}</h2>
      <ul>
        {todo.slice(0, shown).map((row) => (
          <ActivityLine key={row.id} row={row} withSubject />
        ))}
      </ul>
    </section>
  );
}

/** The agent's lists with how many cases each holds, support and service apart. */
export function HomeLists() {
  const t = useT();
  const { rows: saved } = useQuery('savedView.list', {});
  const lists = [
    ...builtIns
      .filter(({ filter }) => filter !== null)
      .map(({ id, label, view, filter }) => ({
        id,
        label: t(label),
        args: { view, customerId: null, ...(filter === null ? {} : { filter }) },
      })),
    ...(saved ?? [])
      .filter(({ place }) => place !== null)
      .map(({ id, name, filter }) => ({ id, label: name, args: argsOf(filter) })),
  ];
  return (
    <ul className={css.cards} aria-label={t('case.view.onHome')}>
      {lists.map(({ id, label, args }) => (
        <ListCard key={id} id={id} label={label} args={args} />
      ))}
    </ul>
  );
}

interface ListCardProps {
  id: string;
  label: string;
  args: ReturnType<typeof argsOf>;
}

function ListCard({ id, label, args }: ListCardProps) {
  const t = useT();
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  const { rows: tally } = useQuery('case.tally', { ...args, text: '' });
  const open = (): void => {
    const { sessions } = read();
    const home = sessions[0]?.id ?? '';
    const tabId = tabIdOf(home, 'caseList', null);
    actions.setView(tabId, 'arranged', null);
    actions.setView(tabId, 'sort', '');
    actions.setView(tabId, 'view', id);
    actions.openTab('caseList', null);
  };
  return (
    <li>
      <button type="button" className={css.card} onClick={open}>
        <span className={css.name} title={label}>
          <Bidi className="clip">{label}</Bidi>
        </span>
        <span className={css.number}>{tally === undefined ? '…' : tally.support + tally.service}</span>
        <span className={css.kinds}>{tally === undefined ? '' : t('case.tally', { ...tally })}</span>
      </button>
    </li>
  );
}
