// A service's truth in memory: records changed only by applyCommand, with a log. For tests that need no database.
import { applyCommand } from '../../shared/domain/apply.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { AnyRecord, Change, RecordKind, RecordOf, Records } from '../../shared/domain/records.ts';

/** The truth, and what changed it. */
export interface World extends Records {
  /** Applies with authority; changes are kept and appended to `log`. */
  run(actor: Actor, command: Command): Outcome;
  /** Puts a record without a command: seeds. */
  seed(...records: AnyRecord[]): void;
  all<K extends RecordKind>(kind: K): RecordOf<K>[];
  readonly log: Change[];
}

export function createWorld(now: () => number): World {
  const kinds = new Map<RecordKind, Map<string, unknown>>();
  const log: Change[] = [];
  const of = (kind: RecordKind): Map<string, unknown> => {
    const found = kinds.get(kind) ?? new Map<string, unknown>();
    kinds.set(kind, found);
    return found;
  };
  const get = <K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined =>
    of(kind).get(id) as RecordOf<K> | undefined;
  let cases = 0;
  const keep = (change: Change): void => {
    if (change.op === 'put') of(change.kind).set(change.id, structuredClone(change.record));
    else of(change.kind).delete(change.id);
    log.push(structuredClone(change));
  };
  return {
    get,
    log,
    run(actor, command) {
      const outcome = applyCommand({ get }, command, {
        actor,
        now: now(),
        authority: true,
        nextCaseNumber: () => `C-${++cases}`,
      });
      if (outcome.ok) outcome.changes.forEach(keep);
      return outcome;
    },
    seed(...records) {
      for (const { kind, record } of records) keep({ kind, id: record.id, op: 'put', record } as Change);
    },
    all: <K extends RecordKind>(kind: K) => [...of(kind).values()] as RecordOf<K>[],
  };
}
