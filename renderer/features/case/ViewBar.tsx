// Changes when the lists of cases are chosen from differently.
import type { SavedView } from '../../../shared/domain/view.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { walkRadios } from '../../ui/walk-radios.ts';
import { argsOf, builtIns } from './case-views.ts';
import styles from './case-list.module.css';

/** No count goes beyond this. */
const most = 1000;

interface ViewBarProps {
  value: string;
  saved: readonly SavedView[];
  /** Whether there is time to ask how many cases each holds. */
  counting: boolean;
  onChange: (id: string) => void;
}

/** The built-in lists and the saved ones, each with how many cases it holds. */
export function ViewBar({ value, saved, counting, onChange }: ViewBarProps) {
  const t = useT();
  const all = [
    ...builtIns.map(({ id, label, view, filter }) => ({
      id,
      label: t(label),
      args: { view, customerId: null, text: '', ...(filter === null ? {} : { filter }) },
    })),
    ...saved.map(({ id, name, filter }) => ({ id, label: name, args: { ...argsOf(filter), text: '' } })),
  ];
  return (
    <div className={styles.views} role="radiogroup" aria-label={t('case.list.view')}>
      {all.map(({ id, label, args }) => (
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === value}
          tabIndex={id === value ? 0 : -1}
          className={styles.view}
          title={label}
          onKeyDown={walkRadios}
          onClick={() => onChange(id)}
        >
          <Bidi className="clip">{label}</Bidi>
          {counting && id !== 'all' && <ViewCount args={args} />}
        </button>
      ))}
    </div>
  );
}

/** How many cases a list holds. The list itself says it in words. */
export function ViewCount({ args }: { args: QueryArgs<'case.count'> }) {
  const { rows: count } = useQuery('case.count', args);
  if (count === undefined || count === 0) return null;
  return (
    <span className={styles.viewCount} aria-hidden="true">
      {count >= most ? `${String(most)}+` : count}
    </span>
  );
}
