// Changes when the bulk path may lose, keep or show another record than it should, whatever has happened before.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { horizon, readFeed, snapshotPage } from '../../service/db/feed.ts';
import { createPool } from '../../service/db/pool.ts';
import { createSegments, type Segments } from '../../service/segments/index.ts';
import { scopesFor, type Scopes } from '../../service/visibility.ts';
import type { Change } from '../../shared/domain/records.ts';
import type { Role } from '../../shared/domain/people.ts';
import {
  takeRest,
  takeSegments,
  takeSnapshot,
  truth,
  writeChanges,
  type BulkDesk,
} from '../support/bulk-desk.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { aQueue } from '../support/records.ts';
import { stopTestPostgres } from '../support/service.ts';

let url: string;
let pool: Pool;
let folder: string;
let segments: Segments;
let epoch = 0;
beforeAll(async () => {
  url = await testDatabase();
  pool = createPool(url, quiet);
  folder = await mkdtemp(join(tmpdir(), 'parley-images-'));
  segments = createSegments({
    pool,
    url,
    epoch: () => String(epoch),
    folder,
    exclusive: true,
    log: quiet,
    monotonic: () => performance.now(),
    // Small ones: a scope of a few records has an image of several files.
    limits: { imageRows: 3, imagesAfterMs: null, cut: 1500 },
  });
  await segments.start();
});
afterEach(async () => {
  await segments.settled();
});
afterAll(async () => {
  await segments?.stop();
  await pool?.end();
  await rm(folder, { recursive: true, force: true });
  await stopTestPostgres();
});

const queues = ['a', 'b', 'c'];
const people = ['ann', 'bo'];
let made = 0;
const text = (what: string): string => `${what} ${(made += 1)}${' word'.repeat(made % 20)}`;

/** One record of each kind that has scopes of its own, or hangs on one that has; `n` names it, `where` the queue or agent. */
const kinds = {
  case: (n: number, where: number): Change => ({
    kind: 'case',
    id: `case-${n}`,
    op: 'put',
    record: {
      id: `case-${n}`,
      number: `C-${n}`,
      title: text('Case'),
      description: '',
      kind: 'support',
      status: 'open',
      priority: 'normal',
      category: null,
      customerId: null,
      ownerId: null,
      queueId: queues[where % 3]!,
      conversationId: null,
      tags: [],
      createdAt: n,
      updatedAt: made,
      dueAt: null,
    },
  }),
  note: (n: number): Change => ({
    kind: 'note',
    id: `note-${n}`,
    op: 'put',
    record: {
      id: `note-${n}`,
      subjectKind: 'case',
      subjectId: `case-${n}`,
      authorId: 'ann',
      authorName: 'Ann',
      text: text('Note'),
      at: n,
      supersedes: null,
    },
  }),
  quickReply: (n: number, where: number): Change => ({
    kind: 'quickReply',
    id: `reply-${n}`,
    op: 'put',
    record: {
      id: `reply-${n}`,
      title: text('Reply'),
      text: 'Hello',
      locale: 'en',
      tags: [],
      ownerId: [null, ...people][where % 3]!,
    },
  }),
  offer: (n: number, where: number): Change => ({
    kind: 'offer',
    id: `offer-${n}`,
    op: 'put',
    record: {
      id: `offer-${n}`,
      conversationId: 'none',
      agentId: people[where % 2]!,
      state: 'ringing',
      offeredAt: 0,
      expiresAt: made,
    },
  }),
  customer: (n: number): Change => ({
    kind: 'customer',
    id: `customer-${n}`,
    op: 'put',
    record: {
      id: `customer-${n}`,
      name: text('Customer'),
      email: null,
      phone: null,
      organisation: null,
      city: null,
      language: 'en',
      tags: [],
      since: 0,
    },
  }),
} satisfies Record<string, (n: number, where: number) => Change>;
const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];
const roles: { role: Role; queueIds: string[] }[] = [
  { role: 'agent', queueIds: ['a'] },
  { role: 'agent', queueIds: ['a', 'b'] },
  { role: 'supervisor', queueIds: [] },
];

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      t: fc.constant('put' as const),
      kind: fc.constantFrom(...kindNames),
      n: fc.nat(3),
      where: fc.nat(2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      t: fc.constant('remove' as const),
      kind: fc.constantFrom('quickReply', 'offer', 'customer'),
      n: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ t: fc.constant('images' as const), role: fc.nat(roles.length - 1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      t: fc.constantFrom(
        'snapshot' as const,
        'rows' as const,
        'segments' as const,
        'segments' as const,
        'steps' as const,
      ),
      role: fc.nat(roles.length - 1),
    }),
  },
);
const ids = { quickReply: 'reply', offer: 'offer', customer: 'customer' } as const;

/** Everything that exists, with the scope it is in now. */
async function scopesNow(): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ kind: string; id: string; scope: string }>(
    'select kind, id, scope from record',
  );
  return new Map(rows.map(({ kind, id, scope }) => [`${kind} ${id}`, scope]));
}

