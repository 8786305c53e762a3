// SQL of records: load with locks, write with versions, and append to the feed in the same statement.
import type { ClientBase, Pool } from 'pg';
import type { Cursor } from '../../shared/sync/cursor.ts';
import type { RecordKind, RecordOf } from '../../shared/domain/records.ts';

/** A record as it lies in the database. */
export interface StoredRecord {
  readonly kind: RecordKind;
  readonly id: string;
  readonly scope: string;
  /** 0 when there is no such record. */
  readonly version: number;
  readonly record: unknown;
}

/** Names a record. */
export interface RecordKey {
  readonly kind: RecordKind;
  readonly id: string;
}

// What two commands may change at the same time. All of these are locked, in one order, before a command reads them.
const contended: ReadonlySet<RecordKind> = new Set([
  'case',
  'conversation',
  'customer',
  'offer',
  'presence',
] as const);

interface Row {
  kind: RecordKind;
  id: string;
  scope: string;
  version: string;
  body: unknown;
}

const byKey = (lock: string): string =>
  `select r.kind, r.id, r.scope, r.version, r.body
   from unnest($1::text[], $2::text[]) as k (kind, id) join record r on r.kind = k.kind and r.id = k.id
   order by r.kind, r.id ${lock}`;

/**
 * Loads records inside a transaction; those that commands compete for stay locked until it ends. Absent ones have version 0.
 * @param ifLocked what to do about one that another transaction holds.
 * @throws the database's lock_not_available where it is to fail.
 */
export async function loadRecords(
  client: ClientBase,
  keys: readonly RecordKey[],
  ifLocked: 'wait' | 'fail' = 'wait',
): Promise<StoredRecord[]> {
  const locked = keys.filter(({ kind }) => contended.has(kind));
  const free = keys.filter(({ kind }) => !contended.has(kind));
  const columns = (some: readonly RecordKey[]): string[][] => [
    some.map(({ kind }) => kind),
    some.map(({ id }) => id),
  ];
  const rows: Row[] = [];
  if (locked.length > 0) {
    const name = ifLocked === 'wait' ? 'load-locked' : 'load-lock-now';
    const text = byKey(`for update of r ${ifLocked === 'wait' ? '' : 'nowait'}`);
    rows.push(...(await client.query<Row>({ name, text, values: columns(locked) })).rows);
  }
  if (free.length > 0) {
    const text = byKey('');
    rows.push(...(await client.query<Row>({ name: 'load', text, values: columns(free) })).rows);
  }
  const found = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
  return keys.map(({ kind, id }) => {
    const row = found.get(`${kind} ${id}`);
    if (row === undefined) return { kind, id, scope: '', version: 0, record: undefined };
    return { kind, id, scope: row.scope, version: Number(row.version), record: row.body };
  });
}

