// Decides whether a desk goes on from its cursor or needs a snapshot. Rule: SYNC-6.
import type { Pool } from 'pg';
import { compareCursors, type Cursor } from '../shared/sync/cursor.ts';
import type { UpFrame } from '../shared/sync/protocol.ts';
import { countAfter, feedFloor, horizon } from './db/feed.ts';
import type { Scopes } from './visibility.ts';

/** A cursor further back than this costs more than a snapshot, whatever the size of the cache. */
const mostEntries = 50_000;
const fewEntries = 2_000;

/** @returns the cursor to go on from, or null where only a snapshot is right, or cheaper. */
export async function continueFrom(
  pool: Pool,
  epoch: string,
  scopes: Scopes,
  up: Pick<Extract<UpFrame, { t: 'hello' }>, 'cursor' | 'epoch' | 'scopes'>,
): Promise<Cursor | null> {
  const { cursor } = up;
  if (cursor === null || up.epoch !== epoch || up.scopes !== scopes.hash) return null;
  if (compareCursors(cursor, await feedFloor(pool)) < 0) return null;
  if (compareCursors(cursor, await horizon(pool)) > 0) return null;
  const entries = await countAfter(pool, cursor, mostEntries);
  if (entries < fewEntries) return cursor;
  const { rows } = await pool.query<{ rows: string }>(
    `select reltuples::bigint as rows from pg_class where oid = 'record'::regclass`,
  );
  return entries >= mostEntries || entries > Number(rows[0]!.rows) / 4 ? null : cursor;
}
