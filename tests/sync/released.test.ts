// Changes when a version is released, or when today's code treats otherwise what an earlier one left: files, database, frames.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { migrate, readMigrations } from '../../service/db/migrate.ts';
import { createPool } from '../../service/db/pool.ts';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import type { Transport } from '../../electron/store/sync/transport.ts';
import { downFrameSchema, parseRow } from '../fixtures/0.1.0/shared/sync/protocol.ts';
import { createDesk, createManualClock, type ManualClock, type TestDesk } from '../support/desk.ts';
import { createFakeService } from '../support/fake-service.ts';
import { linkDesk, signIn } from '../support/link-client.ts';
import { quiet } from '../support/postgres.ts';
import {
  emptyDatabase,
  onDatabase,
  releasedDatabase,
  releasedDesk,
  releasedFrames,
  unsent,
} from '../support/released.ts';
import { smallPassword, startTestService, stopTestPostgres, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const folders: string[] = [];
const newFolder = (): string => {
  folders.push(mkdtempSync(join(tmpdir(), 'parley-released-')));
  return folders.at(-1)!;
};
const services: TestService[] = [];
const desks: TestDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  for (const service of services.splice(0)) await service.stop();
});
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await stopTestPostgres();
});
async function serve(url: string): Promise<TestService> {
  services.push(await startTestService({ databaseUrl: url }));
  return services.at(-1)!;
}
const realClock: ManualClock = {
  now: Date.now,
  timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  pass: () => undefined,
};
/** The desk knows its service by the address of then. */
function readdressed(address: string): Transport {
  const real = createNetTransport();
  return {
    about: () => real.about(address),
    signIn: (_service, request) => real.signIn(address, request),
    signOut: (_service, token) => real.signOut(address, token),
    link: (_service, events) => real.link(address, events),
  };
}
const texts = (url: string, kind: string): Promise<string[]> =>
  onDatabase(url, async (client) => {
    const { rows } = await client.query<{ text: string }>(
      `select body ->> 'text' as text from record where kind = $1 order by 1`,
      [kind],
    );
    return rows.map(({ text }) => text);
  });

