// Commands of customers: created by id, edited field by field with compare-and-set.
import { clash, withGiven } from './compare.ts';
import { done, refuse, tooManyTags, type ApplyContext, type Outcome } from './outcome.ts';
import type { CommandOf } from './commands.ts';
import { put, type Records } from './records.ts';
import { editTags } from './tags.ts';

/** See {@link import('./apply.ts').applyCommand}. */
export function applyCustomerCommand(
  records: Records,
  command: CommandOf<'customer.create' | 'customer.update' | 'customer.tag'>,
  context: ApplyContext,
): Outcome {
  if (context.actor.kind !== 'agent') return refuse('forbidden', 'Only an agent edits customers.');
  if (command.type === 'customer.create') {
    const { customer } = command.args;
    if (records.get('customer', customer.id) !== undefined) return done();
    return done(put('customer', { ...customer, tags: [], since: context.now }));
  }
  const before = records.get('customer', command.args.customerId);
  if (before === undefined) return refuse('notFound', 'There is no such customer.');
  if (command.type === 'customer.tag') {
    const tagged = editTags(before, command.args, command.id);
    if (tagged === 'full') return tooManyTags();
    return tagged === null ? done() : done(put('customer', { ...before, ...tagged }));
  }
  const { set, base } = command.args;
  // A record of an earlier time has no list of contacts: that is an empty one.
  const refused = clash({ contacts: [], ...before }, set, base);
  if (refused !== null) return refused;
  const next = withGiven(before, set);
  return next === before ? done() : done(put('customer', next));
}
