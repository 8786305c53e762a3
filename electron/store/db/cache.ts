// One open cache: records by kind and id, what pending edits have covered, small facts, prepared statements. SQL of lists is elsewhere.
/* oxlint-disable typescript/no-unnecessary-type-parameters -- the row's type is the caller's word: SQL has none */
import type Database from 'better-sqlite3';
import { recordKinds, type RecordKind, type RecordOf, type Records } from '../../../shared/domain/records.ts';
import type { Db } from './open.ts';
import { plucked, prepared } from './prepared.ts';
import { createTalkKeys } from './talk-keys.ts';
import { columnsOf, tableOf, valuesOf } from '../../../shared/cache/segment.ts';
import { isSearchKind, specs, type KindSpec } from '../../../shared/cache/spec.ts';

type Param = string | number | null;

/** The library takes numbered parameters (?1, ?2: one used twice) by name. */
const bound = (sql: string, params: readonly Param[]): unknown[] =>
  sql.includes('?1') ? [Object.fromEntries(params.map((param, i) => [String(i + 1), param]))] : [...params];

/** See the head of this file. Writes must run inside {@link Cache.transaction}. */
export interface Cache extends Records {
  readonly db: Db;
  /** Writes a row unless a newer version is there. @returns whether it was written. */
  put(kind: RecordKind, id: string, version: number, record: unknown): boolean;
  /**
   * Writes a row as it came in bulk, unchecked; it is always looked at again by the indexer.
   * @param values what {@link rawColumns} names, in that order, the body as text or its bytes; a stamp is set in it.
   * @returns whether it was written.
   */
  putRaw(kind: RecordKind, values: (Param | Uint8Array)[]): boolean;
  remove(kind: RecordKind, id: string): void;
  version(kind: RecordKind, id: string): number | null;
  /** Keeps the row as it is now, once, so that {@link Cache.rewind} can bring it back. */
  keepBase(kind: RecordKind, id: string): void;
  /** Brings back every kept row: the records are then exactly those of the service. */
  rewind(): void;
  meta(key: string): string | null;
  setMeta(key: string, value: string): void;
  transaction<T>(work: () => T): T;
  /**
   * From now on transactions are parts of one, until {@link Cache.release}: what they write is read here at once, but
   * each page goes to the disk once instead of with each of them. A crash takes all of them back.
   */
  hold(): void;
  /** Makes what was held last. @throws when the disk refuses; none of it is there then. */
  release(): void;
  all<T>(sql: string, ...params: Param[]): T[];
  one<T>(sql: string, ...params: Param[]): T | undefined;
  /** The bodies of the rows that this SQL selects (one column). */
  records<K extends RecordKind>(kind: K, sql: string, ...params: Param[]): RecordOf<K>[];
  run(sql: string, ...params: Param[]): number;
  /** What was made of rows and costs more to make again than to keep, by touch key; gone once what it names was written. */
  readonly derived: Derived;
  /** The newest stamp given out; see layout.ts. */
  stamp(): number;
  close(): void;
}

