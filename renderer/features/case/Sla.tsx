// Changes when the clocks of a case are shown differently: how each stands in words and a shape, and what is left of it.
import { AlarmClock, CircleAlert, CircleCheck, CircleSlash, History, Pause, Timer } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  clockState,
  clocksOf,
  pressingClock,
  type CaseClocks,
  type ClockState,
} from '../../../shared/domain/case-clocks.ts';
import { dueHours, responseHours, type CaseClock, type CaseStatus } from '../../../shared/domain/case.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { useNowNear } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { glyph } from '../../ui/glyph.tsx';
import { titleWhenPointed } from '../../ui/title.ts';
import { useUi } from '../../ui/words.tsx';
import css from './sla.module.css';

const hour = 3_600_000;
/** Whoever works on the case sees seconds from here on; a list only when it is about to run out. */
const fineMs = 10 * hour;
const fineInListMs = 660_000;

const shapes: Record<ClockState, () => ReactElement> = {
  running: glyph(Timer, 14),
  nearing: glyph(AlarmClock, 14),
  missed: glyph(CircleAlert, 14),
  paused: glyph(Pause, 14),
  met: glyph(CircleCheck, 14),
  late: glyph(History, 14),
  canceled: glyph(CircleSlash, 14),
};

interface Shown {
  clock: CaseClock;
  status: CaseStatus;
  /** Ms from its start to its due time. */
  given: number;
  /** Seconds are shown while less than this is left, ms. */
  fine: number;
}

function useClock({ clock, status, given, fine }: Shown) {
  const t = useT();
  const ui = useUi();
  const stood = clock.doneAt !== null || clock.pausedAt !== null || status === 'canceled';
  // One that stands, or is far from its end, does not render each second.
  const now = useNowNear(stood ? null : clock.dueAt, fine);
  const near = !stood && Math.abs(clock.dueAt - Math.floor(now / 60_000) * 60_000) < fine;
  const state = clockState(clock, status, given, now);
  const left = clock.dueAt - (clock.pausedAt ?? now);
  const time = near && left >= 0 ? ui.duration(left) : ui.rough(Math.abs(left));
  return { state, time, words: t(`case.sla.${state}`, { time }), exact: () => ui.exact(clock.dueAt) };
}

type Clocked = Pick<CaseRow, 'createdAt' | 'updatedAt' | 'priority' | 'status' | 'clocks'>;

/** First answer and solution, each with how it stands. */
export function SlaClocks({ row }: { row: Clocked }) {
  const t = useT();
  const clocks = clocksOf(row);
  const given: Record<keyof CaseClocks, number> = {
    response: responseHours[row.priority] * hour,
    resolve: dueHours[row.priority] * hour,
  };
  return (
    <dl className={css.clocks} aria-label={t('case.sla.title')}>
      {(['response', 'resolve'] as const).map((name) => (
        <div key={name} className={css.clock}>
          <dt>{t(`session.sla.${name}`)}</dt>
          <dd>
            <Standing clock={clocks[name]} status={row.status} given={given[name]} fine={fineMs} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a line of a list has room for: the shape says how the clock stands, so the time is enough. */
const inShort: Partial<Record<ClockState, (time: string) => string>> = {
  running: (time) => time,
  nearing: (time) => time,
  paused: (time) => time,
  missed: (time) => `\u2212${time}`,
};

function Standing({ short = false, ...shown }: Shown & { short?: boolean }) {
  const { state, time, words, exact } = useClock(shown);
  const shape = shapes[state]();
  const brief = short ? inShort[state]?.(time) : undefined;
  if (brief !== undefined) {
    return (
      <span
        className={css.state}
        data-state={state}
        {...titleWhenPointed(() => `${words} \u00b7 ${exact()}`)}
      >
        {shape}
        <span className={css.words} aria-hidden="true">
          {brief}
        </span>
        <span className="quiet-only">{words}</span>
      </span>
    );
  }
  return (
    <span className={css.state} data-state={state} {...titleWhenPointed(exact)}>
      {shape}
      <span className={css.words}>{words}</span>
    </span>
  );
}

/** The clock that presses first, for a line of a list; nothing once the case is closed. */
export function SlaMark({ row }: { row: Clocked }) {
  const t = useT();
  const pressing = pressingClock(row);
  if (pressing === null) return null;
  const { name, status, given } = pressing;
  return (
    <span className={css.mark} title={t(`session.sla.${name}`)}>
      <Standing clock={pressing} status={status} given={given} fine={fineInListMs} short />
      <span className="quiet-only">{t(`session.sla.${name}`)}</span>
    </span>
  );
}
