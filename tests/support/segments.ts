// Reads segments as a desk does, without a store: checks what was announced, and gives rows, removals and steps in their order.
import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { columnsOf, tableOf, valuesOf } from '../../shared/cache/segment.ts';
import { recordKinds, recordSchemas, type RecordKind } from '../../shared/domain/records.ts';
import { maxSegment } from '../../shared/sync/protocol.ts';

/** One thing that a segment says; `record` is undefined for a removal. */
export interface SegmentRow {
  readonly place: number;
  readonly kind: RecordKind;
  readonly id: string;
  readonly version: number;
  readonly record: unknown;
}

/** A segment that was read. */
export interface ReadSegment {
  readonly rows: SegmentRow[];
  readonly steps: { place: number; cursor: string }[];
}

/** @throws Error where anything is not as it was announced, or as a desk expects it. */
export function readSegment(
  bytes: Buffer,
  announced: { sha256: string; packed: number; unpacked: number },
): ReadSegment {
  if (bytes.length !== announced.packed) throw new Error('A segment is not as long as announced');
  if (createHash('sha256').update(bytes).digest('hex') !== announced.sha256)
    throw new Error('A segment has another digest');
  const file = zstdDecompressSync(bytes, { maxOutputLength: maxSegment.unpacked });
  if (file.length !== announced.unpacked) throw new Error('A segment unpacks to another length');
  const db = new Database(file);
  try {
    const rows: SegmentRow[] = [];
    for (const kind of recordKinds) {
      const names = columnsOf(kind);
      for (const row of db.prepare(`SELECT * FROM ${tableOf(kind)}`).all() as Record<string, unknown>[]) {
        const record = recordSchemas[kind].parse(JSON.parse(row['body'] as string)) as unknown;
        const body = JSON.stringify(record);
        if (body !== row['body'])
          throw new Error(`${kind} ${String(row['id'])} is not what its schema makes of it`);
        const values = JSON.stringify(valuesOf(kind, record));
        if (JSON.stringify(names.map((name) => row[name])) !== values)
          throw new Error(`The columns of ${kind} ${String(row['id'])} do not follow from its body`);
        const { place, id, version } = row as { place: number; id: string; version: number };
        rows.push({ place, kind, id, version, record });
      }
    }
    for (const row of db.prepare('SELECT * FROM removed').all() as Omit<SegmentRow, 'record'>[])
      rows.push({ ...row, record: undefined });
    rows.sort((a, b) => a.place - b.place);
    rows.forEach(({ place }, i) => {
      if (place !== i + 1) throw new Error(`Place ${i + 1} of a segment is missing`);
    });
    const steps = db.prepare('SELECT * FROM step ORDER BY place').all() as ReadSegment['steps'];
    return { rows, steps };
  } finally {
    db.close();
  }
}
