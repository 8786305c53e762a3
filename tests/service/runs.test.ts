// Changes when a service tells in another way that its database was put back to an older state.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleEpoch } from '../../service/db/migrate.ts';
import { createPool } from '../../service/db/pool.ts';
import { openRuns, type Runs } from '../../service/db/runs.ts';
import { linkDesk, type LinkOptions, type LinkClient } from '../support/link-client.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { openChat } from '../support/records.ts';
import { startTestService, stopTestPostgres, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let pool: Pool;
beforeAll(async () => {
  pool = createPool(await testDatabase(), quiet);
});
afterAll(async () => {
  await pool?.end();
  await stopTestPostgres();
});

const start = async (exclusive = true): Promise<Runs> =>
  openRuns({ pool, epoch: await settleEpoch(pool), exclusive, log: quiet });
/** Uses up a transaction. @returns the cursor after it. */
const moveOn = async (): Promise<string> =>
  `${BigInt((await pool.query<{ x: string }>('select pg_current_xact_id()::text as x')).rows[0]!.x) + 1n}.0`;

describe('a run', () => {
  test('SYNC-26 is one for each start on a database of its own, and one for all processes that share one', async () => {
    const [one, two] = [await start(), await start()];
    expect(two.run).not.toBe(one.run);
    const shared = await Promise.all([start(false), start(false), start(false)]);
    expect(new Set(shared.map(({ run }) => run))).toEqual(new Set([two.run]));
    const empty = createPool(await testDatabase(), quiet);
    const first = await Promise.all(
      [1, 2, 3, 4].map(() => openRuns({ pool: empty, epoch: 'e', exclusive: false, log: quiet })),
    );
    expect(new Set(first.map(({ run }) => run)).size).toBe(1);
    await empty.end();
  });

  test('SYNC-26 whatever starts and writes there were: cursors of the run they were given in are believed, of an earlier one never once that has ended', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), async (writes) => {
        await pool.query('truncate run');
        const given: { run: string; began: number; cursor: string }[] = [];
        let now: Runs | null = null;
        for (const [began, count] of writes.entries()) {
          now = await start();
          for (let i = 0; i <= count; i += 1) given.push({ run: now.run, began, cursor: await moveOn() });
        }
        const epoch = now!.epoch();
        for (const { run, cursor } of given) expect(await now!.look({ epoch, cursor, run })).toBe(true);
        // One that says it read in an earlier run what a later one has written can only come from another history.
        const [last] = given.slice(-1);
        const earlier = given.find(({ began }) => began < last!.began);
        if (earlier === undefined) return;
        expect(await now!.look({ epoch, cursor: last!.cursor, run: earlier.run })).toBe(false);
        expect(now!.epoch()).not.toBe(epoch);
      }),
      { numRuns: 15 },
    );
  });

  test('SYNC-26 that nobody knows renews the epoch, once per start; what is fresh, of another epoch or names no run does not', async () => {
    const now = await start();
    let told = 0;
    now.onRenewed(() => (told += 1));
    const epoch = now.epoch();
    const cursor = await moveOn();
    expect(await now.look({ epoch: null, cursor: null, run: null })).toBe(true);
    expect(await now.look({ epoch: 'of-long-ago', cursor, run: 'unknown' })).toBe(true);
    expect(await now.look({ epoch, cursor, run: null })).toBe(true);
    expect(await now.look({ epoch, cursor })).toBe(true);
    expect([now.epoch(), told]).toEqual([epoch, 0]);
    const answers = await Promise.all([1, 2, 3].map(() => now.look({ epoch, cursor, run: 'unknown' })));
    // One that was asked when the new epoch was there already was told so by that.
    expect(answers).toContain(false);
    const renewed = now.epoch();
    expect(renewed).not.toBe(epoch);
    expect(told).toBe(1);
    // A desk that says so again cannot make everybody begin anew each time.
    expect(await now.look({ epoch: renewed, cursor, run: 'unknown' })).toBe(false);
    expect([now.epoch(), told]).toEqual([renewed, 1]);
    expect(await settleEpoch(pool)).toBe(renewed);
  });

  test('SYNC-26 another process on the database hears of the new epoch with its next desk', async () => {
    const [one, two] = [await start(false), await start(false)];
    let told = 0;
    two.onRenewed(() => (told += 1));
    await one.look({ epoch: one.epoch(), cursor: await moveOn(), run: 'unknown' });
    expect(await two.look({ epoch: null, cursor: null })).toBe(true);
    expect([two.epoch(), told]).toEqual([one.epoch(), 1]);
  });
});

describe('a service put back to an older state', () => {
  let folder: string;
  let service: TestService | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-runs-'));
    await chmod(folder, 0o755);
  });
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const copy = (from: string, to: string): Promise<unknown> => promisify(execFile)('cp', ['-a', from, to]);
  const link = (options: LinkOptions): Promise<LinkClient> =>
    linkDesk(service!.address, { segments: true, ...options });
  const open = (id: string): Promise<unknown> =>
    service!.context.run({ kind: 'customer', conversationId: id, name: 'Ida' }, openChat(id));

  test('SYNC-6 SYNC-17 SYNC-26 gives a desk that knows more no delta: everybody begins anew, in a new epoch', async () => {
    const data = join(folder, 'data');
    service = await startTestService({ data });
    await open('kept');
    const early = await (await link({ handle: 'anna' })).ready();
    const first = await (await link({ handle: 'ben' })).ready();
    await service.stop();
    await copy(data, join(folder, 'copy'));
    service = await service.restart();
    for (let i = 0; i < 20; i += 1) await open(`lost-${i}`);
    const late = await link({ handle: 'ben', from: first });
    await until(() => late.has('conversation', 'lost-19'), { what: 'what will be lost' });
    await service.stop();
    await rm(data, { recursive: true });
    await copy(join(folder, 'copy'), data);
    service = await service.restart();
    // Enough for the log to have passed the place that the late desk has read up to.
    for (let i = 0; i < 40; i += 1) await open(`new-${i}`);

    // One that has read nothing of what was lost goes on.
    const again = await (await link({ handle: 'anna', from: early })).ready();
    expect((await again.next('welcome')).then).toBe('delta');
    await until(() => again.has('conversation', 'new-39'), { what: 'what is new' });

    const back = await link({ handle: 'ben', from: late });
    expect(await back.next('bye')).toMatchObject({ reason: 'stopping' });
    expect(back.frames.some(({ t }) => t === 'delta' || t === 'welcome')).toBe(false);
    expect(await again.next('bye')).toMatchObject({ reason: 'stopping' });

    const ben = await (await link({ handle: 'ben', from: late })).ready();
    const welcome = await ben.next('welcome');
    expect(welcome.then).toBe('snapshot');
    expect(welcome.epoch).not.toBe((await late.next('welcome')).epoch);
    expect([ben.has('conversation', 'kept'), ben.has('conversation', 'new-39')]).toEqual([true, true]);
    expect(ben.has('conversation', 'lost-1')).toBe(false);
    const anna = await (await link({ handle: 'anna', from: again })).ready();
    expect((await anna.next('welcome')).then).toBe('snapshot');
    await open('after');
    for (const desk of [anna, ben]) {
      await until(() => desk.has('conversation', 'after'), { what: 'life to go on' });
      desk.close();
    }
  });
});
