// The life of cache.db as a file: opened, found unusable and put aside, built anew beside the old one and swapped in. Never precious.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { recordKinds, type RecordKind } from '../../../shared/domain/records.ts';
import { createCache, type Cache } from './cache.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { createBuilder, removeFile, type RawRow } from './cache-builder.ts';
import { createLayout, layoutHash, layoutOf } from './layout.ts';
import { moveDatabase, replaceDatabase } from './lasting.ts';
import { isDamaged, onDisk, openDatabase, type Db } from './open.ts';

/** What every function here is given. */
export interface CacheFileDeps {
  /** Absolute path of cache.db. */
  file: string;
  keyHex: string;
  touch: (key: string) => void;
  now: () => number;
  /** Hears of rows of an older layout that cannot be carried over. */
  onLeftOut?: (row: { kind: RecordKind; id: string }, field: string) => void;
}

/** Up to this size a check of the whole file costs under 50 ms. */
const checkedBytes = 48 * 1024 * 1024;

/**
 * Opens the cache; one that is not ours or damaged is moved aside and an empty one takes its place.
 * @returns the cache, and why it was rebuilt; null when it was not.
 * @throws AppError `storage` when the disk refuses.
 */
export function openCacheFile(deps: CacheFileDeps): { cache: Cache; rebuilt: string | null } {
  removeFile(newFileOf(deps.file));
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
  onDisk(() => moveDatabase(file, aside));
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
      fresh.transaction(() => createLayout(fresh))();
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

/** Starts a new cache beside `file`; {@link publish} puts it in its place. */
export const newFileOf = (file: string): string => `${file}.new`;

/** Puts the finished new file in the place of `file`, which must be closed. At any instant one whole cache is there. */
export function publish(file: string, from: string = newFileOf(file)): void {
  // The old write-ahead log must not be read into the new file.
  onDisk(() => replaceDatabase(from, file));
}

/** Rows read at once while a cache is carried over. */
const carried = 2000;

/** A cache of an older layout holds the same rows: they are carried over, so that work goes on without the service. */
function carryOver(deps: CacheFileDeps, old: Db): string {
  const file = newFileOf(deps.file);
  const leftOut = deps.onLeftOut ?? (() => undefined);
  const builder = createBuilder({ file, keyHex: deps.keyHex, onLeftOut: leftOut });
  const meta = Object.fromEntries(
    old
      .prepare(
        `SELECT key, value FROM meta WHERE key NOT LIKE 'indexed.%' AND key NOT IN ('layout', 'id', 'stamp')`,
      )
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
  const rowOf = (kind: RecordKind, id: string, version: number, body: string): RawRow[] => {
    try {
      return [{ kind, id, version, record: JSON.parse(body) as unknown }];
    } catch {
      leftOut({ kind, id }, `${kind}.`);
      return [];
    }
  };
  builder.add(
    covered.flatMap(({ kind, id, version, body }) =>
      body === null ? [] : rowOf(kind, id, version ?? 0, body),
    ),
  );
  for (const kind of recordKinds) {
    const exists = old.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(kind);
    if (exists === undefined) continue;
    const page = old.prepare(
      `SELECT row, id, version, body FROM ${tableOf(kind)} WHERE row > ? ORDER BY row LIMIT ${carried}`,
    );
    for (let after = 0; ; ) {
      const rows = page.all(after) as { row: number; id: string; version: number; body: string }[];
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.row;
      const kept = rows.filter(({ id }) => !hidden.has(`${kind}#${id}`));
      builder.add(kept.flatMap(({ id, version, body }) => rowOf(kind, id, version, body)));
    }
  }
  builder.finish(meta);
  return file;
}

/** What queries read while nobody is signed in: a cache in memory without rows. */
export function emptyCache(): Cache {
  const db = openDatabase({ file: ':memory:', keyHex: '', durability: 'normal', cacheMb: 1 });
  createLayout(db);
  return createCache(db, () => undefined);
}
