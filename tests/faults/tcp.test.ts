// Lines that go wrong in every way a line can: desk and service converge, lose nothing, and hang up on the dead. Changes with what lines do.
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import { createRandom } from '../../service/seed/random.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { createDesk, testKey, type TestDesk, type TestWindow } from '../support/desk.ts';
import { aCase, aMessage, aConversation, row } from '../support/factories.ts';
import { createProxy, type LineFaults, type Proxy } from '../support/proxy.ts';
import {
  smallPassword,
  smallWorld,
  startTestService,
  stopTestPostgres,
  type TestService,
} from '../support/service.ts';
import { until } from '../support/until.ts';

const random = createRandom(Number(process.env['PARLEY_SEED'] ?? 7));
/** The desk's time runs this much faster, so that its 20 seconds of patience are one. */
const hurry = 20;
const day = 86_400_000;

let service: TestService;
let proxy: Proxy;
const desks: TestDesk[] = [];
let clockOff = 0;
const begin = Date.now();

beforeEach(async () => {
  clockOff = 0;
  service = await startTestService({
    parts: { times: { heartbeatMs: 500 }, now: () => Date.now() + clockOff },
    seed: async (seeder) => {
      await smallWorld(seeder);
      await seeder.putRecords([
        row('case', aCase('case-1')),
        row('conversation', aConversation('old-b', { queueId: 'queue-b', state: 'closed', closedAt: 1 })),
        ...Array.from({ length: 400 }, (_, i) =>
          row(
            'message',
            aMessage(`b${i}`, { conversationId: 'old-b', seq: i + 1, text: `Message ${i} `.repeat(20) }),
          ),
        ),
      ]);
    },
  });
  proxy = await createProxy(Number(new URL(service.address).port), random.next);
});
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  await proxy.close();
  await service.stop();
});
afterAll(stopTestPostgres);

interface Seat {
  desk: TestDesk;
  window: TestWindow;
}
async function sit(handle: string, address: string, off = (): number => 0, haste = hurry): Promise<Seat> {
  const desk = createDesk({
    transport: createNetTransport(),
    clock: { now: Date.now, timers: { set: () => 0, clear: () => undefined }, pass: () => undefined },
    over: {
      now: () => begin + (Date.now() - begin) * haste + off(),
      clock: () => performance.now() * haste,
      timers: {
        set: (run, ms) => setTimeout(run, ms / haste),
        clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
      },
    },
  });
  desks.push(desk);
  const seat = { desk, window: desk.window() };
  await seat.window.client.request('account.signIn', { service: address, handle, password: smallPassword });
  return seat;
}
const linkIs = ({ window }: Seat, state: string): Promise<boolean> =>
  until(async () => (await window.query('desk.view', {})).link.state === state, {
    what: `link ${state}`,
    timeoutMs: 30_000,
  });
const note = (id: string, caseId = 'case-1'): AgentCommand => ({
  id: `run-${id}`,
  type: 'note.write',
  args: { noteId: id, subjectKind: 'case', subjectId: caseId, text: `Text of ${id}`, supersedes: null },
});
const drained = ({ window }: Seat, timeoutMs = 30_000): Promise<boolean> =>
  until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'an empty outbox',
    timeoutMs,
  });
/** Ids of notes in the order of the log; one that was applied twice is there twice. */
const logged = async (): Promise<string[]> =>
  (
    await service.context.pool.query<{ id: string }>(
      `select id from feed where kind = 'note' and op = 'put' order by xid, seq`,
    )
  ).rows.map(({ id }) => id);
const shown = async ({ window }: Seat): Promise<string[]> =>
  (await window.query('note.list', { subjectKind: 'case', subjectId: 'case-1' })).map(({ id }) => id);

describe('a line that is bad while notes are written', () => {
  const kinds: [string, () => Partial<LineFaults>][] = [
    ['slow and uneven', () => ({ latencyMs: 5, jitterMs: 15 })],
    ['narrow', () => ({ bytesPerSecond: 40_000 })],
    ['one byte at a time', () => ({ pieceBytes: 1 })],
    ['cut again and again', () => ({ cutAfterBytes: random.int(300, 9_000) })],
    ['doubled: the service hears everything over two connections', () => ({ duplicate: true })],
    ['kept back: what was sent arrives after what a later connection sent', () => ({ holdUp: true })],
    ['half open', () => ({ halfOpen: true })],
  ];
  test.each(kinds)(
    'SYNC-8 SYNC-12 STORE-10: %s',
    async (_name, faults) => {
      const anna = await sit('anna', proxy.address);
      const ben = await sit('ben', service.address);
      await linkIs(anna, 'linked');
      await linkIs(ben, 'linked');
      const written: string[] = [];
      for (let round = 0; round < 4; round++) {
        proxy.set(faults());
        // Connections that are there already are of the good line; half of the time they go first.
        if (round % 2 === 0) proxy.cut();
        for (let i = 0; i < 6; i++) {
          const id = `a${round}-${i}`;
          await anna.window.run(note(id));
          written.push(id);
          if (i === 2) await ben.window.run(note(`b${round}`));
        }
        const before = proxy.made();
        // The desk gives the line up by itself, or it works, however badly.
        await until(
          async () =>
            proxy.made() > before || (await anna.window.query('desk.view', {})).outbox.waiting === 0,
          { what: 'another try, or all sent', timeoutMs: 30_000 },
        );
        proxy.heal();
      }
      await anna.window.client.request('link.retry', {});
      await drained(anna);
      await drained(ben);
      const all = await logged();
      expect(all.filter((id) => id.startsWith('a'))).toEqual(written);
      expect(all.filter((id) => id.startsWith('b')).toSorted()).toEqual(['b0', 'b1', 'b2', 'b3']);
      for (const seat of [anna, ben])
        await until(async () => (await shown(seat)).length === all.length, {
          what: 'all notes everywhere',
          timeoutMs: 30_000,
        });
      expect(await anna.window.query('attention.list', {})).toEqual([]);
    },
    120_000,
  );
});

