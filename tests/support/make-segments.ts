// Changes with the form of segments. Makes small ones for tests, right or wrong.
import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { columnsOf, segmentTables, tableOf, valuesOf } from '../../shared/cache/segment.ts';
import type { RecordKind } from '../../shared/domain/records.ts';
import type { DownFrame } from '../../shared/sync/protocol.ts';

type Announced = Extract<DownFrame, { t: 'segment' }>;

/** One place of a segment: a row, a removal, or the end of a step. */
export type Placed =
  | { kind: RecordKind; id: string; version: number; record: unknown }
  | { kind: RecordKind; id: string; version: number }
  | { cursor: string };

/** @returns the unpacked file. `spoil` may change the database before it is written. */
export function segmentFile(places: readonly Placed[], spoil?: (db: Database.Database) => void): Buffer {
  const db = new Database(':memory:');
  for (const table of segmentTables) db.exec(table);
  let place = 0;
  for (const one of places) {
    if ('cursor' in one) {
      db.prepare('INSERT OR REPLACE INTO step VALUES (?, ?)').run(place, one.cursor);
      continue;
    }
    place += 1;
    if (!('record' in one)) {
      db.prepare('INSERT INTO removed VALUES (?, ?, ?, ?)').run(place, one.kind, one.id, one.version);
      continue;
    }
    const names = ['place', 'id', 'version', ...columnsOf(one.kind), 'body'];
    db.prepare(
      `INSERT INTO ${tableOf(one.kind)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ).run(place, one.id, one.version, ...valuesOf(one.kind, one.record), JSON.stringify(one.record));
  }
  spoil?.(db);
  const file = db.serialize();
  db.close();
  return file;
}

/** @returns the announcing frame and the bytes after it. */
export function packed(file: Buffer, of: Announced['of']): { frame: Announced; bytes: Buffer } {
  const bytes = zstdCompressSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { frame: { t: 'segment', sha256, packed: bytes.length, unpacked: file.length, of }, bytes };
}
