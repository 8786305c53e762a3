// Brings a database to the newest schema: numbered files, each in one transaction, never changed once released.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ClientBase, Pool } from 'pg';
import { AppError } from '../../shared/errors.ts';
import { inTransaction } from './pool.ts';

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

/** Makes the list of applied migrations where there is none. */
export async function createMigrationTable(client: ClientBase): Promise<void> {
  await client.query(
    `create table if not exists migration (
       number int primary key, name text not null, sha256 text not null, at timestamptz not null default now())`,
  );
}

/** Applies one migration within the transaction that is open. */
export async function applyMigration(client: ClientBase, migration: Migration): Promise<void> {
  await client.query(migration.sql);
  await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.sha256,
  ]);
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
    await createMigrationTable(client);
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
    for (const migration of missing) await inTransaction(client, () => applyMigration(client, migration));
    return missing.length;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {});
    client.release();
  }
}

/**
 * Begins a new history of the log, within the transaction that is open: what names a place in the old one goes or is
 * moved to here. Transactions of another cluster may be numbered beyond those of this one, so none of it may stay.
 * @returns the new epoch.
 */
export async function renewEpoch(client: ClientBase): Promise<string> {
  const epoch = randomUUID();
  await client.query('delete from feed');
  await client.query(`delete from meta where key = 'feed_floor'`);
  await client.query('update record set xid = default where xid > pg_current_xact_id()');
  // One that seems to begin in the future would be taken for a later run when the numbers get there.
  await client.query('delete from run where began > pg_current_xact_id()');
  await client.query(`update verdict set at = pg_current_xact_id()::text || '.0' where at is not null`);
  await client.query(
    `insert into meta (key, value) select 'epoch', $1::text
       union all select 'origin', ${originText}
     on conflict (key) do update set value = excluded.value`,
    [epoch],
  );
  return epoch;
}

const originText = `(select s.system_identifier || '/' || c.timeline_id from pg_control_system() s, pg_control_checkpoint() c)`;

/**
 * The epoch names one history of the log; cursors of another compare wrongly, so desks start over when it changes.
 * It is renewed when the database lies in another cluster or on another timeline than before, as after a restore.
 * @returns the epoch of this database.
 */
export async function settleEpoch(pool: Pool): Promise<string> {
  const client = await pool.connect();
  try {
    return await inTransaction(client, async () => {
      // Of several processes that start at once, one settles it.
      await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
      const { rows } = await client.query<{ epoch: string | null }>(
        `select (select value from meta where key = 'epoch') as epoch
         where ${originText} = (select value from meta where key = 'origin')`,
      );
      return rows[0]?.epoch ?? (await renewEpoch(client));
    });
  } finally {
    client.release();
  }
}
