// How a database that must be kept moves forward: numbered steps, each with its fingerprint. Changes when the way of migrating does.
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { Db } from './open.ts';

/** One step; its number is its place in the list, from 1. Never edited once released: a later step corrects it. */
export interface Migration {
  name: string;
  sql: string;
}

const fingerprint = (migration: Migration): string =>
  createHash('sha256').update(migration.sql).digest('hex').slice(0, 16);

/**
 * Brings the database to the newest step; each step is one transaction together with its number.
 * @throws AppError `version` when the file was written by a newer Parley, or by one whose steps differ from ours.
 */
export function migrate(db: Db, migrations: readonly Migration[], now: number): void {
  const at = Number(db.pragma('user_version', { simple: true }));
  if (at > migrations.length) {
    throw new AppError(
      'version',
      'These files were written by a newer Parley. Update this one; nothing was changed.',
      {
        facts: { found: at, known: migrations.length },
      },
    );
  }
  if (at > 0) checkHistory(db, migrations);
  migrations.slice(at).forEach((migration, index) => {
    const number = at + index + 1;
    db.transaction(() => {
      if (number === 1)
        db.exec(
          'CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
        );
      db.exec(migration.sql);
      db.prepare('INSERT INTO migration VALUES (?, ?, ?, ?)').run(
        number,
        migration.name,
        fingerprint(migration),
        now,
      );
      db.pragma(`user_version = ${number}`);
    })();
  });
}

function checkHistory(db: Db, migrations: readonly Migration[]): void {
  const rows = db.prepare('SELECT number, name, hash FROM migration ORDER BY number').all() as {
    number: number;
    name: string;
    hash: string;
  }[];
  for (const row of rows) {
    const ours = migrations[row.number - 1];
    if (ours === undefined || fingerprint(ours) !== row.hash) {
      throw new AppError(
        'version',
        `These files were written by another Parley (step ${row.number}, ${row.name}, differs). Nothing was changed.`,
      );
    }
  }
}
