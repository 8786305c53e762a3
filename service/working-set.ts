// The records one transaction has loaded and changed, as applyCommand sees them: what is missing is asked for by a signal.
import type { ClientBase } from 'pg';
import { spokenId } from '../shared/domain/call.ts';
import type { Actor, Command } from '../shared/domain/commands.ts';
import { moodPolicyId } from '../shared/domain/mood.ts';
import type { AnyRecord, Change, RecordKind, RecordOf, Records } from '../shared/domain/records.ts';
import type { Cursor } from '../shared/sync/cursor.ts';
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

/** Somebody wrote what this transaction had read: roll back, run again. */
export class RunAgain extends Error {}

/** Where something stands in the log; known once it is written. */
export interface Place {
  cursor: Cursor | null;
}

/** See {@link createWorkingSet}. */
export interface WorkingSet {
  /** What the actor may see; `scopes` null stands for everything. */
  visible(scopes: Scopes | null): Records;
  readAny: ReadAny;
  /** The scope a loaded record is in; '' for one that is not there. */
  scopeOf(key: RecordKey): string;
  load(keys: readonly RecordKey[]): Promise<void>;
  /** @returns whether a record that was absent when it was loaded has been made since, by somebody else. */
  isStale(): Promise<boolean>;
  /**
   * Makes the changes part of the set: later readers see them, the next {@link flush} writes them. All of them, or none.
   * @returns the place of the last of them.
   * @throws NeedRecord, HiddenRecord, RunAgain.
   */
  stage(changes: readonly Change[], scopes: Scopes | null): Promise<Place>;
  /** The place of what was staged last; null before the first. */
  last(): Place | null;
  /** Writes what is staged, with its feed entries. @throws RunAgain when somebody wrote in between. */
  flush(): Promise<void>;
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
    'quickReply',
    'macro',
    'script',
    'savedView',
    'maskRule',
    'presenceState',
    'activity',
    'article',
    'feedback',
    'handover',
    'moodCorrection',
  ] as const) {
    add(kind, args[`${kind}Id`]);
  }
  add('presence', args['agentId']);
  if (command.type === 'agent.telephone') add('agent', command.args.agentId);
  if (command.type === 'telephone.settle') add(command.args.of, command.args.subjectId);
  add('presenceState', args['stateId']);
  add('note', args['supersedes']);
  if (command.type.startsWith('mood')) add('moodPolicy', moodPolicyId);
  if (command.type === 'call.transcript')
    for (const { n } of command.args.segments) add('message', spokenId(command.args.conversationId, n));
  if (command.type === 'call.unsay')
    for (let n = command.args.from; n < command.args.to; n += 1)
      add('message', spokenId(command.args.conversationId, n));
  if (command.type === 'note.write') add(command.args.subjectKind, command.args.subjectId);
  if (command.type === 'customer.create') add('customer', command.args.customer.id);
  if (actor.kind === 'agent') {
    add('agent', actor.id);
    if (/^(offer|conversation|presence|call)\./.test(command.type)) add('presence', actor.id);
  }
  return [...keys.values()];
}

interface Step {
  readonly key: RecordKey;
  readonly scope: string;
  readonly record: unknown;
  readonly op: Change['op'];
}

/**
 * @param known keys that an earlier try of this transaction turned out to need; those found out now are added.
 * Loaded first and in one order, they are waited for; one that is locked later, out of order, ends the try instead,
 * so that two transactions never wait for each other.
 * @param now stands at the feed's entries, ms since the epoch.
 * @returns an empty working set over the transaction that `client` is in.
 */
