// Brings a database to the newest schema: numbered files, each in one transaction, never changed once released.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import { AppError } from '../../shared/errors.ts';

/** One migration: its number, its name, its statements, and their hash. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const folder = fileURLToPath(new URL('./migrations/', import.meta.url));
const migrationLock = 4_110_411_042;

/** @returns the migrations that lie in service/db/migrations, in order. */
export async function readMigrations(from = folder): Promise<Migration[]> {
  const names = (await readdir(from)).filter((name) => /^\d{3}-.*\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${from}/${name}`, 'utf8');
      const sha256 = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
      return { number: Number(name.slice(0, 3)), name, sql, sha256 };
    }),
  );
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * Applies what is missing. Several processes may call it at once: one works, the others wait.
 * @returns how many were applied.
 * @throws AppError `version` when the database is newer than this service, or an applied migration has changed.
 */
export async function migrate(pool: Pool, migrations?: Migration[]): Promise<number> {
  const wanted = migrations ?? (await readMigrations());
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      `create table if not exists migration (
         number int primary key, name text not null, sha256 text not null, at timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
      'select number, name, sha256 from migration order by number',
    );
    const applied = new Map(rows.map((row) => [row.number, row]));
    const newest = wanted.at(-1)?.number ?? 0;
    for (const { number, name, sha256 } of rows) {
      const ours = wanted.find((migration) => migration.number === number);
      if (number > newest) {
        throw new AppError('version', `The database was used by a newer Parley (${name}); update this one.`);
      }
      if (ours?.sha256 !== sha256) {
        throw new AppError(
          'version',
          `The migration ${name} is not the one that this database was made with.`,
        );
      }
    }
    const missing = wanted.filter(({ number }) => !applied.has(number));
    for (const migration of missing) await apply(client, migration);
    return missing.length;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {});
    client.release();
  }
}

/**
 * The epoch names one history of the log; cursors of another compare wrongly, so desks start over when it changes.
 * It is renewed when the database lies in another cluster or on another timeline than before, as after a restore.
 * @returns the epoch of this database.
 */
export async function settleEpoch(pool: Pool): Promise<string> {
  const { rows: facts } = await pool.query<{ origin: string }>(
    `select s.system_identifier || '/' || c.timeline_id as origin from pg_control_system() s, pg_control_checkpoint() c`,
  );
  const origin = facts[0]?.origin ?? '';
  const { rows } = await pool.query<{ value: string }>(
    `insert into meta (key, value) values ('epoch', $1)
     on conflict (key) do update set value =
       case when (select value from meta where key = 'origin') is distinct from $2 then $1 else meta.value end
     returning value`,
    [randomUUID(), origin],
  );
  await pool.query(
    `insert into meta (key, value) values ('origin', $1) on conflict (key) do update set value = excluded.value`,
    [origin],
  );
  return rows[0]!.value;
}
