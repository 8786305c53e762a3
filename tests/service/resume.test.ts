// Changes when it is decided in another way whether a desk that comes back gets a delta or a snapshot.
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pruneFeed } from '../../service/db/feed.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { linkDesk, type LinkClient } from '../support/link-client.ts';
import { smallWorld, startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const many = 9000;
/** Two thirds of them in queue-a. */
const cases = (): AnyRecord[] =>
  Array.from({ length: many }, (_, i) => ({
    kind: 'case',
    record: {
      id: `case-${String(i).padStart(5, '0')}`,
      number: `C-${10_001 + i}`,
      title: `Lamp ${i}`,
      description: `It began on Monday, ${i} days ago. ${String(i * i).repeat(20)}`,
      kind: 'support',
      status: 'open',
      priority: 'normal',
      category: null,
      customerId: null,
      ownerId: null,
      queueId: i % 3 === 0 ? 'queue-b' : 'queue-a',
      conversationId: null,
      tags: [],
      createdAt: i,
      updatedAt: i,
      dueAt: null,
    },
  }));

let service: TestService;
let pool: Pool;
const clients: LinkClient[] = [];
beforeAll(async () => {
  service = await startTestService({
    parts: { segments: { imagesAfterMs: null } },
    async seed(seeder) {
      await smallWorld(seeder);
      await seeder.putRecords(cases());
    },
  });
  ({ pool } = service.context);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => service?.stop());

/** Changes the first `count` cases of a queue, each in a statement that also says so in the log, `times` over. */
async function change(queue: string, count: number, times = 1): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await pool.query(
      `with few as (select kind, id from record where kind = 'case' and scope = $1 order by id limit $2),
       x as (update record r set version = version + 1, body = r.body || jsonb_build_object('updatedAt', r.version + 10000)
         from few where r.kind = few.kind and r.id = few.id returning r.kind, r.id, r.scope, r.version)
       insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, version, 0 from x`,
      [queue, count],
    );
  }
  // A command that changes nothing, so that the log is read at once.
  const lapse = { id: 'look', type: 'offer.lapse', args: { offerId: 'none', to: 'expired' } } as const;
  await service.context.run({ kind: 'system' }, lapse);
}
let desks = 0;
async function link(segments: boolean, from?: LinkClient): Promise<LinkClient> {
  const deskId = from?.deskId ?? `desk-${(desks += 1)}`;
  const client = await linkDesk(service.address, {
    handle: 'ben',
    deskId,
    segments,
    ...(from === undefined ? {} : { from }),
  });
  clients.push(client);
  return client;
}
async function leave(client: LinkClient): Promise<void> {
  client.close();
  await client.closed();
}
/** A desk that comes back, once it holds what a fresh one holds. */
async function comeBack(from: LinkClient): Promise<{ back: LinkClient; fresh: LinkClient; flow: string }> {
  const segments = from.segments.length > 0;
  const fresh = await (await link(segments)).ready();
  const back = await link(segments, from);
  const flow = (await back.next('welcome')).then;
  await until(
    () => [...fresh.records].every(([key, { version }]) => back.records.get(key)?.version === version),
    { what: 'the desk to be up to date' },
  );
  expect(back.records.size).toBe(fresh.records.size);
  return { back, fresh, flow };
}

describe.each([
  ['segments', true],
  ['rows', false],
])('a desk of %s that comes back', (_form, segments) => {
  async function away(meanwhile: () => Promise<void>): ReturnType<typeof comeBack> {
    const before = await (await link(segments)).ready();
    await leave(before);
    await meanwhile();
    return comeBack(before);
  }

  test('SYNC-6 to a few changes gets those', async () => {
    const { back, fresh, flow } = await away(() => change('queue:queue-a', 1200));
    expect(flow).toBe('delta');
    expect(back.received()).toBeLessThan(fresh.received() / 2);
  });

  test('SYNC-6 to very many changes of what it cannot see gets a delta all the same, of next to nothing', async () => {
    const { back, flow } = await away(() => change('queue:queue-b', 3000, 5));
    expect(flow).toBe('delta');
    expect(back.received()).toBeLessThan(10_000);
  });

  test('SYNC-6 to more changed records than a quarter gets a snapshot', async () => {
    const { back, fresh, flow } = await away(() => change('queue:queue-a', 3000));
    expect(flow).toBe('snapshot');
    expect(back.received()).toBeLessThan(fresh.received() * 1.2);
  });

  test('SYNC-6 after a month in which the same records changed over and over pays no more than a fresh one', async () => {
    const { back, fresh, flow } = await away(() => change('queue:queue-a', 1000, 12));
    // Sent once each they are few; sent as often as they changed they would be more than all there is.
    expect(flow).toBe(segments ? 'delta' : 'snapshot');
    expect(back.received()).toBeLessThan(fresh.received() * 1.2);
  });

  test('SYNC-6 after a month in which everything changed pays no more than a fresh one', async () => {
    const { back, fresh, flow } = await away(() => change('queue:queue-a', many, 4));
    expect(flow).toBe('snapshot');
    expect(back.received()).toBeLessThan(fresh.received() * 1.2);
  });

  test('SYNC-6 to a log that begins after its cursor gets a snapshot', async () => {
    const { back, fresh, flow } = await away(async () => {
      await change('queue:queue-a', 10);
      await pruneFeed(pool, 1);
    });
    expect(flow).toBe('snapshot');
    expect(back.received()).toBeLessThan(fresh.received() * 1.2);
  });
});
