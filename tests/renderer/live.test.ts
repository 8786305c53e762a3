// Changes when live queries are shared, kept or restarted differently.
import { describe, expect, test } from 'vitest';
import { createLive } from '../../renderer/data/live.ts';
import { reuse } from '../../renderer/data/reuse.ts';
import { createShown } from '../../renderer/data/shown.ts';
import { createStoreClient } from '../../renderer/data/store-client.ts';
import { aStore, createHandTime, createWire, settle } from './hands.ts';

function setUp({ gathers = false } = {}) {
  const gathered: (() => void)[] = [];
  const time = createHandTime();
  const store = aStore(time);
  const client = createStoreClient(time.timers);
  const live = createLive(client, time.timers, gathers ? (run) => void gathered.push(run) : undefined);
  const connect = (): (() => void) => {
    const { left, right, cut } = createWire();
    store.connect(right);
    client.attach(left);
    return cut;
  };
  const started = (): string[] =>
    store.asked
      .filter(({ name }) => name === 'query.start')
      .map(({ input }) => (input as { name: string }).name);
  return { time, store, client, live, connect, started, gathered };
}

describe('live queries', () => {
  test('are one subscription for all who ask the same, and tell them when rows change', async () => {
    const { live, connect, started, store } = setUp();
    connect();
    let calls = 0;
    const stop = live.watch('conversation.open', {}, () => (calls += 1));
    live.watch('conversation.open', {}, () => {});
    await settle();
    expect(started()).toEqual(['conversation.open']);
    expect(live.peek('conversation.open', {}).rows?.map(({ id }) => id)).toEqual(['c1']);
    store.act(
      { id: 'x', type: 'conversation.pick', args: { conversationId: 'c1' } },
      { kind: 'agent', id: 'ann', name: 'Ann Lee', role: 'agent' },
    );
    await settle();
    expect(live.peek('conversation.open', {}).rows).toEqual([]);
    expect(calls).toBe(2);
    stop();
  });

  test('STORE-30: what was asked for is shown as it comes; only what is other in it later waits to be shown together', async () => {
    const { live, connect, store, gathered } = setUp({ gathers: true });
    connect();
    live.watch('conversation.open', {}, () => {});
    await settle();
    expect(live.peek('conversation.open', {}).rows).toHaveLength(1);
    store.act(
      { id: 'x', type: 'conversation.pick', args: { conversationId: 'c1' } },
      { kind: 'agent', id: 'ann', name: 'Ann Lee', role: 'agent' },
    );
    await settle();
    expect(live.peek('conversation.open', {}).rows).toHaveLength(1);
    for (const run of gathered.splice(0)) run();
    expect(live.peek('conversation.open', {}).rows).toEqual([]);
  });

  test('start again by themselves after the store has died, and show their last rows meanwhile', async () => {
    const { live, connect, started } = setUp();
    const cut = connect();
    live.watch('conversation.open', {}, () => {});
    await settle();
    const before = live.peek('conversation.open', {});
    cut();
    await settle();
    expect(live.peek('conversation.open', {})).toBe(before);
    connect();
    await settle();
    expect(started()).toEqual(['conversation.open', 'conversation.open']);
    // The same rows came again: nothing changed, so nobody renders.
    expect(live.peek('conversation.open', {})).toBe(before);
  });

  test('that nobody watches go on for a moment, then stop', async () => {
    const { live, connect, time, started } = setUp();
    connect();
    const stop = live.watch('queue.list', {}, () => {});
    await settle();
    stop();
    time.pass(1_000);
    live.watch('queue.list', {}, () => {})();
    await settle();
    expect(started()).toHaveLength(1);
    time.pass(60_000);
    live.watch('queue.list', {}, () => {});
    await settle();
    expect(started()).toHaveLength(2);
  });

  test('rest in the store while nobody sees them, and wake when somebody does', async () => {
    const { live, connect, time, store } = setUp();
    connect();
    const told = (): unknown[] =>
      store.asked.filter(({ name }) => name === 'query.rest').map(({ input }) => input);
    const pass = async (): Promise<void> => {
      time.pass(100);
      await settle();
    };
    const pane = createShown(false);
    live.watch('queue.list', {}, () => {}, pane);
    await settle();
    await pass();
    expect(told()).toEqual([{ subs: [1], on: true }]);
    // Seen elsewhere: it is awake for all.
    const stop = live.watch('queue.list', {}, () => {});
    await pass();
    expect(told().at(-1)).toEqual({ subs: [1], on: false });
    stop();
    await pass();
    expect(told().at(-1)).toEqual({ subs: [1], on: true });
    pane.set(true);
    pane.set(false);
    pane.set(true);
    await pass();
    expect(told()).toHaveLength(4);
    expect(told().at(-1)).toEqual({ subs: [1], on: false });
  });

  test('that are refused say why and keep their rows', async () => {
    const { live, connect, store } = setUp();
    connect();
    live.watch('queue.list', {}, () => {});
    await settle();
    store.push('failed', { sub: 1, error: { kind: 'storage', message: 'The disk is full.' } });
    await settle();
    const { rows, error } = live.peek('queue.list', {});
    expect(rows).toHaveLength(1);
    expect(error?.kind).toBe('storage');
  });
});

describe('a request', () => {
  test('that the store died over is asked again at the next one', async () => {
    const { client, connect, store } = setUp();
    const cut = connect();
    const asked = client.request('draft.put', { key: 'reply:c1', text: 'Hello', caret: 5, at: 1 });
    cut();
    connect();
    await asked;
    expect(store.drafts.get('reply:c1')?.text).toBe('Hello');
  });

  test('waits for a store that is not there yet, and ends when none comes', async () => {
    const { client, connect, time } = setUp();
    const waited = client.request('draft.all', {});
    connect();
    await expect(waited).resolves.toEqual([]);
    const alone = createStoreClient(time.timers).request('draft.all', {}, 1_000);
    time.pass(1_001);
    await expect(alone).rejects.toMatchObject({ kind: 'timeout' });
  });
});

describe('rows that come again', () => {
  test('keep the objects that did not change, wherever they moved', () => {
    const one = { id: '1', deep: { text: 'a' } };
    const two = { id: '2', deep: { text: 'b' } };
    const before = [one, two];
    expect(reuse(before, structuredClone(before))).toBe(before);
    const moved = reuse(before, [structuredClone(two), { id: '1', deep: { text: 'changed' } }]);
    expect(moved[0]).toBe(two);
    expect(moved[1]).toEqual({ id: '1', deep: { text: 'changed' } });
    expect(reuse({ a: 1, b: [1] }, { b: [1] })).toEqual({ b: [1] });
    expect(reuse([1], { 0: 1 })).toEqual({ 0: 1 });
    expect(reuse({ a: undefined }, {})).toEqual({});
  });
});
