// Statements of an open database, each prepared once. Changes with the SQLite library.
import type Database from 'better-sqlite3';
import type { Db } from './open.ts';

type Statements = Map<string, Database.Statement>;

const rows = new WeakMap<Db, Statements>();
const values = new WeakMap<Db, Statements>();

function of(all: WeakMap<Db, Statements>, db: Db): Statements {
  let mine = all.get(db);
  if (mine === undefined) all.set(db, (mine = new Map()));
  return mine;
}

/** @param sql one of a bounded number of texts: what changes is a parameter. @returns its statement on this connection. */
export function prepared(db: Db, sql: string): Database.Statement {
  const mine = of(rows, db);
  let statement = mine.get(sql);
  if (statement === undefined) mine.set(sql, (statement = db.prepare(sql)));
  return statement;
}

/** As {@link prepared}; it gives the first column instead of rows. */
export function plucked(db: Db, sql: string): Database.Statement {
  const mine = of(values, db);
  let statement = mine.get(sql);
  if (statement === undefined) mine.set(sql, (statement = db.prepare(sql).pluck()));
  return statement;
}
