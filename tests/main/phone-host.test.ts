// Changes when the phone's hidden window is opened, or the key of the whole system is taken and given back, otherwise.
import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, MessagePortMain } from 'electron';
import { expect, test } from 'vitest';
import { createPhoneHost, phoneKey } from '../../electron/main/phone-host.ts';
import { rpcPort } from '../../electron/main/ports.ts';
import { phoneHostContract } from '../../shared/ipc/phone.ts';
import { createClient } from '../../shared/ipc/rpc.ts';
import { until } from '../support/until.ts';
import { fakeChannel, manualTimers, memoryLog } from './support/fakes.ts';

const timers = manualTimers();

/** A page, and the ports that it was given last. */
class FakeContents extends EventEmitter {
  readonly ports = new Map<string, MessagePortMain>();
  readonly reload = (): void => {};
  readonly isDestroyed = (): boolean => false;
  postMessage(channel: string, _message: unknown, [port]: MessagePortMain[] = []): void {
    if (port !== undefined) this.ports.set(channel, port);
  }
}
class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly isDestroyed = (): boolean => false;
  readonly destroy = (): void => void this.emit('closed');
  readonly loadURL = (): Promise<void> => Promise.resolve();
}

function setUp({ free = true } = {}) {
  /** What other programs do. */
  const others = { free };
  const keys = new Map<string, () => void>();
  const made: BrowserWindowConstructorOptions[] = [];
  const window = new FakeWindow();
  const log = memoryLog();
  const desk = new FakeContents();
  const host = createPhoneHost({
    create: (options) => {
      made.push(options);
      return window as unknown as BrowserWindow;
    },
    openChannel: fakeChannel,
    preload: '/phone.cjs',
    account: () => null,
    instanceId: () => Promise.resolve('10000000-1000-4000-8000-100000000000'),
    desk: () => desk as never,
    attachStore: () => () => {},
    shortcuts: {
      register: (key, press) => {
        if (others.free) keys.set(key, press);
        return others.free;
      },
      unregister: (key) => {
        if (!keys.delete(key)) throw new Error('It was not ours.');
      },
    },
    developer: false,
    now: () => 0,
    timers,
    log,
  });
  host.grant();
  const pressed: string[] = [];
  /** The phone's page comes up: it speaks with main from here on. */
  const page = () => {
    host.connect();
    const port = window.webContents.ports.get('parley:host')!;
    const client = createClient(phoneHostContract, rpcPort(port), timers);
    client.on('key', () => pressed.push('key'));
    return client;
  };
  return { host, others, keys, made, window, desk, log, pressed, page };
}

test('the phone’s window is never seen, is never put to rest, and lets no page of others near', () => {
  const { made, window, desk, page } = setUp();
  expect(made).toMatchObject([
    {
      show: false,
      skipTaskbar: true,
      webPreferences: {
        backgroundThrottling: false,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        partition: 'parley-phone',
      },
    },
  ]);
  page();
  // Both ends of one way, on which main hears nothing.
  expect([...window.webContents.ports.keys(), ...desk.ports.keys()]).toEqual([
    'parley:host',
    'parley:desk',
    'parley:phone',
  ]);
});

test('the key of the whole system is taken while a call rings or is talked, pressed through, and given back', async () => {
  const { keys, pressed, page } = setUp();
  const phone = page();
  expect(keys.size).toBe(0);
  await phone.request('phone.busy', { ringing: true, talking: false });
  expect([...keys.keys()]).toEqual([phoneKey]);
  await phone.request('phone.busy', { ringing: false, talking: true });
  keys.get(phoneKey)?.();
  await until(() => pressed.length === 1, { what: 'the phone to hear of the key' });
  await phone.request('phone.busy', { ringing: false, talking: false });
  expect(keys.size).toBe(0);
});

test('a phone that dies in a call gives the key back, and the one that comes can take it again', async () => {
  const { keys, window, pressed, page } = setUp();
  await page().request('phone.busy', { ringing: false, talking: true });
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  expect(keys.size).toBe(0);
  await page().request('phone.busy', { ringing: true, talking: false });
  keys.get(phoneKey)?.();
  await until(() => pressed.length > 0, { what: 'the new phone to hear of the key' });
  expect(pressed).toEqual(['key']);
  window.destroy();
  expect(keys.size).toBe(0);
});

test('a key that another program has is left to it', async () => {
  const { log, page } = setUp({ free: false });
  await page().request('phone.busy', { ringing: true, talking: false });
  expect(log.lines.map(({ message }) => message)).toContain('another program has the key of the phone');
});

test('CALL-35: whether the key can be had is found out by trying, and nothing is kept by that but during a call', async () => {
  const { host, others, keys, pressed, page } = setUp({ free: false });
  expect(host.keyIsFree()).toBe(false);
  others.free = true;
  expect([host.keyIsFree(), keys.size]).toEqual([true, 0]);
  others.free = false;
  const phone = page();
  await phone.request('phone.busy', { ringing: true, talking: false });
  expect([host.keyIsFree(), keys.size]).toEqual([false, 0]);
  // The other program has ended: from now on it works in this call too.
  others.free = true;
  expect([host.keyIsFree(), keys.size]).toEqual([true, 1]);
  keys.get(phoneKey)?.();
  await until(() => pressed.length === 1, { what: 'the phone to hear of the key' });
  others.free = false;
  // It is ours: nobody has to be asked.
  expect(host.keyIsFree()).toBe(true);
  await phone.request('phone.busy', { ringing: false, talking: false });
  expect(keys.size).toBe(0);
});
