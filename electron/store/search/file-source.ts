// The cache as the thread that indexes reads it and writes its log back: opened for a moment, so that it can be swapped away at any time.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isDamaged } from '../db/open.ts';
import { SourceDamaged, type Source } from './work.ts';

interface Place {
  file: string;
  keyHex: string;
}

function openCache({ file, keyHex }: Place, readonly: boolean): Database.Database {
  const db = new Database(file, { readonly, fileMustExist: true, timeout: 2000 });
  try {
    db.pragma(`cipher = 'aegis'`);
    db.pragma(`key = 'raw:${keyHex}'`);
    // What one use needs; the next begins anew.
    db.pragma('cache_size = -2048');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Writes the log of the cache back as far as no reader needs it; nothing happens where there is no cache. @throws as SQLite does. */
export function checkpointFile(place: Place): void {
  if (!existsSync(place.file)) return;
  const db = openCache(place, false);
  try {
    db.pragma('synchronous = NORMAL');
    db.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    db.close();
  }
}

/** @param guard runs what has the file open while nobody moves it. */
export function createFileSource(place: Place, guard: <T>(work: () => T) => T): Source {
  return (read) =>
    guard(() => {
      if (!existsSync(place.file)) return null;
      let db: Database.Database | undefined;
      try {
        const open = (db = openCache(place, true));
        return db.transaction(() => read(open))();
      } catch (error) {
        throw isDamaged(error) ? new SourceDamaged('The cache is damaged.', { cause: error }) : error;
      } finally {
        db?.close();
      }
    });
}
