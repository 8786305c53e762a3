// SQL of the feed: read only what can no longer change, in one order; and snapshots of what a set of scopes shows.
import type { ClientBase, Pool } from 'pg';
import { compareCursors, cursorStart, type Cursor } from '../../shared/sync/cursor.ts';
import type { RecordKind } from '../../shared/domain/records.ts';

/** One entry of the log. `json` is the record's body as text at its last entry of a batch; null where a later one carries it. */
export interface LogEntry {
  readonly cursor: Cursor;
  readonly kind: RecordKind;
  readonly id: string;
  readonly op: 'put' | 'leave' | 'remove';
  readonly scope: string;
  readonly version: number;
  readonly json: string | null;
}

/**
 * A run of the log: everything after `from` up to `to`. `more` when there is more to read at once; `short` when it ends
 * before the horizon, which is not safe on disk yet but will be in a moment.
 */
export interface Batch {
  readonly from: Cursor;
  readonly to: Cursor;
  readonly entries: readonly LogEntry[];
  readonly more: boolean;
  readonly short?: boolean;
}

interface Row {
  xmin: string;
  safe: boolean;
  xid: string | null;
  seq: string;
  kind: RecordKind;
  id: string;
  op: LogEntry['op'];
  scope: string;
  version: string;
  now_version: string | null;
  json: string | null;
}

// A transaction that failed leaves no trace that is safe on disk at once. After a crash Postgres may give its number again,
// so a place beyond it must not be given out before: what is written under that number then would lie before the place.
const safeText = `(current_setting('synchronous_commit') = 'off' or pg_current_wal_insert_lsn() <= pg_current_wal_flush_lsn())`;

// A body goes out with the newest put of its record in this run, and only while the record still is in that put's scope:
// had it left since, the entry that says so comes later. Each is looked up by its key (`lateral`, `limit`): a plan that joins
// for long runs would read every record there is for each short one.
const readText = `
  with h as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as xmin, ${safeText} as safe),
  f as materialized (
    select * from feed where (xid, seq) > ($1::xid8, $2::bigint) and xid < (select xmin from h) order by xid, seq limit $3
  ), last as (
    select *, op = 'put' and row_number() over (partition by kind, id, op order by xid desc, seq desc) = 1 as carries from f
  )
  select h.xmin::text, h.safe, l.xid::text, l.seq, l.kind, l.id, l.op, l.scope, l.version, r.version as now_version, r.body::text as json
  from h left join last l on true
  left join lateral (
    select r.version, r.body from record r where l.carries and r.kind = l.kind and r.id = l.id and r.scope = l.scope limit 1
  ) r on true
  order by l.xid, l.seq`;

/** Reads the log after `from`: at most `limit` entries, none of a transaction that an older one might still precede. */
export async function readFeed(client: ClientBase | Pool, from: Cursor, limit: number): Promise<Batch> {
  const [xid = '0', seq = '0'] = from.split('.');
  const { rows } = await (client as Pool).query<Row>({
    name: 'read-feed',
    text: readText,
    values: [xid, seq, limit],
  });
  const entries = rows
    .filter((row) => row.xid !== null)
    .map(
      (row): LogEntry => ({
        cursor: `${row.xid}.${row.seq}`,
        kind: row.kind,
        id: row.id,
        op: row.op,
        scope: row.scope,
        version: Number(row.now_version ?? row.version),
        json: row.json,
      }),
    );
  const more = entries.length === limit;
  const { xmin, safe } = rows[0]!;
  // With nothing more to come, the horizon itself is how far we have read. An entry that can be read is safe in any case.
  const end = more || !safe ? (entries.at(-1)?.cursor ?? from) : `${xmin}.0`;
  return { from, to: compareCursors(end, from) > 0 ? end : from, entries, more, short: !more && !safe };
}

/** @returns a place that may be given out: everything before it is committed or has failed, for good. */
export async function horizon(pool: Pool): Promise<Cursor> {
  const { rows } = await pool.query<{ at: Cursor }>({
    name: 'horizon',
    text: `with h as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as xmin, ${safeText} as safe)
      select case when safe then xmin::text || '.0' else coalesce(
        (select xid::text || '.' || seq from feed where xid < h.xmin order by xid desc, seq desc limit 1),
        (select value from meta where key = 'feed_floor'), '${cursorStart}') end as at from h`,
  });
  return rows[0]!.at;
}

/** @returns the end of the log as it is now, to compare with; {@link horizon} is what may be given out. */
export async function logEnd(pool: Pool): Promise<Cursor> {
  const text = `select pg_snapshot_xmin(pg_current_snapshot())::text || '.0' as at`;
  return (await pool.query<{ at: Cursor }>(text)).rows[0]!.at;
}

/** @returns the place up to which the log has been pruned. */
export async function feedFloor(pool: Pool): Promise<Cursor> {
  const { rows } = await pool.query<{ value: string }>(`select value from meta where key = 'feed_floor'`);
  return rows[0]?.value ?? cursorStart;
}

/** Counts the entries after a cursor, up to `most`. */
export async function countAfter(pool: Pool, from: Cursor, most: number): Promise<number> {
  const [xid, seq] = from.split('.');
  const { rows } = await pool.query<{ count: string }>(
    'select count(*) from (select 1 from feed where (xid, seq) > ($1::xid8, $2::bigint) limit $3) x',
    [xid, seq, most],
  );
  return Number(rows[0]!.count);
}

/** Forgets entries made before `before`, in ms since the epoch, and remembers up to where. */
export async function pruneFeed(pool: Pool, before: number): Promise<void> {
  await pool.query(
    `with gone as (delete from feed where at < $1 returning xid, seq),
     floor as (select xid::text || '.' || seq as at from gone order by xid desc, seq desc limit 1)
     insert into meta (key, value) select 'feed_floor', at from floor
     on conflict (key) do update set value = excluded.value`,
    [before],
  );
}

/** @returns the scopes by name that a set covers: with all queues, every queue there is. */
export async function expandScopes(
  pool: Pool,
  scopes: { named: readonly string[]; allQueues: boolean },
): Promise<string[]> {
  if (!scopes.allQueues) return [...scopes.named];
  const { rows } = await pool.query<{ scope: string }>(
    `select 'queue:' || id as scope from record where kind = 'queue' order by id`,
  );
  return [...scopes.named, ...rows.map(({ scope }) => scope)];
}

/** One row of a snapshot, its body as text. */
export interface SnapshotRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly version: string;
  readonly json: string;
}

/** @returns how many records these scopes hold. */
export async function countRecords(pool: Pool, scopes: readonly string[]): Promise<number> {
  const text = 'select count(*) from record where scope = any($1)';
  return Number((await pool.query<{ count: string }>(text, [scopes])).rows[0]!.count);
}

/** @returns the next records of one scope after a key, in the order of (kind, id). */
export async function snapshotPage(
  pool: Pool,
  scope: string,
  after: { kind: string; id: string },
  limit: number,
): Promise<SnapshotRow[]> {
  const { rows } = await pool.query<SnapshotRow>({
    name: 'snapshot-page',
    text: `select kind, id, version::text, body::text as json from record
      where scope = $1 and (kind, id) > ($2, $3) order by kind, id limit $4`,
    values: [scope, after.kind, after.id, limit],
  });
  return rows;
}
