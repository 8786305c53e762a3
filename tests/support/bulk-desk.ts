// A desk without a link: takes snapshots and deltas from where the service makes them, and what it should hold. For tests of the bulk path.
import type { Pool } from 'pg';
import { expandScopes, readFeed } from '../../service/db/feed.ts';
import { deltaParts } from '../../service/frames.ts';
import type { Segments } from '../../service/segments/index.ts';
import type { Scopes } from '../../service/visibility.ts';
import type { RecordKey } from '../../service/db/records.ts';
import { createWorkingSet } from '../../service/working-set.ts';
import type { Change } from '../../shared/domain/records.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import type { ChangeFrame } from '../../shared/sync/protocol.ts';
import { readSegment, type SegmentRow } from './segments.ts';

/** What such a desk holds, by "kind id", and how far it has read. */
export interface BulkDesk {
  readonly scopes: Scopes;
  readonly records: Map<string, { version: number; record: unknown }>;
  cursor: Cursor;
}

const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind} ${id}`;
const bytesOf = (part: {
  packed: Uint8Array;
  sha256: string;
  unpacked: number;
}): ReturnType<typeof readSegment> =>
  readSegment(Buffer.from(part.packed), { ...part, packed: part.packed.length });

/** Takes a snapshot. @param see hears of every row that is sent, when it is sent. */
export async function takeSnapshot(
  segments: Segments,
  scopes: Scopes,
  see: (rows: SegmentRow[]) => Promise<void> | void = () => {},
): Promise<BulkDesk> {
  const desk: BulkDesk = { scopes, records: new Map(), cursor: '0.0' };
  for await (const part of segments.snapshot(scopes)) {
    if (part.t === 'begin') desk.cursor = part.at;
    else {
      const { rows, steps } = bytesOf(part);
      if (steps.length > 0) throw new Error('A segment of a snapshot has steps');
      await see(rows);
      for (const row of rows) {
        const before = desk.records.get(keyOf(row));
        if (before === undefined || before.version <= row.version)
          desk.records.set(keyOf(row), { version: row.version, record: row.record });
      }
    }
  }
  return desk;
}

/** Takes what happened since as segments, until `stop` of its steps are taken. */
export async function takeSegments(
  segments: Segments,
  desk: BulkDesk,
  see: (rows: SegmentRow[]) => Promise<void> | void = () => {},
  stop = Number.POSITIVE_INFINITY,
): Promise<void> {
  let left = stop;
  for await (const part of segments.delta(desk.cursor, desk.scopes)) {
    if (part.t === 'end') {
      if (compareCursors(part.at, desk.cursor) > 0) desk.cursor = part.at;
      return;
    }
    if (part.from !== desk.cursor) throw new Error(`A segment from ${part.from} came at ${desk.cursor}`);
    const { rows, steps } = bytesOf(part);
    await see(rows);
    let taken = 0;
    for (const { place, cursor } of steps) {
      if (left === 0) return;
      left -= 1;
      for (; taken < place; taken += 1) {
        const row = rows[taken]!;
        if (row.record === undefined) desk.records.delete(keyOf(row));
        else desk.records.set(keyOf(row), { version: row.version, record: row.record });
      }
      if (compareCursors(cursor, desk.cursor) <= 0)
        throw new Error(`A step goes from ${desk.cursor} to ${cursor}`);
      desk.cursor = cursor;
    }
    if (taken !== rows.length || desk.cursor !== part.to) throw new Error('The last step is not the end');
  }
}

/** Takes what happened since as rows. */
export async function takeRest(
  pool: Pool,
  desk: BulkDesk,
  see: (changes: ChangeFrame[]) => void = () => {},
): Promise<void> {
  for (let more = true; more; ) {
    const batch = await readFeed(pool, desk.cursor, 50);
    for (const part of deltaParts(batch, desk.cursor, desk.scopes.has)) {
      const changes = JSON.parse(part.changes) as ChangeFrame[];
      see(changes);
      for (const change of changes) {
        if (change.op === 'remove') desk.records.delete(keyOf(change));
        else desk.records.set(keyOf(change), { version: change.version, record: change.record });
      }
    }
    desk.cursor = batch.to;
    more = batch.more;
  }
}

/** @returns what a desk of these scopes should hold by now. */
export async function truth(pool: Pool, scopes: Scopes): Promise<BulkDesk['records']> {
  const names = await expandScopes(pool, scopes);
  const { rows } = await pool.query<{ kind: string; id: string; version: string; body: unknown }>(
    'select kind, id, version, body from record where scope = any($1)',
    [names],
  );
  return new Map(rows.map((row) => [keyOf(row), { version: Number(row.version), record: row.body }]));
}

/** Writes changes as one command would: records, scopes, what hangs on them, and the log. */
export async function writeChanges(pool: Pool, ...changes: Change[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const set = createWorkingSet(client, new Map(), 0);
    const keys = changes.flatMap((change): RecordKey[] => {
      const own = { kind: change.kind, id: change.id };
      if (change.op !== 'put') return [own];
      if (change.kind === 'message') return [own, { kind: 'conversation', id: change.record.conversationId }];
      if (change.kind === 'note')
        return [own, { kind: change.record.subjectKind, id: change.record.subjectId }];
      return [own];
    });
    await set.load([...new Map(keys.map((key) => [keyOf(key), key])).values()]);
    await set.stage(changes, null);
    await set.flush();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
