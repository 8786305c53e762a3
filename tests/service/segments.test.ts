// Changes when rows travel in bulk in another way: what segments hold, where they come from, what happens when that fails.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { linkDesk, type LinkClient, type LinkOptions } from '../support/link-client.ts';
import { startTestService, smallWorld, type TestService } from '../support/service.ts';

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
beforeAll(async () => {
  service = await startTestService({
    parts: { segments: { snapshotRows: 100 } },
    async seed(seeder) {
      await smallWorld(seeder);
      await seeder.putRecords(cases());
    },
  });
});
afterAll(() => service?.stop());
let desks = 0;
const desk = (handle: string, more: Partial<LinkOptions> = {}): Promise<LinkClient> =>
  linkDesk(service.address, { handle, deskId: `desk-${(desks += 1)}`, ...more });

describe('a snapshot', () => {
  test.each(['ben', 'cleo', 'sue'])('SYNC-24 in segments is what it is in rows, for %s', async (handle) => {
    const rows = await (await desk(handle)).ready();
    const bulk = await (await desk(handle, { segments: true })).ready();
    expect(rows.segments).toEqual([]);
    expect([...bulk.records.keys()].toSorted()).toEqual([...rows.records.keys()].toSorted());
    for (const [key, { version, record }] of rows.records)
      expect(bulk.records.get(key)).toEqual({ version, record });
    const announced = bulk.segments.map(({ announced: { of } }) => of);
    const held = bulk.segments.reduce((sum, { read }) => sum + read.rows.length, 0);
    expect(held).toBe(bulk.records.size);
    expect(announced.at(-1)).toMatchObject({ t: 'snapshot', sent: held, total: held });
    for (const client of [rows, bulk]) client.close();
  });
});
