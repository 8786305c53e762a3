// The last resort for a damaged outbox: its commands read page by page, without the way that leads to them. Changes with SQLite's format or the table of commands.
import {
  copyFileSync,
  existsSync,
  openSync,
  closeSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { migrate } from './migrate.ts';
import { outboxMigrations } from './migrations/outbox.ts';
import { isSqlError, openDatabase, type Db } from './open.ts';

/** A row of the table of commands, as it lies in the file. */
export interface CommandRow {
  n: number;
  id: string;
  madeAt: number;
  body: string;
  state: string;
  at: string | null;
  refusal: string | null;
  decidedAt: number | null;
}

const pageBytes = 8192;
const states = new Set(['waiting', 'acked', 'done', 'refused', 'settled']);
const beside = ['', '-wal', '-shm', '-journal'];
const remove = (file: string): void => beside.forEach((suffix) => rmSync(file + suffix, { force: true }));

/**
 * Each leaf of a table is whole by itself; what is lost with a page above it is only where it lies. So each page of a copy
 * is tried as if it were the table.
 * @param file closed, and left as it is.
 * @returns every row that can still be read, some perhaps in an older state.
 * @throws AppError `storage` when there is no room for the copy.
 */
export function scanCommands(file: string, keyHex: string): CommandRow[] {
  const copy = `${file}.scan`;
  const blank = `${file}.blank`;
  remove(copy);
  try {
    for (const suffix of ['', '-wal'])
      if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    const db = openCopy(copy) ?? (lendFirstPage(copy, blank, keyHex), openCopy(copy));
    if (db === null) return [];
    try {
      return scan(db, Math.ceil(statSync(copy).size / pageBytes));
    } finally {
      db.close();
    }
  } finally {
    remove(copy);
    remove(blank);
  }

  function openCopy(path: string): Db | null {
    let db: Db | undefined;
    try {
      db = openDatabase({ file: path, keyHex, durability: 'normal', cacheMb: 4 });
      db.unsafeMode(true);
      // So that a page can be given out for the table.
      db.pragma('writable_schema = ON');
      db.prepare('SELECT rootpage FROM sqlite_schema').all();
      return db;
    } catch (error) {
      db?.close();
      if (!isSqlError(error)) throw error;
      return null;
    }
  }
}

/** The first page holds where the tables lie. All outboxes have the same tables, so that of an empty one does as well. */
function lendFirstPage(file: string, blank: string, keyHex: string): void {
  remove(blank);
  const db = openDatabase({ file: blank, keyHex, durability: 'normal' });
  migrate(db, outboxMigrations, 0);
  // As many pages as there are here, at least: what lies behind the end that the head names is not read.
  db.prepare('INSERT INTO draft VALUES (?, ?, 0, 0)').run('room', 'x'.repeat(statSync(file).size));
  db.close();
  const page = Buffer.alloc(pageBytes);
  const from = openSync(blank, 'r');
  const to = openSync(file, 'r+');
  readSync(from, page, 0, pageBytes, 0);
  writeSync(to, page, 0, pageBytes, 0);
  closeSync(from);
  closeSync(to);
  // A file shorter than its head says is not opened; pages of nothing at its end harm nobody.
  truncateSync(file, Math.max(statSync(blank).size, statSync(file).size));
  rmSync(`${file}-wal`, { force: true });
}

function scan(db: Db, pages: number): CommandRow[] {
  const found = new Map<string, CommandRow>();
  for (let page = 2; page <= pages; page += 1) {
    try {
      db.prepare(`UPDATE sqlite_schema SET rootpage = ? WHERE name = 'command'`).run(page);
      // Reads the schema anew.
      db.pragma('writable_schema = RESET');
      db.pragma('writable_schema = ON');
      for (const row of db.prepare('SELECT * FROM command NOT INDEXED').iterate())
        if (isCommand(row)) found.set(row.id, row);
    } catch (error) {
      if (!isSqlError(error)) throw error;
    }
  }
  return [...found.values()];
}

/** A page of another table gives rows, too, but not such. */
function isCommand(row: unknown): row is CommandRow {
  const { n, id, madeAt, body, state } = row as Record<string, unknown>;
  if (typeof n !== 'number' || typeof madeAt !== 'number' || typeof id !== 'string') return false;
  if (typeof body !== 'string' || typeof state !== 'string' || !states.has(state)) return false;
  try {
    return typeof JSON.parse(body) === 'object';
  } catch {
    return false;
  }
}
