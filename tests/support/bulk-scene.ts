// A service with cases enough to travel in bulk, and segments over its database with folders of their own. For tests of the bulk path.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSegments, type Segments } from '../../service/segments/index.ts';
import { scopesFor } from '../../service/visibility.ts';
import { put, type AnyRecord, type RecordOf } from '../../shared/domain/records.ts';
import { writeChanges } from './bulk-desk.ts';
import { linkDesk, type LinkClient, type LinkOptions } from './link-client.ts';
import { quiet } from './postgres.ts';
import { smallWorld, startTestService, type TestService } from './service.ts';

type More = Partial<Parameters<typeof createSegments>[0]>;

const many = 3000;
export const idOf = (i: number): string => `case-${String(i).padStart(5, '0')}`;

/** Cases enough for more than one segment in queue-a, a few in queue-b. */
function cases(): AnyRecord[] {
  return Array.from({ length: many }, (_, i) => ({
    kind: 'case',
    record: {
      id: idOf(i),
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

/** What a link holds, to be compared. */
export const plain = (client: LinkClient): Record<string, unknown> =>
  Object.fromEntries(
    [...client.records]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { version, record }]) => [key, { version, record }]),
  );

/** What ben of the small world sees. */
export const ben = scopesFor({ id: 'ben', role: 'agent', queueIds: ['queue-a'] });

/** See {@link setBulkScene}. */
export interface BulkScene {
  readonly service: TestService;
  /** Links a desk of its own. */
  desk(handle: string, more?: Partial<LinkOptions>): Promise<LinkClient>;
  /** Changes a case: its title, or the queue it is in. */
  update(i: number, over: Partial<RecordOf<'case'>>): Promise<void>;
  /** Segments with a new folder. */
  shelf(more?: More): Promise<{ folder: string; segments: Segments }>;
  /** Segments with a folder that was used before. */
  openShelf(folder: string, more?: More): Promise<Segments>;
  /** Ends what a test has begun. */
  tidy(): Promise<void>;
}

/** Starts the service. Stop it at the end. */
export async function setBulkScene(): Promise<BulkScene> {
  const service = await startTestService({
    parts: { segments: { snapshotRows: 100, deltaEntries: 50 } },
    async seed(seeder) {
      await smallWorld(seeder);
      await seeder.putRecords(cases());
    },
  });
  const ends: (() => Promise<unknown> | void)[] = [];
  let desks = 0;
  const scene: BulkScene = {
    service,
    async desk(handle, more = {}) {
      const client = await linkDesk(service.address, { handle, deskId: `desk-${(desks += 1)}`, ...more });
      ends.push(() => client.close());
      return client;
    },
    async update(i, over) {
      const record = (await service.context.get('case', idOf(i)))!;
      await writeChanges(service.context.pool, put('case', { ...record, ...over }));
      // A command that changes nothing, so that the log is read at once.
      const lapse = { id: 'look', type: 'offer.lapse', args: { offerId: 'none', to: 'expired' } } as const;
      await service.context.run({ kind: 'system' }, lapse);
    },
    async shelf(more) {
      const folder = await mkdtemp(join(tmpdir(), 'parley-images-'));
      ends.push(() => rm(folder, { recursive: true, force: true }));
      return { folder, segments: await scene.openShelf(folder, more) };
    },
    async openShelf(folder, more = {}) {
      const segments = createSegments({
        pool: service.context.pool,
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
    },
    async tidy() {
      for (const end of ends.splice(0).toReversed()) await end();
    },
  };
  return scene;
}
