// Changes when what a backup holds, or what a restore promises, does: whole or nothing, and nobody's work lost.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBackup } from '../../service/backup/create.ts';
import { frame } from '../../service/backup/format.ts';
import { markInUse } from '../../service/backup/in-use.ts';
import { restoreBackup, type Restored } from '../../service/backup/restore.ts';
import { tables, tablesOf } from '../../service/backup/tables.ts';
import { walkBackup } from '../../service/backup/walk.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { startTestService, stopTestPostgres } from '../support/service.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-backup-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stopTestPostgres();
});

let files = 0;
const newFile = (): string => join(folder, `backup-${++files}`);
const back = (url: string, file = newFile()): Promise<string> =>
  createBackup({ url, file, version: '0.1.0', now: Date.now }).then(() => file);
const restore = (url: string, file: string, replace = false): Promise<Restored> =>
  restoreBackup({ url, file, replace });

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const ask = <T>(url: string, text: string, values: unknown[] = []): Promise<T[]> =>
  connected(url, async (client) => (await client.query(text, values)).rows as T[]);

/** Everything that a backup promises to bring back, as one hash per table. */
const printOf = (url: string): Promise<Record<string, string>> =>
  connected(url, async (client) => {
    const prints: Record<string, string> = {};
    for (const { name, columns, key } of await tablesOf(client)) {
      if (tables[name] !== 'rows') continue;
      const kept =
        name === 'meta' ? ` where key not in ('epoch', 'origin', 'feed_floor', 'last_backup')` : '';
      const picked = columns.filter(
        (column) => !(name === 'verdict' && column === 'at') && column !== 'linked_until',
      );
      const { rows } = await client.query(
        `select ${picked.join(', ')} from ${name}${kept} order by ${key.join(', ')}`,
      );
      prints[name] = `${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
    }
    return prints;
  });

/** A database with a bit of everything in it, texts that COPY must escape included. */
async function filled(): Promise<string> {
  const service = await startTestService();
  const url = service.databaseUrl!;
  await service.stop();
  await ask(
    url,
    `insert into record (kind, id, scope, body) select 'note', 'note-' || n, 'queue:queue-a',
       jsonb_build_object('text', E'line\\n\\ttab \\\\ back \\u062a\\u0646 ' || repeat('x', n % 700), 'n', n)
     from generate_series(1, 3000) n`,
  );
  await ask(
    url,
    `insert into desk (agent_id, id, last_n, last_seen, linked_until) values ('anna', 'd1', 2, 5, 99), ('ben', 'd2', 0, 5, null)`,
  );
  await ask(
    url,
    `insert into verdict values ('anna', 'd1', 1, 'c1', '123456789.4', null), ('anna', 'd1', 2, 'c2', null, '{"kind":"invalid","message":"no"}')`,
  );
  await ask(url, `insert into chat_token values ('chat-hash', 'conversation-1', 77)`);
  await ask(url, `insert into file_piece values ('hash', 0, decode('00ff5c0a09', 'hex')), ('hash', 1, '')`);
  await ask(url, `insert into token values ('token-hash', 'anna', 'd1', 1, 2, false)`);
  await ask(url, `select nextval('case_number')`);
  return url;
}

describe('SYNC-40 a backup is everything of one moment', () => {
  test('and comes back as it was, in another database, migrated and under a new epoch', async () => {
    const from = await filled();
    const file = await back(from);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
    const to = await testDatabase();
    await restore(to, file);
    expect(await printOf(to)).toEqual(await printOf(from));
    const epoch = `select value from meta where key = 'epoch'`;
    expect(await ask(to, epoch)).not.toEqual(await ask(from, epoch));
    // What names a place in the old log must not be compared with the new one.
    expect(await ask(to, 'select 1 from feed')).toEqual([]);
    expect(await ask(to, 'select 1 from record where xid > pg_current_xact_id()')).toEqual([]);
    expect(
      await ask(
        to,
        `select at from verdict where split_part(at, '.', 1)::numeric > pg_current_xact_id()::text::numeric`,
      ),
    ).toEqual([]);
    expect(await ask(to, 'select 1 from desk where linked_until is not null')).toEqual([]);
    expect(await ask(to, `select nextval('case_number') as n`)).toEqual(
      await ask(from, `select nextval('case_number') as n`),
    );
    // It is a working schema: indexes and constraints too.
    const indexes = 'select indexdef from pg_indexes where schemaname = $1 order by indexdef';
    expect(await ask(to, indexes, ['public'])).toEqual(await ask(from, indexes, ['public']));
  });

  test('without sign-ins: what was signed out since must not come back', async () => {
    const from = await filled();
    const file = await back(from);
    expect(zstdDecompressSync(readFileSync(file)).includes('token-hash')).toBe(false);
    const to = await testDatabase();
    await restore(to, file);
    expect(await ask(to, 'select 1 from token')).toEqual([]);
    expect(await ask(to, 'select agent_id from account order by 1')).toHaveLength(4);
  });

  test('while the service works on: pairs that are written together are there together', async () => {
    const from = await filled();
    const writing = { on: true };
    const write = async (worker: number): Promise<number> =>
      connected(from, async (client) => {
        let n = 0;
        for (; writing.on; n += 1) {
          await client.query('begin');
          await client.query(`insert into record (kind, id, scope, body) values ('case', $1, 'all', '{}')`, [
            `w${worker}-${n}`,
          ]);
          await client.query(`insert into desk (agent_id, id, last_seen) values ('w', $1, 1)`, [
            `w${worker}-${n}`,
          ]);
          await client.query('commit');
        }
        return n;
      });
    const writers = [write(1), write(2)];
    const file = await back(from);
    writing.on = false;
    expect((await Promise.all(writers)).every((n) => n > 0)).toBe(true);
    const to = await testDatabase();
    await restore(to, file);
    const odd = `select r.id, d.id from (select id from record where kind = 'case') r
      full join (select id from desk where agent_id = 'w') d using (id) where r.id is null or d.id is null`;
    expect(await ask(to, odd)).toEqual([]);
    expect(await ask(to, `select 1 from desk where agent_id = 'w' limit 1`)).toBeDefined();
  });

  test('knows every table that the migrations make', async () => {
    const names = await connected(await testDatabase(), async (client) =>
      (await tablesOf(client)).map(({ name }) => name),
    );
    expect(names.filter((name) => name !== 'migration').toSorted()).toEqual(Object.keys(tables).toSorted());
  });
});

describe('SYNC-41 a restore is checked before it touches anything', () => {
  let good: Buffer;
  let url: string;
  let before: Record<string, string>;
  beforeAll(async () => {
    good = readFileSync(await back(await filled()));
    url = await filled();
    before = await printOf(url);
  });
  const expectRefused = async (bytes: Buffer, kind: string, words: RegExp): Promise<void> => {
    const file = newFile();
    writeFileSync(file, bytes);
    await expect(restore(url, file, true)).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(words) as string,
    });
    expect(await printOf(url)).toEqual(before);
  };
  const plain = (): Buffer => zstdDecompressSync(good);
  const header = (over: object): Buffer => {
    const bytes = plain();
    const length = bytes.readUInt32BE(1);
    const head = JSON.parse(bytes.subarray(5, 5 + length).toString()) as object;
    return zstdCompressSync(
      Buffer.concat([frame('header', { ...head, ...over }), bytes.subarray(5 + length)]),
    );
  };

  test('a file that is not there, empty, something else, or another zstd file', async () => {
    await expect(restore(url, join(folder, 'none'), true)).rejects.toMatchObject({ kind: 'notFound' });
    await expectRefused(Buffer.alloc(0), 'invalid', /not a backup/);
    await expectRefused(randomBytes(5000), 'invalid', /not a backup/);
    await expectRefused(zstdCompressSync(Buffer.from('a letter')), 'invalid', /damaged|not a backup/);
  });

  test.each([0.02, 0.5, 0.9, 0.999])('one cut off after %s of it', (part) =>
    expectRefused(good.subarray(0, Math.floor(good.length * part)), 'invalid', /damaged|not a backup/),
  );

  test('one cut off between two frames, as it would look had nobody hashed it', async () => {
    const bytes = plain();
    const end = bytes.lastIndexOf('"name":"meta"');
    await expectRefused(
      zstdCompressSync(bytes.subarray(0, bytes.lastIndexOf('Z', end))),
      'invalid',
      /damaged/,
    );
  });

  test.each([0.1, 0.4, 0.8])('one with a changed byte at %s of it, packed', (part) => {
    const bytes = Buffer.from(good);
    bytes[Math.floor(bytes.length * part)]! ^= 0x10;
    return expectRefused(bytes, 'invalid', /damaged/);
  });

  test('one with a changed byte, packed again; one with something behind its end', async () => {
    const bytes = plain();
    const at = bytes.indexOf('tab ');
    expect(at).toBeGreaterThan(0);
    bytes[at]! ^= 1;
    await expectRefused(zstdCompressSync(bytes), 'invalid', /damaged \(the rows of record\)/);
    await expectRefused(
      zstdCompressSync(Buffer.concat([plain(), frame('data', Buffer.from('x'))])),
      'invalid',
      /damaged/,
    );
  });

  test('one of a newer Parley, by its form or by its migrations; one whose migrations are others', async () => {
    await expectRefused(header({ formatVersion: 99 }), 'version', /newer Parley/);
    const migration = { number: 900, name: '900-next.sql', sha256: 'a'.repeat(64) };
    await expectRefused(header({ migrations: [migration] }), 'version', /newer Parley \(900-next/);
    const other = { number: 1, name: '001-records-and-feed.sql', sha256: 'b'.repeat(64) };
    await expectRefused(header({ migrations: [other] }), 'version', /is another/);
  });

  test('a database that holds something, unless told so; then it says what goes', async () => {
    const file = newFile();
    writeFileSync(file, good);
    await expect(restore(url, file)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringMatching(/4 accounts.*--replace/) as string,
      facts: { account: 4, desk: 2 },
    });
    expect(await printOf(url)).toEqual(before);
    const { replaced } = await restore(url, file, true);
    expect(replaced).toMatchObject({ account: 4, desk: 2 });
  });

  test('a database that a service works on, or that holds tables of somebody else', async () => {
    const file = newFile();
    writeFileSync(file, good);
    const used = await testDatabase();
    const hold = await markInUse(used, quiet);
    await expect(restore(used, file)).rejects.toMatchObject({ kind: 'taken' });
    await hold.stop();
    await ask(used, 'create table theirs as select 1 as n');
    await expect(restore(used, file, true)).rejects.toMatchObject({ kind: 'taken' });
    expect(await ask(used, 'select n from theirs')).toEqual([{ n: 1 }]);
  });
});

test('SYNC-41 a restore that is killed at any step leaves the old or the new, and can be run again', async () => {
  const file = await back(await filled());
  const wanted = (await walkBackup(file)).tables.find(({ name }) => name === 'record')!.rows;
  for (const step of [
    'check',
    'load:account',
    'load:record',
    'load:verdict',
    'finish:0',
    'finish:0.5',
    'finish:1',
  ]) {
    const url = await testDatabase();
    await ask(url, `insert into account values ('old', 'old', 'x', 'agent')`);
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'support', 'killed-restore.ts'), url, file, step],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
    expect(signal, step).toBe('SIGKILL');
    const records = (await ask<{ n: string }>(url, 'select count(*) as n from record'))[0]!.n;
    const old = await ask(url, `select 1 from account where agent_id = 'old'`);
    const state =
      old.length === 1 && records === '0'
        ? 'old'
        : old.length === 0 && Number(records) === wanted
          ? 'new'
          : 'torn';
    expect([step, state]).toEqual([step, step === 'finish:1' ? 'new' : 'old']);
    await restore(url, file, true);
    expect(await ask(url, 'select count(*)::int as n from record')).toEqual([{ n: wanted }]);
  }
});

test('SYNC-42 a backup of an older schema is brought forward as it comes in', async () => {
  const file = await back(await filled());
  const { migrations } = (await walkBackup(file)).header;
  const next = {
    number: 900,
    name: '900-next.sql',
    sql: 'alter table record add column extra int default 7',
    sha256: 'c'.repeat(64),
  };
  const { readMigrations } = await import('../../service/db/migrate.ts');
  const to = await testDatabase();
  const restored = await restoreBackup({
    url: to,
    file,
    replace: true,
    migrations: [...(await readMigrations()), next],
  });
  expect(restored.migrated).toBe(1);
  expect(await ask(to, 'select distinct extra from record')).toEqual([{ extra: 7 }]);
  expect(await ask(to, 'select count(*)::int as n from migration')).toEqual([{ n: migrations.length + 1 }]);
});
