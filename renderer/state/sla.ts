// Changes when the clock of a linked case is read differently for a line: how it stands and how much is left.
import { clockState } from '../../shared/domain/case-clocks.ts';
import type { SlaView } from '../../shared/ipc/views.ts';

/** A clock as a line shows it. */
export interface SlaNow {
  name: SlaView['name'];
  state: 'running' | 'nearing' | 'missed' | 'paused';
  /** Ms; negative once it is missed. */
  left: number;
  /** Of the time given, 0 to 1. */
  share: number;
}

/** @returns null where no clock is to be watched any more. */
export function slaNow(sla: SlaView | null | undefined, now: number): SlaNow | null {
  if (sla == null) return null;
  const { name, status, given, dueAt, pausedAt } = sla;
  const state = clockState(sla, status, given, now);
  if (state === 'met' || state === 'late' || state === 'canceled') return null;
  const left = dueAt - (pausedAt ?? now);
  return { name, state, left, share: Math.min(1, Math.max(0, left / Math.max(1, given))) };
}
