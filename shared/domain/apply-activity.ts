// Commands of activities: created by id, edited field by field with compare-and-set, done and undone.
import type { Activity } from './activity.ts';
import type { CommandOf } from './commands.ts';
import { clash, withGiven } from './compare.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

/** See {@link import('./apply.ts').applyCommand}. */
export function applyActivityCommand(
  records: Records,
  command: CommandOf<'activity.create' | 'activity.update'>,
  { actor, now }: ApplyContext,
): Outcome {
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent keeps activities.');
  if (command.type === 'activity.create') {
    const { activity } = command.args;
    if (records.get('activity', activity.id) !== undefined) return done();
    for (const kind of ['case', 'conversation', 'customer'] as const) {
      const id = activity[`${kind}Id`];
      if (id !== null && records.get(kind, id) === undefined)
        return refuse('notFound', `There is no such ${kind}.`);
    }
    const by = { authorId: actor.id, authorName: actor.name };
    return done(put('activity', { ...activity, ...by, createdAt: now, updatedAt: now, doneAt: null }));
  }
  const before = records.get('activity', command.args.activityId);
  if (before === undefined) return refuse('notFound', 'There is no such activity.');
  const is = { ...before, done: before.doneAt !== null };
  const { set, base } = command.args;
  const refused = clash(is, set, base);
  if (refused !== null) return refused;
  const { done: isDone, ...next }: Activity & { done: boolean } = withGiven(is, set);
  if (withGiven(is, set) === is) return done();
  const doneAt = isDone ? (before.doneAt ?? now) : null;
  return done(put('activity', { ...next, doneAt, updatedAt: now }));
}
