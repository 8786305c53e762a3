// A note for a record that its author could see once, but not any more: it is taken, marked, and tells its author nothing.
// Rule: SYNC-30.
import type { ClientBase } from 'pg';
import type { Actor, Command, CommandOf } from '../../shared/domain/commands.ts';
import type { Change, RecordKind, Records } from '../../shared/domain/records.ts';
import { couldSee } from '../db/past.ts';
import type { Scopes } from '../visibility.ts';
import type { WorkingSet } from '../working-set.ts';

/** What a late note is applied to, and how. */
export interface LateNote {
  readonly command: CommandOf<'note.write'>;
  readonly records: Records;
}

/**
 * @returns how to apply a note whose subject is out of sight; null where it is no such note, or where its author never
 * could see the subject: then it must look as if there were none.
 */
export async function lateNote(
  client: ClientBase,
  set: WorkingSet,
  actor: Actor,
  command: Command,
  scopes: Scopes | null,
): Promise<LateNote | null> {
  if (command.type !== 'note.write' || actor.kind !== 'agent' || scopes === null) return null;
  const { subjectKind: kind, subjectId: id, supersedes } = command.args;
  if (kind === 'customer') return null;
  const scope = set.scopeOf({ kind, id });
  if (scope === '' || scopes.has(scope) || !(await couldSee(client, actor.id, { kind, id }))) return null;
  const visible = set.visible(scopes);
  const ownNote = (noteId: string) => {
    const note = set.readAny('note', noteId);
    return note?.authorId === actor.id ? note : visible.get('note', noteId);
  };
  const records: Records = {
    get<K extends RecordKind>(otherKind: K, otherId: string) {
      if (otherKind === kind && otherId === id) return set.readAny(otherKind, otherId);
      // One that was taken before is its author's, so that a repeat changes nothing.
      if (otherKind === 'note') return ownNote(otherId) as ReturnType<typeof visible.get<K>>;
      return visible.get(otherKind, otherId);
    },
  };
  // Whether a note of somebody else is there, and whose it is, is not the author's to learn any more.
  const known = supersedes !== null && ownNote(supersedes) !== undefined;
  return { command: known ? command : { ...command, args: { ...command.args, supersedes: null } }, records };
}

/** @returns the changes with the note marked as late. */
export function markLate(changes: readonly Change[]): Change[] {
  return changes.map((change) =>
    change.kind === 'note' && change.op === 'put'
      ? { ...change, record: { ...change.record, late: true as const } }
      : change,
  );
}
