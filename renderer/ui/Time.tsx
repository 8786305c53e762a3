// Changes when moments and spans of time are shown differently: past ones relative, waiting counts up, clocks count down.
import { memo } from 'react';
import { cx } from './cx.ts';
import css from './text.module.css';
import { titleWhenPointed } from './title.ts';
import { useUi } from './words.tsx';

/** How long ago: relative within a day, exact on hover. */
export const Ago = memo(function Ago({ at, className }: { at: number; className?: string | undefined }) {
  const ui = useUi();
  const now = ui.useNow(15_000);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      className={className}
      {...titleWhenPointed(() => ui.exact(at))}
    >
      {ui.ago(at, Math.max(now, at))}
    </time>
  );
});

/** A waiting time that counts up. */
export const Elapsed = memo(function Elapsed({ since }: { since: number }) {
  const ui = useUi();
  const now = ui.useNow(1_000);
  return (
    <time {...titleWhenPointed(() => ui.exact(since))} className={css.countdown}>
      {ui.duration(Math.max(0, now - since))}
    </time>
  );
});

export interface CountdownProps {
  /** When the time is up, ms since the epoch. */
  to: number;
  /** From when it is close; default the last hour. */
  soonMs?: number;
  /** Leaves the words away where the place says what is counted. */
  bare?: boolean;
}

/** A clock that counts down, and says when it is over. */
export const Countdown = memo(function Countdown({ to, soonMs = 3_600_000, bare = false }: CountdownProps) {
  const ui = useUi();
  const minute = ui.useNow(60_000);
  // By the second only in the last ten minutes: before that nobody reads seconds.
  const near = to - minute < 660_000 && minute - to < 60_000;
  const now = ui.useNow(near ? 1_000 : 60_000);
  const left = to - now;
  const span = near && left >= 0 ? ui.duration(left) : ui.rough(Math.abs(left));
  const over = left < 0;
  const words = over ? ui.overdue(span) : ui.due(span);
  return (
    <time
      dateTime={new Date(to).toISOString()}
      {...titleWhenPointed(() => `${words}, ${ui.exact(to)}`)}
      className={cx(css.countdown, over ? css.over : left < soonMs && css.soon)}
    >
      {bare && !over ? span : words}
    </time>
  );
});
