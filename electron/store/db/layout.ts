// The cache's tables, made from the specs. Its fingerprint tells a cache of another layout, which is rebuilt from its own rows.
import { createHash } from 'node:crypto';
import { recordKinds, type RecordKind } from '../../../shared/domain/records.ts';
import type { Db } from './open.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import {
  isSearchKind,
  searchKinds,
  specs,
  type KindSpec,
  type SearchKind,
} from '../../../shared/cache/spec.ts';

export const ftsOf = (kind: SearchKind): string => `"fts_${kind}"`;
/** The words of an index, each once. */
export const vocabularyOf = (kind: SearchKind): string => `"words_${kind}"`;

function tableSql(kind: RecordKind): string {
  const columns = Object.entries(specs[kind].columns).map(([name, column]) => `${name} ${column.type}`);
  // `stamp` grows with each change of the text: the search index follows it (search.ts).
  const search = isSearchKind(kind) ? ['textHash INTEGER NOT NULL', 'stamp INTEGER NOT NULL'] : [];
  const all = [
    'row INTEGER PRIMARY KEY',
    'id TEXT NOT NULL UNIQUE',
    'version INTEGER NOT NULL',
    ...columns,
    ...search,
    'body TEXT NOT NULL',
  ];
  return `CREATE TABLE ${tableOf(kind)} (${all.join(', ')}) STRICT;`;
}

/**
 * Pieces of the index are put together in smaller parts and more at a time than by default: a step of the indexer then
 * seldom stops for it, and never for all of them. (Told to merge a few pages at each step instead, FTS5 took longer with
 * every call.)
 */
const merging = { automerge: 8, crisismerge: 64 } as const;

const ftsSql = (kind: SearchKind): string =>
  `CREATE VIRTUAL TABLE ${ftsOf(kind)} USING fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='${searchKinds[kind]}');
   CREATE VIRTUAL TABLE ${vocabularyOf(kind)} USING fts5vocab(${ftsOf(kind)}, row);
   ${Object.entries(merging)
     .map(
       ([name, value]) => `INSERT INTO ${ftsOf(kind)} (${ftsOf(kind)}, rank) VALUES ('${name}', ${value});`,
     )
     .join(' ')}`;

const searchSql = recordKinds.filter(isSearchKind).map(ftsSql).join('\n');
const stampsSql = recordKinds
  .filter(isSearchKind)
  .map((kind) => `CREATE INDEX "${kind}_stamp" ON ${tableOf(kind)} (stamp);`)
  .join('\n');

const tablesSql = [
  ...recordKinds.map(tableSql),
  // Rows as the service has them, for those that pending commands have changed; body null: the service has none.
  'CREATE TABLE base (kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER, body TEXT, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;',
  'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;',
].join('\n');

const indexesSql = recordKinds
  .flatMap((kind) => {
    const { indexes, partial = [] } = specs[kind] as KindSpec<RecordKind>;
    const all = [...indexes.map((columns) => ({ columns, where: null })), ...partial];
    return all.map(
      ({ columns, where }, i) =>
        `CREATE INDEX "${kind}_${i}" ON ${tableOf(kind)} (${columns})${where === null ? '' : ` WHERE ${where}`};`,
    );
  })
  .join('\n');

/** Changes whenever a table or an index does, or how a text is normalised (bump the number then). */
export const layoutHash = createHash('sha256')
  .update(`2\n${tablesSql}\n${stampsSql}\n${searchSql}\n${indexesSql}`)
  .digest('hex')
  .slice(0, 16);

/** Makes the tables of the rows. What follows can wait until they are in, when many are to come. */
export function createTables(db: Db): void {
  db.exec(tablesSql);
  db.prepare(`INSERT INTO meta VALUES ('layout', ?)`).run(layoutHash);
}

/** By which the search index finds what has changed. */
export function createStampIndexes(db: Db): void {
  db.exec(stampsSql);
}

/** The tables of the search index. */
export function createSearch(db: Db): void {
  db.exec(searchSql);
}

/** Everything of an empty cache. */
export function createLayout(db: Db): void {
  createTables(db);
  createStampIndexes(db);
  createSearch(db);
  createIndexes(db);
}

/** The indexes of the lists. */
export function createIndexes(db: Db): void {
  db.exec(indexesSql);
}

/** @returns the layout of an open cache: "none" of a fresh file, null of something that is not a cache. */
export function layoutOf(db: Db): string | null {
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[];
  if (tables.length === 0) return 'none';
  if (!tables.includes('meta')) return null;
  const found = db.prepare(`SELECT value FROM meta WHERE key = 'layout'`).pluck().get();
  return typeof found === 'string' ? found : null;
}
