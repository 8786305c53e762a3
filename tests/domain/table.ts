// Changes when the domain's tests need records held in another way.
import { applyCommand } from '../../shared/domain/apply.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { AnyRecord, Change, RecordKind, RecordOf, Records } from '../../shared/domain/records.ts';

/** Records in memory, changed only by outcomes. */
export interface Table extends Records {
  /** Applies a command and keeps what changed. With `authority` it numbers messages and cases, as the service does. */
  run(actor: Actor, command: Command, now: number, authority?: boolean): Outcome;
  all<K extends RecordKind>(kind: K): RecordOf<K>[];
  /** A table of its own with the same records. */
  copy(): Table;
  /** Everything, comparable. */
  dump(): Record<string, unknown>;
}

export function createTable(rows: readonly AnyRecord[]): Table {
  const records = new Map<string, { kind: RecordKind; record: unknown }>();
  const key = (kind: RecordKind, id: string): string => `${kind} ${id}`;
  for (const { kind, record } of rows) records.set(key(kind, record.id), { kind, record });
  let cases = 0;
  const get = <K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined =>
    records.get(key(kind, id))?.record as RecordOf<K> | undefined;
  const keep = (change: Change): void => {
    if (change.op === 'put')
      records.set(key(change.kind, change.id), { kind: change.kind, record: change.record });
    else records.delete(key(change.kind, change.id));
  };
  return {
    get,
    run(actor, command, now, authority = true) {
      const nextCaseNumber = authority ? () => `C-${10_000 + ++cases}` : undefined;
      const outcome = applyCommand({ get }, command, { actor, now, authority, nextCaseNumber });
      if (outcome.ok) outcome.changes.forEach(keep);
      return outcome;
    },
    all: <K extends RecordKind>(kind: K) =>
      [...records.values()].filter((one) => one.kind === kind).map((one) => one.record as RecordOf<K>),
    copy: () => createTable([...records.values()] as AnyRecord[]),
    dump: () => Object.fromEntries([...records].map(([id, { record }]) => [id, record])),
  };
}
