// Changes when rows travel in bulk in another way: what segments hold, where they come from, what happens when that fails.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Worker } from 'node:worker_threads';
import { createSegments, type Segments } from '../../service/segments/index.ts';
import { createStream } from '../../service/stream.ts';
import { scopesFor } from '../../service/visibility.ts';
import { put, type AnyRecord, type RecordOf } from '../../shared/domain/records.ts';
import { takeRest, takeSegments, takeSnapshot, truth, writeChanges } from '../support/bulk-desk.ts';
import { segmentLayout } from '../../shared/cache/segment.ts';
import { linkDesk, type LinkClient, type LinkOptions } from '../support/link-client.ts';
import { quiet } from '../support/postgres.ts';
import { readSegment } from '../support/segments.ts';
import { startTestService, smallWorld, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const many = 3000;
/** Cases enough for more than one segment in queue-a, a few in queue-b. */
function cases(): AnyRecord[] {
  return Array.from({ length: many }, (_, i) => ({
    kind: 'case',
    record: {
      id: `case-${String(i).padStart(5, '0')}`,
      number: `C-${10_001 + i}`,
      title: `Lamp ${i}`,
      description: `It began on Monday. ${'It flickers. '.repeat(i % 200)}`,
      kind: 'support',
      status: 'open',
      priority: 'normal',
      category: null,
      customerId: null,
      ownerId: null,
      queueId: i % 10 === 0 ? 'queue-b' : 'queue-a',
      conversationId: null,
      tags: ['lamp'],
      createdAt: i,
      updatedAt: i,
      dueAt: null,
    },
  })) as AnyRecord[];
}

let service: TestService;
const ends: (() => Promise<unknown> | void)[] = [];
beforeAll(async () => {
  service = await startTestService({
    parts: { segments: { snapshotRows: 100, deltaEntries: 50 } },
    async seed(seeder) {
      await smallWorld(seeder);
      await seeder.putRecords(cases());
    },
  });
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(() => service?.stop());
let desks = 0;
async function desk(handle: string, more: Partial<LinkOptions> = {}): Promise<LinkClient> {
  const client = await linkDesk(service.address, { handle, deskId: `desk-${(desks += 1)}`, ...more });
  ends.push(() => client.close());
  return client;
}
/** Changes a case: its title, or the queue it is in. */
async function update(i: number, over: Partial<RecordOf<'case'>>): Promise<void> {
  const record = (await service.context.get('case', idOf(i)))!;
  await writeChanges(service.context.pool, put('case', { ...record, ...over }));
  // A command that changes nothing, so that the log is read at once.
  const lapse = { id: 'look', type: 'offer.lapse', args: { offerId: 'none', to: 'expired' } } as const;
  await service.context.run({ kind: 'system' }, lapse);
}
const idOf = (i: number): string => `case-${String(i).padStart(5, '0')}`;
const plain = (client: LinkClient): Record<string, unknown> =>
  Object.fromEntries(
    [...client.records]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { version, record }]) => [key, { version, record }]),
  );

/** Segments with a folder of their own, over the service's database. */
async function shelf(
  more: Partial<Parameters<typeof createSegments>[0]> = {},
): Promise<{ folder: string; segments: Segments }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-images-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  return { folder, segments: await openShelf(folder, more) };
}
async function openShelf(
  folder: string,
  more: Partial<Parameters<typeof createSegments>[0]> = {},
): Promise<Segments> {
  const { pool } = service.context;
  const segments = createSegments({
    pool,
    url: service.databaseUrl!,
    epoch: () => 'this',
    folder,
    exclusive: true,
    log: quiet,
    monotonic: () => performance.now(),
    ...more,
    limits: { imageRows: 1000, imagesAfterMs: null, cut: 100_000, ...more.limits },
  });
  await segments.start();
  ends.push(() => segments.stop());
  return segments;
}

const ben = scopesFor({ id: 'ben', role: 'agent', queueIds: ['queue-a'] });

