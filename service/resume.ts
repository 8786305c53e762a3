// Decides whether a desk goes on from its cursor or needs a snapshot. Rule: SYNC-6.
import type { Pool } from 'pg';
import { compareCursors, type Cursor } from '../shared/sync/cursor.ts';
import type { UpFrame } from '../shared/sync/protocol.ts';
import { expandScopes, feedFloor, logEnd } from './db/feed.ts';
import { countChanged, countIn, scopeSizes } from './db/scoped.ts';
import type { Scopes } from './visibility.ts';

/** Up to here nobody counts what a snapshot would cost. */
const fewEntries = 2_000;
/** A delta may hold one in this many of the records that the desk may see; more than that and a snapshot is quicker to take in. */
const share = 4;
/** A cursor further back than this many times that is not looked at more closely. */
const patience = 8;

/** What a desk says of itself that matters here. */
export type Returning = Pick<Extract<UpFrame, { t: 'hello' }>, 'cursor' | 'epoch' | 'scopes'>;

/** Where a desk goes on, and about how many entries of its scopes it is behind. */
export interface Resume {
  readonly after: Cursor;
  readonly behind: number;
}

/**
 * @param once whether the desk is sent each changed record once, however often it has changed.
 * @returns the cursor to go on from, or null where only a snapshot is right, or cheaper.
 */
export async function continueFrom(
  pool: Pool,
  epoch: string,
  scopes: Scopes,
  up: Returning,
  once = false,
): Promise<Resume | null> {
  const { cursor } = up;
  if (cursor === null || up.epoch !== epoch || up.scopes !== scopes.hash) return null;
  if (compareCursors(cursor, await feedFloor(pool)) < 0) return null;
  if (compareCursors(cursor, await logEnd(pool)) > 0) return null;
  const names = await expandScopes(pool, scopes);
  const few = await countIn(pool, names, cursor, fewEntries);
  if (few < fewEntries) return { after: cursor, behind: few };
  // Only what this desk may see counts: what others have done in their queues costs it nothing.
  const sizes = await scopeSizes(pool, names);
  const most = Math.floor([...sizes.values()].reduce((sum, rows) => sum + rows, 0) / share);
  const bound = Math.max(most, fewEntries) * patience;
  const entries = await countIn(pool, names, cursor, bound);
  if (entries <= most) return { after: cursor, behind: entries };
  if (!once || entries >= bound) return null;
  return (await countChanged(pool, names, cursor)) <= most ? { after: cursor, behind: entries } : null;
}
