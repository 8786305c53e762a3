// How a database file is opened: encrypted, checked, with the durability it was promised. Changes with SQLite or the cipher.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { makeLastingFolder } from './lasting.ts';

/** An open database. Synchronous; one writer. */
export type Db = Database.Database;

/** What is opened, and how sure its commits must be. */
export interface OpenOptions {
  /** Absolute path, or ":memory:". */
  file: string;
  /** 32 bytes as hex. */
  keyHex: string;
  /** `full`: a commit survives a power cut. `normal`: survives a process kill, a power cut may lose the newest commits. `bulk`: a fresh file that is thrown away unless it was finished. */
  durability: 'full' | 'normal' | 'bulk';
  /** Page cache in MiB. */
  cacheMb?: number;
  /** Refuses a second process on this file for as long as it is open. */
  exclusive?: boolean;
}

const synchronous = { full: 2, normal: 1, bulk: 0 } as const;

/**
 * Opens or creates an encrypted database.
 * @throws AppError `storage` when the disk refuses; a raw SQLite error for which {@link isDamaged} is true when the file
 * is not a database of this key.
 */
export function openDatabase(options: OpenOptions): Db {
  const { file, keyHex, durability } = options;
  let db: Db | undefined;
  try {
    if (file !== ':memory:') {
      if (durability === 'full') makeLastingFolder(file);
      else mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    }
    db = new Database(file, { timeout: options.exclusive === true ? 0 : 2000 });
    if (file !== ':memory:') {
      db.pragma(`cipher = 'aegis'`);
      db.pragma(`key = 'raw:${keyHex}'`);
      // Only matters for a new file; 8 KB pages load a fifth faster than 4 KB ones.
      db.pragma('page_size = 8192');
    }
    if (options.exclusive === true) db.pragma('locking_mode = EXCLUSIVE');
    // The first read proves the key.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    // Sorting must not spill plain text into temporary files: the library is built to do that.
    db.pragma('temp_store = MEMORY');
    db.pragma(durability === 'bulk' ? 'journal_mode = OFF' : 'journal_mode = WAL');
    // Set on every open: a reopened WAL database would run with NORMAL, whatever it had before.
    db.pragma(`synchronous = ${synchronous[durability]}`);
    if (durability === 'full') db.pragma('fullfsync = 1');
    if (durability === 'normal') {
      // The log is written back by the indexer's thread; in a commit here only when that one is gone (about 250 MB).
      db.pragma('wal_autocheckpoint = 32000');
      db.pragma('journal_size_limit = 33554432');
    }
    db.pragma(`cache_size = ${-1024 * (options.cacheMb ?? 8)}`);
    db.pragma('foreign_keys = OFF');
    const real = db.pragma('synchronous', { simple: true });
    if (real !== synchronous[durability])
      throw new AppError('internal', `The database is open with synchronous ${String(real)}.`);
    return db;
  } catch (error) {
    db?.close();
    if (isDamaged(error)) throw error;
    throw asStorageError(error);
  }
}

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
};

/** @returns whether SQLite itself failed, not a mistake of ours around it. */
export function isSqlError(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_');
}

/** @returns whether the file is damaged, or is not a database of this key. */
export function isDamaged(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error));
}

/** @returns an AppError `storage` with a sentence for people when the disk refused; any other error as it is. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const because = (message: string): AppError =>
    new AppError('storage', message, { cause: error, facts: { code } });
  if (/FULL|ENOSPC|EDQUOT/.test(code))
    return because('The disk is full. Free some space; what was saved before is safe.');
  if (/READONLY|EROFS|EACCES|EPERM|CANTOPEN|ENOTDIR|EEXIST/.test(code))
    return because('Parley may not write to its data folder.');
  if (/BUSY|LOCKED/.test(code)) return because('Another Parley is using this data folder.');
  if (/IOERR|EIO/.test(code)) return because('The disk could not be read or written.');
  if (isDamaged(error)) return because('A data file is damaged.');
  return error;
}

/** Runs `work`, turning a refusal of the disk into AppError `storage`. */
export function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error);
  }
}
