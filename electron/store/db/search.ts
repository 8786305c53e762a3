// Full-text search: the index that follows the rows in small steps, and finding rows by it. Newest first, never by trigger.
import { searchTextOf, type Cache } from './cache.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { ftsOf } from './layout.ts';
import { searchKinds, type SearchKind } from '../../../shared/cache/spec.ts';
import { matchExpression } from '../../../shared/cache/text.ts';
import { bodyAtFault } from './checking.ts';
import { forgiving, forgivingExpression } from './typos.ts';

const kinds = Object.keys(searchKinds) as SearchKind[];
const watermark = (cache: Cache, kind: SearchKind): number => Number(cache.meta(`indexed.${kind}`) ?? 0);

/**
 * Indexes up to `limit` rows whose text has changed since the watermark, in one transaction with the new watermark. Rows
 * that came in bulk are held to their schema on the way: one that breaks it is removed.
 * @returns the kinds that were indexed; none when the index is up to date.
 */
export function indexSome(
  cache: Cache,
  limit: number,
  onInvalid: (kind: SearchKind, id: string, field: string) => void = () => undefined,
): SearchKind[] {
  const done: SearchKind[] = [];
  let left = limit;
  const unchecked = Number(cache.meta('unchecked') ?? 0);
  for (const kind of kinds) {
    if (left <= 0) break;
    const sql = `SELECT row, id, stamp, body FROM ${tableOf(kind)} WHERE stamp > ? ORDER BY stamp LIMIT ?`;
    const rows = cache.all<Waiting>(sql, watermark(cache, kind), left);
    const last = rows.at(-1);
    if (last === undefined) continue;
    cache.transaction(() => {
      for (const row of rows) {
        const field = indexOne(cache, kind, row, row.stamp <= unchecked);
        if (field !== null) onInvalid(kind, row.id, field);
      }
      cache.setMeta(`indexed.${kind}`, String(last.stamp));
    });
    left -= rows.length;
    done.push(kind);
  }
  return done;
}

interface Waiting {
  row: number;
  id: string;
  stamp: number;
  body: string;
}

/** @returns the field that breaks the schema: the row is gone then. */
function indexOne(
  cache: Cache,
  kind: SearchKind,
  { row, id, body }: Waiting,
  unchecked: boolean,
): string | null {
  const field = unchecked ? bodyAtFault(kind, id, body) : null;
  if (field !== null) {
    cache.remove(kind, id);
    // What a pending edit had covered would come back with the next rewind.
    cache.run('DELETE FROM base WHERE kind = ? AND id = ?', kind, id);
    return field;
  }
  const text = searchTextOf(kind, JSON.parse(body)) ?? '';
  cache.run(`INSERT OR REPLACE INTO ${ftsOf(kind)} (rowid, text) VALUES (?, ?)`, row, text);
  return null;
}

/** @returns how many rows the index lags behind. */
export function indexLag(cache: Cache): number {
  const count = (kind: SearchKind): number =>
    cache.one<{ n: number }>(
      `SELECT count(*) AS n FROM ${tableOf(kind)} WHERE stamp > ?`,
      watermark(cache, kind),
    )?.n ?? 0;
  return kinds.reduce((sum, kind) => sum + count(kind), 0);
}

/** The column by which rows of a kind are newer or older. */
const timeOf: Readonly<Record<SearchKind, string>> = {
  customer: 'row',
  case: 'createdAt',
  conversation: 'createdAt',
  message: 'at',
  note: 'at',
  article: 'updatedAt',
};
/** Rows looked at for the newest ones: a snapshot brings them scope by scope, not in the order of time. */
const lookedAt = 400;

/**
 * @returns the row numbers of this kind in which every word of `text` begins a word, newest first; in short fields
 * also what may have been meant by mistyped words, when nothing else is found;
 * null when `text` holds no word, so that nothing is asked.
 */
export function findRows(cache: Cache, kind: SearchKind, text: string, limit: number): number[] | null {
  const match = matchExpression(text);
  if (match === null) return null;
  const find = (expression: string): number[] => newest(cache, kind, expression, limit);
  const found = find(match);
  if (found.length > 0 || !forgiving.includes(kind)) return found;
  const meant = forgivingExpression(cache, kind, text);
  return meant === null ? [] : find(meant);
}

function newest(cache: Cache, kind: SearchKind, expression: string, limit: number): number[] {
  const sql = `SELECT rowid AS row FROM ${ftsOf(kind)} WHERE text MATCH ? ORDER BY rowid DESC LIMIT ?`;
  const found = cache.all<{ row: number }>(sql, expression, Math.max(limit, lookedAt)).map(({ row }) => row);
  if (found.length <= limit) return found;
  const sorted = `SELECT row FROM ${tableOf(kind)} WHERE row IN (SELECT value FROM json_each(?))
    ORDER BY ${timeOf[kind]} DESC, row DESC LIMIT ?`;
  return cache.all<{ row: number }>(sorted, JSON.stringify(found), limit).map(({ row }) => row);
}
