// Changes when what desks share of the log changes: frames put together once, reads made once for several.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Batch, LogEntry } from '../../service/db/feed.ts';
import { deltasFor } from '../../service/deltas.ts';
import { deltaFrame, deltaParts } from '../../service/frames.ts';
import { createSharedReads } from '../../service/shared-reads.ts';
import { scopesFor } from '../../service/visibility.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';

const entry = (n: number, scope: string, over: Partial<LogEntry> = {}): LogEntry => ({
  cursor: `${n}.${n}`,
  kind: 'note',
  id: `note-${n}`,
  op: 'put',
  scope,
  version: 1,
  json: `{"text":"${n} in ${scope}"}`,
  ...over,
});

describe('a run of the log for many desks', () => {
  const queues = ['a', 'b', 'c'];
  const anEntry = fc.record({
    scope: fc.constantFrom('all', 'agent:ben', 'agent:ida', ...queues.map((id) => `queue:${id}`)),
    id: fc.constantFrom('one', 'two', 'three', 'four'),
    op: fc.constantFrom('put', 'put', 'leave', 'remove'),
    large: fc.boolean(),
  });
  const aDesk = fc.record({
    id: fc.constantFrom('ben', 'ida', 'eve'),
    role: fc.constantFrom('agent', 'agent', 'supervisor'),
    queueIds: fc.subarray(queues),
    after: fc.nat(12),
  });

  test('SYNC-8 SYNC-20 each gets exactly the frames that it would get alone, whoever shares them', () => {
    fc.assert(
      fc.property(
        fc.array(anEntry, { maxLength: 12 }),
        fc.array(aDesk, { minLength: 2, maxLength: 12 }),
        (some, desks) => {
          const entries = some.map(({ scope, id, op, large }, i) =>
            entry(i + 1, scope, {
              id,
              op,
              version: i + 1,
              json: op === 'put' ? JSON.stringify({ text: 'x'.repeat(large ? 400_000 : 5), scope }) : null,
            }),
          );
          const batch: Batch = { from: '0.0', to: `${entries.length + 1}.0`, entries, more: false };
          for (const { after, ...agent } of desks) {
            const { has } = scopesFor(agent);
            const at: Cursor = `${after}.${after}`;
            const frames = (parts: readonly { to: Cursor; text: (from: Cursor) => string }[]): string[] => {
              let cursor = at;
              return parts.map(({ to, text }) => {
                const frame = text(cursor);
                cursor = to;
                return frame;
              });
            };
            const alone = deltaParts(batch, at, has).map(({ to, changes }) => ({
              to,
              text: (from: Cursor) => deltaFrame(from, to, changes),
            }));
            const shared = deltasFor(batch, at, has).map(({ to, frame }) => ({ to, text: frame }));
            expect(frames(shared)).toEqual(frames(alone));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('is put together once for all who see the same of it', () => {
    const batch: Batch = {
      from: '0.0',
      to: '4.0',
      more: false,
      entries: [entry(1, 'all'), entry(2, 'queue:a'), entry(3, 'agent:ida')],
    };
    let looked = 0;
    const desk = (id: string, queueIds: string[]) => {
      const { has } = scopesFor({ id, role: 'agent', queueIds });
      return deltasFor(batch, '0.0', (scope) => {
        looked += 1;
        return has(scope);
      });
    };
    const [ben, tom, ida, eve] = [
      desk('ben', ['a']),
      desk('tom', ['a', 'b']),
      desk('ida', ['a']),
      desk('eve', []),
    ];
    expect(ben).toBe(tom);
    expect(ben[0]!.frame('0.0')).toBe(tom[0]!.frame('0.0'));
    expect(new Set([ben, ida, eve]).size).toBe(3);
    // Each scope is looked at once for a desk that shares, whatever the run's length, and once more for one that does not.
    expect(looked).toBeLessThanOrEqual(4 * 3 + 3 * 3);
    expect(ida[0]!.frame('0.0')).toContain('3 in agent:ida');
    expect(ben[0]!.frame('0.0')).not.toContain('agent:ida');
  });
});

describe('reads for desks that lag behind', () => {
  /** A log of 100 entries whose reads wait until they are let go. */
  function stage(length = 100) {
    const reads: { from: Cursor; go: () => void; fail: (error: Error) => void }[] = [];
    const read = (from: Cursor, limit: number): Promise<Batch> =>
      new Promise((resolve, reject) => {
        const first = Number(from.split('.')[0]) + 1;
        const last = Math.min(length, first + limit - 1);
        const entries = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
          entry(first + i, 'all'),
        );
        const more = entries.length === limit;
        const to = more ? entries.at(-1)!.cursor : `${length + 1}.0`;
        reads.push({ from, go: () => resolve({ from, to, entries, more }), fail: reject });
      });
    return { reads, ask: createSharedReads(read) };
  }
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('SYNC-9 those that ask at the same time are served by one, from the place furthest back', async () => {
    const { reads, ask } = stage();
    const asked = [ask('90.90', 50), ask('80.80', 50), ask('80.80', 50), ask('99.99', 50)];
    await turn();
    expect(reads.map(({ from }) => from)).toEqual(['80.80']);
    reads[0]!.go();
    const batches = await Promise.all(asked);
    expect(new Set(batches).size).toBe(1);
  });

  test('SYNC-23 one that asks while a read is under way is not served by it: it may show what has left meanwhile', async () => {
    const { reads, ask } = stage();
    const early = ask('80.80', 50);
    await turn();
    const late = ask('80.80', 50);
    await turn();
    expect(reads).toHaveLength(1);
    reads[0]!.go();
    const first = await early;
    await turn();
    expect(reads).toHaveLength(2);
    reads[1]!.go();
    expect(await late).not.toBe(first);
  });

  test('SYNC-8 one whose place a read does not reach gets another, and each gets on in every round', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(120), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 30 }),
        async (places, limit) => {
          const { reads, ask } = stage();
          let open = places.length;
          const runs = places.map(async (place) => {
            const seen: string[] = [];
            let at: Cursor = `${place}.${place}`;
            for (;;) {
              const batch = await ask(at, limit);
              expect(compareCursors(batch.from, at)).toBeLessThanOrEqual(0);
              for (const { cursor, id } of batch.entries) if (compareCursors(cursor, at) > 0) seen.push(id);
              if (batch.more) expect(compareCursors(batch.to, at)).toBe(1);
              if (compareCursors(batch.to, at) > 0) at = batch.to;
              if (!batch.more) break;
            }
            open -= 1;
            return seen;
          });
          const isOpen = (): boolean => open > 0;
          for (let n = 0; isOpen(); ) {
            await turn();
            reads[n]?.go();
            if (reads[n] !== undefined) n += 1;
          }
          for (const [i, seen] of (await Promise.all(runs)).entries())
            expect(seen).toEqual(
              Array.from({ length: Math.max(0, 100 - places[i]!) }, (_, k) => `note-${places[i]! + k + 1}`),
            );
        },
      ),
      { numRuns: 30 },
    );
  });

  test('a read that fails fails for all it was for, and the next is another', async () => {
    const { reads, ask } = stage();
    const asked = [ask('1.1', 10), ask('50.50', 10)];
    await turn();
    reads[0]!.fail(new Error('away'));
    for (const one of asked) await expect(one).rejects.toThrow('away');
    const again = ask('1.1', 10);
    await turn();
    reads[1]!.go();
    expect((await again).entries).toHaveLength(10);
  });
});