export function createWorkingSet(client: ClientBase, known: Map<string, RecordKey>, now: number): WorkingSet {
  const loaded = new Map<string, StoredRecord>();
  /** The versions in the database of what is staged. */
  const staged = new Map<string, number>();
  const ours = new Set<string>();
  let entries: FeedWrite[] = [];
  let places: { place: Place; entry: number }[] = [];
  let lastPlace: Place | null = null;
  let begun = false;

  function stored(key: RecordKey): StoredRecord {
    const found = loaded.get(named(key));
    if (found === undefined) throw new NeedRecord(key);
    return found;
  }
  const readAny: ReadAny = <K extends RecordKind>(kind: K, id: string) =>
    stored({ kind, id }).record as RecordOf<K> | undefined;

  function plan(changes: readonly Change[], scopes: Scopes | null): Step[] {
    const after = new Map(changes.map((change) => [named(change), change]));
    const readAfter: ReadAny = <K extends RecordKind>(kind: K, id: string) => {
      const change = after.get(named({ kind, id }));
      if (change === undefined) return readAny(kind, id);
      return change.op === 'put' ? (change.record as RecordOf<K>) : undefined;
    };
    return [...after.values()].map((change) => {
      const { kind, id, op } = change;
      const before = stored({ kind, id });
      if (before.version > 0 && scopes !== null && !scopes.has(before.scope)) throw new HiddenRecord();
      if (op === 'remove') return { key: { kind, id }, op, scope: before.scope, record: undefined };
      const scope = scopeOf({ kind, record: change.record } as AnyRecord, readAfter);
      return { key: { kind, id }, op, scope, record: change.record };
    });
  }

  async function take({ key, op, scope, record }: Step): Promise<void> {
    const { kind, id } = key;
    const name = named(key);
    const before = stored(key);
    if (op === 'remove' && before.version === 0) return;
    if (before.version > 0 && before.scope !== scope) {
      entries.push({ kind, id, op: 'leave', scope: before.scope, version: before.version });
      if (kind === 'conversation' || kind === 'case') {
        // What hangs on it may be staged; the database moves only what it has.
        await flush();
        for (const { version, from, ...moved } of await moveDependants(client, key, scope)) {
          entries.push({ ...moved, op: 'leave', scope: from, version: version - 1 });
          entries.push({ ...moved, op: 'put', scope, version });
          const held = loaded.get(named(moved));
          if (held !== undefined) loaded.set(named(moved), { ...held, scope, version });
        }
      }
    }
    if (!staged.has(name)) staged.set(name, before.version);
    if (before.version === 0) ours.add(name);
    const version = op === 'remove' ? 0 : before.version + 1;
    loaded.set(name, { kind, id, scope: op === 'remove' ? '' : scope, version, record });
    entries.push({ kind, id, op, scope, version: op === 'remove' ? before.version : version });
  }

  async function flush(): Promise<void> {
    if (entries.length === 0) return;
    const writes: RecordWrite[] = [];
    for (const [name, from] of staged) {
      const { kind, id, scope, version, record } = loaded.get(name)!;
      if (version > 0) writes.push({ kind, id, op: 'put', scope, from, version, body: record });
      else if (from > 0) writes.push({ kind, id, op: 'remove', scope, from, version, body: null });
    }
    const written = await writeRecords(client, writes, entries, now);
    if (written === null) throw new RunAgain();
    for (const { place, entry } of places) place.cursor = `${written.xid}.${written.seqs[entry]!}`;
    staged.clear();
    entries = [];
    places = [];
  }

  return {
    readAny,
    scopeOf: (key) => stored(key).scope,
    visible: (scopes) => ({
      get<K extends RecordKind>(kind: K, id: string) {
        const found = stored({ kind, id });
        if (found.version > 0 && scopes !== null && !scopes.has(found.scope)) return undefined;
        return found.record as RecordOf<K> | undefined;
      },
    }),
    async load(keys) {
      const wanted = new Map(keys.map((key) => [named(key), key]));
      if (begun) for (const [name, key] of wanted) known.set(name, key);
      else for (const [name, key] of known) wanted.set(name, key);
      for (const name of loaded.keys()) wanted.delete(name);
      if (wanted.size === 0) return;
      // One order for every transaction, so that two of them wait for each other instead of blocking each other.
      const names = [...wanted.keys()].toSorted();
      const found = await loadRecords(
        client,
        names.map((name) => wanted.get(name)!),
        begun ? 'fail' : 'wait',
      );
      begun = true;
      for (const record of found) loaded.set(named(record), record);
    },
    async isStale() {
      const absent = [...loaded].filter(([name, { version }]) => version === 0 && !ours.has(name));
      return (
        absent.length > 0 &&
        anyExists(
          client,
          absent.map(([, key]) => key),
        )
      );
    },
    async stage(changes, scopes) {
      const steps = plan(changes, scopes);
      for (const step of steps) await take(step);
      const place: Place = { cursor: null };
      if (entries.length > 0) places.push({ place, entry: entries.length - 1 });
      lastPlace = place;
      return place;
    },
    last: () => lastPlace,
    flush,
  };
}