describe('a desk of 0.1.0 that was offline with unsent work', () => {
  test('is opened by this version without a service: all of it is there', async () => {
    const folder = newFolder();
    releasedDesk(folder);
    const clock = createManualClock(1_795_400_000_000);
    const service = createFakeService(clock.now);
    service.setOffline(true);
    const desk = createDesk({ transport: service.transport, clock, folder });
    desks.push(desk);
    const window = desk.window();
    const view = await window.query('desk.view', {});
    expect(view).toMatchObject({
      agent: { id: 'anna' },
      outbox: { waiting: unsent, attention: 0 },
      notices: [],
    });
    expect((await window.query('case.view', { id: 'case-old' }))?.notes).toHaveLength(10);
    expect(await window.query('case.view', { id: 'case-unsent' })).toMatchObject({
      case: { title: 'Case case-unsent of last month' },
    });
    const { messages } = await window.query('conversation.messages', { id: 'chat-1', limit: 50 });
    expect(messages.map(({ text }) => text)).toContain('Written without a network.');
    expect(await window.client.request('draft.all', {})).toMatchObject([
      { key: 'reply:chat-1', text: 'Half a sentence' },
    ]);
    expect(await window.client.request('workspace.get', {})).toEqual({ state: '{"sessions":["chat-1"]}' });
  });

  test.each(['same', 'elsewhere'] as const)(
    'sends all of it, once, to a service of this version; its database: %s',
    async (where) => {
      const url = await releasedDatabase(where);
      const before = await texts(url, 'note');
      const service = await serve(url);
      const folder = newFolder();
      releasedDesk(folder);
      const desk = createDesk({ transport: readdressed(service.address), clock: realClock, folder });
      desks.push(desk);
      const window = desk.window();
      await until(
        async () => {
          const { link, outbox } = await window.query('desk.view', {});
          return link.state === 'linked' && outbox.waiting === 0;
        },
        { what: 'an empty outbox' },
      );
      const now = await texts(url, 'note');
      const sent = now.filter((text) => text.startsWith('Unsent'));
      expect(sent).toHaveLength(10);
      expect(new Set(sent).size).toBe(10);
      // What was there before is as it was.
      expect(now.filter((text) => text.startsWith('Before'))).toEqual(before);
      expect(
        (await texts(url, 'message')).filter((text) => text === 'Written without a network.'),
      ).toHaveLength(1);
      const record = async (kind: string, id: string): Promise<unknown> =>
        onDatabase(
          url,
          async (client) =>
            (
              await client.query<{ body: unknown }>('select body from record where kind = $1 and id = $2', [
                kind,
                id,
              ])
            ).rows[0]?.body,
        );
      expect(await record('case', 'case-unsent')).toMatchObject({ title: 'Case case-unsent of last month' });
      expect(await record('case', 'case-old')).toMatchObject({ status: 'pending', priority: 'high' });
      expect(await record('customer', 'ida')).toMatchObject({ city: 'Aarhus' });
      expect(await window.query('attention.list', {})).toEqual([]);
      expect(await window.client.request('draft.all', {})).toMatchObject([{ text: 'Half a sentence' }]);
    },
    60_000,
  );

  test('is whole whenever its first opening by this version is killed', async () => {
    const master = newFolder();
    releasedDesk(master);
    const run = (folder: string, at: number): Promise<{ signal: NodeJS.Signals | null; out: string }> => {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'support', 'killed-open.ts'), folder, String(at)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      return new Promise((resolve) => child.once('close', (_code, signal) => resolve({ signal, out })));
    };
    const fresh = (): string => {
      const folder = newFolder();
      cpSync(master, folder, { recursive: true });
      return folder;
    };
    const steps = Number((await run(fresh(), 0)).out);
    expect(steps).toBeGreaterThan(30);
    const tries = 12;
    for (let i = 0; i < tries; i += 1) {
      const at = 1 + Math.floor((i * (steps - 1)) / (tries - 1));
      const folder = fresh();
      expect((await run(folder, at)).signal, `step ${at} of ${steps}`).toBe('SIGKILL');
      const clock = createManualClock(1_795_400_000_000);
      const service = createFakeService(clock.now);
      service.setOffline(true);
      const desk = createDesk({ transport: service.transport, clock, folder });
      const window = desk.window();
      const view = await window.query('desk.view', {});
      const notes = (await window.query('case.view', { id: 'case-old' }))?.notes.length;
      const drafts = (await window.client.request('draft.all', {})).length;
      desk.store.close();
      expect({ at, waiting: view.outbox.waiting, notes, drafts, notices: view.notices.length }).toEqual({
        at,
        waiting: unsent,
        notes: 10,
        drafts: 1,
        notices: 0,
      });
    }
  });
});

/** Bodies of functions hold semicolons of their own. */
const statementsOf = (sql: string): string[] =>
  [...sql.replaceAll(/^\s*--.*$/gm, '').matchAll(/(?:\$\$[\s\S]*?\$\$|[^;$]|\$(?!\$))+/g)]
    .map(([one]) => one.trim())
    .filter((one) => one !== '');

