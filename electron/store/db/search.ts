// Full-text search: the index that follows the rows in small steps, and finding rows by it. Newest first, never by trigger.
import { searchTextOf, type Cache } from './cache.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { ftsOf } from './layout.ts';
import { searchKinds, type SearchKind } from '../../../shared/cache/spec.ts';
import { matchExpression } from '../../../shared/cache/text.ts';
import { forgiving, forgivingExpression } from './typos.ts';

const kinds = Object.keys(searchKinds) as SearchKind[];
const watermark = (cache: Cache, kind: SearchKind): number => Number(cache.meta(`indexed.${kind}`) ?? 0);

/**
 * Indexes up to `limit` rows whose text has changed since the watermark, in one transaction with the new watermark.
 * @returns the kinds that were indexed; none when the index is up to date.
 */
export function indexSome(cache: Cache, limit: number): SearchKind[] {
  const done: SearchKind[] = [];
  let left = limit;
  for (const kind of kinds) {
    if (left <= 0) break;
    const sql = `SELECT row, stamp, body FROM ${tableOf(kind)} WHERE stamp > ? ORDER BY stamp LIMIT ?`;
    const rows = cache.all<{ row: number; stamp: number; body: string }>(sql, watermark(cache, kind), left);
    const last = rows.at(-1);
    if (last === undefined) continue;
    cache.transaction(() => {
      for (const { row, body } of rows) {
        const text = searchTextOf(kind, JSON.parse(body)) ?? '';
        cache.run(`INSERT OR REPLACE INTO ${ftsOf(kind)} (rowid, text) VALUES (?, ?)`, row, text);
      }
      cache.setMeta(`indexed.${kind}`, String(last.stamp));
    });
    left -= rows.length;
    done.push(kind);
  }
  return done;
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

/**
 * @returns the row numbers of this kind in which every word of `text` begins a word, newest first; in short fields
 * also what may have been meant by mistyped words, when nothing else is found;
 * null when `text` holds no word, so that nothing is asked.
 */
export function findRows(cache: Cache, kind: SearchKind, text: string, limit: number): number[] | null {
  const match = matchExpression(text);
  if (match === null) return null;
  const sql = `SELECT rowid AS row FROM ${ftsOf(kind)} WHERE text MATCH ? ORDER BY rowid DESC LIMIT ?`;
  const found = cache.all<{ row: number }>(sql, match, limit);
  if (found.length > 0 || !forgiving.includes(kind)) return found.map(({ row }) => row);
  const meant = forgivingExpression(cache, kind, text);
  return meant === null ? [] : cache.all<{ row: number }>(sql, meant, limit).map(({ row }) => row);
}
