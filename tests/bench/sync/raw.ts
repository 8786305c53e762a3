// The floor, as a process of its own: what better-sqlite3 alone takes to write the rows, their values bound beforehand. R0 and R1.
//
//   R0  a fresh file: no journal, no flushing, 8 KB pages, indexes at the end, then one flush and a rename
//   R1  a live file: write-ahead log, every commit flushed, indexes live, a newer row wins; 5,000 rows a transaction
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import {
  createIndexes,
  createLayout,
  createStampIndexes,
  createTables,
} from '../../../electron/store/db/layout.ts';
import { openDatabase, type Db } from '../../../electron/store/db/open.ts';
import { columnsOf, tableOf, valuesOf } from '../../../shared/cache/segment.ts';
import { isSearchKind } from '../../../shared/cache/spec.ts';
import { onOrder } from './child.ts';
import type { RecordKind } from '../../../shared/domain/records.ts';
import type { Row } from '../../../shared/sync/protocol.ts';

/** What is measured: R0 and R1 without and with encryption. */
export type Floor = 'R0' | 'R0 encrypted' | 'R1' | 'R1 encrypted';
/** What is asked of the process: first to bind a file's rows, then to write them, again and again. */
export type RawOrder =
  | { t: 'bind'; rowsFile: string; folder: string; keyHex: string }
  /** `into`: a live cache that R1 writes into and changes; without it begins with an empty file. */
  | { t: 'run'; floor: Floor; into?: string };
/** In seconds: by the clock, and of the processor. */
export interface Took {
  seconds: number;
  cpu: number;
}

type Bound = readonly [kind: RecordKind, values: unknown[]];

async function bind(file: string): Promise<Bound[]> {
  const bound: Bound[] = [];
  let stamp = 1_000_000_000;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { kind, id, version, record } = JSON.parse(line) as Row;
    const stamped = isSearchKind(kind) ? [++stamp] : [];
    bound.push([kind, [id, version, ...valuesOf(kind, record), ...stamped, JSON.stringify(record)]]);
  }
  return bound;
}

const namesOf = (kind: RecordKind): string[] => [
  'id',
  'version',
  ...columnsOf(kind),
  ...(isSearchKind(kind) ? ['stamp'] : []),
  'body',
];

function insertSql(kind: RecordKind, guarded: boolean): string {
  const names = namesOf(kind);
  const sql = `INSERT INTO ${tableOf(kind)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  if (!guarded) return sql;
  const set = names.slice(1).map((name) => `${name} = excluded.${name}`);
  return `${sql} ON CONFLICT (id) DO UPDATE SET ${set.join(', ')} WHERE excluded.version >= ${tableOf(kind)}.version`;
}

function open(file: string, keyHex: string | null, durability: 'full' | 'bulk'): Db {
  if (keyHex !== null) return openDatabase({ file, keyHex, durability, cacheMb: 64 });
  const db = new Database(file);
  db.pragma('page_size = 8192');
  db.pragma('temp_store = MEMORY');
  db.pragma(durability === 'bulk' ? 'journal_mode = OFF' : 'journal_mode = WAL');
  db.pragma(`synchronous = ${durability === 'bulk' ? 0 : 2}`);
  db.pragma(`cache_size = ${-1024 * 64}`);
  return db;
}

/** @returns writes one row; statements are prepared once. */
function writer(db: Db, guarded: boolean): (row: Bound) => void {
  const statements = new Map<RecordKind, Database.Statement>();
  return ([kind, values]) => {
    let statement = statements.get(kind);
    if (statement === undefined) statements.set(kind, (statement = db.prepare(insertSql(kind, guarded))));
    statement.run(values);
  };
}

function stopwatch(): () => Took {
  const cpu = process.cpuUsage();
  const began = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
  };
}

const remove = (file: string): void =>
  ['', '-wal', '-shm', '-journal'].forEach((suffix) => rmSync(file + suffix, { force: true }));

function fresh(rows: readonly Bound[], file: string, keyHex: string | null): Took {
  remove(file);
  remove(`${file}.new`);
  const took = stopwatch();
  const db = open(`${file}.new`, keyHex, 'bulk');
  createTables(db);
  const write = writer(db, false);
  db.transaction(() => rows.forEach(write))();
  createStampIndexes(db);
  createIndexes(db);
  db.close();
  const handle = openSync(`${file}.new`, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  return took();
}

function live(rows: readonly Bound[], file: string, keyHex: string | null, isNew: boolean): Took {
  if (isNew) remove(file);
  const db = open(file, keyHex, 'full');
  if (isNew) createLayout(db);
  const took = stopwatch();
  const write = writer(db, true);
  for (let from = 0; from < rows.length; from += 5000)
    db.transaction(() => rows.slice(from, from + 5000).forEach(write))();
  const result = took();
  db.close();
  return result;
}

let rows: Bound[] = [];
let file = '';
let keyHex = '';
onOrder(async (order: RawOrder) => {
  if (order.t === 'bind') {
    rows = await bind(order.rowsFile);
    file = join(order.folder, 'raw.db');
    keyHex = order.keyHex;
    process.send!({ rows: rows.length });
    return;
  }
  const key = order.floor.endsWith('encrypted') ? keyHex : null;
  const took = order.floor.startsWith('R0')
    ? fresh(rows, file, key)
    : live(rows, order.into ?? file, key, order.into === undefined);
  remove(file);
  process.send!(took);
});
