// Changes when who may see what changes, and how a desk learns of it.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deltaParts } from '../../service/frames.ts';
import type { LogEntry } from '../../service/db/feed.ts';
import { scopeOf, scopesFor } from '../../service/visibility.ts';
import { createWorkingSet } from '../../service/working-set.ts';
import type { RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { maxFrameBytes } from '../../shared/sync/protocol.ts';
import { linkDesk } from '../support/link-client.ts';
import { openChat } from '../support/records.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.stop());

async function put<K extends RecordKind>(
  kind: K,
  record: RecordOf<K>,
  ...load: [RecordKind, string][]
): Promise<void> {
  const client = await service.context.pool.connect();
  try {
    await client.query('begin');
    const set = createWorkingSet(client, new Map(), 0);
    await set.load([{ kind, id: record.id }, ...load.map(([other, id]) => ({ kind: other, id }))]);
    await set.stage([{ kind, id: record.id, op: 'put', record } as never], null);
    await set.flush();
    await client.query('commit');
  } finally {
    client.release();
  }
  // A command that changes nothing, so that the log is read at once.
  const lapse = { id: 'look', type: 'offer.lapse', args: { offerId: 'none', to: 'expired' } } as const;
  await service.context.run({ kind: 'system' }, lapse);
}

describe('scopes', () => {
  test('SYNC-20 an agent sees what is everybody’s, its own and its queues; a supervisor every queue', () => {
    const ben = scopesFor({ id: 'ben', role: 'agent', queueIds: ['a'] });
    const sue = scopesFor({ id: 'sue', role: 'supervisor', queueIds: [] });
    expect(['all', 'agent:ben', 'queue:a', 'queue:b', 'agent:anna', 'nobody'].map(ben.has)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['all', 'agent:sue', 'queue:a', 'queue:made-later', 'agent:ben', 'nobody'].map(sue.has)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('SYNC-22 their name changes exactly when they do', () => {
    const agent = fc.record({
      id: fc.constantFrom('a', 'b'),
      role: fc.constantFrom('agent' as const, 'supervisor' as const),
      queueIds: fc.uniqueArray(fc.constantFrom('q', 'r', 's')),
    });
    fc.assert(
      fc.property(agent, agent, (one, two) => {
        const [x, y] = [scopesFor(one), scopesFor(two)];
        const probes = ['all', 'agent:a', 'agent:b', 'queue:q', 'queue:r', 'queue:s', 'queue:later'];
        const same = probes.every((scope) => x.has(scope) === y.has(scope));
        expect(x.hash === y.hash).toBe(same);
      }),
    );
  });

  test('SENT-10 what an agent has set right is seen at that agent’s desks alone, not at a supervisor’s', () => {
    const record = { id: 'c', authorId: 'ben', conversationId: 'x' } as RecordOf<'moodCorrection'>;
    const scope = scopeOf({ kind: 'moodCorrection', record }, () => undefined);
    const sees = (id: string, role: 'agent' | 'supervisor' | 'admin') =>
      scopesFor({ id, role, queueIds: ['a'] }).has(scope);
    expect([
      sees('ben', 'agent'),
      sees('anna', 'agent'),
      sees('sue', 'supervisor'),
      sees('root', 'admin'),
    ]).toEqual([true, false, false, false]);
  });

  test('SYNC-20 what hangs on nothing is shown to nobody', () => {
    const read = () => undefined;
    const message = { conversationId: 'gone' } as RecordOf<'message'>;
    const note = { subjectKind: 'case', subjectId: 'gone' } as RecordOf<'note'>;
    expect(scopeOf({ kind: 'message', record: message }, read)).toBe('nobody');
    expect(scopeOf({ kind: 'note', record: note }, read)).toBe('nobody');
  });
});

describe('a record that moves', () => {
  test('SYNC-23 leaves with all that hangs on it: removed where it was seen, put where it is seen now', async () => {
    await service.context.run({ kind: 'customer', conversationId: 'move', name: 'Ida' }, openChat('move'));
    const anna = { kind: 'agent', id: 'anna', name: 'Agent anna', role: 'agent' } as const;
    await service.context.run(anna, {
      id: 'move-note',
      type: 'note.write',
      args: {
        noteId: 'move-note',
        subjectKind: 'conversation',
        subjectId: 'move',
        text: 'Call back',
        supersedes: null,
      },
    });
    const ben = await (await linkDesk(service.address, { handle: 'ben' })).ready();
    const cleo = await (await linkDesk(service.address, { handle: 'cleo' })).ready();
    const sue = await (await linkDesk(service.address, { handle: 'sue' })).ready();
    const all: [RecordKind, string][] = [
      ['conversation', 'move'],
      ['message', 'move-m1'],
      ['note', 'move-note'],
    ];
    expect(all.map((key) => ben.has(...key))).toEqual([true, true, true]);
    const conversation = (await service.context.get('conversation', 'move'))!;
    await put('conversation', { ...conversation, queueId: 'queue-b' });
    await until(() => all.every((key) => cleo.has(...key) && !ben.has(...key)), { what: 'the move' });
    expect(all.every((key) => sue.has(...key))).toBe(true);
    // And back: a removal must not win over the put that comes after it.
    await put('conversation', { ...conversation, queueId: 'queue-a' });
    await until(() => all.every((key) => ben.has(...key) && !cleo.has(...key)), { what: 'the way back' });
    expect(all.every((key) => sue.has(...key))).toBe(true);
    for (const desk of [ben, cleo, sue]) desk.close();
  });

  test('SYNC-23 there and back while a desk is away shows it once, and only what is so now', async () => {
    await service.context.run({ kind: 'customer', conversationId: 'trip', name: 'Ida' }, openChat('trip'));
    const before = await (await linkDesk(service.address, { handle: 'ben' })).ready();
    before.close();
    const conversation = (await service.context.get('conversation', 'trip'))!;
    await put('conversation', { ...conversation, queueId: 'queue-b' });
    await put('conversation', { ...conversation, queueId: 'queue-a', subject: 'Back again' });
    const after = await linkDesk(service.address, { handle: 'ben', from: before });
    await until(() => after.get('conversation', 'trip')?.subject === 'Back again', {
      what: 'the conversation',
    });
    expect(after.has('message', 'trip-m1')).toBe(true);
    after.close();
  });
});

describe('frames', () => {
  const entry = (i: number, bytes: number, scope = 'all'): LogEntry => ({
    cursor: `${i + 1}.1`,
    kind: 'note',
    id: `n${i % 7}`,
    op: 'put',
    scope,
    version: i + 1,
    json: JSON.stringify({ text: 'x'.repeat(bytes) }),
  });

  test('SYNC-8 stay under the bound, follow on from each other, and hold the newest of each record', () => {
    const sizes = fc.array(fc.record({ bytes: fc.nat(400_000), hidden: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(sizes, fc.nat(5), (all, after) => {
        const entries = all.map(({ bytes, hidden }, i) => entry(i, bytes, hidden ? 'queue:x' : 'all'));
        const to = `${entries.length + 10}.0`;
        const parts = deltaParts(
          { from: '0.0', to, entries, more: false },
          `${after}.1`,
          (scope) => scope === 'all',
        );
        const visible = entries.filter((one, i) => one.scope === 'all' && i + 1 > after);
        expect(parts.at(-1)?.to).toBe(visible.length === 0 ? undefined : to);
        const held = new Map<string, number>();
        for (const { changes } of parts) {
          expect(Buffer.byteLength(changes)).toBeLessThan(maxFrameBytes);
          for (const { id, version } of JSON.parse(changes) as { id: string; version: number }[])
            held.set(id, version);
        }
        const newest = new Map(visible.map(({ id, version }) => [id, version]));
        expect(held).toEqual(newest);
      }),
      { numRuns: 50 },
    );
  });

  test('SYNC-6 a snapshot of many and of very long records comes in frames under the bound', async () => {
    const long = 'ب'.repeat(200_000);
    for (let i = 0; i < 6; i += 1) {
      await put('article', {
        id: `long-${i}`,
        title: `Long ${i}`,
        summary: '',
        body: long,
        locale: 'fa',
        status: 'published',
        tags: [],
        updatedAt: 0,
      });
    }
    const sizes: number[] = [];
    const ben = await linkDesk(service.address, { handle: 'ben', deskId: 'long' });
    ben.socket.on('message', (data: Buffer) => sizes.push(data.length));
    await ben.ready();
    expect(ben.get('article', 'long-5')?.body).toBe(long);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxFrameBytes);
    ben.close();
  });

  test('SYNC-9 a desk that stops reading is not sent more and more, and misses nothing when it reads on', async () => {
    const ben = await (await linkDesk(service.address, { handle: 'ben', deskId: 'slow' })).ready();
    ben.socket.pause();
    const body = 'y'.repeat(190_000);
    for (let i = 0; i < 120; i += 1) {
      await put('article', {
        id: `slow-${i}`,
        title: `Slow ${i}`,
        summary: '',
        body,
        locale: 'en',
        status: 'published',
        tags: [],
        updatedAt: 0,
      });
    }
    const unsent = [...service.context.http.websocketServer.clients].map((socket) => socket.bufferedAmount);
    expect(Math.max(...unsent)).toBeLessThan(6 * maxFrameBytes);
    expect(Math.max(...unsent)).toBeGreaterThan(0);
    ben.socket.resume();
    await until(() => ben.has('article', 'slow-119'), { what: 'the last article', timeoutMs: 20_000 });
    for (let i = 0; i < 120; i += 1) expect(ben.has('article', `slow-${i}`)).toBe(true);
    ben.close();
  });
});
