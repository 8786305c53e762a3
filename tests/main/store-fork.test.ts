// Changes when the store runs in a Node of its own otherwise.
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import { describe, expect, onTestFinished, test } from 'vitest';
import { forkStore } from '../../electron/main/store-fork.ts';
import type { StoreProcess } from '../../electron/main/store-launcher.ts';
import { canRunStore, findNode } from '../../electron/main/store-node.ts';
import { until } from '../support/until.ts';
import { fakeChannel } from './support/fakes.ts';
import { host, init } from './support/host.ts';

describe('a store in a Node of its own', () => {
  const entry = join(import.meta.dirname, 'support', 'dummy-store.mjs');

  function forked(env: Record<string, string> = {}) {
    const nonsense: string[] = [];
    const running: StoreProcess[] = [];
    const world = host(async () => {
      const child = forkStore({
        entry,
        node: process.execPath,
        env: { ...process.env, ...env },
        onOutput: () => {},
        onNonsense: (problem) => void nonsense.push(problem),
      });
      running.push(child);
      return child;
    });
    onTestFinished(() => world.store.stop());
    return { ...world, nonsense, running };
  }

  /** A window: keeps what it hears, by port. */
  function windowOf(store: ReturnType<typeof host>['store']) {
    const heard: { echo: unknown; pid: number }[][] = [];
    const ports: MessagePortMain[] = [];
    let closed = 0;
    store.attach((port) => {
      const mine: { echo: unknown; pid: number }[] = [];
      heard.push(mine);
      ports.push(port);
      port.on('message', ({ data }) => void mine.push(data as { echo: unknown; pid: number }));
      port.on('close', () => (closed += 1));
      port.start();
    });
    return { heard, ports, closed: () => closed };
  }

  test('hears a window as if there were nothing between them; dates, bytes and large texts arrive as they are', async () => {
    const { store, nonsense } = forked();
    const window = windowOf(store);
    store.start(init);
    await until(() => window.ports.length === 1, { what: 'the port' });
    const frames = [
      { id: 1 },
      new Uint8Array([1, 2]),
      new Date(5),
      'x'.repeat(1_000_000),
      null,
      new Map([[1n, undefined]]),
    ];
    for (const frame of frames) window.ports[0]?.postMessage(frame);
    await until(() => window.heard[0]?.length === frames.length, { what: 'the echoes' });
    expect(window.heard[0]?.map(({ echo }) => echo)).toEqual(frames);
    expect(nonsense).toHaveLength(1);
  });

  test('comes back after it died: the port of each window closes and a new one follows', async () => {
    const { store, timers, lines, log } = forked();
    const [a, b] = [windowOf(store), windowOf(store)];
    store.start(init);
    await until(() => a.ports.length + b.ports.length === 2, { what: 'the ports' });
    b.ports[0]?.postMessage('hello');
    await until(() => b.heard[0]?.length === 1, { what: 'the echo' });
    a.ports[0]?.postMessage({ die: true });
    await until(() => a.closed() === 1 && b.closed() === 1, { what: 'the ports to close' });
    expect(log.lines.find(({ message }) => message === 'the store has ended')?.facts).toEqual({
      code: 7,
      deaths: 1,
    });
    timers.runNext();
    await until(() => b.ports.length === 2, { what: 'new ports' });
    b.ports[1]?.postMessage('again');
    await until(() => b.heard[1]?.length === 1, { what: 'the second echo' });
    expect(b.heard[1]?.[0]?.pid).not.toBe(b.heard[0]?.[0]?.pid);
    expect(lines.filter((line) => line.includes('restarted'))).toEqual([
      '{"restarted":false}',
      '{"restarted":true}',
    ]);
  });

  test('hears that a window has gone, of the power, and ends when told', async () => {
    const { store, lines } = forked();
    const window = windowOf(store);
    store.start(init);
    await until(() => window.ports.length === 1, { what: 'the port' });
    window.ports[0]?.close();
    store.power('suspend');
    await until(() => lines.includes('{"power":"suspend"}') && lines.includes('{"closed":"w1"}'), {
      what: 'both',
    });
    await store.stop();
    expect(lines).toContain('{"restarted":false}');
  });

  test('is ended by force when it is deaf', async () => {
    const { store, timers, running } = forked({ DUMMY_DEAF: '1' });
    store.start(init);
    await until(() => running.length === 1, { what: 'the process' });
    const stopped = store.stop();
    expect(timers.pending()).toEqual([3000]);
    timers.runNext();
    await stopped;
  });

  test('that cannot be started counts as one that ended', async () => {
    const exits: (number | null)[] = [];
    const child = forkStore({
      entry,
      node: '/nowhere/node',
      env: {},
      onOutput: () => {},
      onNonsense: () => {},
    });
    child.onExit((code) => void exits.push(code));
    await until(() => exits.length === 1, { what: 'the exit' });
    child.post({ t: 'stop' });
    child.connect('w', fakeChannel().port1, 'desk');
    expect(exits).toEqual([null]);
  });
});

describe('what runs the store', () => {
  test.each([
    [{ napi: '8' }, false],
    [{ napi: '9' }, false],
    [{ napi: '10' }, true],
    [{ napi: '11' }, true],
    [{}, false],
  ])('%o runs it itself: %s', (versions, able) => expect(canRunStore(versions)).toBe(able));

  test('is the Node that started us, else the one among our dependencies', async () => {
    const repository = join(import.meta.dirname, '..', '..');
    expect(await findNode(repository, { ...process.env, PARLEY_NODE: process.execPath })).toBe(
      process.execPath,
    );
    const env = { ...process.env, PARLEY_NODE: '/nowhere/node' };
    expect(await findNode(repository, env)).toContain('node_modules');
    await expect(findNode('/nowhere', { PATH: '/nowhere' })).rejects.toThrow('Node 22.14 or newer');
  });
});
