// Changes when the due times of a case are kept differently.
import type { Case } from '../../shared/domain/case.ts';

/** Due times of a case whose customer has an answer, to be solved by `dueAt`; null: that clock stands still. */
export const dueBy = (dueAt: number | null): Pick<Case, 'dueAt' | 'clocks'> => ({
  dueAt,
  clocks: {
    response: { dueAt: 0, pausedAt: null, doneAt: 0 },
    resolve: { dueAt: dueAt ?? 0, pausedAt: dueAt === null ? 0 : null, doneAt: null },
  },
});
