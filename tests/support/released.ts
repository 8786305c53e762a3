// What 0.1.0 left behind, brought to life again: its database, a desk's folder with unsent work. See tests/fixtures/0.1.0/README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { readMigrations } from '../../service/db/migrate.ts';
import { dropAll } from '../../service/backup/tables.ts';
import { testKey } from './desk.ts';
import { testDatabase } from './postgres.ts';

const fixture = join(import.meta.dirname, '..', 'fixtures', '0.1.0');
/** How many commands of its desk were not sent. */
export const unsent = 14;

/** Frames that its desk sent, "$TOKEN" for the token, and what was decided about each command. */
export const releasedFrames = JSON.parse(readFileSync(join(fixture, 'frames.json'), 'utf8')) as {
  up: string[];
  verdicts: { n: number; commandId: string; refused: string | null }[];
};

interface Dump {
  sequences: Record<string, { value: string; called: boolean }>;
  nextXid: string;
}
const tables = [
  'migration',
  'meta',
  'record',
  'feed',
  'account',
  'token',
  'desk',
  'verdict',
  'chat_token',
] as const;

/** Runs `work` on a database. */
export async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** @returns the URL of a database with nothing in it, no schema either. */
export async function emptyDatabase(): Promise<string> {
  const url = await testDatabase();
  await onDatabase(url, dropAll);
  return url;
}

/**
 * @param where `same`: it has lain in this cluster all the time; `elsewhere`: it was carried over into it.
 * @returns the URL of a database as 0.1.0 left it.
 */
export async function releasedDatabase(where: 'same' | 'elsewhere'): Promise<string> {
  const url = await emptyDatabase();
  const dump = JSON.parse(readFileSync(join(fixture, 'service.json'), 'utf8')) as Dump &
    Record<string, string[]>;
  await onDatabase(url, async (client) => {
    const { migration } = dump;
    await client.query(
      `create table migration (number int primary key, name text not null, sha256 text not null, at timestamptz not null default now())`,
    );
    for (const { sql } of (await readMigrations()).slice(0, migration!.length)) await client.query(sql);
    for (const table of tables) {
      for (const row of dump[table]!)
        await client.query(
          `insert into public.${table} overriding system value select * from jsonb_populate_record(null::public.${table}, $1)`,
          [row],
        );
    }
    for (const [name, { value, called }] of Object.entries(dump.sequences))
      await client.query('select setval($1::regclass, $2, $3)', [name, value, called]);
    if (where === 'elsewhere') return;
    await client.query(
      `update meta set value = (select s.system_identifier || '/' || c.timeline_id from pg_control_system() s, pg_control_checkpoint() c)
       where key = 'origin'`,
    );
    // Transactions are numbered on from where they were.
    for (let next = 0n; next <= BigInt(dump.nextXid); )
      next = BigInt(
        (await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]!.xid,
      );
  });
  return url;
}

/** Puts the desk's files as 0.1.0 left them into a folder, encrypted with {@link testKey}. They are kept in the clear to be small. */
export function releasedDesk(folder: string): void {
  for (const name of ['desk.db', 'agents/anna/outbox.db', 'agents/anna/cache.db']) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, zstdDecompressSync(readFileSync(join(fixture, `${name.split('/').at(-1)!}.zst`))));
    const db = new Database(file);
    db.pragma(`cipher = 'aegis'`);
    db.pragma(`rekey = 'raw:${testKey}'`);
    db.close();
  }
}
