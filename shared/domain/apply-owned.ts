// Commands of what agents keep for themselves or share: put whole, by revision; removed. Everybody's things are kept by supervisors.
import { sameValue } from './compare.ts';
import type { Actor, CommandOf, CommandType } from './commands.ts';
import type { Id } from './ids.ts';
import { checkPattern } from './mask-pattern.ts';
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { put, type Records } from './records.ts';

/** The kinds that these commands keep. */
export const ownedKinds = [
  'quickReply',
  'macro',
  'script',
  'savedView',
  'maskRule',
  'presenceState',
  'moodPolicy',
] as const;
type OwnedKind = (typeof ownedKinds)[number];
type OwnedCommand = CommandOf<Extract<CommandType, `${OwnedKind}.${'put' | 'remove'}`>>;

interface Owned {
  id: Id;
  ownerId?: Id | null;
  rev?: number | undefined;
}

/** @returns whether this actor may change something that has this owner. */
export function mayKeep(actor: Actor, kind: OwnedKind, ownerId: Id | null): boolean {
  if (actor.kind !== 'agent') return false;
  if (kind === 'maskRule' || kind === 'presenceState' || kind === 'moodPolicy') return actor.role === 'admin';
  return ownerId === null ? actor.role !== 'agent' : ownerId === actor.id;
}

/** See {@link import('./apply.ts').applyCommand}. */
export function applyOwnedCommand(records: Records, command: OwnedCommand, { actor }: ApplyContext): Outcome {
  const [kind, what] = command.type.split('.') as [OwnedKind, 'put' | 'remove'];
  const args = command.args as Record<string, unknown>;
  const wanted = what === 'put' ? (args[kind] as Owned) : null;
  const id = wanted?.id ?? (args[`${kind}Id`] as Id);
  const before: Owned | undefined = records.get(kind, id);
  const allowed = (one: Owned | null | undefined): boolean =>
    one == null || mayKeep(actor, kind, one.ownerId ?? null);
  if (!allowed(wanted) || !allowed(before))
    return refuse('forbidden', 'What everybody uses is changed by supervisors, what is mine only by me.');
  if (wanted === null) return before === undefined ? done() : done({ kind, id, op: 'remove' });
  // One that could take long is never stored, so that no service ever runs it.
  if (command.type === 'maskRule.put' && command.args.maskRule.finds === 'pattern') {
    const checked = checkPattern(command.args.maskRule.pattern);
    if (!checked.ok)
      return refuse('invalid', 'This pattern cannot be used.', { field: 'pattern', why: checked.why });
  }
  const base = args['base'] as number | null;
  const { rev = 0, ...is } = before ?? { id };
  if (before !== undefined && sameValue(ordered(is), ordered(wanted))) return done();
  if (before === undefined ? base !== null : rev !== base)
    return before === undefined
      ? refuse('notFound', 'It has been removed meanwhile.')
      : refuse('conflict', 'Somebody else has changed it meanwhile.', { field: kind });
  return done(put(kind, { ...wanted, rev: (base ?? 0) + 1 } as never));
}

const ordered = (one: object): [string, unknown][] =>
  Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1));
