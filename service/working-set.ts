// The records one transaction has loaded, as applyCommand sees them: what is missing is asked for by a signal.
import type { ClientBase } from 'pg';
import type { Actor, Command } from '../shared/domain/commands.ts';
import type { AnyRecord, Change, RecordKind, RecordOf, Records } from '../shared/domain/records.ts';
import {
  anyExists,
  loadRecords,
  moveDependants,
  writeRecords,
  type FeedWrite,
  type RecordKey,
  type RecordWrite,
  type StoredRecord,
} from './db/records.ts';
import type { Cursor } from '../shared/sync/cursor.ts';
import { scopeOf, type ReadAny, type Scopes } from './visibility.ts';

/** Thrown through applyCommand when it reads what is not loaded; the transaction loads it and applies again. */
export class NeedRecord extends Error {
  readonly key: RecordKey;

  constructor(key: RecordKey) {
    super(`${key.kind} ${key.id} is not loaded`);
    this.key = key;
  }
}

/** A change names a record that exists but that this actor may not see. */
export class HiddenRecord extends Error {}

/** See {@link createWorkingSet}. */
export interface WorkingSet {
  /** What the actor may see; `scopes` null stands for everything. */
  visible(scopes: Scopes | null): Records;
  readAny: ReadAny;
  load(keys: readonly RecordKey[]): Promise<void>;
  /** @returns whether a record that was absent when it was loaded has been made since, by somebody else. */
  isStale(): Promise<boolean>;
  /**
   * Writes the changes and their feed entries.
   * @returns where they stand in the log; null when somebody wrote in between and the transaction must start over.
   * @throws NeedRecord, HiddenRecord.
   */
  write(changes: readonly Change[], scopes: Scopes | null, now: number): Promise<Cursor | null>;
}

const named = ({ kind, id }: RecordKey): string => `${kind} ${id}`;

/** @returns the records that a command will most likely read, so that one query loads them all. */
export function likelyKeys(actor: Actor, command: Command): RecordKey[] {
  const args: Record<string, unknown> = command.args;
  const keys = new Map<string, RecordKey>();
  const add = (kind: RecordKind, id: unknown): void => {
    if (typeof id === 'string') keys.set(named({ kind, id }), { kind, id });
  };
  for (const kind of [
    'case',
    'conversation',
    'message',
    'offer',
    'queue',
    'customer',
    'note',
    'disposition',
  ] as const) {
    add(kind, args[`${kind}Id`]);
  }
  add('presence', args['agentId']);
  add('note', args['supersedes']);
  if (command.type === 'note.write') add(command.args.subjectKind, command.args.subjectId);
  if (command.type === 'customer.create') add('customer', command.args.customer.id);
  if (actor.kind === 'agent') {
    add('agent', actor.id);
    if (/^(offer|conversation|presence)\./.test(command.type)) add('presence', actor.id);
  }
  return [...keys.values()];
}

/** @returns an empty working set over the transaction that `client` is in. */
export function createWorkingSet(client: ClientBase): WorkingSet {
  const loaded = new Map<string, StoredRecord>();

  function stored(key: RecordKey): StoredRecord {
    const found = loaded.get(named(key));
    if (found === undefined) throw new NeedRecord(key);
    return found;
  }
  const readAny: ReadAny = <K extends RecordKind>(kind: K, id: string) =>
    stored({ kind, id }).record as RecordOf<K> | undefined;

  return {
    readAny,
    visible: (scopes) => ({
      get<K extends RecordKind>(kind: K, id: string) {
        const found = stored({ kind, id });
        if (found.version > 0 && scopes !== null && !scopes.has(found.scope)) return undefined;
        return found.record as RecordOf<K> | undefined;
      },
    }),
    async load(keys) {
      const missing = keys.filter((key) => !loaded.has(named(key)));
      // One order for every command, so that two of them wait for each other instead of blocking each other.
      missing.sort((a, b) => (named(a) < named(b) ? -1 : 1));
      for (const found of await loadRecords(client, missing)) loaded.set(named(found), found);
    },
    async isStale() {
      const absent = [...loaded.values()].filter(({ version }) => version === 0);
      return absent.length > 0 && anyExists(client, absent);
    },
    async write(changes, scopes, now) {
      const after = new Map(changes.map((change) => [named(change), change]));
      const readAfter: ReadAny = <K extends RecordKind>(kind: K, id: string) => {
        const change = after.get(named({ kind, id }));
        if (change === undefined) return readAny(kind, id);
        return change.op === 'put' ? (change.record as RecordOf<K>) : undefined;
      };
      const writes: RecordWrite[] = [];
      const entries: FeedWrite[] = [];
      for (const change of after.values()) {
        const { kind, id, op } = change;
        const before = stored({ kind, id });
        if (before.version > 0 && scopes !== null && !scopes.has(before.scope)) throw new HiddenRecord();
        if (op === 'remove') {
          if (before.version === 0) continue;
          writes.push({ ...before, op, body: null });
          entries.push({ kind, id, op, scope: before.scope, version: before.version });
          continue;
        }
        const scope = scopeOf({ kind, record: change.record } as AnyRecord, readAfter);
        writes.push({ kind, id, op, scope, version: before.version, body: change.record });
        if (before.version > 0 && before.scope !== scope) {
          entries.push({ kind, id, op: 'leave', scope: before.scope, version: before.version });
          if (kind === 'conversation' || kind === 'case') {
            for (const { version, from, ...moved } of await moveDependants(client, { kind, id }, scope)) {
              entries.push({ ...moved, op: 'leave', scope: from, version: version - 1 });
              entries.push({ ...moved, op, scope, version });
            }
          }
        }
        entries.push({ kind, id, op, scope, version: before.version + 1 });
      }
      return writeRecords(client, writes, entries, now);
    },
  };
}