test('SYNC-3: both sides hang up on a line that is half open', async () => {
  const anna = await sit('anna', proxy.address);
  await linkIs(anna, 'linked');
  await until(() => service.context.isLinked('anna'), { what: 'the service to know it' });
  proxy.set({ halfOpen: true });
  await until(async () => (await anna.window.query('desk.view', {})).link.state !== 'linked', {
    what: 'the desk to hang up',
  });
  await until(() => !service.context.isLinked('anna'), { what: 'the service to hang up' });
  proxy.heal();
  await linkIs(anna, 'linked');
}, 240_000);

test('SYNC-22: queues that an agent loses in the middle of a pull leave nothing behind, and cost none of its work', async () => {
  proxy.set({ bytesPerSecond: 60_000 });
  const anna = await sit('anna', proxy.address);
  await until(async () => (await anna.window.query('desk.view', {})).link.state === 'loading', {
    what: 'the pull to begin',
    timeoutMs: 30_000,
  });
  await service.context.pool.query(
    `with x as (update record set body = jsonb_set(body, '{queueIds}', '["queue-a"]'), version = version + 1
       where kind = 'agent' and id = 'anna' returning *)
     insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, version, 0 from x`,
  );
  proxy.heal();
  await linkIs(anna, 'linked');
  await until(async () => (await anna.window.query('case.view', { id: 'case-1' })) !== null, {
    what: 'what may still be seen',
    timeoutMs: 30_000,
  });
  await anna.window.run(note('mine'));
  await drained(anna);
  await until(async () => (await anna.window.query('conversation.view', { id: 'old-b' })) === null, {
    what: 'the lost queue to be gone',
    timeoutMs: 30_000,
  });
  expect((await anna.window.query('conversation.messages', { id: 'old-b', limit: 10 })).messages).toEqual([]);
  expect(await logged()).toEqual(['mine']);
}, 240_000);

test('clocks a year off, and turned while linked, decide nothing', async () => {
  const year = 365 * day;
  let off = -year;
  const anna = await sit('anna', service.address, () => off);
  await linkIs(anna, 'linked');
  const written: string[] = [];
  for (const next of [-year, year, 0, year, -year]) {
    off = next;
    for (let i = 0; i < 3; i++) {
      const id = `n${written.length}`;
      await anna.window.run(note(id));
      written.push(id);
    }
    await drained(anna);
  }
  expect(await logged()).toEqual(written);
  anna.desk.reopen();
  const window = anna.desk.window();
  await until(async () => (await window.query('desk.view', {})).link.state === 'linked', {
    what: 'the link',
  });
  expect((await window.query('note.list', { subjectKind: 'case', subjectId: 'case-1' })).length).toBe(15);
}, 240_000);

test('STORE-10 SYNC-14: ten thousand commands after thirty days offline arrive in order; those that cannot be are set aside', async () => {
  const anna = await sit('anna', service.address, () => clockOff, 1);
  await linkIs(anna, 'linked');
  anna.desk.store.close();
  clockOff = 30 * day;
  const count = 10_000;
  const poison = (n: number): boolean => n % 1000 === 500;
  const { outbox } = openOutboxFile({
    file: `${anna.desk.folder}/agents/anna/outbox.db`,
    keyHex: testKey,
    now: Date.now,
    onUnreadable: () => undefined,
  });
  outbox.add(
    Array.from({ length: count }, (_, n) => note(`n${n}`, poison(n) ? 'gone' : 'case-1')),
    Date.now(),
  );
  outbox.close();
  anna.desk.reopenOnly();
  const seat = { desk: anna.desk, window: anna.desk.window() };
  // Its session has ended meanwhile: the agent signs in again, as it would.
  await linkIs(seat, 'expired');
  await seat.window.client.request('account.signIn', {
    service: service.address,
    handle: 'anna',
    password: smallPassword,
  });
  await drained(seat, 600_000);
  const expected = Array.from({ length: count }, (_, n) => n).filter((n) => !poison(n));
  expect(await logged()).toEqual(expected.map((n) => `n${n}`));
  const attention = await seat.window.query('attention.list', {});
  expect(new Set(attention.map(({ text }) => text))).toEqual(
    new Set(Array.from({ length: 10 }, (_, i) => `Text of n${i * 1000 + 500}`)),
  );
}, 660_000);
