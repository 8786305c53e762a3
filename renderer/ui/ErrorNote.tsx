// Changes when errors are told differently: what happened, what is safe, what to do.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import css from './text.module.css';
import { useUi, type ErrorLike } from './words.tsx';

export interface ErrorNoteProps {
  error: ErrorLike;
  /** Better words for this place than those for the kind. */
  text?: string | undefined;
  onRetry?: (() => void) | undefined;
  /** A further way on. */
  children?: ReactNode;
}

/** A calm note about something that went wrong. Read out politely when it appears. */
export function ErrorNote({ error, text, onRetry, children }: ErrorNoteProps) {
  const ui = useUi();
  return (
    <div className={css.error} role="status">
      <CircleAlert size={15} aria-hidden="true" />
      <div className={css.errorText} dir="auto">
        {text ?? ui.error(error)}
        {children}
      </div>
      {onRetry !== undefined && (
        <Button size="small" onClick={onRetry}>
          {ui.retry}
        </Button>
      )}
    </div>
  );
}