describe('a snapshot', () => {
  test.each(['ben', 'cleo', 'sue'])('SYNC-24 in segments is what it is in rows, for %s', async (handle) => {
    const rows = await (await desk(handle)).ready();
    const bulk = await (await desk(handle, { segments: true })).ready();
    expect(rows.segments).toEqual([]);
    expect(plain(bulk)).toEqual(plain(rows));
    const announced = bulk.segments.map(({ announced: { of } }) => of);
    const held = bulk.segments.reduce((sum, { read }) => sum + read.rows.length, 0);
    expect(held).toBe(bulk.records.size);
    expect(announced.at(-1)).toMatchObject({ t: 'snapshot', sent: held, total: held });
  });

  test('SYNC-24 comes as rows to a desk that reads segments of another form', async () => {
    const other = await (await desk('ben', { hello: { segments: `${segmentLayout}x` } })).ready();
    expect(other.segments).toEqual([]);
    expect(other.records.size).toBeGreaterThan(1000);
  });

  test('SYNC-1 SYNC-24 a desk of version 1 gets text frames only, of the kinds it knows, without anything new in them', async () => {
    const old = await desk('ben', { silent: true });
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
    for (let i = 0; i < 60; i += 1) await update(1001 + i, { title: 'For the old desk' });
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
});

describe('images', () => {
  async function withImages(): Promise<{ folder: string; images: string; segments: Segments }> {
    const { folder, segments } = await shelf();
    await takeSnapshot(segments, ben);
    await segments.settled();
    expect(segments.hasImage('queue:queue-a')).toBe(true);
    return { folder, images: join(folder, 'images'), segments };
  }
  /** Files of the only image there is. */
  async function filesOf(images: string): Promise<string[]> {
    const [image, ...more] = await readdir(images);
    expect(more).toEqual([]);
    return (await readdir(join(images, image!))).map((name) => join(images, image!, name)).toSorted();
  }

  test('SYNC-25 are made for scopes of many records, of several files, and bring what the database holds', async () => {
    const { images, segments } = await withImages();
    expect(segments.hasImage('all')).toBe(false);
    expect(segments.hasImage('queue:queue-b')).toBe(false);
    expect((await filesOf(images)).filter((name) => name.endsWith('.segment')).length).toBeGreaterThan(5);
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
  });

  test('SYNC-25 are used again, after a restart too, and brought up to date', async () => {
    const { folder, images, segments } = await withImages();
    const before = await filesOf(images);
    await segments.stop();
    const again = await openShelf(folder);
    expect(again.hasImage('queue:queue-a')).toBe(true);
    await update(1, { title: 'Changed since' });
    const desk = await takeSnapshot(again, ben);
    expect(desk.records).toEqual(await truth(service.context.pool, ben));
    expect(desk.records.get(`case ${idOf(1)}`)?.record).toMatchObject({ title: 'Changed since' });
    await again.settled();
    expect(await filesOf(images)).toEqual(before);
  });

  test('SYNC-23 SYNC-25 hold nothing that has left their scope: not one part shows it', async () => {
    const { segments } = await withImages();
    await update(2, { queueId: 'queue-b' });
    const seen: unknown[] = [];
    const desk = await takeSnapshot(segments, ben, (rows) => void seen.push(...rows.map(({ id }) => id)));
    expect(seen).toContain(idOf(1));
    expect(seen).not.toContain(idOf(2));
    expect(desk.records).toEqual(await truth(service.context.pool, ben));
    await update(2, { queueId: 'queue-a' });
    expect((await takeSnapshot(segments, ben)).records.has(`case ${idOf(2)}`)).toBe(true);
  });

  test('SYNC-23 a record that leaves while an image is being read is not in what is read after that', async () => {
    const { segments } = await withImages();
    const last = 2998;
    const seen: string[] = [];
    await takeSnapshot(segments, ben, async (rows) => {
      if (seen.length === 0) await update(last, { queueId: 'queue-b' });
      seen.push(...rows.map(({ id }) => id));
    });
    expect(seen).not.toContain(idOf(last));
    await update(last, { queueId: 'queue-a' });
  });

  test('SYNC-25 are made anew when a quarter has changed', async () => {
    const { images, segments } = await withImages();
    const [before] = await readdir(images);
    await service.context.pool.query(
      `with x as (update record set version = version + 1, xid = pg_current_xact_id()
         where scope = 'queue:queue-a' and id < $1 returning kind, id, version)
       insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', 'queue:queue-a', version, 0 from x`,
      [idOf(1000)],
    );
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
    await segments.settled();
    await until(async () => (await readdir(images)).length === 1, { what: 'the old one to go' });
    const [after] = await readdir(images);
    expect(after).not.toBe(before);
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
  });

  test('SYNC-25 a file that is damaged or gone is noticed, its rows come from the database, and the image is made anew', async () => {
    const { images, segments } = await withImages();
    const [, first, second] = await filesOf(images);
    const bytes = await readFile(first!);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(first!, bytes);
    await rm(second!);
    expect((await takeSnapshot(segments, ben)).records).toEqual(await truth(service.context.pool, ben));
    await segments.settled();
    expect(segments.hasImage('queue:queue-a')).toBe(true);
    expect(await readFile((await filesOf(images))[1]!)).not.toEqual(bytes);
  });

  test('SYNC-25 half-built ones, and ones of another epoch or form, are thrown away at the start', async () => {
    const { folder, images, segments } = await withImages();
    await segments.stop();
    const [name] = await readdir(images);
    await cp(join(images, name!), join(images, 'tmp-half'), { recursive: true });
    const manifest = JSON.parse(await readFile(join(images, name!, 'image.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    await cp(join(images, name!), join(images, 'other-form'), { recursive: true });
    await writeFile(
      join(images, 'other-form', 'image.json'),
      JSON.stringify({ ...manifest, layout: 'other' }),
    );
    await cp(join(images, name!), join(images, 'torn'), { recursive: true });
    await writeFile(join(images, 'torn', 'image.json'), JSON.stringify(manifest).slice(0, 300));
    const again = await openShelf(folder);
    await until(async () => (await readdir(images)).length === 1, { what: 'the others to go' });
    expect(await readdir(images)).toEqual([name]);
    await again.stop();
    const later = await openShelf(folder, { epoch: () => 'another' });
    expect(later.hasImage('queue:queue-a')).toBe(false);
    await until(async () => (await readdir(images)).length === 0, { what: 'the old epoch to go' });
  });

  test('SYNC-6 SYNC-25 from before the beginning of the log are not used', async () => {
    const { segments } = await withImages();
    const { pool } = service.context;
    await pool.query(`insert into meta (key, value) values ('feed_floor', (select pg_current_xact_id()::text || '.1'))
      on conflict (key) do update set value = excluded.value`);
    await pool.query(
      `update record set body = jsonb_set(body, '{title}', '"Not in the log"') where id = $1`,
      [idOf(3)],
    );
    const desk = await takeSnapshot(segments, ben);
    expect(desk.records.get(`case ${idOf(3)}`)?.record).toMatchObject({ title: 'Not in the log' });
    await pool.query(`delete from meta where key = 'feed_floor'`);
  });
});

describe('the building thread', () => {
  /** Segments whose thread can be killed. */
  async function mortal(): Promise<{ segments: Segments; kill(): Promise<void>; started(): number }> {
    const threads: Worker[] = [];
    const { segments } = await shelf({
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
              await update(1, { queueId: 'queue-b' });
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
    await update(1, { queueId: 'queue-a' });
  });

  test('SYNC-24 does not hold up others: segments for more desks than it takes at a time come as rows', async () => {
    const { segments } = await shelf({ limits: { flows: 1 } });
    const flows = [segments.snapshot(ben), segments.snapshot(ben)];
    await flows[0]!.next();
    await expect(flows[1]!.next()).rejects.toThrow(/too many/);
    await flows[0]!.return(undefined);
    await takeSnapshot(segments, ben);
  });
});

describe('a delta', () => {
  test('SYNC-8 SYNC-24 of many entries comes as segments, each record once, and then as rows again', async () => {
    const before = await (await desk('ben', { segments: true })).ready();
    before.close();
    await before.closed();
    for (let i = 0; i < 80; i += 1) await update(1 + (i % 40), { title: `Away ${i}` });
    await update(5, { queueId: 'queue-b' });
    await update(10, { queueId: 'queue-a' });
    const after = await desk('ben', { segments: true, from: before, deskId: before.deskId });
    expect((await after.next('welcome')).then).toBe('delta');
    await until(() => after.segments.length > 0, { what: 'a segment' });
    await update(11, { title: 'Live' });
    await until(() => JSON.stringify(after.get('case', idOf(11))).includes('Live'), {
      what: 'the live change',
    });
    const rows = after.segments.flatMap(({ read }) => read.rows.map(({ id }) => id));
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows).not.toContain(idOf(20));
    const fresh = await (await desk('ben')).ready();
    expect(plain(after)).toEqual(plain(fresh));
    expect([after.has('case', idOf(5)), after.has('case', idOf(10))]).toEqual([false, true]);
    await update(5, { queueId: 'queue-a' });
    await update(10, { queueId: 'queue-b' });
  });

  test('SYNC-8 a desk that takes only some steps goes on from there, and has all that happened before', async () => {
    const { segments } = await shelf({ limits: { imageRows: 100_000, cut: 20_000 } });
    const { pool } = service.context;
    for (const steps of [1, 2, 4]) {
      const desk = await takeSnapshot(segments, ben);
      for (let i = 0; i < 400; i += 1) await writeOnly(1 + ((i * 7) % 400), `Step ${steps} ${i}`);
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
      await takeSegments(segments, desk);
      expect(desk.records).toEqual(await truth(pool, ben));
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
