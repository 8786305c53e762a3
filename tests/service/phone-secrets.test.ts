// Changes when the secrets of telephones that an admin has said lie in the database, or in a backup, in another way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { createBackup } from '../../service/backup/create.ts';
import { walkBackup } from '../../service/backup/walk.ts';
import { createSeal } from '../../service/seal.ts';
import { createLog } from '../../shared/log.ts';
import { phoneCredentialsSchema } from '../../shared/sync/phone.ts';
import type { TestService } from '../support/service.ts';
import {
  arrive,
  ask,
  credentials,
  edit,
  endAll,
  link,
  settle,
  start,
  testKey,
  withAdmin,
} from './support/phone-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-phone-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(endAll);

const planted = /shared-with|the-secret-of/;
const lying = async ({ context: { pool } }: TestService): Promise<string> =>
  (await pool.query<{ value: string }>(`select value from meta where key = 'phone_settings'`)).rows[0]
    ?.value ?? '';
/** The same service started again, with another key. */
const withKey = (
  service: TestService,
  given: string | undefined,
  lines: string[] = [],
): Promise<TestService> =>
  start(null, {
    databaseUrl: service.databaseUrl!,
    parts: {
      seal: createSeal({ given, folder: null, log: createLog((line) => lines.push(line), Date.now, 'info') }),
      log: createLog((line) => lines.push(line), Date.now, 'info'),
    },
  });
const status = async (service: TestService, handle: string): Promise<number> =>
  (await credentials(service, (await link(service, handle)).token)).status;

test('CALL-25: neither the database nor a backup holds a secret of telephones that can be read', async () => {
  const service = await start(null);
  const admin = await withAdmin(service);
  expect((await settle(service, admin.token, edit)).status).toBe(200);
  expect(await lying(service)).toContain(edit.server);
  expect(await lying(service)).not.toMatch(planted);
  const file = join(folder, 'backup');
  await createBackup({ url: service.databaseUrl!, file, version: '0.1.0', now: Date.now });
  let held = '';
  await walkBackup(file, { data: (data) => void (held += data.toString('latin1')) });
  expect(held).toContain('wss://phone.example.org');
  expect(held).not.toMatch(planted);
  // With the same key everything is there after a start, the exchange's word too.
  await service.stop();
  const again = await withKey(service, testKey);
  const ben = await link(again, 'ben');
  const { account } = phoneCredentialsSchema.parse(await (await credentials(again, ben.token)).json());
  expect(account.iceServers.map(({ credential }) => credential === undefined)).toEqual([true, false]);
  await arrive(again);
});

test('CALL-25: what an older Parley has left open is sealed at the start, and nothing of it is left in the table’s file', async () => {
  const service = await start(null);
  const plain = {
    rev: 3,
    settings: {
      server: edit.server,
      domain: edit.domain,
      credentials: { secret: edit.secret, seconds: 600 },
      iceServers: [{ urls: 'turns:turn.example.org', secret: edit.turn }],
      dtmf: 'rtp',
      others: 'name',
      users: {},
      queues: {},
      exchange: { secret: edit.exchange },
    },
  };
  await service.context.pool.query(`insert into meta (key, value) values ('phone_settings', $1)`, [
    JSON.stringify(plain),
  ]);
  await service.stop();
  const next = await withKey(service, testKey);
  expect(await lying(next)).not.toMatch(planted);
  expect(JSON.parse(await lying(next))).toMatchObject({ rev: 3, settings: { domain: edit.domain } });
  await next.context.pool.query('checkpoint');
  const { rows } = await next.context.pool.query<{ bytes: Buffer }>(
    `select pg_read_binary_file(pg_relation_filepath('meta')) as bytes`,
  );
  expect(rows[0]!.bytes.includes(edit.domain)).toBe(true);
  expect(rows[0]!.bytes.includes(edit.secret)).toBe(false);
  const admin = await withAdmin(next);
  expect(JSON.parse((await settle(next, admin.token)).text)).toMatchObject({
    from: 'admin',
    rev: 3,
    settings: { exchange: true, turn: true, ice: ['turns:turn.example.org'] },
  });
  await arrive(next);
});

test('CALL-25: without the right key there are no telephones, which is said; the service goes on, and the key or the secrets bring them back', async () => {
  const service = await start(null);
  const admin = await withAdmin(service);
  expect((await settle(service, admin.token, edit)).status).toBe(200);
  await service.stop();

  for (const [key, locked] of [
    [undefined, 'missing'],
    ['b8'.repeat(32), 'wrong'],
  ] as const) {
    const lines: string[] = [];
    const broken = await withKey(service, key, lines);
    expect(await status(broken, 'ben')).toBe(404);
    expect((await ask(broken, 'POST', '', { callId: 'x', from: '1' })).status).toBe(404);
    const seen = JSON.parse((await settle(broken, (await link(broken, 'sue')).token)).text) as object;
    expect(seen).toMatchObject({ from: 'admin', locked, settings: { domain: edit.domain, turn: true } });
    expect(lines.join('\n')).toContain('their secrets cannot be opened');
    expect(lines.join('\n')).not.toMatch(planted);
    await broken.stop();
  }

  const back = await withKey(service, testKey);
  expect(await status(back, 'ben')).toBe(200);
  await back.stop();

  // Whoever has lost the key for good says all of them anew.
  const anew = await withKey(service, 'c9'.repeat(32));
  const { token } = await link(anew, 'sue');
  const { secret, exchange, turn, ...open } = { ...edit, base: 1 };
  for (const some of [open, { ...open, secret }, { ...open, secret, exchange }]) {
    const answer = await settle(anew, token, some);
    expect(answer.status).toBe(400);
  }
  const made = await settle(anew, token, { ...open, secret, exchange, turn });
  expect(made.status).toBe(200);
  expect(JSON.parse(made.text)).not.toHaveProperty('locked');
  expect(await status(anew, 'ben')).toBe(200);
});

test('CALL-25: where no key can be had nothing is saved, and that is said', async () => {
  const service = await start(null, {
    parts: {
      seal: createSeal({ given: undefined, folder: null, log: createLog(() => {}, Date.now, 'error') }),
    },
  });
  const admin = await withAdmin(service);
  const answer = await settle(service, admin.token, edit);
  expect(answer.status).toBe(500);
  expect(answer.text).toContain('"field":"key"');
  expect(await lying(service)).toBe('');
});
