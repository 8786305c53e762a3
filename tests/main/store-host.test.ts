// Changes when the store is kept running otherwise.
import type { MessagePortMain } from 'electron';
import { describe, expect, test } from 'vitest';
import type { FromStore, ToStore } from '../../electron/store/host-protocol.ts';
import { restartDelay } from '../../electron/main/store-host.ts';
import type { LaunchStore, StoreProcess } from '../../electron/main/store-launcher.ts';
import { host, init } from './support/host.ts';

/** A store that does what the test says. */
function scriptedStore() {
  const launched: ReturnType<typeof one>[] = [];
  const one = () => {
    const said: ToStore[] = [];
    const windows: string[] = [];
    const gone: string[] = [];
    let onMessage: (message: FromStore) => void = () => {};
    let onExit: (code: number | null) => void = () => {};
    let killed = false;
    const process: StoreProcess = {
      post: (message) => void said.push(message),
      connect: (id) => void windows.push(id),
      disconnect: (id) => void gone.push(id),
      onMessage: (listener) => (onMessage = listener),
      onExit: (listener) => (onExit = listener),
      kill: () => {
        killed = true;
        onExit(null);
      },
    };
    return {
      process,
      said,
      windows,
      gone,
      say: (message: FromStore) => onMessage(message),
      exit: (code: number | null) => onExit(code),
      killed: () => killed,
    };
  };
  const launch: LaunchStore = async () => {
    const store = one();
    launched.push(store);
    return store.process;
  };
  return { launch, launched };
}

/** Lets what was promised happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the host of the store', () => {
  test('tells it first where its data is, and that it follows one that died', async () => {
    const { launch, launched } = scriptedStore();
    const { store, timers } = host(launch);
    store.start(init);
    await settle();
    expect(launched[0]?.said).toEqual([{ t: 'init', ...init }]);
    launched[0]?.exit(1);
    timers.runNext();
    await settle();
    expect(launched[1]?.said).toEqual([{ t: 'init', ...init, restarted: true }]);
  });

  test('gives each window a way to it, and a new one of another name after a restart', async () => {
    const { launch, launched } = scriptedStore();
    const { store, timers } = host(launch);
    const ports: MessagePortMain[] = [];
    store.attach((port) => void ports.push(port));
    expect(ports).toEqual([]);
    store.start(init);
    await settle();
    const detach = store.attach((port) => void ports.push(port));
    expect([ports.length, launched[0]?.windows]).toEqual([2, ['w1', 'w2']]);
    detach();
    expect(launched[0]?.gone).toEqual(['w2']);
    launched[0]?.exit(null);
    timers.runNext();
    await settle();
    expect([ports.length, launched[1]?.windows]).toEqual([3, ['w3']]);
  });

  test('waits longer after each quick end, gives up in the end, and begins anew when asked', async () => {
    const { launch, launched } = scriptedStore();
    const { store, timers, givenUp } = host(launch);
    store.start(init);
    const delays: number[] = [];
    for (let death = 1; givenUp.length === 0; death += 1) {
      await settle();
      expect(launched).toHaveLength(death);
      launched.at(-1)?.exit(1);
      delays.push(...timers.pending());
      if (givenUp.length === 0) timers.runNext();
    }
    expect(delays).toEqual([200, 400, 800, 1600, 3200]);
    expect(givenUp[0]).toMatchObject({ kind: 'internal' });
    store.retry();
    await settle();
    expect(launched).toHaveLength(7);
    launched.at(-1)?.exit(1);
    expect(timers.pending()).toEqual([200]);
  });

  test('forgets earlier ends once the store has lived well', async () => {
    const { launch, launched } = scriptedStore();
    const { store, timers } = host(launch);
    store.start(init);
    for (let turn = 0; turn < 10; turn += 1) {
      await settle();
      launched.at(-1)?.say({ t: 'ready' });
      timers.runNext();
      launched.at(-1)?.exit(1);
      expect(timers.pending()).toEqual([200]);
      timers.runNext();
    }
  });

  test('does not try again when the files are of a newer Parley, and says so in its words', async () => {
    const { launch, launched } = scriptedStore();
    const { store, timers, givenUp } = host(launch);
    store.start(init);
    await settle();
    launched[0]?.say({ t: 'fatal', kind: 'version', message: 'too new' });
    launched[0]?.exit(1);
    expect(givenUp).toEqual([{ kind: 'version', reason: 'too new' }]);
    expect(timers.pending()).toEqual([]);
  });

  test('gives up at once when there is nothing to start it with', async () => {
    const { store, givenUp } = host(() => Promise.reject(new Error('no Node')));
    store.start(init);
    await settle();
    expect(givenUp).toEqual([{ kind: 'internal', reason: 'no Node' }]);
  });

  test('stops it in order, by force when it does not listen, and never starts it again', async () => {
    const { launch, launched } = scriptedStore();
    const { store, timers } = host(launch);
    store.start(init);
    await settle();
    const both = Promise.all([store.stop(), store.stop()]);
    expect(launched[0]?.said.at(-1)).toEqual({ t: 'stop' });
    expect(timers.pending()).toEqual([3000]);
    timers.runNext();
    await both;
    expect(launched[0]?.killed()).toBe(true);
    expect([launched.length, timers.pending()]).toEqual([1, []]);
    await store.stop();
  });

  test('stops while it waits to start again, and while it starts', async () => {
    const { launch, launched } = scriptedStore();
    const waiting = host(launch);
    waiting.store.start(init);
    await settle();
    launched[0]?.exit(1);
    await waiting.store.stop();
    expect(waiting.timers.pending()).toEqual([]);

    const starting = host(launch);
    starting.store.start(init);
    await starting.store.stop();
    await settle();
    expect(launched.at(-1)?.killed()).toBe(true);
  });

  test('waits at most 5 s', () => expect(restartDelay(50)).toBe(5000));
});
