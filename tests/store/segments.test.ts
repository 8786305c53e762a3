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
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { createCatchUp } from '../../electron/store/sync/catch-up.ts';
import { applyDelta, relayPending, type InboundDeps } from '../../electron/store/sync/inbound.ts';
import { createOverlay } from '../../electron/store/sync/pending.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { recordKinds, type RecordKind } from '../../shared/domain/records.ts';
import { createLog } from '../../shared/log.ts';
import { testKey } from '../support/desk.ts';
import { aCase, aMessage, aNote } from '../support/factories.ts';
import { packed, segmentFile, type Placed } from '../support/make-segments.ts';
import { anAgent, aQueue } from '../support/records.ts';
import { until } from '../support/until.ts';

const root = mkdtempSync(join(tmpdir(), 'parley-segments-'));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));
const now = (): number => 1_700_000_000_000;
const log = createLog(() => undefined, now);
const defer = (run: () => void): void => void setImmediate(run);
const open = (file: string): Cache =>
  openCacheFile({ file, keyHex: testKey, touch: () => undefined, now }).cache;

/** Every row as queries see it, stamps and row numbers left out. */
function contents(cache: Cache): unknown {
  return recordKinds.map((kind) =>
    cache
      .all<Record<string, unknown>>(`SELECT * FROM "${kind}" ORDER BY id`)
      .map(({ row: _row, stamp: _stamp, ...rest }) => ({
        ...rest,
        body: JSON.parse(String(rest['body'])) as unknown,
      })),
  );
}

