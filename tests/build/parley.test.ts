// Changes when the command line does: its commands, what it prints, its exit codes.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import { createDesk, type ManualClock, type TestDesk } from '../support/desk.ts';
import { smallPassword, startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const root = join(import.meta.dirname, '..', '..');
let folder: string;
const open: TestDesk[] = [];
const services: TestService[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cli-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const desk of open.splice(0)) desk.close();
  for (const service of services.splice(0)) await service.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  code: number | null;
  out: string;
  err: string;
}
function parley(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'build', 'parley.ts'), ...args], {
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.err += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ran, code })));
}
const realClock: ManualClock = {
  now: Date.now,
  timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  pass: () => undefined,
};
async function serve(data: string): Promise<TestService> {
  const service = await startTestService({ data });
  services.push(service);
  return service;
}

test('help lists the commands; what is unknown is said', async () => {
  for (const args of [[], ['help'], ['--help']]) {
    const { code, out } = await parley(...args);
    expect(code).toBe(0);
    for (const command of ['backup', 'restore', 'doctor']) expect(out).toContain(`parley ${command}`);
  }
  expect(await parley('undo')).toMatchObject({ code: 1, err: expect.stringContaining('"undo"') as string });
  expect(await parley('backup')).toMatchObject({
    code: 1,
    err: expect.stringContaining('one FILE') as string,
  });
  expect(await parley('backup', 'x', '--fast')).toMatchObject({
    code: 1,
    err: expect.stringContaining('--fast') as string,
  });
});

describe('SYNC-43 backup and restore of the embedded database', () => {
  test('a folder without one is not made into one; a damaged file starts nothing', async () => {
    const data = join(folder, 'nothing');
    expect(await parley('backup', join(folder, 'b'), '--data', data)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`There is no database in ${data}`) as string,
    });
    const bad = join(folder, 'bad');
    writeFileSync(bad, 'no backup');
    expect(await parley('restore', bad, '--data', data)).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not a backup') as string,
    });
    expect(existsSync(data)).toBe(false);
    mkdirSync(join(folder, 'empty'));
    expect(
      await parley('backup', join(folder, 'no', 'such', 'b'), '--data', join(folder, 'empty')),
    ).toMatchObject({ code: 1 });
  });

  test('SYNC-44 notes made after the backup come back from the desk; nothing is doubled', async () => {
    const data = join(folder, 'world');
    const file = join(folder, 'world.backup');
    let service = await serve(data);
    const desk = createDesk({ transport: createNetTransport(), clock: realClock });
    open.push(desk);
    const window = desk.window();
    const signIn = (): Promise<unknown> =>
      window.client.request('account.signIn', {
        service: service.address,
        handle: 'anna',
        password: smallPassword,
      });
    const view = () => window.query('desk.view', {});
    const drained = (): Promise<boolean> =>
      until(async () => (await view()).link.state === 'linked' && (await view()).outbox.waiting === 0, {
        what: 'an empty outbox',
      });
    const note = (n: number): Promise<unknown> =>
      window.run({
        id: `k${n}`,
        type: 'note.write',
        args: {
          noteId: `n${n}`,
          subjectKind: 'customer',
          subjectId: 'ida',
          text: `note ${n}`,
          supersedes: null,
        },
      });
    await signIn();
    await until(async () => (await window.query('customer.view', { id: 'ida' })) !== null, {
      what: 'the customer',
    });
    for (const n of [1, 2, 3]) await note(n);
    await drained();
    const backup = await parley('backup', file, '--data', data);
    expect(backup).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Backed up \d+ records and 4 accounts/) as string,
    });
    for (const n of [4, 5]) await note(n);
    await drained();

    // Not over the head of a service, and not over what is there without being told.
    expect(await parley('restore', file, '--data', data, '--replace')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Another Parley service') as string,
    });
    services.length = 0;
    await service.stop();
    await note(6);
    expect(await parley('restore', file, '--data', data)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/holds 4 accounts.*--replace/) as string,
    });
    expect(await parley('restore', file, '--data', data, '--replace')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Everybody signs in again') as string,
    });

    service = await serve(data);
    const sue = await service.context.pool.query(`select count(*)::int as n from record where kind = 'note'`);
    expect(sue.rows).toEqual([{ n: 3 }]);
    await signIn();
    await drained();
    const { rows } = await service.context.pool.query<{ id: string; text: string }>(
      `select id, body ->> 'text' as text from record where kind = 'note' order by id`,
    );
    expect(rows).toEqual([1, 2, 3, 4, 5, 6].map((n) => ({ id: `n${n}`, text: `note ${n}` })));
    await until(
      async () =>
        (await window.query('note.list', { subjectKind: 'customer', subjectId: 'ida' })).every(
          ({ pending }) => !pending,
        ),
      { what: 'the desk to see it' },
    );
    expect(await window.query('attention.list', {})).toEqual([]);
  }, 120_000);
});
