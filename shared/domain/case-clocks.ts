// The clocks of a case: when they stand still, when they are met, and how they stand now (D365's states of an SLA KPI).
import {
  dueHours,
  isOpenCase,
  responseHours,
  type Case,
  type CaseClock,
  type CasePriority,
  type CaseStatus,
} from './case.ts';

/** Both clocks of a case. */
export interface CaseClocks {
  /** Until the customer has a first answer. */
  response: CaseClock;
  /** Until the case is resolved. */
  resolve: CaseClock;
}

/** As in D365: nearing is within the last fifth of the time given. */
export type ClockState = 'running' | 'nearing' | 'missed' | 'paused' | 'met' | 'late' | 'canceled';

const hour = 3_600_000;
const nearingShare = 5;
const stands = (status: CaseStatus): boolean => status === 'pending' || status === 'onHold';

/** @returns the clocks of a case that is made at `now`. */
export function startClocks(priority: CasePriority, now: number): CaseClocks {
  const clock = (hours: number): CaseClock => ({ dueAt: now + hours * hour, pausedAt: null, doneAt: null });
  return { response: clock(responseHours[priority]), resolve: clock(dueHours[priority]) };
}

type Clocked = Pick<Case, 'createdAt' | 'updatedAt' | 'priority' | 'status' | 'clocks'>;

/** @returns the clocks of a case; of one that has none yet, as they would stand. */
export function clocksOf(record: Clocked): CaseClocks {
  if (record.clocks !== undefined) return record.clocks;
  const { response, resolve } = startClocks(record.priority, record.createdAt);
  const { status, updatedAt } = record;
  return {
    response: { ...response, doneAt: status === 'new' ? null : Math.min(updatedAt, response.dueAt) },
    resolve: {
      ...resolve,
      pausedAt: stands(status) ? updatedAt : null,
      doneAt: status === 'resolved' ? updatedAt : null,
    },
  };
}

/** @returns the clocks after the case went from `before` to `after` at `now`. */
export function turnClocks(before: Case, after: Pick<Case, 'status' | 'priority'>, now: number): CaseClocks {
  const { response, resolve } = clocksOf(before);
  const shift = (hours: Record<CasePriority, number>): number =>
    (hours[after.priority] - hours[before.priority]) * hour;
  return {
    response: {
      ...response,
      dueAt: response.doneAt === null ? response.dueAt + shift(responseHours) : response.dueAt,
      doneAt: response.doneAt ?? (after.status === 'new' ? null : now),
    },
    resolve: turn(resolve, after.status, resolve.dueAt + shift(dueHours), now),
  };
}

function turn(clock: CaseClock, status: CaseStatus, dueAt: number, now: number): CaseClock {
  const stood = clock.pausedAt === null ? 0 : now - clock.pausedAt;
  if (!isOpenCase(status))
    return {
      dueAt: dueAt + stood,
      pausedAt: null,
      doneAt: status === 'resolved' ? (clock.doneAt ?? now) : null,
    };
  if (stands(status)) return { dueAt, pausedAt: clock.pausedAt ?? now, doneAt: null };
  return { dueAt: dueAt + stood, pausedAt: null, doneAt: null };
}

/** @returns what stands in a case's `dueAt`: null while its clock stands still. */
export const dueOf = ({ resolve }: CaseClocks): number | null =>
  resolve.pausedAt === null ? resolve.dueAt : null;

/** @param given ms from the start of the clock to its due time. @returns how a clock stands at `now`. */
export function clockState(clock: CaseClock, status: CaseStatus, given: number, now: number): ClockState {
  if (clock.doneAt !== null) return clock.doneAt <= clock.dueAt ? 'met' : 'late';
  if (status === 'canceled') return 'canceled';
  if (clock.pausedAt !== null) return 'paused';
  if (now > clock.dueAt) return 'missed';
  return clock.dueAt - now <= given / nearingShare ? 'nearing' : 'running';
}

/** Later than any time, so that what has none comes last in the order of an index. SQLite has no such order of its own. */
const never = 2 ** 53;
/** Later than any time as well, and before `never`: from here on clocks that stand still are put in order. */
const standing = 2 ** 52;

/** The clock of a case that is to be watched: the first answer until that is given, then the solution. */
export interface PressingClock extends CaseClock {
  name: keyof CaseClocks;
  status: CaseStatus;
  /** Ms from the start of the clock to its due time. */
  given: number;
}

/** @returns the clock of an open case that presses first; null where the case is closed. */
export function pressingClock(record: Clocked): PressingClock | null {
  const { status, priority } = record;
  if (!isOpenCase(status)) return null;
  const { response, resolve } = clocksOf(record);
  return response.doneAt === null
    ? { ...response, name: 'response', status, given: responseHours[priority] * hour }
    : { ...resolve, name: 'resolve', status, given: dueHours[priority] * hour };
}

/**
 * @returns by what lists sort and filter open cases: when the clock that their line shows runs out, ms since the epoch.
 * Those that stand still come after all that run, the one with the least left first. Of a closed case, which shows no
 * clock, it is when it was due.
 */
export function duePlace(record: Clocked & Pick<Case, 'dueAt'>): number {
  const pressing = pressingClock(record);
  if (pressing === null) return record.dueAt ?? never;
  const { dueAt, pausedAt } = pressing;
  return pausedAt === null ? dueAt : standing + dueAt - pausedAt;
}
