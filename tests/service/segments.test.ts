// Changes when rows travel in bulk in another way: what segments hold, and what happens when they cannot be made.
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { segmentLayout } from '../../shared/cache/segment.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import type { Segments } from '../../service/segments/index.ts';
import { createStream } from '../../service/stream.ts';
import { takeRest, takeSegments, takeSnapshot, truth } from '../support/bulk-desk.ts';
import { ben, idOf, plain, setBulkScene, type BulkScene } from '../support/bulk-scene.ts';
import { aCommand, anActivity } from '../support/factories.ts';
import { quiet } from '../support/postgres.ts';
import { readSegment } from '../support/segments.ts';
import type { TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let scene: BulkScene;
let service: TestService;
beforeAll(async () => {
  scene = await setBulkScene();
  ({ service } = scene);
});
afterEach(() => scene.tidy());
afterAll(() => service?.stop());

describe('a snapshot', () => {
  test.each(['ben', 'cleo', 'sue'])('SYNC-24 in segments is what it is in rows, for %s', async (handle) => {
    const rows = await (await scene.desk(handle)).ready();
    const bulk = await (await scene.desk(handle, { segments: true })).ready();
    expect(rows.segments).toEqual([]);
    expect(plain(bulk)).toEqual(plain(rows));
    const announced = bulk.segments.map(({ announced: { of } }) => of);
    const held = bulk.segments.reduce((sum, { read }) => sum + read.rows.length, 0);
    expect(held).toBe(bulk.records.size);
    expect(announced.at(-1)).toMatchObject({ t: 'snapshot', sent: held, total: held });
  });

  test('SYNC-24 comes as rows to a desk that reads segments of another form', async () => {
    const other = await (await scene.desk('ben', { hello: { segments: `${segmentLayout}x` } })).ready();
    expect(other.segments).toEqual([]);
    expect(other.records.size).toBeGreaterThan(1000);
  });

  test('SYNC-1 SYNC-24 a desk of version 1 gets text frames only, of the kinds it knows, without anything new in them', async () => {
    const old = await scene.desk('ben', { silent: true });
    const raw: { data: Buffer; isBinary: boolean }[] = [];
    old.socket.on('message', (data: Buffer, isBinary: boolean) => raw.push({ data, isBinary }));
    const { token, deskId } = old;
    // What it may say of segments and runs, if it said something, is not listened to.
    const hello = {
      t: 'hello',
      protocol: 1,
      app: 'old',
      deskId,
      token,
      epoch: null,
      cursor: null,
      scopes: null,
    };
    old.sendText(JSON.stringify({ ...hello, segments: segmentLayout, run: 'never' }));
    await old.ready();
    for (let i = 0; i < 60; i += 1) await scene.update(1001 + i, { title: 'For the old desk' });
    await until(() => JSON.stringify(old.get('case', idOf(1059))).includes('For the old desk'), {
      what: 'the change',
    });
    expect(raw.every(({ isBinary }) => !isBinary)).toBe(true);
    const frames = raw.map(({ data }) => JSON.parse(data.toString('utf8')) as Record<string, unknown>);
    const known: Record<string, string[]> = {
      welcome: ['t', 'protocol', 'epoch', 'scopes', 'agent', 'now', 'lastN', 'then'],
      snapshot: ['t', 'rows', 'sent', 'total', 'cursor'],
      delta: ['t', 'from', 'to', 'changes'],
      pong: ['t'],
    };
    for (const frame of frames)
      expect(known[frame['t'] as string]).toEqual(expect.arrayContaining(Object.keys(frame)));
    expect(frames[0]).toMatchObject({ t: 'welcome', protocol: 1 });
  });

  test('SYNC-1 a desk of version 1 is not sent kinds it does not know, in a delta or a snapshot', async () => {
    const known = new Set(['agent', 'queue', 'disposition', 'presence', 'customer', 'case', 'conversation']);
    for (const kind of ['message', 'note', 'article', 'quickReply', 'offer']) known.add(kind);
    const [old, current] = [
      await scene.desk('ben', { deskId: 'desk-old', hello: { protocol: 1 } }),
      await scene.desk('ben'),
    ];
    await old.ready();
    await current.ready();
    const activity = anActivity('activity-1', { caseId: idOf(1) });
    const [verdict] = await current.push(aCommand('activity.create', { activity }));
    expect(verdict?.refusal).toBeNull();
    await scene.update(1, { title: 'After the activity' });
    await until(() => JSON.stringify(old.get('case', idOf(1))).includes('After the activity'), {
      what: 'the change',
    });
    await until(() => current.has('activity', 'activity-1'), { what: 'the activity' });
    const later = await scene.desk('ben', { deskId: 'desk-older', hello: { protocol: 1 } });
    await later.ready();
    for (const desk of [old, later])
      expect([...desk.records.keys()].filter((key) => !known.has(key.split(' ')[0]!))).toEqual([]);
  });
});

describe('the building thread', () => {
  /** Segments whose thread can be killed. */
  async function mortal(): Promise<{ segments: Segments; kill(): Promise<void>; started(): number }> {
    const threads: Worker[] = [];
    const { segments } = await scene.shelf({
      limits: { imageRows: 100_000 },
      spawn: (settings) => {
        const made = new Worker(new URL('../../service/segments/worker.ts', import.meta.url), {
          workerData: settings,
        });
        threads.push(made);
        return made;
      },
    });
    return {
      segments,
      kill: async () => void (await threads.at(-1)?.terminate()),
      started: () => threads.length,
    };
  }

  test('SYNC-24 that dies fails what it was making; a later desk finds another', async () => {
    let at = 0;
    const { segments, kill, started } = await mortal();
    await expect(takeSnapshot(segments, ben, kill)).rejects.toThrow(/thread/);
    expect(started()).toBe(1);
    // Not at once: one that dies each time must not be started without end.
    await expect(takeSnapshot(segments, ben)).rejects.toThrow(/only just/);
    at = performance.now();
    await until(() => performance.now() - at > 1100, { what: 'the pause' });
    expect((await takeSnapshot(segments, ben)).records.size).toBeGreaterThan(1000);
    expect(started()).toBe(2);
  });

  test('SYNC-24 that dies in the middle of a snapshot: the desk gets rows instead, and loses what has left meanwhile', async () => {
    const { segments, kill } = await mortal();
    const { pool } = service.context;
    const held = new Map<string, number>();
    let cursor = '0.0';
    let bulk = 0;
    const stream = createStream({
      pool,
      feed: { position: () => '0.0' } as never,
      scopes: ben,
      protocol: PROTOCOL_VERSION,
      segments: {
        ...segments,
        limits: { ...segments.limits, snapshotRows: 100 },
        async *snapshot(scopes) {
          for await (const part of segments.snapshot(scopes)) {
            yield part;
            if (part.t !== 'segment') continue;
            bulk += 1;
            for (const { id } of readSegment(Buffer.from(part.packed), {
              ...part,
              packed: part.packed.length,
            }).rows)
              held.set(id, 1);
            if (bulk === 1) {
              expect(held.has(idOf(1))).toBe(true);
              await scene.update(1, { queueId: 'queue-b' });
              await kill();
            }
          }
        },
      },
      log: quiet,
      send(frame) {
        if (typeof frame !== 'string') return;
        const down = JSON.parse(frame) as {
          t: string;
          rows?: { id: string; version: number }[];
          cursor?: string;
        };
        for (const { id } of down.rows ?? []) held.set(id, 1);
        if (down.cursor !== undefined && down.cursor !== null) cursor = down.cursor;
      },
      isFull: () => false,
      drained: async () => {},
      onError: () => {},
    });
    await stream.start(null);
    expect(bulk).toBeGreaterThan(0);
    const desk = {
      scopes: ben,
      cursor,
      records: new Map([...held.keys()].map((id) => [`case ${id}`, { version: 0, record: null }])),
    };
    await takeRest(pool, desk);
    const expected = await truth(pool, ben);
    const cases = (keys: Iterable<string>): string[] =>
      [...keys].filter((key) => key.startsWith('case case-')).toSorted();
    expect(cases(desk.records.keys())).toEqual(cases(expected.keys()));
    await scene.update(1, { queueId: 'queue-a' });
  });

  test('SYNC-24 does not hold up others: segments for more desks than it takes at a time come as rows', async () => {
    const { segments } = await scene.shelf({ limits: { flows: 1 } });
    const flows = [segments.snapshot(ben), segments.snapshot(ben)];
    await flows[0]!.next();
    await expect(flows[1]!.next()).rejects.toThrow(/too many/);
    await flows[0]!.return(undefined);
    await takeSnapshot(segments, ben);
  });
});

describe('a delta', () => {
  test('SYNC-8 SYNC-24 of many entries comes as segments, each record once, and then as rows again', async () => {
    const before = await (await scene.desk('ben', { segments: true })).ready();
    before.close();
    await before.closed();
    for (let i = 0; i < 80; i += 1) await scene.update(1 + (i % 40), { title: `Away ${i}` });
    await scene.update(5, { queueId: 'queue-b' });
    await scene.update(10, { queueId: 'queue-a' });
    const after = await scene.desk('ben', { segments: true, from: before, deskId: before.deskId });
    expect((await after.next('welcome')).then).toBe('delta');
    await until(() => after.segments.length > 0, { what: 'a segment' });
    await scene.update(11, { title: 'Live' });
    await until(() => JSON.stringify(after.get('case', idOf(11))).includes('Live'), {
      what: 'the live change',
    });
    const rows = after.segments.flatMap(({ read }) => read.rows.map(({ id }) => id));
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows).not.toContain(idOf(20));
    const fresh = await (await scene.desk('ben')).ready();
    expect(plain(after)).toEqual(plain(fresh));
    expect([after.has('case', idOf(5)), after.has('case', idOf(10))]).toEqual([false, true]);
    await scene.update(5, { queueId: 'queue-a' });
    await scene.update(10, { queueId: 'queue-b' });
  });

  test('SYNC-8 a desk that takes only some steps goes on from there, and has all that happened before', async () => {
    const { segments } = await scene.shelf({ limits: { imageRows: 100_000, cut: 20_000 } });
    const { pool } = service.context;
    for (const steps of [1, 3]) {
      const desk = await takeSnapshot(segments, ben);
      for (let i = 0; i < 250; i += 1) await writeOnly(1 + ((i * 7) % 400), `Step ${steps} ${i}`);
      await takeSegments(segments, desk, undefined, steps);
      const { rows } = await pool.query<{ id: string }>(
        `select distinct id from feed where scope = 'queue:queue-a' and (xid, seq) <= ($1::xid8, $2::bigint) and at = $3`,
        [...desk.cursor.split('.'), steps],
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { id } of rows) {
        const { title } = desk.records.get(`case ${id}`)!.record as { title: string };
        expect(title).toMatch(new RegExp(`^Step ${steps} `));
      }
      // The service writes too, who is there: what is compared must be of one moment.
      await vi.waitFor(
        async () => {
          await takeSegments(segments, desk);
          expect(desk.records).toEqual(await truth(pool, ben));
        },
        { timeout: 20_000 },
      );
    }

    async function writeOnly(i: number, title: string): Promise<void> {
      if (i % 10 === 0) return;
      await pool.query(
        `with x as (update record set version = version + 1, body = body || jsonb_build_object('title', $2::text)
           where kind = 'case' and id = $1 returning kind, id, scope, version)
         insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, version, $3 from x`,
        [idOf(i), title, Number(title.split(' ')[1])],
      );
    }
  });
});
