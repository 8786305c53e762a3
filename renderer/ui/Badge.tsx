// Changes when small labels and counts look different.
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './text.module.css';

export interface BadgeProps {
  tone?: 'quiet' | 'accent' | 'ok' | 'warn' | 'danger';
  children: ReactNode;
}

/** A word or two about a thing. */
export function Badge({ tone = 'quiet', children }: BadgeProps) {
  return <span className={cx(css.badge, tone !== 'quiet' && css[tone])}>{children}</span>;
}

/** A count, exact to 99. Its label says what is counted. */
export function CountBadge({ count, label }: { count: number; label: string }) {
  if (count <= 0) return null;
  return (
    <span className={cx(css.badge, css.count)}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="quiet-only">{label}</span>
    </span>
  );
}
