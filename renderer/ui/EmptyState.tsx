// Changes when nothing is shown differently: empty places, and places that wait for their content.
import type { ReactNode } from 'react';
import css from './text.module.css';
import { useUi } from './words.tsx';

export interface EmptyStateProps {
  icon?: ReactNode;
  /** What will be here. */
  title?: string;
  text?: string;
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
}

/** What will be here, and the one thing to do next. */
export function EmptyState({ icon, title, text, children, action }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      {icon}
      {title !== undefined && <strong>{title}</strong>}
      {text !== undefined && <p>{text}</p>}
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}

export interface SkeletonProps {
  /** Any CSS length. Default 100%. */
  width?: number | string;
  /** In px. Default 12. */
  height?: number;
}

/** Holds the place, in its true size, of what is on its way. */
export function Skeleton({ width = '100%', height = 12 }: SkeletonProps) {
  return <span className={css.skeleton} style={{ width, height }} aria-hidden="true" />;
}

/** Several rows of {@link Skeleton}, announced as loading. */
export function SkeletonRows({
  count,
  height = 12,
  gap = 12,
}: {
  count: number;
  height?: number;
  gap?: number;
}) {
  const ui = useUi();
  return (
    <div role="status" aria-label={ui.loading} style={{ display: 'grid', gap, padding: 12 }}>
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at} height={height} width={`${String(92 - ((at * 23) % 47))}%`} />
      ))}
    </div>
  );
}
