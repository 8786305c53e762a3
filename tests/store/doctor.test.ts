// Changes when doctor looks at something else, judges it otherwise, or tells more in a report.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doctor } from '../../build/doctor.ts';
import { judgeDesk, judgeService, type Finding } from '../../build/doctor-judge.ts';
import { examineDesk } from '../../electron/store/doctor.ts';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import { examineService, type ServiceFacts } from '../../service/backup/examine.ts';
import { createBackup } from '../../service/backup/create.ts';
import { statusSchema, type Status } from '../../shared/ipc/diagnostics.ts';
import { createDesk, testKey, type ManualClock } from '../support/desk.ts';
import { setSyncScene } from '../support/sync-scene.ts';

import { smallPassword, startTestService, stopTestPostgres } from '../support/service.ts';
import { until } from '../support/until.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-doctor-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stopTestPostgres();
});
const readStatus = (account: string): Status =>
  statusSchema.parse(JSON.parse(readFileSync(join(account, 'status.json'), 'utf8')));

describe('status.json', () => {
  test('follows the link and the outbox, at most every few seconds, and says that the files were closed', async () => {
    const scene = await setSyncScene();
    const account = join(scene.desk.folder, 'agents', 'ada');
    scene.clock.pass(3000);
    expect(readStatus(account)).toMatchObject({
      link: { state: 'linked' },
      outbox: { waiting: 0 },
      closed: false,
      pid: process.pid,
    });
    await scene.goOffline();
    await scene.window.run({
      id: 'n1',
      type: 'note.write',
      args: {
        noteId: 'n1',
        subjectKind: 'case',
        subjectId: 'case-1',
        text: 'a secret of a customer',
        supersedes: null,
      },
    });
    const before = statSync(join(account, 'status.json')).mtimeMs;
    scene.clock.pass(2000);
    expect(statSync(join(account, 'status.json')).mtimeMs).toBe(before);
    scene.clock.pass(1000);
    const status = readStatus(account);
    expect(status).toMatchObject({
      link: { state: expect.not.stringMatching('linked') as string },
      outbox: { waiting: 1 },
    });
    expect(status.linkedAt).toBeGreaterThan(0);
    expect(status.outbox.oldestAt).toBeGreaterThan(0);
    expect(readFileSync(join(account, 'status.json'), 'utf8')).not.toMatch(/secret|case-1|Ida|ada/);
    scene.desk.store.close();
    expect(readStatus(account)).toMatchObject({ closed: true, outbox: { waiting: 1 } });
    rmSync(scene.desk.folder, { recursive: true });
  });

  test('a folder where it cannot be written ends nothing', async () => {
    const scene = await setSyncScene();
    const account = join(scene.desk.folder, 'agents', 'ada');
    mkdirSync(join(account, 'status.json.new'));
    scene.clock.pass(3000);
    await scene.goOffline();
    scene.clock.pass(3000);
    expect((await scene.window.query('desk.view', {})).outbox.waiting).toBe(0);
    scene.desk.close();
  });
});

const well: ServiceFacts = {
  kind: 'embedded',
  server: { pid: 5, port: 6 },
  clusterBytes: 1000,
  freeBytes: 1e12,
  trouble: null,
  database: {
    postgres: '18.4',
    undurable: [],
    services: 1,
    bytes: 1,
    migrations: { applied: 2, known: 2, differ: false },
    records: { case: 3 },
    accounts: 1,
    feed: { length: 4, oldestAt: 1000 },
    horizonLagMs: 0,
    lastBackup: { at: 1000, bytes: 5 },
    epoch: 'e',
    behind: {},
    desks: [],
  },
};
const bad = (found: Finding[]): string[] =>
  found.filter(({ level }) => level !== 'ok').map(({ code, level }) => `${level} ${code}`);
const every = (found: Finding[]): void => {
  for (const { text, todo, level } of found) {
    expect(text).toMatch(/\.$/);
    // Whoever is told of trouble is told what to do.
    if (level !== 'ok') expect(todo).toMatch(/\w/);
  }
};

