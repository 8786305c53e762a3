// Changes when a list on Home that is only there while something calls for the agent looks otherwise.
import type { ReactNode } from 'react';
import { Badge } from '../../ui/Badge.tsx';
import css from './home.module.css';

/** The first are enough to begin with. */
const shown = 5;

/** The first rows under a title, with how many there are in all. Nothing where there are none. */
export function CountedList<T>({
  title,
  rows,
  children,
}: {
  title: string;
  rows: readonly T[];
  children: (row: T) => ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title} className={css.missed}>
      <div className={css.columnHead}>
        <h2>{title}</h2>
        <Badge tone="warn">{rows.length}</Badge>
      </div>
      <ul aria-label={title}>{rows.slice(0, shown).map(children)}</ul>
    </section>
  );
}
