// Changes when the clock of a linked case is shown differently on a session's line.
import { Pause, Timer } from 'lucide-react';
import type { SlaView } from '../../shared/ipc/views.ts';
import { useNowNear } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { slaNow } from '../state/sla.ts';
import { cx } from '../ui/cx.ts';
import { useUi } from '../ui/words.tsx';
import css from './sessions.module.css';

const nearMs = 660_000;

/** How the clock stands and what is left of it; nothing where none runs. */
export function SessionSla({ sla, bare }: { sla: SlaView | null | undefined; bare: boolean }) {
  const t = useT();
  const ui = useUi();
  // By the second only in the last ten minutes.
  const now = useNowNear(sla?.dueAt ?? null, nearMs);
  const near = sla != null && Math.abs(sla.dueAt - Math.floor(now / 60_000) * 60_000) < nearMs;
  const clock = slaNow(sla, now);
  if (clock === null) return null;
  const { state, left } = clock;
  const name = t(`session.sla.${clock.name}`);
  const span = near && left >= 0 ? ui.duration(left) : ui.rough(Math.abs(left));
  const words =
    state === 'paused'
      ? t('session.sla.paused', { clock: name })
      : t(state === 'missed' ? 'session.sla.late' : 'session.sla.left', { clock: name, time: span });
  const Shape = state === 'paused' ? Pause : Timer;
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      className={cx(css.sla, state === 'missed' ? css.late : state === 'nearing' && css.soon)}
    >
      <Shape size={12} aria-hidden="true" />
      {!bare && state !== 'paused' && (
        <span aria-hidden="true">{state === 'missed' ? `−${span}` : span}</span>
      )}
    </span>
  );
}
