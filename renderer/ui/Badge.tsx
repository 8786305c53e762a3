// Changes when small labels look different.
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
