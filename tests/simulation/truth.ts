// What the service holds and what a desk holds, read from below and compared: invariants I1 and I6.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { isDeepStrictEqual } from 'node:util';
import { prepared } from '../../electron/store/db/prepared.ts';
import { scopesFor } from '../../service/visibility.ts';
import { recordKinds, type RecordKind } from '../../shared/domain/records.ts';
import { testKey } from '../support/desk.ts';
import type { SimDesk } from './desk.ts';
import type { Simulation } from './state.ts';

/** A record as the service holds it. */
export interface TrueRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly scope: string;
  readonly version: number;
  readonly body: Record<string, unknown>;
}

/** @returns everything that the service holds. */
export async function readTruth(sim: Simulation): Promise<TrueRow[]> {
  const { rows } = await sim.database.admin.query<Omit<TrueRow, 'version'> & { version: string }>({
    name: 'truth',
    text: 'select kind, id, scope, version, body from record',
  });
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

const searched: readonly RecordKind[] = ['customer', 'case', 'conversation', 'message', 'note', 'article'];

/** Reads the caches of desks while none of them is started or ended. */
export interface Reader {
  cacheOf(desk: SimDesk): Database.Database;
  close(): void;
}

/** @returns a reader that opens each file once; opening costs more than reading. */
export function createReader(): Reader {
  const open = new Map<string, { db: Database.Database; inodes: string }>();
  return {
    cacheOf: (desk) => {
      const file = desk.cacheFile();
      const search = join(dirname(file), 'search.db');
      const inodes = [file, search].map((name) => statSync(name, { throwIfNoEntry: false })?.ino).join();
      const known = open.get(file);
      // A snapshot puts another file in its place.
      if (known?.inodes === inodes) return known.db;
      known?.db.close();
      const db = new Database(file, { readonly: true });
      db.pragma(`cipher = 'aegis'`);
      db.pragma(`key = 'raw:${testKey}'`);
      if (existsSync(search)) db.prepare('ATTACH ? AS search KEY ?').run(search, `raw:${testKey}`);
      open.set(file, { db, inodes });
      return db;
    },
    close: () => {
      for (const { db } of open.values()) db.close();
      open.clear();
    },
  };
}

/**
 * Compares a desk's cache with what its agent may see.
 * @returns the first difference in words; null when there is none.
 */
export function difference(
  sim: Simulation,
  desk: SimDesk,
  truth: readonly TrueRow[],
  db: Database.Database,
): string | null {
  const agent = truth.find(({ kind, id }) => kind === 'agent' && id === desk.agentId);
  if (agent === undefined) return `${desk.agentId} is gone`;
  const scopes = scopesFor(agent.body as never);
  const visible = new Map<string, TrueRow>();
  for (const row of truth)
    if (scopes.has(row.scope) && !sim.known.bad.has(`${row.kind} ${row.id}`))
      visible.set(`${row.kind} ${row.id}`, row);
  const { covered } = prepared(db, 'SELECT count(*) AS covered FROM base').get() as { covered: number };
  if (covered !== 0) return `${String(covered)} rows are still covered by edits`;
  for (const kind of recordKinds) {
    const rows = prepared(db, `SELECT id, version, body FROM "${kind}"`).all() as {
      id: string;
      version: number;
      body: string;
    }[];
    for (const { id, version, body } of rows) {
      const key = `${kind} ${id}`;
      if (sim.known.bad.has(key)) continue;
      const row = visible.get(key);
      if (row === undefined) return `it holds ${key}, which its agent may not see or which is not there`;
      visible.delete(key);
      if (row.version !== version) return `its ${key} has version ${version}, the service's ${row.version}`;
      if (!isDeepStrictEqual(JSON.parse(body), row.body))
        return `its ${key} is another: ${body} for ${JSON.stringify(row.body)}`;
    }
  }
  const missing = [...visible.keys()][0];
  if (missing !== undefined) return `it lacks ${missing} and ${visible.size - 1} more`;
  const indexed = prepared(db, `SELECT 1 FROM pragma_database_list WHERE name = 'search'`).get();
  if (indexed === undefined) return 'it has no search index yet';
  const same = `SELECT (SELECT value FROM search.meta WHERE key = 'cache') = (SELECT value FROM main.meta WHERE key = 'id')`;
  if (prepared(db, same).pluck().get() !== 1) return 'its search index is of another cache';
  for (const kind of searched) {
    // An entry is numbered by the stamp of its text, below the week.
    const stamps = `SELECT id % 134217728 AS stamp FROM search."fts_${kind}_docsize"`;
    const sql = `SELECT (SELECT count(*) FROM (${stamps}) WHERE stamp NOT IN (SELECT stamp FROM "${kind}")) AS extra,
        (SELECT count(*) FROM "${kind}" WHERE stamp NOT IN (${stamps})) AS missing`;
    const { extra, missing: lacking } = prepared(db, sql).get() as { extra: number; missing: number };
    if (extra > 0) return `its search index still holds ${extra} of ${kind} that are gone`;
    if (lacking > 0) return `its search index lacks ${lacking} of ${kind}`;
  }
  return null;
}
