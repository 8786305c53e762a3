// Changes when how Parley runs its own Postgres changes: made, adopted, brought back, stopped, or refused with a reason.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dropAll } from '../../service/backup/tables.ts';
import { migrate, readMigrations, settleEpoch } from '../../service/db/migrate.ts';
import { createPool, isConflict, isOutage } from '../../service/db/pool.ts';
import { startPostgres, type EmbeddedPostgres } from '../../service/db/postgres.ts';
import { storageError } from '../../service/db/postgres-folder.ts';
import { isAlive } from '../../service/db/postgres-process.ts';
import { canReach } from '../../service/db/os-user.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { spawnService, stopTestPostgres } from '../support/service.ts';
import { until } from '../support/until.ts';

let folder: string;
const running = new Set<EmbeddedPostgres>();
async function start(data: string, sharedHome?: string): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ data, log: quiet, sharedBuffersMb: 32, sharedHome });
  running.add(postgres);
  return postgres;
}
async function stop(postgres: EmbeddedPostgres): Promise<void> {
  running.delete(postgres);
  await postgres.stop();
}
async function ask<T>(url: string, text: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-pg-'));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const postgres of running) await stop(postgres);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await stopTestPostgres();
});

describe('the embedded Postgres', () => {
  test('is made in an empty folder, answers only here and only with its password, keeps its data, and ends', async () => {
    const data = join(folder, 'made');
    const first = await start(data);
    await ask(first.url(), 'create table kept as select 7 as n');
    const facts = await ask<{ name: string; setting: string }>(
      first.url(),
      `select name, setting from pg_settings where name in ('server_encoding', 'fsync', 'listen_addresses', 'unix_socket_directories', 'transaction_timeout', 'password_encryption') order by name`,
    );
    expect(Object.fromEntries(facts.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      listen_addresses: '127.0.0.1',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
      transaction_timeout: '60000',
      unix_socket_directories: '',
    });
    const wrong = new URL(first.url());
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password/);
    expect((await stat(join(data, 'postgres', 'parley.secret'))).mode & 0o777).toBe(0o600);
    const { pid } = first.server();
    await stop(first);
    expect(isAlive(pid)).toBe(false);
    const second = await start(data);
    expect(second.adopted).toBe(false);
    expect(await ask(second.url(), 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('is refused to a second service, whose attempt harms nothing', async () => {
    const data = join(folder, 'shared');
    const first = await start(data);
    await expect(start(data)).rejects.toMatchObject({ kind: 'taken', facts: { data } });
    expect(await ask(first.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('comes back on the same port when it is killed', async () => {
    const postgres = await start(join(folder, 'killed'));
    await ask(postgres.url(), 'create table kept as select 7 as n');
    const before = postgres.server();
    process.kill(before.pid, 'SIGKILL');
    await until(() => postgres.server().pid !== before.pid, { what: 'another server' });
    expect(postgres.server().port).toBe(before.port);
    const rows = await until(() => ask(postgres.url(), 'select n from kept'), { what: 'an answer' });
    expect(rows).toEqual([{ n: 7 }]);
  });

  test('starts although another program has the process number that it left behind', async () => {
    const data = join(folder, 'reused');
    await stop(await start(data));
    const stale = `${process.pid}\n${join(data, 'postgres')}\n1\n5432\n\n127.0.0.1\n  1 1\nready\n`;
    await writeFile(join(data, 'postgres', 'postmaster.pid'), stale);
    const again = await start(data);
    expect(await ask(again.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('begins again when making it was cut off', async () => {
    const data = join(folder, 'half');
    await mkdir(join(data, 'postgres.new', 'base'), { recursive: true });
    const postgres = await start(data);
    expect(await ask(postgres.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(data, 'postgres.new'))).toBe(false);
  });
});

describe.runIf(process.getuid?.() === 0)(
  'for root, with a data folder that Postgres’s user cannot reach',
  () => {
    test('keeps the database beside it, finds it again when the folder moves, and leaves none behind', async () => {
      const home = join(folder, 'home');
      const closed = join(folder, 'root-only');
      await mkdir(closed, { mode: 0o700 });
      const first = await start(join(closed, 'data'), home);
      await ask(first.url(), 'create table kept as select 7 as n');
      await stop(first);
      expect(existsSync(join(closed, 'data', 'postgres'))).toBe(false);
      await rename(join(closed, 'data'), join(closed, 'moved'));
      const again = await start(join(closed, 'moved'), home);
      expect(await ask(again.url(), 'select n from kept')).toEqual([{ n: 7 }]);
      await stop(again);
      const kept = async () =>
        (await readdir(join(home, 'clusters'))).filter((name) => !name.endsWith('.owner'));
      // Begun anew in the same place, or temporary and gone: then nothing of it is kept.
      await rm(join(closed, 'moved'), { recursive: true });
      await stop(await start(join(closed, 'moved'), home));
      expect(await kept()).toHaveLength(1);
      await rm(join(closed, 'moved'), { recursive: true });
      await stop(await start(join(closed, 'anew'), home));
      expect(await kept()).toHaveLength(1);
      await rm(join(home, 'clusters'), { recursive: true });
      await expect(start(join(closed, 'anew'), home)).rejects.toMatchObject({
        kind: 'storage',
        message: expect.stringContaining('is gone') as string,
      });
    });
  },
);

describe('a data folder that cannot be used is refused with the reason', () => {
  test('under a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(start(join(file, 'data'))).rejects.toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('is not a folder') as string,
    });
  });

  test.runIf(process.platform === 'linux')('where nothing can be written', async () => {
    await expect(start('/proc/parley')).rejects.toMatchObject({
      kind: 'storage',
      message: 'The data folder /proc/parley cannot be written by this user.',
    });
  });

  test('made by something else, or by another Postgres', async () => {
    const foreign = join(folder, 'foreign');
    await mkdir(join(foreign, 'postgres'), { recursive: true });
    await expect(start(foreign)).rejects.toMatchObject({
      kind: 'storage',
      message: expect.stringContaining('was not made by Parley') as string,
    });
    await writeFile(join(foreign, 'postgres', 'parley.secret'), 'x');
    await writeFile(join(foreign, 'postgres', 'PG_VERSION'), '12\n');
    await expect(start(foreign)).rejects.toMatchObject({ kind: 'version' });
  });

  test.each([
    ['ENOSPC', 'is on a disk that is full'],
    ['EDQUOT', 'is on a disk that is full'],
    ['EROFS', 'is read-only'],
    ['EACCES', 'cannot be written by this user'],
    ['EIO', 'cannot be used: EIO'],
  ])('%s', (code, words) => {
    const error = storageError('/data', Object.assign(new Error(code), { code }));
    expect(error).toMatchObject({ kind: 'storage', message: `The data folder /data ${words}.` });
  });

  test('folders that another user cannot pass through are known', async () => {
    const closed = join(folder, 'closed');
    await mkdir(join(closed, 'inside'), { recursive: true });
    await chmod(closed, 0o700);
    const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
    expect(await canReach(join(closed, 'inside'), stranger)).toBe(false);
    expect(await canReach(join(closed, 'not', 'there'), stranger)).toBe(false);
    expect(await canReach(join(closed, 'inside'), null)).toBe(true);
    await chmod(closed, 0o755);
    expect(await canReach(join(closed, 'inside'), stranger)).toBe(true);
  });
});

describe('the service process', () => {
  const lastLine = (stdout: string): unknown => JSON.parse(stdout.trim().split('\n').at(-1)!);
  const runToEnd = (...args: string[]) =>
    spawnSync(process.execPath, ['service/index.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: '' },
    });

  test('killed in the middle of its work leaves its Postgres to the next, with everything that was answered', async () => {
    const data = join(folder, 'process');
    const first = await spawnService(['--data', data, '--seed']);
    const pidFile = join(data, 'postgres', 'postmaster.pid');
    const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
    await first.end('SIGKILL');
    expect(isAlive(pid)).toBe(true);
    const second = await spawnService(['--data', data, '--seed']);
    expect(second.lines.some((line) => line.includes('Took over the Postgres'))).toBe(true);
    expect(second.lines.some((line) => line.includes('Seeded'))).toBe(false);
    expect((await fetch(`${second.address}/ready`)).status).toBe(200);

    const { port } = new URL(second.address);
    const taken = runToEnd('--data', join(folder, 'other'), '--port', port);
    expect(taken.status).toBe(1);
    expect(taken.stderr).toContain(`Port ${port} is taken`);
    expect(lastLine(taken.stdout)).toMatchObject({
      ready: false,
      error: { kind: 'taken', facts: { port: Number(port) } },
    });
    expect(existsSync(join(folder, 'other', 'postgres', 'postmaster.pid'))).toBe(false);

    expect(await second.end('SIGTERM')).toBe(0);
    expect(isAlive(pid)).toBe(false);
    for (const line of second.lines) JSON.parse(line);
  });

  test('says which setting is wrong', () => {
    const port = runToEnd('--port', '70000');
    expect(port.status).toBe(1);
    expect(lastLine(port.stdout)).toMatchObject({ ready: false, error: { kind: 'invalid', field: 'port' } });
    expect(runToEnd('--prot', '1').stderr).toContain('--port');
    const url = spawnSync(process.execPath, ['service/index.ts'], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: 'mysql://x' },
    });
    expect(lastLine(url.stdout)).toMatchObject({ error: { kind: 'invalid', field: 'databaseUrl' } });
  });

  test('says when the database of one’s own does not answer', () => {
    const { stdout, status } = spawnSync(process.execPath, ['service/index.ts', '--port', '0'], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' },
    });
    expect(status).toBe(1);
    expect(lastLine(stdout)).toMatchObject({ error: { kind: 'unreachable' } });
  });
});

describe('migrations', () => {
  test('are applied once, also by several processes at the same time', async () => {
    const url = await testDatabase();
    const pools = [createPool(url, quiet), createPool(url, quiet)];
    const client = await pools[0]!.connect();
    await dropAll(client);
    client.release();
    const applied = await Promise.all([...pools, ...pools].map((pool) => migrate(pool)));
    expect(applied.toSorted((a, b) => a - b)).toEqual([0, 0, 0, (await readMigrations()).length]);
    for (const pool of pools) await pool.end();
  });

  test('that fail leave nothing behind; changed and unknown ones are refused', async () => {
    const pool = createPool(await testDatabase(), quiet);
    const real = await readMigrations();
    const broken = {
      number: 900,
      name: '900-broken.sql',
      sql: 'create table half (); select 1/0',
      sha256: 'x',
    };
    await expect(migrate(pool, [...real, broken])).rejects.toThrow(/division/);
    expect((await pool.query(`select to_regclass('half') as half`)).rows).toEqual([{ half: null }]);
    const changed = real.map((one, i) => (i === 0 ? { ...one, sha256: 'other' } : one));
    await expect(migrate(pool, changed)).rejects.toMatchObject({ kind: 'version' });
    await expect(migrate(pool, real.slice(0, -1))).rejects.toMatchObject({ kind: 'version' });
    expect(await migrate(pool, real)).toBe(0);
    await pool.end();
  });

  test('SYNC-17 the epoch stays, until the database lies in another cluster', async () => {
    const pool = createPool(await testDatabase(), quiet);
    const epoch = await settleEpoch(pool);
    expect(await settleEpoch(pool)).toBe(epoch);
    await pool.query(`update meta set value = 'elsewhere/1' where key = 'origin'`);
    const renewed = await settleEpoch(pool);
    expect(renewed).not.toBe(epoch);
    expect(await settleEpoch(pool)).toBe(renewed);
    await pool.end();
  });
});

test('errors of the database are told apart: run again, try later, or our mistake', () => {
  const of = (code: string, message = '') => Object.assign(new Error(message), { code });
  expect([of('40P01'), of('40001')].every(isConflict)).toBe(true);
  expect([of('57P01'), of('08006'), of('53300'), of('ECONNREFUSED')].every(isOutage)).toBe(true);
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true);
  for (const mistake of [of('42703'), of('22P02'), new Error('x'), null]) {
    expect(isOutage(mistake) || isConflict(mistake)).toBe(false);
  }
});
