// The tables of search.db, made from the specs, and how an entry is numbered. Its fingerprint tells a file of another layout, which is written anew.
import { createHash } from 'node:crypto';
import { searchKinds, type SearchKind } from '../../../shared/cache/spec.ts';
import type { Db } from '../db/open.ts';

/** All kinds that are searched. */
export const kinds = Object.keys(searchKinds) as SearchKind[];
/** The index of a kind: only which entry holds which words, no places in the text, no text. */
export const ftsOf = (kind: SearchKind): string => `"fts_${kind}"`;
/** What FTS5 keeps of each entry; read only, to see which entries there are. */
export const entriesOf = (kind: SearchKind): string => `"fts_${kind}_docsize"`;
/** The words of an index, each once. */
export const wordsOf = (kind: SearchKind): string => `"words_${kind}"`;

/** The words that are found by an end of theirs (parts.ts), by that end. */
export const endsTable = (kind: SearchKind): string => `"ends_${kind}"`;

/** Beginnings of a word up to this length have lists of their own; a longer one is looked up among the words. */
export const listedPrefix = 3;

/** What FTS5 writes at once: one fills a page of the file. By its own measure a page would hold one and stay half empty. */
const pieceBytes = 8000;

const ftsSql = (kind: SearchKind): string =>
  `CREATE VIRTUAL TABLE ${ftsOf(kind)} USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3');
   INSERT INTO ${ftsOf(kind)} (${ftsOf(kind)}, rank) VALUES ('pgsz', ${pieceBytes});
   CREATE TABLE ${wordsOf(kind)} (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
   CREATE TABLE ${endsTable(kind)} (part TEXT, word TEXT, PRIMARY KEY (part, word)) STRICT, WITHOUT ROWID;`;
const tablesSql = [
  ...kinds.map(ftsSql),
  'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;',
].join('\n');

/** Changes whenever a table does, or how a text becomes words (bump the number then). */
const layoutHash = createHash('sha256').update(`2\n${tablesSql}`).digest('hex').slice(0, 16);

/** Makes the tables of an empty file, for the cache of this id, in one transaction. */
export function createSearchLayout(db: Db, cacheId: string): void {
  db.transaction(() => {
    db.exec(tablesSql);
    const put = db.prepare('INSERT INTO meta VALUES (?, ?)');
    put.run('layout', layoutHash);
    put.run('cache', cacheId);
  })();
}

/** @returns the id of the cache that an open file is about; "" of a fresh one, null of one that is none of ours or of another layout. */
export function cacheIdOf(db: Db): string | null {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[];
  if (tables.length === 0) return '';
  if (!tables.includes('meta')) return null;
  const fact = (key: string): unknown => db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key);
  const id = fact('cache');
  return fact('layout') === layoutHash && typeof id === 'string' ? id : null;
}

const weekMs = 7 * 86_400_000;
/** More texts than one cache ever sees; a snapshot begins anew. */
const stamps = 2 ** 27;
const mostWeeks = 2 ** 26 - 1;

/**
 * An entry is numbered by the week of its record and, within it, the stamp of the text. So what is newest has the largest
 * number, and an entry whose text was changed or removed can never be taken for another: no row has its stamp any more.
 * By the hour instead, the numbers lay so far apart that the index was twice as large and took three times as long.
 * @param at ms since the epoch.
 */
export const entryOf = (at: number, stamp: number): number =>
  Math.max(0, Math.min(mostWeeks, Math.floor(at / weekMs))) * stamps + stamp;
/** @returns the stamp of the text that an entry stands for. */
export const stampOf = (entry: number): number => entry % stamps;
/** @returns the week that an entry's record is of, as a number to compare. */
export const weekOf = (entry: number): number => Math.floor(entry / stamps);

/** The column by which rows of a kind are newer or older; "0" where they have no time. */
export const timeOf: Readonly<Record<SearchKind, string>> = {
  customer: '0',
  case: 'createdAt',
  conversation: 'createdAt',
  message: 'at',
  note: 'at',
  article: 'updatedAt',
};
