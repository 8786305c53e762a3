// A desk with its loading thread and the real service: many rows come as segments, and the cache holds what the database does.
import { afterAll, expect, test } from 'vitest';
import { createThreadLoader } from '../../electron/store/bulk/worker.ts';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import type { Transport } from '../../electron/store/sync/transport.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { createLog } from '../../shared/log.ts';
import { createDesk, testKey, type ManualClock } from '../support/desk.ts';
import { aCase, aConversation, aMessage, aNote } from '../support/factories.ts';
import { smallPassword, smallWorld, startTestService, stopTestPostgres } from '../support/service.ts';
import { until } from '../support/until.ts';

afterAll(stopTestPostgres);
const realClock: ManualClock = {
  now: Date.now,
  timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  pass: () => undefined,
};
const text = (i: number): string =>
  `Parcel ${i} did not come, و لم يصل بعد, ${'word '.repeat(i % 40)}`.trim();
const many: AnyRecord[] = Array.from({ length: 1500 }, (_, i): AnyRecord[] => [
  {
    kind: 'case',
    record: aCase(`case-${i}`, { title: `Case ${i}`, description: text(i), customerId: 'ida' }),
  },
  { kind: 'conversation', record: aConversation(`talk-${i}`, { state: 'closed', closedAt: i, lastSeq: 1 }) },
  {
    kind: 'message',
    record: aMessage(`message-${i}`, { conversationId: `talk-${i}`, text: text(i), at: i }),
  },
  { kind: 'note', record: aNote(`note-${i}`, { subjectId: `case-${i}`, text: text(i) }) },
]).flat();

test('SYNC-24, STORE-17, STORE-19: a first load and a long absence come as segments, and nothing is missing', async () => {
  const service = await startTestService({
    seed: async (seeder) => {
      await smallWorld(seeder);
      for (let at = 0; at < many.length; at += 1000) await seeder.putRecords(many.slice(at, at + 1000));
    },
    parts: { segments: { snapshotRows: 500, deltaEntries: 100, cut: 200_000 } },
  });
  const net = createNetTransport();
  let segments = 0;
  const transport: Transport = {
    ...net,
    link: (address, events) =>
      net.link(address, { ...events, bytes: (data) => ((segments += 1), events.bytes(data)) }),
  };
  const defer = (run: () => void): void => void setImmediate(run);
  const loader = createThreadLoader(
    defer,
    createLog(() => undefined, Date.now),
  );
  const desk = createDesk({ transport, clock: realClock, over: { loader } });
  const held = (kind: string): unknown[] => {
    const { cache } = openCacheFile({
      file: `${desk.folder}/agents/anna/cache.db`,
      keyHex: testKey,
      touch: () => undefined,
      now: Date.now,
    });
    const bodies = cache
      .all<{ body: string }>(`SELECT body FROM "${kind}" ORDER BY id`)
      .map(({ body }) => JSON.parse(body) as unknown);
    cache.close();
    return bodies;
  };
  try {
    let window = desk.window();
    await window.client.request('account.signIn', {
      service: service.address,
      handle: 'anna',
      password: smallPassword,
    });
    const linked = (): Promise<boolean> =>
      until(async () => (await window.query('desk.view', {})).link.state === 'linked', { what: 'the link' });
    await linked();
    expect(segments).toBeGreaterThan(3);
    desk.store.close();
    for (const kind of ['case', 'conversation', 'message', 'note'] as const) {
      const seeded = many.filter((one) => one.kind === kind).map(({ record }) => record);
      expect(held(kind)).toEqual(seeded.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    }

    segments = 0;
    for (let i = 0; i < 300; i++) {
      const args = {
        noteId: `later-${i}`,
        subjectKind: 'case' as const,
        subjectId: `case-${i % 7}`,
        supersedes: null,
      };
      const ben = { kind: 'agent' as const, id: 'ben', name: 'Agent ben', role: 'agent' as const };
      await service.context.run(ben, { id: `k${i}`, type: 'note.write', args: { ...args, text: text(i) } });
    }
    desk.reopenOnly();
    window = desk.window();
    await linked();
    await until(
      async () => (await window.query('note.list', { subjectKind: 'case', subjectId: 'case-5' })).length > 42,
      {
        what: 'the notes of a long absence',
      },
    );
    await until(
      async () => (await window.query('note.list', { subjectKind: 'case', subjectId: 'case-6' })).length > 42,
      {
        what: 'the last of them',
      },
    );
    expect(segments).toBeGreaterThan(0);
    const found = async (): Promise<number> =>
      (await window.query('search.all', { text: 'parcel 1499' })).length;
    await until(async () => (await found()) > 0, { what: 'the index', timeoutMs: 30_000 });
    expect(desk.log.filter((line) => line.includes('cannot be used') || line.includes('not valid'))).toEqual(
      [],
    );
  } finally {
    desk.close();
    await service.stop();
  }
});
