// The life of outbox.db as a file: opened, and if it is damaged copied aside whole and saved row by row. Never dropped.
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { scanCommands } from './leaf-scan.ts';
import { replaceDatabase, sidecars, syncFile, syncFolder } from './lasting.ts';
import { migrate } from './migrate.ts';
import { outboxMigrations } from './migrations/outbox.ts';
import { isDamaged, onDisk, openDatabase, type Db } from './open.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** What {@link openOutboxFile} is given. */
export interface OutboxFileDeps {
  /** Absolute path of outbox.db. */
  file: string;
  keyHex: string;
  now: () => number;
  onUnreadable: (n: number, error: unknown) => void;
}

/** What was saved of a damaged outbox. */
export interface Salvage {
  commands: number;
  drafts: number;
  /** Rows that could not be read. */
  lost: number;
  /** Where the damaged file is kept. */
  aside: string;
}

/** What was saved of a damaged outbox, whole: whoever finds it puts it in the place of the damaged one. */
const savedOf = (file: string): string => `${file}.saved`;
const openFull = (file: string, keyHex: string): Db =>
  openDatabase({ file, keyHex, durability: 'full', cacheMb: 4 });

/**
 * Opens or creates the outbox.
 * @returns the outbox, and what was salvaged; null when nothing had to be.
 * @throws AppError `storage` when the disk refuses, `version` when it is of a newer Parley.
 */
export function openOutboxFile(deps: OutboxFileDeps): { outbox: Outbox; salvage: Salvage | null } {
  const open = (): Outbox => {
    const db = openFull(deps.file, deps.keyHex);
    try {
      if (db.pragma('quick_check(1)', { simple: true }) !== 'ok')
        throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' });
      migrate(db, outboxMigrations, deps.now());
      return createOutbox(db, deps.onUnreadable);
    } catch (error) {
      db.close();
      throw error;
    }
  };
  // A rescue was cut off at its very end.
  if (existsSync(savedOf(deps.file))) onDisk(() => replaceDatabase(savedOf(deps.file), deps.file));
  try {
    return { outbox: open(), salvage: null };
  } catch (error) {
    if (!isDamaged(error)) throw error;
  }
  const salvage = rescue(deps);
  return { outbox: open(), salvage };
}

/** Copies the damaged file aside, reads what can be read into a new one, and puts that in its place. */
function rescue(deps: OutboxFileDeps): Salvage {
  const aside = `${deps.file}.damaged-${deps.now()}`;
  const fresh = `${deps.file}.new`;
  onDisk(() => {
    for (const suffix of ['', '-wal']) {
      if (!existsSync(deps.file + suffix)) continue;
      copyFileSync(deps.file + suffix, aside + suffix);
      syncFile(aside + suffix);
    }
    for (const suffix of ['', ...sidecars]) rmSync(fresh + suffix, { force: true });
  });
  const target = openFull(fresh, deps.keyHex);
  migrate(target, outboxMigrations, deps.now());
  const counts = { commands: 0, drafts: 0, lost: 0 };
  let source: Db | undefined;
  try {
    source = openFull(deps.file, deps.keyHex);
    counts.lost += copyTable(source, target, 'command', 'n', (done) => (counts.commands = done));
    counts.lost += copyTable(source, target, 'draft', 'rowid', (done) => (counts.drafts = done));
    counts.lost += copyTable(source, target, 'workspace', 'id', () => undefined);
    counts.lost += copyTable(source, target, 'kv', 'rowid', () => undefined);
  } catch (error) {
    // Not even its head can be read: drafts stay in the copy aside.
    if (!isDamaged(error)) throw error;
    counts.lost += 1;
  } finally {
    source?.close();
  }
  // Less may be lost than cannot be found.
  const add = target.prepare(
    `INSERT OR IGNORE INTO command (n, id, madeAt, body, state, at, refusal, decidedAt)
     VALUES (@n, @id, @madeAt, @body, @state, @at, @refusal, @decidedAt)`,
  );
  for (const row of scanCommands(deps.file, deps.keyHex)) counts.commands += add.run(row).changes;
  target.pragma('wal_checkpoint(TRUNCATE)');
  target.close();
  onDisk(() => {
    syncFile(fresh);
    syncFolder(dirname(fresh));
    // From here on a start finds it, wherever this is cut off.
    renameSync(fresh, savedOf(deps.file));
    syncFolder(dirname(fresh));
    replaceDatabase(savedOf(deps.file), deps.file);
  });
  return { ...counts, aside };
}

/** Numbers asked for in vain before a table counts as read to its end. */
const patience = 5_000;

/**
 * Asks for each row by its number: a damaged page takes only its own rows with it.
 * @returns how many numbers could not be read.
 */
function copyTable(
  source: Db,
  target: Db,
  table: string,
  key: string,
  onDone: (rows: number) => void,
): number {
  const get = source.prepare<unknown[], Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${key} = ?`);
  let done = 0;
  let lost = 0;
  let failed = 0;
  for (let at = lowest(source, table, key), misses = 0; misses < patience; at += 1) {
    let row: Record<string, unknown> | undefined;
    try {
      row = get.get(at);
    } catch (error) {
      if (!isDamaged(error)) throw error;
      failed += 1;
      misses += 1;
      continue;
    }
    if (row === undefined) {
      misses += 1;
      continue;
    }
    // What failed before a row that could be read was a row; what failed after the last may be nothing.
    lost += failed;
    failed = 0;
    misses = 0;
    const names = Object.keys(row).join(', ');
    const values = Object.values(row);
    const sql = `INSERT OR IGNORE INTO ${table} (${names}) VALUES (${values.map(() => '?').join(', ')})`;
    done += target.prepare(sql).run(...values).changes;
    onDone(done);
  }
  return lost + Math.min(failed, 1);
}

/** The first number of a table, or 1 when that cannot be read. */
function lowest(source: Db, table: string, key: string): number {
  try {
    return Number(source.prepare(`SELECT min(${key}) FROM ${table}`).pluck().get() ?? 1);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return 1;
  }
}
