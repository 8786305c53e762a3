// The cache's tables, made from the specs. Its fingerprint tells a cache of another layout, which is rebuilt from its own rows.
import { createHash, randomUUID } from 'node:crypto';
import { recordKinds, type RecordKind } from '../../../shared/domain/records.ts';
import type { Db } from './open.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { isSearchKind, specs, type KindSpec } from '../../../shared/cache/spec.ts';

function tableSql(kind: RecordKind): string {
  const columns = Object.entries(specs[kind].columns).map(([name, column]) => `${name} ${column.type}`);
  // `stamp` grows with each change of the text: the search index follows it (search/work.ts).
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

/** Changes whenever a table or an index does, or how a column follows from its record (bump the number then). */
export const layoutHash = createHash('sha256')
  .update(`4\n${tablesSql}\n${stampsSql}\n${indexesSql}`)
  .digest('hex')
  .slice(0, 16);

/** Makes the tables of the rows. What follows can wait until they are in, when many are to come. */
export function createTables(db: Db): void {
  db.exec(tablesSql);
  db.prepare(`INSERT INTO meta VALUES ('layout', ?)`).run(layoutHash);
  // Tells an index of this cache from one of another; nothing else depends on it.
  db.prepare(`INSERT INTO meta VALUES ('id', ?)`).run(randomUUID());
}

/** By which the search index finds what has changed. */
export function createStampIndexes(db: Db): void {
  db.exec(stampsSql);
}

/** Everything of an empty cache. */
export function createLayout(db: Db): void {
  createTables(db);
  createStampIndexes(db);
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