/** @returns whether any of these records is there. */
export async function anyExists(client: ClientBase, keys: readonly RecordKey[]): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from unnest($1::text[], $2::text[]) as k (kind, id) join record r using (kind, id) limit 1`,
    [keys.map(({ kind }) => kind), keys.map(({ id }) => id)],
  );
  return rowCount === 1;
}

/** One record to write. `from` is the version it has in the database, 0 for a new one; `version` the one it gets. */
export interface RecordWrite extends RecordKey {
  readonly op: 'put' | 'remove';
  readonly scope: string;
  readonly from: number;
  readonly version: number;
  readonly body: unknown;
}

/** One entry to append to the feed. */
export interface FeedWrite extends RecordKey {
  readonly op: 'put' | 'leave' | 'remove';
  readonly scope: string;
  readonly version: number;
}

// In the order of their keys, so that two transactions which make the same records do not wait for each other.
const writeText = `
  with x as materialized (
    select * from jsonb_to_recordset($1::jsonb)
      as x (kind text, id text, op text, scope text, "from" bigint, version bigint, body jsonb) order by kind, id
  ), ins as (
    insert into record (kind, id, scope, version, body) select kind, id, scope, version, body from x where op = 'put' and "from" = 0
    on conflict do nothing returning 1
  ), upd as (
    update record r set scope = x.scope, body = x.body, version = x.version, xid = pg_current_xact_id()
    from x where x.op = 'put' and x."from" > 0 and r.kind = x.kind and r.id = x.id and r.version = x."from" returning 1
  ), del as (
    delete from record r using x where x.op = 'remove' and r.kind = x.kind and r.id = x.id and r.version = x."from" returning 1
  ), entries as (
    insert into feed (kind, id, op, scope, version, at)
    select kind, id, op, scope, version, $3 from jsonb_to_recordset($2::jsonb)
      as f (place int, kind text, id text, op text, scope text, version bigint) order by place
    returning seq
  )
  select (select count(*) from ins) + (select count(*) from upd) + (select count(*) from del) as written,
    pg_current_xact_id()::text as xid, (select string_agg(seq::text, ' ' order by seq) from entries) as seqs`;

const halfPairs = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** JSON that Postgres takes: half a surrogate pair, which a cut can leave behind, becomes U+FFFD. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!/\\ud[89a-f]/i.test(json)) return json;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replace(halfPairs, '\ufffd') : part,
  );
}

/**
 * Writes records and appends the feed's entries in the order given.
 * @returns the transaction and the sequence of each entry, or null when somebody else has written one of the records
 * since it was loaded; then the transaction must be rolled back and run again.
 */
export async function writeRecords(
  client: ClientBase,
  writes: readonly RecordWrite[],
  entries: readonly FeedWrite[],
  now: number,
): Promise<{ xid: string; seqs: string[] } | null> {
  const placed = entries.map((entry, place) => ({ place, ...entry }));
  const values = [toJson(writes), JSON.stringify(placed), now];
  const { rows } = await client.query<{ written: string; xid: string; seqs: string | null }>({
    name: 'write',
    text: writeText,
    values,
  });
  const { written, xid, seqs } = rows[0]!;
  return Number(written) === writes.length ? { xid, seqs: seqs?.split(' ') ?? [] } : null;
}

/**
 * Moves what hangs on a conversation or a case into its new scope: messages and notes.
 * @returns what has moved, with the versions they have now.
 */
export async function moveDependants(
  client: ClientBase,
  parent: RecordKey,
  scope: string,
): Promise<(RecordKey & { version: number; from: string })[]> {
  const { rows } = await client.query<{ kind: RecordKind; id: string; version: string; from: string }>(
    `with old as (
       select kind, id, scope from record where scope <> $3 and (
         (kind = 'note' and body ->> 'subjectId' = $1 and body ->> 'subjectKind' = $2)
         or (kind in ('message', 'handover') and $2 = 'conversation' and body ->> 'conversationId' = $1)
         or (kind = 'activity' and $2 = 'case' and body ->> 'caseId' = $1)
         or (kind = 'activity' and $2 = 'conversation' and body ->> 'conversationId' = $1
             and body ->> 'caseId' is null))
       order by kind, id for update)
     update record r set scope = $3, version = r.version + 1, xid = pg_current_xact_id()
     from old where r.kind = old.kind and r.id = old.id
     returning r.kind, r.id, r.version, old.scope as "from"`,
    [parent.id, parent.kind, scope],
  );
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/** @returns where the log ends now: everything committed so far lies before it. */
export async function logEnd(client: ClientBase): Promise<Cursor> {
  const text = `select pg_snapshot_xmax(pg_current_snapshot())::text || '.0' as at`;
  return (await client.query<{ at: Cursor }>({ name: 'log-end', text })).rows[0]!.at;
}

/** The case number that comes next; it is used up even if the transaction fails. */
export async function nextCaseNumber(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ number: string }>(`select nextval('case_number') as number`);
  return `C-${rows[0]!.number}`;
}

/** Reads one committed record. */
export async function getRecord<K extends RecordKind>(
  pool: Pool,
  kind: K,
  id: string,
): Promise<RecordOf<K> | undefined> {
  const text = 'select body from record where kind = $1 and id = $2';
  const { rows } = await pool.query<{ body: RecordOf<K> }>({ name: 'get', text, values: [kind, id] });
  return rows[0]?.body;
}

/** @returns the scope of a conversation, '' when there is none. */
export async function scopeOfConversation(pool: Pool, id: string): Promise<string> {
  const text = `select scope from record where kind = 'conversation' and id = $1`;
  return (await pool.query<{ scope: string }>({ name: 'scope-of', text, values: [id] })).rows[0]?.scope ?? '';
}