test('SYNC-20 SYNC-23 SYNC-25 whatever moves, comes and goes between images, snapshots and deltas: a desk is shown nothing that is not in its scopes, and holds all that is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      await segments.settled();
      await pool.query('truncate record, feed');
      epoch += 1;
      for (const id of queues)
        await writeChanges(pool, { kind: 'queue', id, op: 'put', record: aQueue({ id }) });
      // Many beside those that change, so that images stay of use.
      await writeChanges(pool, ...Array.from({ length: 90 }, (_, n) => kinds.case(n, n)));
      const desks = new Map<number, BulkDesk>();
      const scopesOfRole = (index: number): Scopes => scopesFor({ id: people[index % 2]!, ...roles[index]! });

      /** Nothing else happens while a desk reads, so what it is shown must be in its scopes right now. */
      const guard = async (scopes: Scopes) => {
        const now = await scopesNow();
        return (rows: readonly { kind: string; id: string; record?: unknown }[]): void => {
          for (const { kind, id, record } of rows) {
            if (record === undefined) continue;
            expect([`${kind} ${id}`, scopes.has(now.get(`${kind} ${id}`) ?? 'nobody')]).toEqual([
              `${kind} ${id}`,
              true,
            ]);
          }
        };
      };

      for (const one of steps) {
        if (one.t === 'put') {
          const exists = await pool.query(`select 1 from record where kind = 'case' and id = $1`, [
            `case-${one.n}`,
          ]);
          if (one.kind === 'note' && exists.rowCount === 0) continue;
          await writeChanges(pool, kinds[one.kind](one.n, one.where));
        } else if (one.t === 'remove') {
          const id = `${ids[one.kind]}-${one.n}`;
          await writeChanges(pool, { kind: one.kind, id, op: 'remove' });
        } else {
          const scopes = scopesOfRole(one.role);
          const see = await guard(scopes);
          const held = desks.get(one.role);
          if (one.t === 'images') {
            await takeSnapshot(segments, scopes, see);
            await segments.settled();
            continue;
          }
          if (one.t === 'snapshot' || held === undefined)
            desks.set(one.role, await takeSnapshot(segments, scopes, see));
          else if (one.t === 'steps') {
            await takeSegments(segments, held, see, 1);
            continue;
          } else if (one.t === 'segments') await takeSegments(segments, held, see);
          else await takeRest(pool, held, see);
          expect(desks.get(one.role)!.records).toEqual(await truth(pool, scopes));
        }
      }
      for (const [role, desk] of desks) {
        await takeRest(pool, desk, await guard(desk.scopes));
        expect(desk.records).toEqual(await truth(pool, scopesOfRole(role)));
      }
    }),
    { numRuns: 6 },
  );
});

test('SYNC-20 SYNC-23 while others write: what a desk is shown was in its scopes at some time since it asked, and the delta after it makes it right', async () => {
  await segments.settled();
  await pool.query('truncate record, feed');
  epoch += 1;
  for (const id of queues) await writeChanges(pool, { kind: 'queue', id, op: 'put', record: aQueue({ id }) });
  for (let n = 0; n < 60; n += 1) await writeChanges(pool, kinds.case(n, n), kinds.note(n));
  const scopes = scopesFor({ id: 'ann', role: 'agent', queueIds: ['a'] });
  for (let round = 0; round < 6; round += 1) {
    await takeSnapshot(segments, scopes);
    await segments.settled();
    const from = await horizon(pool);
    const before = await scopesNow();
    let over = false;
    const isOver = (): boolean => over;
    const writing = (async () => {
      for (let i = 0; !isOver(); i += 1) await writeChanges(pool, kinds.case((i * 7 + round) % 60, i % 3));
    })();
    const shown = new Set<string>();
    const desk = await takeSnapshot(segments, scopes, (rows) =>
      rows.forEach(({ kind, id }) => shown.add(`${kind} ${id}`)),
    );
    over = true;
    await writing;
    const { entries } = await readFeed(pool, from, 100_000);
    const ever = new Set(
      entries
        .filter(({ op, scope }) => op === 'put' && scopes.has(scope))
        .map(({ kind, id }) => `${kind} ${id}`),
    );
    for (const key of shown)
      expect([key, scopes.has(before.get(key) ?? 'nobody') || ever.has(key)]).toEqual([key, true]);
    await takeRest(pool, desk);
    expect(desk.records).toEqual(await truth(pool, scopes));
  }
});

test('SYNC-23 the rows of a snapshot page are of the scope asked for only', async () => {
  const rows = await snapshotPage(pool, 'queue:a', { kind: '', id: '' }, 1000);
  const now = await scopesNow();
  expect(new Set(rows.map(({ kind, id }) => now.get(`${kind} ${id}`)))).toEqual(new Set(['queue:a']));
});