describe('what doctor makes of a service', () => {
  const database = well.database!;
  test.each<[string, ServiceFacts, string[]]>([
    ['one that is well', well, []],
    ['none', { ...well, kind: 'none', server: null, database: null }, []],
    ['one that is stopped', { ...well, server: null, database: null }, ['warning service.stopped']],
    ['one that does not answer', { ...well, database: null }, ['problem service.silent']],
    ['a disk that is nearly full', { ...well, freeBytes: 1e8 }, ['problem service.disk']],
    ['no service on it', { ...well, database: { ...database, services: 0 } }, ['warning service.idle']],
    [
      'settings that lose data',
      { ...well, database: { ...database, undurable: ['fsync'] } },
      ['problem service.undurable'],
    ],
    [
      'another Parley',
      { ...well, database: { ...database, migrations: { applied: 3, known: 2, differ: true } } },
      ['problem service.migrations'],
    ],
    [
      'a long transaction',
      { ...well, database: { ...database, horizonLagMs: 90_000 } },
      ['problem service.horizon'],
    ],
    ['no backup', { ...well, database: { ...database, lastBackup: null } }, ['warning service.backup']],
  ])('%s', (_name, facts, expected) => {
    const found = judgeService(facts, '/data', 2000);
    expect(bad(found)).toEqual(expected);
    every(found);
  });
});

test('what doctor makes of a desk: never opened, well, killed, cut short, damaged before, waiting for a day', async () => {
  expect(examineDesk(join(folder, 'none'), () => false)).toBeNull();
  const scene = await setSyncScene();
  const where = scene.desk.folder;
  const account = join(where, 'agents', 'ada');
  const judge = (now: number, alive = true): string[] => {
    const found = judgeDesk(examineDesk(where, () => alive)!, 1, well, now);
    every(found);
    return bad(found);
  };
  scene.clock.pass(3000);
  expect(judge(scene.clock.now())).toEqual([]);
  const { epoch, cursor } = examineDesk(where, () => true)!.accounts[0]!.status!;
  const lag = (entries: number, of: string | null = epoch): string[] => {
    const service = { ...well, database: { ...well.database!, epoch: of, behind: { [cursor!]: entries } } };
    return judgeDesk(examineDesk(where, () => true)!, 1, service, scene.clock.now())
      .filter(({ code }) => code === 'desk.lag')
      .map(({ level, text }) => `${level}: ${text}`);
  };
  expect(lag(0)).toEqual(['ok: ada: it has seen all of the log.']);
  expect(lag(5000)).toEqual([expect.stringMatching(/^warning: ada: .* by 5000 entries since/)]);
  // The log of another life of the service says nothing of this desk.
  expect(lag(5000, 'another')).toEqual([]);
  expect(judge(scene.clock.now(), false)).toEqual(['warning desk.killed']);
  await scene.goOffline();
  await scene.window.run({
    id: 'n1',
    type: 'note.write',
    args: { noteId: 'n1', subjectKind: 'case', subjectId: 'case-1', text: 'x', supersedes: null },
  });
  scene.clock.pass(3000);
  expect(judge(scene.clock.now())).toEqual(['warning desk.link']);
  expect(judge(scene.clock.now() + 2 * 86_400_000)).toEqual(['problem desk.link', 'problem desk.waiting']);
  scene.desk.store.close();
  expect(judge(scene.clock.now())).toEqual([]);
  writeFileSync(join(account, 'cache.db.aside-17'), 'x'.repeat(100));
  expect(judge(scene.clock.now())).toEqual(['warning desk.aside']);
  truncateSync(join(account, 'outbox.db'), 10_000);
  expect(judge(scene.clock.now())).toEqual(['problem desk.torn', 'warning desk.aside']);
  rmSync(join(account, 'outbox.db'));
  writeFileSync(join(account, 'status.json'), '{"at":"yesterday"}');
  expect(judge(scene.clock.now())).toEqual([
    'warning desk.aside',
    'problem desk.outbox',
    'warning desk.status',
  ]);
  rmSync(where, { recursive: true });
});

const secrets = ['Ida Holm', 'ida@example.com', 'anna', 'plantedsecret', 'hunter2hunter2', testKey, 'Aarhus'];

