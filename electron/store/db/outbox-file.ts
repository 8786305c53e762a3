// The life of outbox.db as a file: opened, and if it or its log is damaged copied aside whole and saved, row by row where it must be. Never dropped.
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { scanCommands } from './leaf-scan.ts';
import { replaceDatabase, sidecars, syncFile, syncFolder } from './lasting.ts';
import { migrate } from './migrate.ts';
import { outboxMigrations } from './migrations/outbox.ts';
import { isDamaged, onDisk, openDatabase, type Db } from './open.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { readLog, type Log } from './wal-repair.ts';

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
  // Before SQLite reads it: what follows damage in its log is nothing to SQLite, and overwritten.
  const log = onDisk(() => readLog(deps.file));
  if (log?.damaged !== true) {
    try {
      return { outbox: open(), salvage: null };
    } catch (error) {
      if (!isDamaged(error)) throw error;
    }
  }
  const aside = onDisk(() => copyAside(deps));
  const salvage =
    log === null ? rescue(deps, aside, deps.file, []) : rescueWithLog(deps, aside, log, log.damaged);
  return { outbox: open(), salvage };
}

/** @returns where the damaged file and its log are kept now. */
function copyAside({ file, now }: OutboxFileDeps): string {
  const aside = `${file}.damaged-${now()}`;
  for (const suffix of ['', '-wal']) {
    if (!existsSync(file + suffix)) continue;
    copyFileSync(file + suffix, aside + suffix);
    syncFile(aside + suffix);
  }
  return aside;
}

/** As many hits are looked behind one by one; a log with more is a ruin. */
const mostHits = 8;

/** File and log as one new file: if that is whole, it takes their place, and nothing is lost. */
function rescueWithLog(deps: OutboxFileDeps, aside: string, log: Log, mayBeWhole: boolean): Salvage {
  const folded = `${deps.file}.folded`;
  const older = `${deps.file}.older`;
  const remove = (): void =>
    [folded, older].forEach((name) =>
      ['', ...sidecars].forEach((end) => rmSync(name + end, { force: true })),
    );
  try {
    onDisk(() => log.fold(folded, 'mended'));
    const whole = mayBeWhole && !log.astray ? countsOf(folded, deps.keyHex) : null;
    if (whole !== null) {
      onDisk(() => publish(folded, deps.file));
      return { ...whole, lost: 0, aside };
    }
    // What lay on a page that was hit may lie in an older copy of it as well.
    const olders = function* (): Iterable<string> {
      const hits = Array.from({ length: log.hits }, (_, i) => i).slice(-mostHits);
      for (const hit of ['kept', 'left out', ...hits.toReversed()] as const) {
        onDisk(() => log.fold(older, hit));
        yield older;
      }
    };
    const salvage = rescue(deps, aside, folded, olders());
    return log.astray ? { ...salvage, lost: Math.max(1, salvage.lost) } : salvage;
  } finally {
    remove();
  }
}

/** @returns what is in an outbox that is whole; null for any other. */
function countsOf(file: string, keyHex: string): { commands: number; drafts: number } | null {
  let db: Db | undefined;
  try {
    db = openFull(file, keyHex);
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return null;
    // Cut off before its first step was done.
    if (Number(db.pragma('user_version', { simple: true })) === 0) return { commands: 0, drafts: 0 };
    const count = (table: string): number =>
      Number(db?.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return { commands: count('command'), drafts: count('draft') };
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return null;
  } finally {
    db?.close();
  }
}

/** Puts a finished, closed file in the place of the damaged one. */
function publish(from: string, file: string): void {
  syncFile(from);
  syncFolder(dirname(from));
  // From here on a start finds it, wherever this is cut off.
  renameSync(from, savedOf(file));
  syncFolder(dirname(from));
  replaceDatabase(savedOf(file), file);
}

/**
 * Reads what can be read into a new file, and puts that in the place of the damaged one.
 * @param from the database with all that is in its log.
 * @param olders older states, the newest first: what was hit in the log may lie elsewhere in them.
 */
function rescue(deps: OutboxFileDeps, aside: string, from: string, olders: Iterable<string>): Salvage {
  const fresh = `${deps.file}.new`;
  onDisk(() => {
    for (const suffix of ['', ...sidecars]) rmSync(fresh + suffix, { force: true });
  });
  const target = openFull(fresh, deps.keyHex);
  migrate(target, outboxMigrations, deps.now());
  const counts = { commands: 0, drafts: 0, lost: 0 };
  const add = target.prepare(
    `INSERT OR IGNORE INTO command (n, id, madeAt, body, state, at, refusal, decidedAt)
     VALUES (@n, @id, @madeAt, @body, @state, @at, @refusal, @decidedAt)`,
  );
  // Each time only what is not there yet. Less may be lost than cannot be found.
  const copy = (file: string): number => {
    const lost = copyAll(file, deps.keyHex, target, counts);
    for (const row of scanCommands(file, deps.keyHex)) counts.commands += add.run(row).changes;
    return lost;
  };
  counts.lost = copy(from);
  for (const older of olders) copy(older);
  target.pragma('wal_checkpoint(TRUNCATE)');
  target.close();
  onDisk(() => publish(fresh, deps.file));
  return { ...counts, aside };
}

/** @returns how many rows could not be read. */
function copyAll(
  from: string,
  keyHex: string,
  target: Db,
  counts: { commands: number; drafts: number },
): number {
  let source: Db | undefined;
  let lost = 0;
  try {
    const db = (source = openFull(from, keyHex));
    lost += copyTable(db, target, 'command', 'n', () => (counts.commands += 1));
    lost += copyTable(db, target, 'draft', 'rowid', () => (counts.drafts += 1));
    lost += copyTable(db, target, 'workspace', 'id', () => undefined);
    lost += copyTable(db, target, 'kv', 'rowid', () => undefined);
  } catch (error) {
    // Not even its head can be read, or a table is not there: drafts stay in the copy aside.
    if (!isDamaged(error) && !(error instanceof Error && error.message.startsWith('no such table')))
      throw error;
    lost += 1;
  } finally {
    source?.close();
  }
  return lost;
}

/** Numbers asked for in vain before a table counts as read to its end. */
const patience = 5_000;

/**
 * Asks for each row by its number: a damaged page takes only its own rows with it.
 * @returns how many numbers could not be read.
 */
function copyTable(source: Db, target: Db, table: string, key: string, onDone: () => void): number {
  const get = source.prepare<unknown[], Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${key} = ?`);
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
    if (target.prepare(sql).run(...values).changes > 0) onDone();
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