describe('the database of 0.1.0', () => {
  test('is opened by this version: everything in it, sign-ins and case numbers included', async () => {
    const url = await releasedDatabase('same');
    const count = (): Promise<unknown[]> =>
      onDatabase(
        url,
        async (client) =>
          (await client.query('select kind, count(*)::int from record group by 1 order by 1')).rows,
      );
    const before = await count();
    const epoch = `select value from meta where key = 'epoch'`;
    const old = await onDatabase(url, async (client) => (await client.query(epoch)).rows as unknown[]);
    const service = await serve(url);
    expect(await count()).toEqual(before);
    expect(await onDatabase(url, async (client) => (await client.query(epoch)).rows as unknown[])).toEqual(
      old,
    );
    const anna = await (await linkDesk(service.address, { handle: 'anna', deskId: 'another' })).ready();
    expect(anna.get('case', 'case-old')).toMatchObject({
      title: 'Case case-old of last month',
      priority: 'high',
    });
    anna.close();
  });

  test('comes out the same whichever statement of whichever migration is cut off', async () => {
    const migrations = await readMigrations();
    const shape = (url: string): Promise<unknown> =>
      onDatabase(url, async (client) => {
        const columns = await client.query(
          `select table_name, column_name, data_type, column_default, is_nullable from information_schema.columns where table_schema = 'public' order by 1, 2`,
        );
        const indexes = await client.query(
          `select indexdef from pg_indexes where schemaname = 'public' order by 1`,
        );
        const applied = await client.query('select number, sha256 from migration order by 1');
        return [columns.rows, indexes.rows, applied.rows];
      });
    const through = async (url: string): Promise<unknown> => {
      const pool = createPool(url, quiet);
      await migrate(pool);
      await pool.end();
      return shape(url);
    };
    const wanted = await through(await emptyDatabase());
    for (const [at, migration] of migrations.entries()) {
      const statements = statementsOf(migration.sql);
      // One database for all cuts: each must leave nothing behind that the next meets.
      const url = await emptyDatabase();
      if (at > 0) {
        const pool = createPool(url, quiet);
        await migrate(pool, migrations.slice(0, at));
        await pool.end();
      }
      for (let cut = 0; cut <= statements.length; cut += 1) {
        await onDatabase(url, async (client) => {
          const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
          await client.query('begin');
          for (const statement of statements.slice(0, cut)) await client.query(statement);
          await onDatabase(url, (other) =>
            other.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]),
          );
        });
      }
      expect(await through(url), migration.name).toEqual(wanted);
    }
  });
});

test('SYNC-1 a desk of protocol 1 gets only what it understands, and the verdicts that it got then', async () => {
  const url = await releasedDatabase('same');
  const service = await serve(url);
  const { token } = (await (await signIn(service.address, 'ben', smallPassword, 'desk-v1')).json()) as {
    token: string;
  };
  const socket = new WebSocket(`${service.address.replace('http', 'ws')}/link`);
  const frames: ReturnType<typeof downFrameSchema.parse>[] = [];
  const odd: string[] = [];
  socket.on('message', (data: Buffer, isBinary) => {
    const parsed = isBinary ? null : downFrameSchema.safeParse(JSON.parse(data.toString('utf8')));
    if (parsed?.success !== true)
      return void odd.push(isBinary ? 'a binary frame' : data.toString('utf8').slice(0, 300));
    frames.push(parsed.data);
    const rows =
      parsed.data.t === 'snapshot'
        ? parsed.data.rows
        : parsed.data.t === 'delta'
          ? parsed.data.changes.filter((change) => change.op === 'put')
          : [];
    for (const row of rows) {
      const read = parseRow(row);
      if (!read.ok) odd.push(`${row.kind} ${row.id}: ${read.field}`);
    }
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const [hello, ...rest] = releasedFrames.up;
  socket.send(hello!.replace('$TOKEN', token));
  await until(
    () => odd.length > 0 || frames.some((frame) => frame.t === 'snapshot' && frame.cursor !== null),
    { what: 'a snapshot' },
  );
  for (const frame of rest) socket.send(frame);
  const verdicts = (): Extract<(typeof frames)[number], { t: 'verdict' }>[] =>
    frames.filter((frame) => frame.t === 'verdict');
  await until(() => odd.length > 0 || verdicts().length === releasedFrames.verdicts.length, {
    what: 'the verdicts',
  });
  expect(odd).toEqual([]);
  expect(frames[0]).toMatchObject({ t: 'welcome', protocol: 1, lastN: 0 });
  expect(
    verdicts().map(({ n, commandId, refusal }) => ({ n, commandId, refused: refusal?.kind ?? null })),
  ).toEqual(releasedFrames.verdicts);
  // What it wrote comes back to it in a form that it can read.
  const mine = (): unknown =>
    frames
      .flatMap((frame) => (frame.t === 'delta' ? frame.changes : []))
      .findLast((change) => change.op === 'put' && change.id === 'case-v1');
  await until(() => mine() !== undefined && frames.some(({ t }) => t === 'pong'), {
    what: 'its own case, and a pong',
  });
  await until(() => (mine() as { record: { status: string } }).record.status === 'pending', {
    what: 'its last edit',
  });
  expect(odd).toEqual([]);
  socket.close();
});
