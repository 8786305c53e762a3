// Rows in bulk: segments of any cut give what rows would have given, wherever the desk stops in between; bad ones change nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createLoader, type BuildEvents, type Loader } from '../../electron/store/bulk/loader.ts';
import { BadSegment } from '../../electron/store/bulk/segment-file.ts';
import { createThreadLoader } from '../../electron/store/bulk/worker.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { newFileOf, openCacheFile, publish } from '../../electron/store/db/cache-file.ts';
import { createLog } from '../../shared/log.ts';
import { aRow, contents } from '../support/bulk-rows.ts';
import { testKey } from '../support/desk.ts';
import { aCase, aNote } from '../support/factories.ts';
import { packed, segmentFile } from '../support/make-segments.ts';
import { until } from '../support/until.ts';

const root = mkdtempSync(join(tmpdir(), 'parley-segments-'));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));
const now = (): number => 1_700_000_000_000;
const log = createLog(() => undefined, now);
const defer = (run: () => void): void => void setImmediate(run);
const open = (file: string): Cache =>
  openCacheFile({ file, keyHex: testKey, touch: () => undefined, now }).cache;

interface Loaded {
  ended: 'finished' | Error;
  taken: number;
  progress: number[];
}
function load(
  loader: Loader,
  file: string,
  give: (build: ReturnType<Loader['build']>) => void,
): Promise<Loaded> {
  return new Promise((resolve) => {
    const loaded: Loaded = { ended: 'finished', taken: 0, progress: [] };
    const events: BuildEvents = {
      taken: () => (loaded.taken += 1),
      progress: (done) => loaded.progress.push(done),
      leftOut: () => undefined,
      finished: () => resolve(loaded),
      failed: (error) => resolve({ ...loaded, ended: error as Error }),
    };
    give(loader.build({ file: newFileOf(file), keyHex: testKey, meta: { epoch: 'e', scopes: 's' } }, events));
  });
}
const freshFile = (): string => join(root, String(++folders), 'cache.db');
const lastPage = (cursor: string): string =>
  JSON.stringify({ t: 'snapshot', rows: [], sent: 1, total: 1, cursor });
