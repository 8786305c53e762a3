// Changes when how the log is ordered, read or cut into frames changes.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { horizon, readFeed, pruneFeed, type Batch } from '../../service/db/feed.ts';
import { migrate } from '../../service/db/migrate.ts';
import { startPostgres } from '../../service/db/postgres.ts';
import { createPool } from '../../service/db/pool.ts';
import { createFeedLog } from '../../service/log.ts';
import { createPgNotices } from '../../service/notices.ts';
import type { Pool } from 'pg';
import { compareCursors, cursorStart, type Cursor } from '../../shared/sync/cursor.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { stopTestPostgres } from '../support/service.ts';
import { until } from '../support/until.ts';

let url: string;
let pool: Pool;
const ends: (() => Promise<unknown> | void)[] = [];
beforeAll(async () => {
  url = await testDatabase();
  pool = createPool(url, quiet);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  await pool.query('truncate feed');
});
afterAll(async () => {
  await pool?.end();
  await stopTestPostgres();
});

const append = `insert into feed (kind, id, op, scope, version, at) values ('note', $1, 'remove', 'all', 1, 0)`;
async function connection(): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  ends.push(() => client.end());
  return client;
}
const ids = (batch: Batch): string[] => batch.entries.map(({ id }) => id);

describe('the order of the log', () => {
  test('SYNC-4 cursors are ordered as Postgres orders (xid, seq), whatever their length', async () => {
    const part = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
    const cursor = fc.tuple(part, part).map(([xid, seq]) => `${xid}.${seq}`);
    await fc.assert(
      fc.asyncProperty(fc.array(cursor, { minLength: 2, maxLength: 30 }), async (cursors) => {
        const { rows } = await pool.query<{ c: Cursor }>(
          `select c from unnest($1::text[]) c order by split_part(c, '.', 1)::xid8, split_part(c, '.', 2)::bigint`,
          [cursors],
        );
        const ours = cursors.toSorted(compareCursors);
        expect(ours.map((one, i) => compareCursors(one, rows[i]!.c))).toEqual(ours.map(() => 0));
      }),
      { numRuns: 50 },
    );
  });

  test('SYNC-4 comparing cursors is a total order', () => {
    const part = fc.bigInt({ min: 0n, max: 30n });
    const cursor = fc.tuple(part, part).map(([xid, seq]) => `${xid}.${seq}`);
    fc.assert(
      fc.property(cursor, cursor, cursor, (a, b, c) => {
        expect(Math.sign(compareCursors(a, b))).toBe(-Math.sign(compareCursors(b, a)) + 0);
        expect(compareCursors(a, b) === 0).toBe(a === b);
        if (compareCursors(a, b) <= 0 && compareCursors(b, c) <= 0)
          expect(compareCursors(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('SYNC-5 what an older transaction may still precede is not read yet', async () => {
    const [older, newer] = [await connection(), await connection()];
    await older.query('begin');
    await older.query(append, ['older']);
    await newer.query(append, ['newer']);
    const before = await readFeed(pool, cursorStart, 10);
    expect(ids(before)).toEqual([]);
    await older.query('commit');
    const after = await readFeed(pool, before.to, 10);
    expect(ids(after)).toEqual(['older', 'newer']);
  });

  test('SYNC-5 however transactions overlap, every committed entry is read once, in order', async () => {
    const writers = await Promise.all([connection(), connection(), connection(), connection()]);
    const step = fc.record({
      who: fc.nat(writers.length - 1),
      what: fc.constantFrom('write', 'write', 'commit', 'abort', 'read'),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, limit) => {
          run += 1;
          const open = new Map<number, string[]>();
          const committed: string[] = [];
          const read: string[] = [];
          let at = (await readFeed(pool, cursorStart, 100_000)).to;
          let written = 0;
          const readOn = async (): Promise<void> => {
            for (let more = true; more; ) {
              const batch = await readFeed(pool, at, limit);
              expect(batch.from).toBe(at);
              for (const entry of batch.entries) {
                expect(compareCursors(entry.cursor, at)).toBeGreaterThan(0);
                expect(compareCursors(batch.to, entry.cursor)).toBeGreaterThanOrEqual(0);
                at = entry.cursor;
              }
              at = batch.to;
              read.push(...ids(batch));
              more = batch.more;
            }
          };
          const close = async (who: number, how: 'commit' | 'rollback'): Promise<void> => {
            const mine = open.get(who);
            if (mine === undefined) return;
            await writers[who]!.query(how);
            if (how === 'commit') committed.push(...mine);
            open.delete(who);
          };
          for (const { who, what } of steps) {
            if (what === 'read') await readOn();
            else if (what === 'write') {
              if (!open.has(who)) await writers[who]!.query('begin');
              const id = `${run}-${(written += 1)}`;
              open.set(who, [...(open.get(who) ?? []), id]);
              await writers[who]!.query(append, [id]);
            } else await close(who, what === 'commit' ? 'commit' : 'rollback');
          }
          for (const who of open.keys()) await close(who, 'commit');
          await readOn();
          expect(read.toSorted()).toEqual(committed.toSorted());
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a place that was given out', () => {
  test('SYNC-5 is never before what is written later, also when Postgres is killed and gives a number again that was lost', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-feed-'));
    await chmod(folder, 0o755);
    const postgres = await startPostgres({ data: join(folder, 'data'), log: quiet, sharedBuffersMb: 32 });
    const own = createPool(postgres.url(), quiet);
    try {
      await migrate(own);
      await own.query(append, ['kept']);
      for (let round = 0; round < 3; round += 1) {
        const client = await own.connect();
        await client.query('begin');
        await client.query(append, ['lost']);
        await client.query('rollback');
        client.release();
        // Asked at once: the number of the transaction that failed is not on disk yet.
        const [given, { to }] = [await horizon(own), await readFeed(own, cursorStart, 10)];
        const before = postgres.server().pid;
        process.kill(before, 'SIGKILL');
        await until(() => postgres.server().pid !== before, {
          what: 'Postgres to be back',
          timeoutMs: 30_000,
        });
        const { rows } = await until(
          () =>
            own.query<{ at: Cursor }>(`${append} returning xid::text || '.' || seq as at`, [
              `later-${round}`,
            ]),
          { what: 'a write', timeoutMs: 30_000 },
        );
        for (const place of [given, to]) expect(compareCursors(rows[0]!.at, place)).toBeGreaterThan(0);
        expect(ids(await readFeed(own, to, 10))).toContain(`later-${round}`);
      }
    } finally {
      await own.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('following the log', () => {
  test('SYNC-5 SYNC-7 readers of two processes hear the same entries in the same order while many write', async () => {
    const other = createPool(url, quiet);
    ends.push(() => other.end());
    const logs = [pool, other].map((from) =>
      createFeedLog({ pool: from, notices: createPgNotices(from, url), log: quiet, pollMs: 60_000 }),
    );
    const heard = logs.map((): string[] => []);
    for (const [i, log] of logs.entries()) {
      let at: Cursor | null = null;
      log.onBatch((batch) => {
        if (at !== null) expect(batch.from).toBe(at);
        at = batch.to;
        heard[i]!.push(...ids(batch));
      });
      await log.start();
      ends.push(() => log.stop());
    }
    const writers = 8;
    const each = 60;
    await Promise.all(
      Array.from({ length: writers }, async (_, who) => {
        for (let i = 0; i < each; i += 1) {
          const { rows } = await pool.query<{ at: Cursor }>(
            `${append} returning xid::text || '.' || seq as at`,
            [`w${who}-${i}`],
          );
          // Only the first of the two is told here; the other hears of it by notice.
          logs[0]!.reach(rows[0]!.at);
        }
      }),
    );
    await until(() => heard.every((all) => all.length >= writers * each), {
      what: 'both to hear everything',
    });
    expect(new Set(heard[0]).size).toBe(writers * each);
    expect(heard[0]).toEqual(heard[1]);
  });

  test('a listener that fails does not keep the others from hearing', async () => {
    const log = createFeedLog({ pool, notices: createPgNotices(pool, url), log: quiet });
    const heard: string[] = [];
    log.onBatch(() => {
      throw new Error('no');
    });
    log.onBatch((batch) => heard.push(...ids(batch)));
    await log.start();
    ends.push(() => log.stop());
    const { rows } = await pool.query<{ at: Cursor }>(`${append} returning xid::text || '.' || seq as at`, [
      'one',
    ]);
    log.reach(rows[0]!.at);
    await until(() => heard.length === 1, { what: 'the entry' });
  });
});

describe('a batch', () => {
  const put = async (id: string, scope: string, version: number): Promise<void> => {
    await pool.query(
      `with r as (insert into record (kind, id, scope, version, body) values ('note', $1, $2, $3, '{"text":"x"}')
         on conflict (kind, id) do update set scope = $2, version = $3 returning 1)
       insert into feed (kind, id, op, scope, version, at) values ('note', $1, 'put', $2, $3, 0)`,
      [id, scope, version],
    );
  };

  test('SYNC-8 carries a body once, with the newest entry of its record', async () => {
    for (const version of [1, 2, 3]) await put('often', 'queue:a', version);
    const { entries } = await readFeed(pool, cursorStart, 10);
    expect(entries.map(({ json }) => json !== null)).toEqual([false, false, true]);
    expect(entries.at(-1)).toMatchObject({ version: 3 });
  });

  test('SYNC-23 carries no body for a scope that the record has left meanwhile', async () => {
    await put('moved', 'queue:a', 1);
    const middle = (await readFeed(pool, cursorStart, 10)).to;
    await pool.query(
      `insert into feed (kind, id, op, scope, version, at) values ('note', 'moved', 'leave', 'queue:a', 1, 0)`,
    );
    await put('moved', 'queue:b', 2);
    // A desk that reads only the first entry now must not get the text, although the record exists.
    const first = await readFeed(pool, cursorStart, 1);
    expect(first.entries).toMatchObject([{ op: 'put', scope: 'queue:a', json: null }]);
    const rest = await readFeed(pool, middle, 10);
    expect(rest.entries.map(({ op, scope, json }) => [op, scope, json !== null])).toEqual([
      ['leave', 'queue:a', false],
      ['put', 'queue:b', true],
    ]);
  });

  test('SYNC-6 pruning remembers up to where', async () => {
    await pool.query(append.replace('0)', '5)'), ['old']);
    await pool.query(append.replace('0)', '50)'), ['new']);
    const { entries } = await readFeed(pool, cursorStart, 10);
    await pruneFeed(pool, 10);
    const { rows } = await pool.query<{ value: string }>(`select value from meta where key = 'feed_floor'`);
    expect(rows[0]?.value).toBe(entries[0]!.cursor);
    expect(ids(await readFeed(pool, cursorStart, 10))).toEqual(['new']);
  });
});
