// Builds a cache in a file of its own while the old one serves: rows one by one, or whole segments copied within SQLite.
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { tableOf, valuesOf } from '../../../shared/cache/segment.ts';
import { isSearchKind } from '../../../shared/cache/spec.ts';
import { recordKinds, type RecordKind } from '../../../shared/domain/records.ts';
import { BadSegment, openSegment } from '../bulk/segment-file.ts';
import { rawColumns } from './cache.ts';
import { bodyAtFault, fieldAtFault } from './checking.ts';
import { createIndexes, createStampIndexes, createTables } from './layout.ts';
import { asStorageError, isDamaged, isSqlError, onDisk, openDatabase, type Db } from './open.ts';
import { prepared } from './prepared.ts';

/** A row whose record may not be checked yet. */
export interface RawRow {
  kind: RecordKind;
  id: string;
  version: number;
  record: unknown;
  /** The record's text as it came, UTF-8; without it one is made. */
  body?: Buffer;
}

/** See the head of this file. */
export interface CacheBuilder {
  /** Writes rows; of one record the newest version stays. Those whose columns cannot be derived are left out. */
  add(rows: readonly RawRow[]): void;
  /**
   * Copies an unpacked segment.
   * @throws BadSegment when it cannot be read; what was copied of it stays until {@link abandon}.
   */
  copy(bytes: Buffer): void;
  /** Makes the indexes and the facts, and flushes the file. */
  finish(meta: Readonly<Record<string, string>>): void;
  /** Throws away what was built. */
  abandon(): void;
}

/** Where it is built, and who hears of rows that are left out. */
export interface BuilderDeps {
  /** Absolute path of the new file; what is there is overwritten. */
  file: string;
  keyHex: string;
  onLeftOut: (row: Pick<RawRow, 'kind' | 'id'>, field: string) => void;
}

const sidecars = ['', '-wal', '-shm', '-journal'];
/** Removes a database file with all that belongs to it. */
export const removeFile = (file: string): void =>
  sidecars.forEach((suffix) => rmSync(file + suffix, { force: true }));

