// Real desks at a real service: what the store and the service promise each other, kept through cuts and crashes.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import { createDesk, createManualClock, type TestDesk, type TestWindow } from '../support/desk.ts';
import { smallPassword, startTestService, stopTestPostgres, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let service: TestService | undefined;
const desks: TestDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  await service?.stop();
  service = undefined;
});
afterAll(stopTestPostgres);

async function desk(handle: string, address: string): Promise<{ desk: TestDesk; window: TestWindow }> {
  const made = createDesk({
    transport: createNetTransport(),
    clock: createManualClock(Date.now()),
    over: {
      now: Date.now,
      // Waits between attempts are shortened; nothing is asserted about them.
      timers: {
        set: (run, ms) => setTimeout(run, Math.min(ms, 100)),
        clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
      },
    },
  });
  desks.push(made);
  const window = made.window();
  await window.client.request('account.signIn', { service: address, handle, password: smallPassword });
  await until(() => window.live('desk.view', {}).rows()?.link.state === 'linked', {
    what: `${handle} to be linked`,
  });
  return { desk: made, window };
}
const caseOf = (id: string) => ({
  id: `create-${id}`,
  type: 'case.create' as const,
  args: {
    caseId: id,
    title: `Case ${id}`,
    description: '',
    kind: 'service' as const,
    priority: 'normal' as const,
    category: null,
    customerId: 'ida',
    queueId: 'queue-a',
    conversationId: null,
  },
});
const noteOf = (id: string, caseId: string) => ({
  id: `write-${id}`,
  type: 'note.write' as const,
  args: {
    noteId: id,
    subjectKind: 'case' as const,
    subjectId: caseId,
    text: `Text of ${id}`,
    supersedes: null,
  },
});
const outbox = (window: TestWindow) => window.live('desk.view', {}).rows()?.outbox;

describe('two desks', () => {
  test('SYNC-11 SYNC-12 what one writes while the service crashes again and again, the other sees once', async () => {
    service = await startTestService();
    const { address } = service;
    const ben = await desk('ben', address);
    const anna = await desk('anna', address);
    await ben.window.run(caseOf('one'));
    const notes = 60;
    for (let i = 0; i < notes; i += 1) {
      await ben.window.run(noteOf(`note-${i}`, 'one'));
      if (i % 15 === 7) {
        await service.kill();
        service = await service.restart();
      }
    }
    await until(() => outbox(ben.window)?.waiting === 0, {
      what: 'the outbox to be empty',
      timeoutMs: 20_000,
    });
    expect(outbox(ben.window)).toEqual({ waiting: 0, attention: 0 });
    const { rows } = await service.context.pool.query<{ id: string; entries: number }>(
      `select id, count(*)::int as entries from feed where kind = 'note' group by id`,
    );
    expect(rows).toHaveLength(notes);
    expect(rows.every(({ entries }) => entries === 1)).toBe(true);
    const seen = anna.window.live('note.list', { subjectKind: 'case', subjectId: 'one' });
    await until(() => seen.rows()?.length === notes, { what: 'anna to see every note', timeoutMs: 20_000 });
    const number = (await service.context.get('case', 'one'))?.number;
    const view = await anna.window.query('case.view', { id: 'one' });
    expect(number).toMatch(/^C-/);
    expect(view?.case.number).toBe(number);
    expect(new Set(seen.rows()?.map(({ text }) => text)).size).toBe(notes);
  });

  test('SYNC-14 what is written while Postgres is killed waits, and is applied once when it is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-desks-'));
    await chmod(folder, 0o755);
    try {
      service = await startTestService({ data: join(folder, 'data') });
      const ben = await desk('ben', service.address);
      await ben.window.run(caseOf('one'));
      const notes = 30;
      for (let i = 0; i < notes; i += 1) {
        await ben.window.run(noteOf(`note-${i}`, 'one'));
        if (i !== 10) continue;
        const file = await readFile(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8');
        process.kill(Number(file.split('\n')[0]), 'SIGKILL');
      }
      await until(() => outbox(ben.window)?.waiting === 0, {
        what: 'the outbox to be empty',
        timeoutMs: 20_000,
      });
      expect(outbox(ben.window)?.attention).toBe(0);
      const { rows } = await service.context.pool.query<{ id: string }>(
        `select id from feed where kind = 'note'`,
      );
      expect(rows.map(({ id }) => id).toSorted()).toEqual(
        Array.from({ length: notes }, (_, i) => `note-${i}`).toSorted(),
      );
    } finally {
      for (const one of desks.splice(0)) one.close();
      await service?.stop();
      service = undefined;
      await rm(folder, { recursive: true, force: true });
    }
  });
});
