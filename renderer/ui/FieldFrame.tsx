// Changes when the name, the hint or the fault of a field is shown differently. The frame that all fields share.
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import css from './field.module.css';

/** What every field has. */
export interface FieldProps {
  /** Its name; shown above it unless `hideLabel`. */
  label: string;
  hideLabel?: boolean | undefined;
  hint?: string | undefined;
  /** What is wrong with what was written, and what to do. */
  error?: string | undefined;
}

interface FrameProps extends FieldProps {
  id: string;
  children: ReactNode;
  className?: string | undefined;
}

/** The name above, the hint or the fault below. */
export function FieldFrame({ id, label, hideLabel = false, hint, error, className, children }: FrameProps) {
  return (
    <div className={cx(css.field, className)}>
      <label htmlFor={id} className={hideLabel ? 'quiet-only' : css.label}>
        {label}
      </label>
      {children}
      {error !== undefined && (
        <span id={`${id}-error`} className={css.wrongText} role="status">
          {error}
        </span>
      )}
      {hint !== undefined && error === undefined && (
        <span id={`${id}-hint`} className={css.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** @returns the id of what describes the field. */
export function describedBy(id: string, { hint, error }: FieldProps): string | undefined {
  if (error !== undefined) return `${id}-error`;
  return hint === undefined ? undefined : `${id}-hint`;
}
