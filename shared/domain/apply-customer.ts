// Commands of customers: created by id, edited field by field with compare-and-set.
import { done, refuse, tooManyTags, type ApplyContext, type Outcome } from './outcome.ts';
import type { CommandOf } from './commands.ts';
import { put, type Records } from './records.ts';
import { editTags } from './tags.ts';

type CustomerEdit = CommandOf<'customer.update'>['args']['set'];

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
  for (const field of Object.keys(set) as (keyof CustomerEdit)[]) {
    if (before[field] !== set[field] && field in base && before[field] !== base[field]) {
      const facts = { field, theirs: before[field], yours: set[field] ?? null };
      return refuse('conflict', `Somebody else has changed the ${field} meanwhile.`, facts);
    }
  }
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const next = { ...before, ...given };
  return JSON.stringify(next) === JSON.stringify(before) ? done() : done(put('customer', next));
}