/** See {@link Cache.derived}. Of many, the oldest goes. */
export interface Derived {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** More than a desk has on its screens. */
const mostDerived = 5_000;

/** The columns of a kind's table but the row's number. */
export const rawColumns = (kind: RecordKind): string[] => [
  'id',
  'version',
  ...columnsOf(kind),
  ...(isSearchKind(kind) ? ['stamp'] : []),
  'body',
];

/**
 * Wraps an open database that has the cache's tables.
 * @param touch hears what was written: "kind", "kind#id", and the key of its parent such as "message@<conversation>";
 *   of conversations and their messages also what talk-keys.ts says.
 */
export function createCache(db: Db, touch: (key: string) => void): Cache {
  const prepare = (sql: string): Database.Statement => prepared(db, sql);
  const pluck = (sql: string): Database.Statement => plucked(db, sql);
  let stamp = Math.max(
    0,
    ...recordKinds
      .filter(isSearchKind)
      .map((kind) => Number(pluck(`SELECT coalesce(max(stamp), 0) FROM ${tableOf(kind)}`).get())),
    // The row with the newest stamp may be gone: its stamp must not be given out again.
    Number(pluck(`SELECT value FROM meta WHERE key = 'stamp'`).get() ?? 0),
  );

  const writers = new Map(recordKinds.map((kind) => [kind, writerOf(kind)]));

  /** @param fresh gives the row a new stamp whether its text has changed or not. */
  function upsertOf(kind: RecordKind, fresh: boolean): string {
    const names = rawColumns(kind);
    const set = names
      .slice(1)
      .map((name) =>
        name === 'stamp' && !fresh
          ? 'stamp = iif(textHash = excluded.textHash, stamp, excluded.stamp)'
          : `${name} = excluded.${name}`,
      );
    const table = tableOf(kind);
    const marks = names.map((name) => (name === 'body' ? 'CAST(? AS TEXT)' : '?'));
    return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks.join(', ')})
      ON CONFLICT (id) DO UPDATE SET ${set.join(', ')} WHERE excluded.version >= ${table}.version`;
  }

  interface Writer {
    put(id: string, version: number, columns: readonly Param[], body: string): number;
    putFresh: string;
    /** The place of the stamp among {@link rawColumns}; -1 for none. */
    stampAt: number;
    /** The place of the parent's column among the columns; -1 for none. */
    parentAt: number;
    remove: string;
  }

  function writerOf(kind: RecordKind): Writer {
    const searched = isSearchKind(kind);
    const { parent } = specs[kind] as KindSpec<RecordKind>;
    const run =
      (sql: string): Writer['put'] =>
      (id, version, columns, body) => {
        const values = searched ? [id, version, ...columns, ++stamp, body] : [id, version, ...columns, body];
        return prepare(sql).run(values).changes;
      };
    return {
      put: run(upsertOf(kind, false)),
      putFresh: upsertOf(kind, true),
      stampAt: rawColumns(kind).indexOf('stamp'),
      parentAt: parent === undefined ? -1 : columnsOf(kind).indexOf(parent),
      remove: `SELECT row, ${parent ?? 'NULL'} AS parent FROM ${tableOf(kind)} WHERE id = ?`,
    };
  }

  const derived = new Map<string, unknown>();

  function touchAll(kind: RecordKind, id: string, parent: Param | undefined): void {
    touch(kind);
    derived.delete(kind);
    touch(`${kind}#${id}`);
    if (typeof parent !== 'string') return;
    touch(`${kind}@${parent}`);
    derived.delete(`${kind}@${parent}`);
  }

  const talks = createTalkKeys({
    touch,
    get: (id) => cache.get('conversation', id),
    look: (id) => cache.one('SELECT state, customerId FROM conversation WHERE id = ?', id),
  });

  const cache: Cache = {
    db,
    get: <K extends RecordKind>(kind: K, id: string) => {
      const body = pluck(`SELECT body FROM ${tableOf(kind)} WHERE id = ?`).get(id);
      return typeof body === 'string' ? (JSON.parse(body) as RecordOf<K>) : undefined;
    },
    put: (kind, id, version, record) => {
      const writer = writers.get(kind)!;
      const columns = valuesOf(kind, record);
      const before = talks.before(kind, id);
      const written = writer.put(id, version, columns, JSON.stringify(record)) > 0;
      if (!written) return false;
      touchAll(kind, id, columns[writer.parentAt]);
      talks.wrote(kind, before, record, columns[writer.parentAt]);
      return true;
    },
    putRaw: (kind, values) => {
      const { putFresh, stampAt, parentAt } = writers.get(kind)!;
      if (stampAt >= 0) values[stampAt] = ++stamp;
      const written = prepare(putFresh).run(values).changes > 0;
      const parent = parentAt < 0 ? undefined : values[parentAt + 2];
      if (!written) return false;
      touchAll(kind, values[0] as string, parent as Param | undefined);
      talks.roughly(kind);
      return true;
    },
    remove: (kind, id) => {
      const found = prepare(writers.get(kind)!.remove).get(id) as
        | { row: number; parent: string | null }
        | undefined;
      if (found === undefined) return;
      // A removal has a stamp of its own, by which the index knows that there is something to let go of.
      if (isSearchKind(kind)) cache.setMeta('stamp', String(++stamp));
      const before = talks.before(kind, id);
      prepare(`DELETE FROM ${tableOf(kind)} WHERE row = ?`).run(found.row);
      touchAll(kind, id, found.parent);
      talks.wrote(kind, before, null, found.parent);
    },
    version: (kind, id) => {
      const found = pluck(`SELECT version FROM ${tableOf(kind)} WHERE id = ?`).get(id);
      return typeof found === 'number' ? found : null;
    },
    keepBase: (kind, id) => {
      const sql = `INSERT OR IGNORE INTO base (kind, id, version, body) VALUES (?1, ?2,
        (SELECT version FROM ${tableOf(kind)} WHERE id = ?2), (SELECT body FROM ${tableOf(kind)} WHERE id = ?2))`;
      prepare(sql).run(...bound(sql, [kind, id]));
    },
    rewind: () => {
      const kept = prepare('SELECT kind, id, version, body FROM base').all() as {
        kind: RecordKind;
        id: string;
        version: number | null;
        body: string | null;
      }[];
      for (const row of kept) {
        if (row.body === null) cache.remove(row.kind, row.id);
        // A removed row comes back as it was; a changed one is written over, its version being the same.
        else cache.put(row.kind, row.id, row.version ?? 0, JSON.parse(row.body));
      }
      if (kept.length > 0) prepare('DELETE FROM base').run();
    },
    meta: (key) => (pluck('SELECT value FROM meta WHERE key = ?').get(key) as string | undefined) ?? null,
    setMeta: (key, value) => void prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(key, value),
    transaction: (work) => db.transaction(work).immediate(),
    hold: () => {
      if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
      talks.rough(true);
    },
    release: () => {
      talks.rough(false);
      if (!db.inTransaction) return;
      try {
        db.exec('COMMIT');
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    all: <T>(sql: string, ...params: Param[]) => prepare(sql).all(...bound(sql, params)) as T[],
    one: <T>(sql: string, ...params: Param[]) => prepare(sql).get(...bound(sql, params)) as T | undefined,
    records: <K extends RecordKind>(_kind: K, sql: string, ...params: Param[]) =>
      (pluck(sql).all(...bound(sql, params)) as string[]).map((body) => JSON.parse(body) as RecordOf<K>),
    run: (sql, ...params) => prepare(sql).run(...bound(sql, params)).changes,
    derived: {
      get: (key) => derived.get(key),
      set: (key, value) => {
        // Maps keep the order of insertion.
        const oldest = derived.size >= mostDerived ? derived.keys().next().value : undefined;
        if (oldest !== undefined) derived.delete(oldest);
        derived.set(key, value);
      },
    },
    stamp: () => stamp,
    close: () => {
      // What is not committed by now comes again: its cursor goes with it.
      if (db.inTransaction) db.exec('ROLLBACK');
      db.close();
    },
  };
  return cache;
}
