// Fills an empty database fast: many records a statement, with their entries in the feed.
import type { Pool } from 'pg';
import type { AnyRecord, RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { AppError } from '../../shared/errors.ts';
import { scopeOf, nobody, type ReadAny } from '../visibility.ts';
import { toJson } from './records.ts';

/** See {@link createBulk}. */
export interface Bulk {
  /** Stores rows as they are. Conversations and cases must come before, or together with, what hangs on them. */
  putRecords(rows: AnyRecord[]): Promise<void>;
  /** Says that the database is complete. Without it the next start drops what there is and begins anew. */
  finish(): Promise<void>;
}

/** Where the database says how far it is filled. */
export const state = 'seed';

/** @returns 'empty', 'complete' when somebody's records are in it, or 'half' when filling it was cut off. */
export async function fillState(pool: Pool): Promise<'empty' | 'half' | 'complete'> {
  const { rows } = await pool.query<{ state: string | null; any: boolean }>(
    'select (select value from meta where key = $1) as state, exists (select 1 from record) as any',
    [state],
  );
  const { state: found, any } = rows[0]!;
  if (found === 'begun') return 'half';
  return any ? 'complete' : 'empty';
}

/** Drops every record, account and desk of a database that was filled only half. */
async function dropHalf(pool: Pool): Promise<void> {
  await pool.query('truncate record, feed, account, token, desk, verdict, chat_token');
}

/**
 * Begins to fill a database.
 * @throws AppError `state` when there are records in it already.
 */
export async function createBulk(pool: Pool, now: () => number): Promise<Bulk> {
  const found = await fillState(pool);
  if (found === 'complete') throw new AppError('state', 'Only an empty database can be filled.');
  if (found === 'half') await dropHalf(pool);
  await pool.query(
    `insert into meta (key, value) values ($1, 'begun') on conflict (key) do update set value = excluded.value`,
    [state],
  );
  const parents = new Map<string, unknown>();
  const read: ReadAny = <K extends RecordKind>(kind: K, id: string) =>
    parents.get(`${kind} ${id}`) as RecordOf<K> | undefined;
  let lastNumber = 0;

  return {
    async putRecords(rows) {
      for (const { kind, record } of rows) {
        if (kind === 'case' || kind === 'conversation') parents.set(`${kind} ${record.id}`, record);
        if (kind === 'case')
          lastNumber = Math.max(lastNumber, Number(/^C-(\d+)$/.exec(record.number ?? '')?.[1] ?? 0));
      }
      const items = rows.map((row) => {
        const scope = scopeOf(row, read);
        if (scope === nobody)
          throw new AppError('invalid', `What ${row.kind} ${row.record.id} hangs on is not there.`);
        return { kind: row.kind, id: row.record.id, scope, body: row.record };
      });
      await pool.query(
        `with x as (select * from jsonb_to_recordset($1::jsonb) as x (kind text, id text, scope text, body jsonb)),
         ins as (insert into record (kind, id, scope, body) select kind, id, scope, body from x)
         insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, 1, $2 from x`,
        [toJson(items), now()],
      );
    },
    async finish() {
      if (lastNumber > 0) await pool.query(`select setval('case_number', greatest($1, 10000))`, [lastNumber]);
      await pool.query(`update meta set value = 'complete' where key = $1`, [state]);
      await pool.query('analyze record');
    },
  };
}