test('a report holds no text, name, address, token, key or folder, however deep they are planted', async () => {
  const world = join(folder, 'plantedsecret-world');
  const data = join(world, 'service');
  mkdirSync(join(world, 'logs'), { recursive: true });
  const service = await startTestService({ data });
  const realClock: ManualClock = {
    now: Date.now,
    timers: {
      set: (run, ms) => setTimeout(run, ms),
      clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
    },
    pass: () => undefined,
  };
  const userData = join(world, 'desk');
  mkdirSync(join(userData, 'logs'), { recursive: true });
  const desk = createDesk({
    transport: createNetTransport(),
    clock: realClock,
    folder: join(userData, 'store'),
  });
  const window = desk.window();
  await window.client.request('account.signIn', {
    service: service.address,
    handle: 'anna',
    password: smallPassword,
  });
  await until(async () => (await window.query('customer.view', { id: 'ida' })) !== null, {
    what: 'the customer',
  });
  await window.run({
    id: 'plantedsecret-1',
    type: 'note.write',
    args: {
      noteId: 'plantedsecret-note',
      subjectKind: 'customer',
      subjectId: 'ida',
      text: 'Ida Holm of Aarhus said plantedsecret',
      supersedes: null,
    },
  });
  await until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'the note to be sent',
  });
  const { token } = (await (
    await fetch(`${service.address}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ handle: 'anna', password: smallPassword, deskId: 'plantedsecret-desk' }),
    })
  ).json()) as { token: string };
  await createBackup({ url: dataUrl(data), file: join(world, 'b'), version: '0.1.0', now: Date.now });
  const planted = {
    at: new Date().toISOString(),
    level: 'warn',
    message: `The row "plantedsecret" of ida@example.com at http://plantedsecret.example/x in ${world} with ${testKey}`,
    customer: 'Ida Holm',
    kind: 'Ida Holm',
    state: 'ida@example.com',
    plantedsecret: { deeper: { text: 'Aarhus', name: 'hunter2hunter2 anna' } },
    facts: { plantedsecret: 4, cause: { Aarhus: true } },
    error: { name: 'Error', message: 'plantedsecret', stack: `at ${world}` },
    token,
    list: ['anna', 'Aarhus'],
    ms: 12,
  };
  for (const log of [join(world, 'logs', 'service.log'), join(userData, 'logs', 'parley.log')]) {
    appendFileSync(log, `${JSON.stringify(planted)}\nIda Holm plantedsecret, no JSON at all\n`);
  }
  mkdirSync(join(userData, 'store', 'agents', 'plantedsecret'));
  writeFileSync(join(userData, 'store', 'agents', 'plantedsecret', 'plantedsecret.db'), 'Ida Holm');
  const status = join(userData, 'store', 'agents', 'anna', 'status.json');
  await until(() => statSync(status).size > 0, { what: 'a status' });
  const told = JSON.parse(readFileSync(status, 'utf8')) as Record<string, unknown>;
  desk.store.close();
  const { cursor } = told as { cursor: string };
  const { database } = await examineService({ data, cursors: ['0.0', cursor, 'Ida Holm'], now: Date.now });
  // All of the log, the little that came after the status was written, and nothing for what is no cursor.
  expect(Object.keys(database!.behind)).toEqual(['0.0', cursor]);
  expect(database!.behind['0.0']).toBe(database!.feed.length);
  expect(database!.behind[cursor]).toBeLessThan(database!.feed.length);
  writeFileSync(
    status,
    JSON.stringify({
      ...told,
      version: 'plantedsecret',
      epoch: 'plantedsecret',
      cursor: 'Ida Holm',
      name: 'Ida Holm',
    }),
  );

  const report = join(folder, 'report.json');
  const said: string[] = [];
  const code = await doctor({
    data,
    databaseUrl: undefined,
    desks: [userData],
    json: false,
    bundle: report,
    version: '0.1.0',
    say: (line) => void said.push(line),
  });
  const text = readFileSync(report, 'utf8');
  for (const secret of [...secrets, token, world]) expect(text).not.toContain(secret);
  // What it is for is there.
  expect(JSON.parse(text)).toMatchObject({
    report: 'parley-doctor',
    service: {
      running: true,
      database: { services: 1, accounts: 4, records: { customer: 1 } },
      log: [{ level: 'warn', ms: 12 }],
    },
    desks: [{ accounts: [{ status: { outbox: { waiting: 0 } } }, { status: null }] }],
    desktopLogs: [[{ level: 'warn' }]],
  });
  expect(statSync(report).mode & 0o777).toBe(0o600);
  expect(code, said.join('\n')).toBe(2);
  expect(said.join('\n')).toMatch(
    /OK {7}Postgres 18[\s\S]*1 service process works on it[\s\S]*there is no outbox/,
  );
  await service.stop();
});

/** The database's address, from the supervisor's own files. */
function dataUrl(data: string): string {
  const cluster = join(data, 'postgres');
  const port = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://parley:${encodeURIComponent(readFileSync(join(cluster, 'parley.secret'), 'utf8').trim())}@127.0.0.1:${port}/parley`;
}

test('doctor --json is for programs, and its exit code says whether there is a problem', () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const run = spawnSync(
    process.execPath,
    [
      join(import.meta.dirname, '..', '..', 'build', 'parley.ts'),
      'doctor',
      '--json',
      '--data',
      join(empty, 'service'),
      '--desks',
      empty,
    ],
    { encoding: 'utf8', env: { ...process.env, DATABASE_URL: '' } },
  );
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({
    version: '0.1.0',
    findings: [{ code: 'service.none', level: 'ok' }],
  });
});