/** @param source `VALUES (...)`, or a SELECT that ends in a WHERE. */
function upsertInto(table: string, kind: RecordKind, source: string): string {
  const names = rawColumns(kind);
  const set = names.slice(1).map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO ${table} (${names.join(', ')}) ${source}
    ON CONFLICT (id) DO UPDATE SET ${set.join(', ')} WHERE excluded.version >= version`;
}

/**
 * Starts a new cache at `file`.
 * @throws AppError `storage` when the disk refuses.
 */
export function createBuilder(deps: BuilderDeps): CacheBuilder {
  const { file, keyHex } = deps;
  removeFile(file);
  const db = openDatabase({ file, keyHex, durability: 'bulk', cacheMb: 16 });
  createTables(db);
  // Stamps only grow: kept as rows come in, this index costs next to nothing.
  createStampIndexes(db);
  let stamp = 0;
  // Nothing is ever taken back: what was written waits in the page cache for as long as there is room.
  const settle = (): void => {
    if (db.inTransaction) db.exec('COMMIT');
  };

  return {
    add: (rows) =>
      onDisk(() => {
        if (!db.inTransaction) db.exec('BEGIN');
        for (const row of rows) stamp = addOne(db, row, stamp, deps.onLeftOut);
      }),
    copy: (bytes) => {
      onDisk(settle);
      stamp += copySegment(bytes, file, keyHex, stamp);
    },
    finish: (meta) =>
      onDisk(() => {
        settle();
        checkSmallKinds(db, deps.onLeftOut);
        createIndexes(db);
        // Without figures the planner guesses which index is the better one, and guesses wrong.
        db.exec('PRAGMA analysis_limit = 400; ANALYZE');
        const put = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
        for (const [key, value] of Object.entries(meta)) put.run(key, value);
        // None of these has been held to its schema: the indexer does that as it passes over them.
        put.run('unchecked', String(stamp));
        db.close();
        const handle = openSync(file, 'r+');
        fsyncSync(handle);
        closeSync(handle);
      }),
    abandon: () => {
      db.close();
      removeFile(file);
    },
  };
}

/** @returns the newest stamp given out. */
function addOne(db: Db, row: RawRow, stamp: number, onLeftOut: BuilderDeps['onLeftOut']): number {
  const { kind, id, version, record } = row;
  const searched = isSearchKind(kind);
  const next = searched ? stamp + 1 : stamp;
  const leaveOut = (): number => {
    onLeftOut(row, fieldAtFault(kind, record) ?? '');
    return stamp;
  };
  let values: unknown[];
  try {
    values = [
      id,
      version,
      ...valuesOf(kind, record),
      ...(searched ? [next] : []),
      row.body ?? JSON.stringify(record),
    ];
  } catch {
    return leaveOut();
  }
  try {
    statementOf(db, kind).run(values);
  } catch (error) {
    // A value of a type that the column does not take, or that cannot be bound at all.
    if (isSqlError(error) && !refusesValue(error)) throw error;
    return leaveOut();
  }
  return next;
}

function statementOf(db: Db, kind: RecordKind): ReturnType<Db['prepare']> {
  // Bytes as they came: making a string of them, and bytes of that again, took as long as writing them.
  const marks = rawColumns(kind).map((name) => (name === 'body' ? 'CAST(? AS TEXT)' : '?'));
  return prepared(db, upsertInto(tableOf(kind), kind, `VALUES (${marks.join(', ')})`));
}

/** The indexer holds the kinds that it covers to their schemas; all others, which are few, are checked here. */
function checkSmallKinds(db: Db, onLeftOut: BuilderDeps['onLeftOut']): void {
  for (const kind of recordKinds) {
    if (isSearchKind(kind)) continue;
    const rows = db.prepare(`SELECT id, body FROM ${tableOf(kind)}`).all() as { id: string; body: string }[];
    for (const { id, body } of rows) {
      const field = bodyAtFault(kind, id, body);
      if (field === null) continue;
      prepared(db, `DELETE FROM ${tableOf(kind)} WHERE id = ?`).run(id);
      onLeftOut({ kind, id }, field);
    }
  }
}

/** Places beyond this are no counting any more. */
const mostPlaces = 10_000_000;

/** @returns the largest place in it. */
function copySegment(bytes: Buffer, file: string, keyHex: string, base: number): number {
  const segment = openSegment(bytes);
  let last = 0;
  try {
    segment.pragma(`cipher = 'aegis'`);
    segment.pragma('temp_store = MEMORY');
    onDisk(() => segment.prepare('ATTACH ? AS cache KEY ?').run(file, `raw:${keyHex}`));
    segment.pragma('cache.journal_mode = OFF');
    segment.pragma('cache.synchronous = OFF');
    segment.pragma('cache.cache_size = -8192');
    segment.transaction(() => {
      for (const kind of recordKinds) {
        const from = `main.${tableOf(kind)}`;
        const most = segment.prepare(`SELECT max(place) FROM ${from}`).pluck().get() as number | null;
        if (most === null) continue;
        if (most > mostPlaces) throw new BadSegment('A segment counts its places wrongly.');
        last = Math.max(last, most);
        const wanted = rawColumns(kind).map((name) => (name === 'stamp' ? `${base} + place` : name));
        const source = `SELECT ${wanted.join(', ')} FROM ${from} WHERE true ORDER BY place`;
        segment.exec(upsertInto(`cache.${tableOf(kind)}`, kind, source));
      }
    })();
    return last;
  } catch (error) {
    // The new file is thrown away then, whichever of the two is damaged.
    if (isDamaged(error) || refusesValue(error))
      throw new BadSegment('A segment cannot be read.', { cause: error });
    throw asStorageError(error);
  } finally {
    segment.close();
  }
}

const refusesValue = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /CONSTRAINT|MISMATCH/.test(String(error.code));