const anId = fc.constantFrom('a', 'b', 'c', 'd');
const aRow = fc.oneof(
  fc.record({ id: anId, title: fc.string({ minLength: 1, maxLength: 20 }) }).map(({ id, title }) => ({
    kind: 'case' as const,
    id,
    record: aCase(id, { title: title.trim() === '' ? 'x' : title.replace(/\s+/g, ' ').trim() }),
  })),
  fc.record({ id: anId, text: fc.constantFrom('one', 'two', 'three') }).map(({ id, text }) => ({
    kind: 'note' as const,
    id,
    record: aNote(id, { text, subjectId: 'a' }),
  })),
  fc.record({ id: anId, seq: fc.integer({ min: 1, max: 9 }) }).map(({ id, seq }) => ({
    kind: 'message' as const,
    id,
    record: aMessage(id, { seq }),
  })),
  fc.record({ id: anId, name: fc.constantFrom('North', 'South') }).map(({ id, name }) => ({
    kind: 'queue' as const,
    id,
    record: aQueue({ id, name }),
  })),
);
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
  test('SYNC-24, STORE-17: segments give what rows as JSON give, of one record the newest version', {
    timeout: 60_000,
  }, async () => {
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

describe('a delta', () => {
  const change = fc.oneof(
    { weight: 5, arbitrary: aRow.map((row) => ({ ...row, op: 'put' as const })) },
    {
      weight: 1,
      arbitrary: fc
        .record({ kind: fc.constantFrom<RecordKind>('case', 'note', 'message', 'queue'), id: anId })
        .map((one) => ({ ...one, op: 'remove' as const })),
    },
  );
  const statuses = ['open', 'pending', 'resolved'] as const;
  /** A note beside a case, or an edit of the case itself. */
  const edit = (i: number, caseId: string): AgentCommand =>
    i % 2 === 0
      ? {
          id: `k-${i}`,
          type: 'note.write',
          args: {
            noteId: `mine-${i}`,
            subjectKind: 'case',
            subjectId: caseId,
            text: `note ${i}`,
            supersedes: null,
          },
        }
      : {
          id: `k-${i}`,
          type: 'case.update',
          args: { caseId, set: { status: statuses[i % 3]! }, base: {} },
        };

  /** A desk without a link: a cache at the start of the log, and notes that wait. */
  function desk(pending: readonly string[]): { deps(): InboundDeps; reopen(): void; close(): void } {
    const file = freshFile();
    const { outbox } = openOutboxFile({
      file: join(file, '..', 'outbox.db'),
      keyHex: testKey,
      now,
      onUnreadable: () => undefined,
    });
    let cache = open(file);
    cache.setMeta('cursor', '0.1');
    let overlay = createOverlay(() => anAgent('ada'));
    pending.forEach((subject, i) => {
      outbox.add([edit(i, subject)], now());
      // Every other one is accepted somewhere in the log.
      if (i % 4 < 2) outbox.decide([{ commandId: `k-${i}`, at: `${3 + i}.0` }], now());
    });
    const deps = (): InboundDeps => ({ cache, outbox, overlay, log, now });
    relayPending(deps());
    return {
      deps,
      reopen: () => {
        cache.close();
        cache = open(file);
        overlay = createOverlay(() => anAgent('ada'));
        relayPending(deps());
      },
      close: () => {
        cache.close();
        outbox.close();
      },
    };
  }

  test('SYNC-24, STORE-19: by any steps, cut anywhere, gives what the same log gives as JSON', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 25 }),
        fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
        fc.array(anId, { maxLength: 5 }),
        fc.array(fc.record({ most: fc.integer({ min: 0, max: 6 }), cut: fc.boolean() }), {
          minLength: 30,
          maxLength: 30,
        }),
        (changes, stepHere, pending, turns) => {
          const versions = new Map<string, number>();
          const entries = changes.map((one, i) => {
            const version = (versions.get(`${one.kind}#${one.id}`) ?? 0) + 1;
            versions.set(`${one.kind}#${one.id}`, version);
            return { ...one, version, cursor: `${i + 1}.0` };
          });
          const end = entries.at(-1)!.cursor;
          const byRows = desk(pending);
          let from = '0.1';
          for (const { cursor, ...one } of entries) {
            applyDelta(byRows.deps(), { t: 'delta', from, to: cursor, changes: [one] });
            from = cursor;
          }
          const bySegments = desk(pending);
          let turn = 0;
          for (let rounds = 0; bySegments.deps().cache.meta('cursor') !== end; rounds++) {
            expect(rounds).toBeLessThan(40);
            // As the service would: what comes after the cursor that the desk has reached.
            const reached = bySegments.deps().cache.meta('cursor')!;
            const first = reached === '0.1' ? 0 : Number(reached.split('.')[0]);
            const places: Placed[] = entries
              .slice(first)
              .flatMap(({ op, cursor, ...one }, i, rest): Placed[] => {
                const placed: Placed =
                  op === 'put' ? one : { kind: one.kind, id: one.id, version: one.version };
                return i === rest.length - 1 || stepHere[first + i]! ? [placed, { cursor }] : [placed];
              });
            const catchUp = createCatchUp({ from: reached, to: end }, segmentFile(places));
            for (let done = false; !done; turn++) {
              const { most, cut } = turns[turn % turns.length]!;
              const result = catchUp.next(bySegments.deps(), most);
              if (typeof result === 'string') throw new Error(result);
              done = result.done || (cut && turn < turns.length);
            }
            catchUp.close();
            // What the last turn has left is compared as it is: a start would set right what it did wrong.
            if (bySegments.deps().cache.meta('cursor') !== end) bySegments.reopen();
          }
          expect(contents(bySegments.deps().cache)).toEqual(contents(byRows.deps().cache));
          expect(bySegments.deps().cache.all('SELECT * FROM base ORDER BY kind, id')).toEqual(
            byRows.deps().cache.all('SELECT * FROM base ORDER BY kind, id'),
          );
          expect(bySegments.deps().outbox.pending()).toEqual(byRows.deps().outbox.pending());
          byRows.close();
          bySegments.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  const row = (id: string): Placed => ({ kind: 'case', id, version: 1, record: aCase(id) });
  test('STORE-7: one that the cache has is passed over, one that does not follow on is a gap', () => {
    const one = desk([]);
    const next = (range: { from: string; to: string }): unknown => {
      const catchUp = createCatchUp(range, segmentFile([row('a'), { cursor: range.to }]));
      const result = catchUp.next(one.deps(), 10);
      catchUp.close();
      return result;
    };
    expect(next({ from: '1.0', to: '2.0' })).toBe('gap');
    expect(next({ from: '0.1', to: '2.0' })).toMatchObject({ rows: 1, done: true });
    expect(next({ from: '0.1', to: '2.0' })).toBe('stale');
    expect(next({ from: '1.0', to: '3.0' })).toBe('gap');
    one.close();
  });

  test.each<[string, Placed[], string?]>([
    ['without steps', [row('a')]],
    ['that ends elsewhere', [row('a'), { cursor: '4.0' }]],
    [
      'with steps out of order',
      [row('a'), { cursor: '4.0' }, row('b'), { cursor: '3.0' }, row('c'), { cursor: '5.0' }],
    ],
    ['with rows after its last step', [row('a'), { cursor: '5.0' }, row('b')]],
    ['with a cursor that is none', [row('a'), { cursor: 'soon' }, row('b'), { cursor: '5.0' }]],
  ])('STORE-18: one %s is refused before anything is written', (_what, places) => {
    expect(() => createCatchUp({ from: '0.1', to: '5.0' }, segmentFile(places))).toThrow(BadSegment);
  });

  test('what rings is told, with what is old or was there before left out', () => {
    const one = desk([]);
    const message = (id: string, at: number): Placed => ({
      kind: 'message',
      id,
      version: 1,
      record: aMessage(id, { at }),
    });
    const catchUp = createCatchUp(
      { from: '0.1', to: '5.0' },
      segmentFile([message('old', 0), message('new', now()), message('new', now()), { cursor: '5.0' }]),
    );
    expect(catchUp.next(one.deps(), 10)).toMatchObject({
      arrivals: { messages: [{ id: 'new' }], offers: [] },
    });
    catchUp.close();
    one.close();
  });
});
