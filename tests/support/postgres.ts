// A real Postgres for tests: one embedded server per test process, a database of its own for each test that asks.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../service/db/migrate.ts';
import { createPool } from '../../service/db/pool.ts';
import { startPostgres, type EmbeddedPostgres } from '../../service/db/postgres.ts';
import { createLog, type Log } from '../../shared/log.ts';

/** A log that nobody reads. */
export const quiet: Log = createLog(() => {}, Date.now, 'error');

const template = 'parley_template';
let cluster: Promise<{ postgres: EmbeddedPostgres; folder: string }> | null = null;
let made = 0;

// A test process that ends early must not leave its server behind; this is for tests only, the product has no exit hooks.
let kill = (): void => {};
process.on('exit', () => kill());

async function onMaintenance(postgres: EmbeddedPostgres, statement: string): Promise<void> {
  const client = new Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function begin(): Promise<{ postgres: EmbeddedPostgres; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-pg-'));
  // mkdtemp's folder is for us alone, and Postgres may run as another user.
  const data = join(folder, 'data');
  await chmod(folder, 0o755);
  const postgres = await startPostgres({ data, log: quiet, sharedBuffersMb: 32, durable: false });
  kill = () => {
    try {
      process.kill(postgres.server().pid, 'SIGINT');
    } catch {
      // Ended already.
    }
  };
  await onMaintenance(postgres, `create database ${template}`);
  const pool = createPool(postgres.url(template), quiet, 1);
  await migrate(pool);
  await pool.end();
  return { postgres, folder };
}

/** @returns the URL of a new database with the newest schema and nothing in it. */
export async function testDatabase(): Promise<string> {
  cluster ??= begin();
  const { postgres } = await cluster;
  made += 1;
  const name = `parley_test_${made}`;
  await onMaintenance(postgres, `create database ${name} template ${template}`);
  return postgres.url(name);
}

/** Stops the server of this test process and deletes its files. */
export async function stopTestPostgres(): Promise<void> {
  const running = cluster;
  cluster = null;
  if (running === null) return;
  const { postgres, folder } = await running;
  await postgres.stop();
  kill = () => {};
  await rm(folder, { recursive: true, force: true });
}