const parts = fc.array(
  fc.array(fc.record({ row: aRow, version: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 8 }),
  { minLength: 1, maxLength: 5 },
);

const threads = createThreadLoader(defer, log);
afterAll(() => threads.close());

describe.each([
  ['in the same thread', () => createLoader(defer)],
  ['in a thread of its own', () => threads],
])('a snapshot, built %s', (_where, make) => {
  test('SYNC-24, STORE-17: segments give what rows as JSON give, of one record the newest version', async () => {
    const loader = make();
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        async (given, asSegment) => {
          const caches = await Promise.all(
            [(i: number) => asSegment[i]!, () => false].map(async (segmented) => {
              const file = freshFile();
              open(file).close();
              const loaded = await load(loader, file, (build) => {
                given.forEach((part, i) => {
                  const rows = part.map(({ row, version }) => ({ ...row, version }));
                  if (!segmented(i))
                    return build.page(
                      JSON.stringify({ t: 'snapshot', rows, sent: i, total: 9, cursor: null }),
                    );
                  const { frame, bytes } = packed(segmentFile(rows), { t: 'snapshot', sent: i, total: 9 });
                  return build.segment({ ...frame, sent: i, total: 9 }, bytes);
                });
                build.page(lastPage('7.1'));
              });
              expect(loaded.ended).toBe('finished');
              expect(loaded.progress).toEqual(given.map((_, i) => i));
              publish(file);
              return open(file);
            }),
          );
          expect(caches.map((cache) => cache.meta('cursor'))).toEqual(['7.1', '7.1']);
          expect(contents(caches[0]!)).toEqual(contents(caches[1]!));
          caches.forEach((cache) => cache.close());
        },
      ),
      { numRuns: 12 },
    );
  });

  const good = segmentFile([{ kind: 'case', id: 'a', version: 1, record: aCase('a') }]);
  const spoilt = (sql: string): Buffer => segmentFile([], (db) => void db.exec(sql));
  test.each<[string, Buffer, ((frame: { sha256: string; unpacked: number }) => object)?]>([
    ['bytes with another digest', good, () => ({ sha256: '0'.repeat(64) })],
    ['fewer bytes than announced', good, ({ unpacked }) => ({ unpacked: unpacked + 4096 })],
    ['more bytes than announced', good, ({ unpacked }) => ({ unpacked: unpacked - 1 })],
    ['no database', Buffer.from('This is a shopping list.\n'.repeat(400))],
    ['a damaged database', Buffer.from(good).fill(0xaa, 120)],
    ['one table more', spoilt('CREATE TABLE other (a TEXT)')],
    ['one table less', spoilt('DROP TABLE step')],
    ['a view', spoilt('DROP TABLE step; CREATE VIEW step AS SELECT 1 AS place, 2 AS cursor')],
    ['a trigger', spoilt('CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM removed; END')],
    ['an index', spoilt('CREATE INDEX i ON step (cursor)')],
    ['a table of other columns', spoilt('DROP TABLE step; CREATE TABLE step (place, cursor, extra)')],
    [
      'counting without an end',
      spoilt(
        `INSERT INTO removed VALUES (1, 'case', 'a', 1); INSERT INTO queue VALUES (9007199254740991, 'a', 1, 'x', '{}')`,
      ),
    ],
  ])('STORE-18: %s is refused, and nothing is left behind', async (_what, file, lie) => {
    const loader = make();
    const cacheFile = freshFile();
    open(cacheFile).close();
    const { frame, bytes } = packed(file, { t: 'snapshot', sent: 1, total: 1 });
    const loaded = await load(loader, cacheFile, (build) => {
      build.segment({ ...frame, ...lie?.(frame), sent: 1, total: 1 }, bytes);
      build.page(lastPage('7.1'));
    });
    expect(loaded.ended).toBeInstanceOf(BadSegment);
    await until(() => readdirSync(join(cacheFile, '..')).every((name) => !name.includes('.new')), {
      what: 'an empty folder',
    });
  });

  test('STORE-2: no text of a segment is readable on disk, at any moment', async () => {
    const loader = make();
    const file = freshFile();
    open(file).close();
    const secret = 'Zaphod pays by bank transfer';
    const seen: boolean[] = [];
    const { frame, bytes } = packed(
      segmentFile(
        Array.from({ length: 300 }, (_, i) => ({
          kind: 'note' as const,
          id: `n${i}`,
          version: 1,
          record: aNote(`n${i}`, { text: secret.repeat(20) }),
        })),
      ),
      { t: 'snapshot', sent: 1, total: 1 },
    );
    const look = (): void => {
      for (const name of readdirSync(join(file, '..')))
        seen.push(readFileSync(join(file, '..', name)).includes(secret));
    };
    await load(loader, file, (build) => {
      build.segment({ ...frame, sent: 1, total: 1 }, bytes);
      build.segment({ ...frame, sent: 1, total: 1 }, Buffer.from(bytes));
      setImmediate(look);
      build.page(lastPage('7.1'));
    });
    look();
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).not.toContain(true);
  });

  test('STORE-8: one that is abandoned leaves nothing, and the next begins afresh', async () => {
    const loader = make();
    const file = freshFile();
    open(file).close();
    const events = { taken: () => undefined, progress: () => undefined, leftOut: () => undefined };
    const first = loader.build(
      { file: newFileOf(file), keyHex: testKey, meta: {} },
      { ...events, finished: () => expect.unreachable(), failed: () => expect.unreachable() },
    );
    first.page(JSON.stringify({ t: 'snapshot', rows: [], sent: 0, total: 1, cursor: null }));
    first.abandon();
    const loaded = await load(loader, file, (build) => build.page(lastPage('8.1')));
    expect(loaded.ended).toBe('finished');
    publish(file);
    const cache = open(file);
    expect(cache.meta('cursor')).toBe('8.1');
    cache.close();
  });

  test('unpacks deltas in order, good and bad', async () => {
    const loader = make();
    const of = { t: 'delta' as const, from: '1.0', to: '2.0' };
    const { frame, bytes } = packed(good, of);
    const results: (Buffer | Error)[] = [];
    const hear = (result: Buffer | Error): void => void results.push(result);
    loader.unpack(frame, Buffer.from(bytes), hear);
    loader.unpack({ ...frame, sha256: '0'.repeat(64) }, Buffer.from(bytes), hear);
    loader.unpack(frame, Buffer.from(bytes), hear);
    await until(() => results.length === 3, { what: 'all three' });
    expect(
      results.map((result) => (result instanceof Error ? result.constructor : good.equals(result))),
    ).toEqual([true, BadSegment, true]);
  });
});
