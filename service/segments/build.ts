// Makes segments: rows in, an SQLite file of the tables in shared/cache/segment.ts out, packed. Rule: SYNC-24.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import Database from 'better-sqlite3';
import { columnsOf, segmentTables, tableOf, valuesOf } from '../../shared/cache/segment.ts';
import { recordSchemas, type RecordKind } from '../../shared/domain/records.ts';
import type { Cursor } from '../../shared/sync/cursor.ts';
import { maxSegment } from '../../shared/sync/protocol.ts';

/** A segment as it travels. */
export interface Segment {
  /** Of the packed bytes, hex. */
  readonly sha256: string;
  readonly packed: Uint8Array<ArrayBuffer>;
  /** Bytes. */
  readonly unpacked: number;
  /** Rows and removals. */
  readonly rows: number;
}

/** Fills one segment; see {@link createBuilder}. */
export interface Builder {
  /** Adds a row, its body as the text the database has. @returns the field at fault of one that breaks its schema, which is left out. */
  put(kind: RecordKind, id: string, version: number, json: string): string | null;
  remove(kind: RecordKind, id: string, version: number): void;
  /** Says that all before the next row is right at this cursor. */
  step(cursor: Cursor): void;
  /** Rows and removals so far. */
  rows(): number;
  /** Whether it holds about as much as one should. */
  isFull(): boolean;
  /** Ends it. @returns the file. Nothing can be added then. */
  finish(): Buffer<ArrayBuffer>;
}

let empty: Buffer | undefined;
/** @returns a file with its tables; most segments are small, and making the tables took longer than filling them. */
function withTables(): Buffer {
  if (empty === undefined) {
    const db = new Database(':memory:');
    db.pragma('page_size = 8192');
    db.exec(segmentTables.join(';'));
    empty = db.serialize();
    db.close();
  }
  return empty;
}

/** @returns an empty segment, full at `cut` bytes of what its rows hold. The file around them is somewhat larger. */
export function createBuilder(cut: number): Builder {
  const db = new Database(withTables());
  db.exec('BEGIN');
  const inserts = new Map<RecordKind, Database.Statement>();
  const insertOf = (kind: RecordKind): Database.Statement => {
    const found = inserts.get(kind);
    if (found !== undefined) return found;
    const marks = Array.from({ length: columnsOf(kind).length + 4 }, () => '?').join(', ');
    const made = db.prepare(`INSERT INTO ${tableOf(kind)} VALUES (${marks})`);
    inserts.set(kind, made);
    return made;
  };
  const removal = db.prepare('INSERT INTO removed VALUES (?, ?, ?, ?)');
  const stepAt = db.prepare('INSERT OR REPLACE INTO step VALUES (?, ?)');
  let place = 0;
  let bytes = 0;

  return {
    put(kind, id, version, json) {
      // As a desk would read it from a row: what the schema makes of it, in the order of the schema.
      const parsed = recordSchemas[kind].safeParse(JSON.parse(json));
      if (!parsed.success) return parsed.error.issues[0]?.path.join('.') ?? '';
      const values = valuesOf(kind, parsed.data);
      const body = JSON.stringify(parsed.data);
      place += 1;
      insertOf(kind).run(place, id, version, ...values, body);
      bytes += 80 + Buffer.byteLength(body);
      for (const value of values) if (typeof value === 'string') bytes += value.length;
      return null;
    },
    remove(kind, id, version) {
      place += 1;
      removal.run(place, kind, id, version);
      bytes += 80;
    },
    step: (cursor) => void stepAt.run(place, cursor),
    rows: () => place,
    isFull: () => bytes >= cut,
    finish() {
      db.exec('COMMIT');
      const file = db.serialize();
      db.close();
      return file as Buffer<ArrayBuffer>;
    },
  };
}

const compress = promisify(zstdCompress);

/**
 * Packs a file, off the thread that asks.
 * @param level 1 for what is used once, 3 for what is kept.
 * @throws Error when it is larger than a desk takes.
 */
export async function pack(file: Buffer<ArrayBuffer>, rows: number, level: 1 | 3): Promise<Segment> {
  const made = await compress(file, {
    chunkSize: 1_048_576,
    params: { [constants.ZSTD_c_compressionLevel]: level },
  });
  if (file.length > maxSegment.unpacked || made.length > maxSegment.packed) {
    throw new Error(
      `A segment of ${file.length} bytes, ${made.length} packed, is larger than any desk takes.`,
    );
  }
  // A copy of its own, so that it can be handed over to another thread whole.
  const packed = new Uint8Array(made);
  return { sha256: createHash('sha256').update(packed).digest('hex'), packed, unpacked: file.length, rows };
}
