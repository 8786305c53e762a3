// SQL of what many records of a scope cost to read: how many it holds, its records by key, what has changed in it.
import type { Pool } from 'pg';
import type { Cursor } from '../../shared/sync/cursor.ts';
import type { RecordKind } from '../../shared/domain/records.ts';

/** Where a record lies within its scope, in the order in which scopes are read. */
export interface Place {
  readonly kind: string;
  readonly id: string;
}

/** @returns how many records each of these scopes holds; those without any are absent. */
export async function scopeSizes(pool: Pool, scopes: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ scope: string; rows: string }>(
    'select scope, count(*) as rows from record where scope = any($1) group by scope',
    [scopes],
  );
  return new Map(rows.map(({ scope, rows: count }) => [scope, Number(count)]));
}

/** @returns whether these scopes hold more than `least` records together. */
export async function holdMore(pool: Pool, scopes: readonly string[], least: number): Promise<boolean> {
  const text = 'select count(*) from (select 1 from record where scope = any($1) limit $2) x';
  const { rows } = await pool.query<{ count: string }>(text, [scopes, least + 1]);
  return Number(rows[0]!.count) > least;
}

/** @returns the scopes that hold more than `least` records, the largest first. */
export async function bigScopes(pool: Pool, least: number): Promise<string[]> {
  const { rows } = await pool.query<{ scope: string }>(
    'select scope from record group by scope having count(*) > $1 order by count(*) desc',
    [least],
  );
  return rows.map(({ scope }) => scope);
}

/** Counts the entries of these scopes after a cursor, up to `most`. */
export async function countIn(
  pool: Pool,
  scopes: readonly string[],
  from: Cursor,
  most: number,
): Promise<number> {
  const [xid, seq] = from.split('.');
  const { rows } = await pool.query<{ count: string }>(
    `select count(*) from (
       select 1 from feed where scope = any($1) and (xid, seq) > ($2::xid8, $3::bigint) limit $4) x`,
    [scopes, xid, seq, most],
  );
  return Number(rows[0]!.count);
}

/** Counts the records of these scopes that have entries after a cursor. */
export async function countChanged(pool: Pool, scopes: readonly string[], from: Cursor): Promise<number> {
  const [xid, seq] = from.split('.');
  const { rows } = await pool.query<{ count: string }>(
    `select count(*) from (
       select distinct kind, id from feed where scope = any($1) and (xid, seq) > ($2::xid8, $3::bigint)) x`,
    [scopes, xid, seq],
  );
  return Number(rows[0]!.count);
}

/** One record with entries in a run of the log: where the first of them stands, and what the last of them says. */
export interface Changed {
  readonly kind: RecordKind;
  readonly id: string;
  readonly op: 'put' | 'leave' | 'remove';
  readonly scope: string;
  readonly version: number;
  readonly first: Cursor;
}

/**
 * @param upTo how far the run goes; null for everything that is committed.
 * @returns each record once that has entries in these scopes after `from`, in the order of their first entries: a desk
 * that has taken all up to one of them lacks nothing that happened before it.
 */
export async function changedIn(
  pool: Pool,
  scopes: readonly string[],
  from: Cursor,
  upTo: Cursor | null,
): Promise<Changed[]> {
  const [xid, seq] = from.split('.');
  const { rows } = await pool.query<Omit<Changed, 'version'> & { version: string }>(
    `select kind, id, op, scope, version::text, first_xid::text || '.' || first_seq as first from (
       select kind, id, op, scope, version, row_number() over w as nth,
         last_value(xid) over w as first_xid, last_value(seq) over w as first_seq
       from feed where scope = any($1) and (xid, seq) > ($2::xid8, $3::bigint)
         and ($4::xid8 is null or (xid, seq) <= ($4::xid8, $5::bigint))
       window w as (partition by kind, id order by xid desc, seq desc
         rows between unbounded preceding and unbounded following)
     ) x where nth = 1 order by first_xid, first_seq`,
    [scopes, xid, seq, ...(upTo?.split('.') ?? [null, null])],
  );
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/** A record's body as text, beside its place among those asked for. */
export interface Body {
  readonly index: number;
  readonly version: number;
  readonly json: string;
}

/** @returns the bodies of those of the records asked for that are still in the scope named with them, in the same order. */
export async function bodiesOf(
  pool: Pool,
  keys: readonly { kind: string; id: string; scope: string }[],
): Promise<Body[]> {
  const { rows } = await pool.query<{ n: string; version: string; json: string }>({
    name: 'bodies',
    text: `select k.n, r.version::text, r.body::text as json
      from unnest($1::text[], $2::text[], $3::text[]) with ordinality k (kind, id, scope, n)
      join record r on r.kind = k.kind and r.id = k.id and r.scope = k.scope order by k.n`,
    values: [keys.map(({ kind }) => kind), keys.map(({ id }) => id), keys.map(({ scope }) => scope)],
  });
  return rows.map(({ n, version, json }) => ({ index: Number(n) - 1, version: Number(version), json }));
}

/** One record of a page, its body as text. */
export interface PageRow extends Place {
  readonly kind: RecordKind;
  readonly version: number;
  readonly json: string;
}

/** @returns the next records of one scope after a place, up to and with another one if there is an end to it. */
export async function scopePage(
  pool: Pool,
  scope: string,
  after: Place,
  upTo: Place | null,
  limit: number,
): Promise<PageRow[]> {
  const values = [scope, after.kind, after.id, limit];
  const { rows } = await pool.query<Omit<PageRow, 'version'> & { version: string }>({
    name: upTo === null ? 'scope-page' : 'scope-range',
    text: `select kind, id, version::text, body::text as json from record
      where scope = $1 and (kind, id) > ($2, $3) ${upTo === null ? '' : 'and (kind, id) <= ($5, $6)'}
      order by kind, id limit $4`,
    values: upTo === null ? values : [...values, upTo.kind, upTo.id],
  });
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/** A stretch of a scope, both ends included. */
export interface Range {
  readonly first: Place;
  readonly last: Place;
}

/**
 * @returns the indexes of those stretches of a scope from which a record has gone since `from`, committed by now. What is
 * kept of them must not be shown to anybody any more.
 */
export async function leftRanges(
  pool: Pool,
  scope: string,
  from: Cursor,
  ranges: readonly Range[],
): Promise<Set<number>> {
  const [xid, seq] = from.split('.');
  const { rows } = await pool.query<{ n: string }>(
    `with gone as materialized (
       select distinct kind, id from feed where scope = $1 and op <> 'put' and (xid, seq) > ($2::xid8, $3::bigint))
     select distinct r.n from unnest($4::text[], $5::text[], $6::text[], $7::text[]) with ordinality r (k1, i1, k2, i2, n)
     join gone g on (g.kind, g.id) >= (r.k1, r.i1) and (g.kind, g.id) <= (r.k2, r.i2)`,
    [
      scope,
      xid,
      seq,
      ranges.map(({ first }) => first.kind),
      ranges.map(({ first }) => first.id),
      ranges.map(({ last }) => last.kind),
      ranges.map(({ last }) => last.id),
    ],
  );
  return new Set(rows.map(({ n }) => Number(n) - 1));
}
