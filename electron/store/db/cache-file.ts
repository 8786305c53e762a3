// The life of cache.db as a file: opened, found unusable and put aside, built anew beside the old one and swapped in. Never precious.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { recordKinds, type RecordKind } from '../../../shared/domain/records.ts';
import type { Row } from '../../../shared/sync/protocol.ts';
import { createCache, type Cache } from './cache.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { createIndexes, createTables, layoutHash, layoutOf } from './layout.ts';
import { isDamaged, onDisk, openDatabase, type Db } from './open.ts';

/** What every function here is given. */
export interface CacheFileDeps {
  /** Absolute path of cache.db. */
  file: string;
  keyHex: string;
  touch: (key: string) => void;
  now: () => number;
}

/** Up to this size a check of the whole file costs under 50 ms. */
const checkedBytes = 48 * 1024 * 1024;
const sidecars = ['', '-wal', '-shm', '-journal'];
const newFileOf = (file: string): string => `${file}.new`;
const remove = (file: string): void => sidecars.forEach((suffix) => rmSync(file + suffix, { force: true }));

/**
 * Opens the cache; one that is not ours or damaged is moved aside and an empty one takes its place.
 * @returns the cache, and why it was rebuilt; null when it was not.
 * @throws AppError `storage` when the disk refuses.
 */
export function openCacheFile(deps: CacheFileDeps): { cache: Cache; rebuilt: string | null } {
  remove(newFileOf(deps.file));
  try {
    const cache = openAsIs(deps);
    if (cache !== null) return { cache, rebuilt: null };
  } catch (error) {
    if (!isDamaged(error)) throw error;
  }
  const aside = setAside(deps);
  const cache = openAsIs(deps);
  if (cache === null) throw new Error('A fresh cache is not a cache.');
  return {
    cache,
    rebuilt: `The local copy could not be read. It was put aside as ${basename(aside)} and is loaded again.`,
  };
}

/** Moves the file, which must be closed, and all that belongs to it out of the way. @returns its new name. */
export function setAside({ file, now }: CacheFileDeps): string {
  const aside = `${file}.aside-${now()}`;
  onDisk(() =>
    sidecars.forEach((suffix) => existsSync(file + suffix) && renameSync(file + suffix, aside + suffix)),
  );
  return aside;
}

function openAsIs(deps: CacheFileDeps): Cache | null {
  const open = (): Db =>
    openDatabase({ file: deps.file, keyHex: deps.keyHex, durability: 'normal', cacheMb: 64 });
  let db = open();
  try {
    let layout = layoutOf(db);
    if (layout === null) {
      db.close();
      return null;
    }
    if (layout === 'none') {
      const fresh = db;
      fresh.transaction(() => (createTables(fresh), createIndexes(fresh)))();
      layout = layoutHash;
    }
    if (layout !== layoutHash) {
      const next = carryOver(deps, db);
      db.close();
      publish(deps.file, next);
      db = open();
    }
    // A big file is not read whole at each start: damage in it is met when a page is read, and handled then.
    const small = statSync(deps.file).size <= checkedBytes;
    if (small && db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' });
    }
    return createCache(db, deps.touch);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Builds a cache in a file of its own while the old one serves. */
export interface CacheBuilder {
  add(rows: readonly Row[]): void;
  /** Makes the indexes and the facts, and flushes the file. */
  finish(meta: Readonly<Record<string, string>>): void;
  /** Throws away what was built. */
  abandon(): void;
}

/**
 * Starts a new cache beside `file`; {@link publish} puts it in its place.
 * @throws AppError `storage` when the disk refuses; nothing of the old cache is touched.
 */
export function buildCache(deps: CacheFileDeps): CacheBuilder {
  const file = newFileOf(deps.file);
  remove(file);
  const db = openDatabase({ file, keyHex: deps.keyHex, durability: 'bulk', cacheMb: 64 });
  createTables(db);
  const cache = createCache(db, () => undefined);
  return {
    add: (rows) =>
      onDisk(() =>
        db.transaction(() => rows.forEach((row) => cache.put(row.kind, row.id, row.version, row.record)))(),
      ),
    finish: (meta) =>
      onDisk(() => {
        createIndexes(db);
        // Without figures the planner guesses which index is the better one, and guesses wrong.
        db.exec('PRAGMA analysis_limit = 400; ANALYZE');
        for (const [key, value] of Object.entries(meta)) cache.setMeta(key, value);
        cache.close();
        const handle = openSync(file, 'r+');
        fsyncSync(handle);
        closeSync(handle);
      }),
    abandon: () => {
      cache.close();
      remove(file);
    },
  };
}

/** Puts the finished new file in the place of `file`, which must be closed. At any instant one whole cache is there. */
export function publish(file: string, from: string = newFileOf(file)): void {
  onDisk(() => {
    // The old write-ahead log must not be read into the new file.
    for (const suffix of sidecars.slice(1)) rmSync(file + suffix, { force: true });
    renameSync(from, file);
  });
}

/** A cache of an older layout holds the same rows: they are carried over, so that work goes on without the service. */
function carryOver(deps: CacheFileDeps, old: Db): string {
  const builder = buildCache(deps);
  const meta = Object.fromEntries(
    old
      .prepare(`SELECT key, value FROM meta WHERE key NOT LIKE 'indexed.%' AND key <> 'layout'`)
      .raw()
      .all() as [string, string][],
  );
  const covered = old.prepare('SELECT kind, id, version, body FROM base').all() as {
    kind: RecordKind;
    id: string;
    version: number | null;
    body: string | null;
  }[];
  const hidden = new Set(covered.map(({ kind, id }) => `${kind}#${id}`));
  const row = (kind: RecordKind, id: string, version: number, body: string): Row =>
    ({ kind, id, version, record: JSON.parse(body) as unknown }) as Row;
  builder.add(
    covered.flatMap(({ kind, id, version, body }) =>
      body === null ? [] : [row(kind, id, version ?? 0, body)],
    ),
  );
  for (const kind of recordKinds) {
    const exists = old.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(kind);
    if (exists === undefined) continue;
    const rows = old.prepare(`SELECT id, version, body FROM ${tableOf(kind)}`).all() as {
      id: string;
      version: number;
      body: string;
    }[];
    builder.add(
      rows
        .filter(({ id }) => !hidden.has(`${kind}#${id}`))
        .map(({ id, version, body }) => row(kind, id, version, body)),
    );
  }
  builder.finish(meta);
  return newFileOf(deps.file);
}

/** What queries read while nobody is signed in: a cache in memory without rows. */
export function emptyCache(): Cache {
  const db = openDatabase({ file: ':memory:', keyHex: '', durability: 'normal', cacheMb: 1 });
  createTables(db);
  createIndexes(db);
  return createCache(db, () => undefined);
}
