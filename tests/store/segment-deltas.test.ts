// Deltas in bulk: taken by any steps and cut anywhere they give what the same log gives as JSON; bad ones change nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createLoader } from '../../electron/store/bulk/loader.ts';
import { BadSegment } from '../../electron/store/bulk/segment-file.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { createBulkDeltas } from '../../electron/store/sync/bulk-delta.ts';
import { createCatchUp } from '../../electron/store/sync/catch-up.ts';
import { applyDelta, relayPending, type InboundDeps } from '../../electron/store/sync/inbound.ts';
import { createOverlay } from '../../electron/store/sync/pending.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { RecordKind } from '../../shared/domain/records.ts';
import { createLog } from '../../shared/log.ts';
import { anId, aRow, contents } from '../support/bulk-rows.ts';
import { testKey } from '../support/desk.ts';
import { aCase, aMessage } from '../support/factories.ts';
import { packed, segmentFile, type Placed } from '../support/make-segments.ts';
import { anAgent } from '../support/records.ts';

const root = mkdtempSync(join(tmpdir(), 'parley-segments-'));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));
const now = (): number => 1_700_000_000_000;
const log = createLog(() => undefined, now);
const open = (file: string): Cache =>
  openCacheFile({ file, keyHex: testKey, touch: () => undefined, now }).cache;

const freshFile = (): string => join(root, String(++folders), 'cache.db');

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

  test('SYNC-24, STORE-19: by any steps, cut anywhere, gives what the same log gives as JSON', () => {
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 25 }),
        fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
        fc.array(anId, { maxLength: 5 }),
        fc.array(
          fc.record({ most: fc.integer({ min: 0, max: 6 }), cut: fc.boolean(), settled: fc.boolean() }),
          {
            minLength: 30,
            maxLength: 30,
          },
        ),
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
              const { most, cut, settled } = turns[turn % turns.length]!;
              const result = catchUp.next(bySegments.deps(), most);
              if (typeof result === 'string') throw new Error(result);
              done = result.done || (cut && turn < turns.length);
              // What was not settled when it is cut is taken again.
              if (settled || result.done) catchUp.settle(bySegments.deps());
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

  test('STORE-19: a disk that refuses while one is left stops neither the lists nor the next', () => {
    const one = desk([]);
    const bulks: boolean[] = [];
    let refuses = false;
    const inbound = (): InboundDeps => {
      const deps = one.deps();
      const release = (): void => {
        if (!refuses) return deps.cache.release();
        // As a commit that fails: nothing of it is there.
        deps.cache.db.exec('ROLLBACK');
        throw new Error('The disk is full.');
      };
      return { ...deps, cache: { ...deps.cache, release } };
    };
    const deltas = createBulkDeltas({
      loader: createLoader((run) => run()),
      inbound,
      clock: () => 0,
      onUnpacked: () => undefined,
      onApplied: () => undefined,
      onUnusable: (error) => {
        throw error;
      },
      onBulk: (on) => void bulks.push(on),
    });
    // More rows than one turn takes, so that it is left in the middle.
    const places = Array.from({ length: 20 }, (_, i): Placed[] => [
      row(`case-${i}`),
      { cursor: `${i + 1}.0` },
    ]).flat();
    const range = { t: 'delta', from: '0.1', to: '20.0' } as const;
    const { frame, bytes } = packed(segmentFile(places), range);
    const piece = (): ReturnType<typeof deltas.piece> => deltas.piece(frame, range, bytes);
    expect(deltas.work(piece())).toBe('more');
    refuses = true;
    expect(() => deltas.drop()).toThrow('The disk is full.');
    expect(bulks).toEqual([true, false]);
    expect(one.deps().cache.meta('cursor')).toBe('0.1');
    refuses = false;
    const again = piece();
    while (deltas.work(again) === 'more');
    expect(one.deps().cache.meta('cursor')).toBe('20.0');
    expect(one.deps().cache.all('SELECT id FROM "case"')).toHaveLength(20);
    expect(bulks).toEqual([true, false, true, false]);
    one.close();
  });
});
