// Commands that make several cases one, and take them apart again. Nothing is moved: the others point to the one.
import { isOpenCase, type Case } from './case.ts';
import { dueOf, turnClocks } from './case-clocks.ts';
import type { CommandOf } from './commands.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Change, type Records } from './records.ts';

/** See {@link import('./apply.ts').applyCommand}. */
export function applyMerging(
  records: Records,
  command: CommandOf<'case.merge' | 'case.unmerge'>,
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent merges cases.');
  const turned = (before: Case, after: Pick<Case, 'status' | 'merged'>): Change => {
    const clocks = turnClocks(before, { ...before, ...after }, now);
    return put('case', { ...before, ...after, clocks, dueAt: dueOf(clocks), updatedAt: now });
  };
  const changes: Change[] = [];
  if (command.type === 'case.unmerge') {
    for (const id of command.args.caseIds) {
      const one = records.get('case', id);
      if (one === undefined) return refuse('notFound', 'There is no such case.');
      if (one.merged != null) changes.push(turned(one, { status: one.merged.status, merged: null }));
    }
    return done(...changes);
  }
  const { caseId, fromIds } = command.args;
  const into = records.get('case', caseId);
  if (into === undefined) return refuse('notFound', 'There is no such case.');
  if (into.merged != null) return refuse('state', 'This case has itself been merged into another one.');
  for (const id of fromIds) {
    if (id === caseId) return refuse('invalid', 'A case cannot be merged into itself.');
    const one = records.get('case', id);
    if (one === undefined) return refuse('notFound', 'There is no such case.');
    if (one.merged?.intoId === caseId) continue;
    if (one.merged != null)
      return refuse('state', `${one.number ?? one.title} has been merged into another case.`);
    changes.push(turned(one, { status: 'canceled', merged: { intoId: caseId, status: one.status } }));
  }
  return done(...changes);
}

/** @returns whether this case can be merged into another one. */
export const canMerge = (one: Case): boolean => one.merged == null && isOpenCase(one.status);
