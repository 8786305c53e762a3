// The cache as the thread that indexes reads it: opened for one short read and closed again, so that it can be swapped away at any time.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isDamaged } from '../db/open.ts';
import { SourceDamaged, type Source } from './work.ts';

/** @param guard runs what has the file open while nobody moves it. */
export function createFileSource(
  { file, keyHex }: { file: string; keyHex: string },
  guard: <T>(work: () => T) => T,
): Source {
  return (read) =>
    guard(() => {
      if (!existsSync(file)) return null;
      let db: Database.Database | undefined;
      try {
        db = new Database(file, { readonly: true, fileMustExist: true, timeout: 2000 });
        db.pragma(`cipher = 'aegis'`);
        db.pragma(`key = 'raw:${keyHex}'`);
        // What one read needs; the next begins anew.
        db.pragma('cache_size = -2048');
        const open = db;
        return db.transaction(() => read(open))();
      } catch (error) {
        throw isDamaged(error) ? new SourceDamaged('The cache is damaged.', { cause: error }) : error;
      } finally {
        db?.close();
      }
    });
}
