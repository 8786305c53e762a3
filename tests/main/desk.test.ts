// Changes when main starts otherwise or a window is connected and answered otherwise.
import { EventEmitter } from 'node:events';
import type { BrowserWindow, MessagePortMain, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { createDesk } from '../../electron/main/desk.ts';
import { createHandlers } from '../../electron/main/handlers.ts';
import { childEnvironment, readLaunchOptions } from '../../electron/main/launch-options.ts';
import { rpcPort } from '../../electron/main/ports.ts';
import { openSettings } from '../../electron/main/settings.ts';
import { systemLocale } from '../../electron/main/system-locale.ts';
import { createUsable } from '../../electron/main/usable.ts';
import { mainContract, type TrayState } from '../../shared/ipc/main.ts';
import { createClient } from '../../shared/ipc/rpc.ts';
import { until } from '../support/until.ts';
import { fakeChannel, manualTimers, memoryLog, temporaryFolder } from './support/fakes.ts';

class FakeContents extends EventEmitter {
  ports: [string, MessagePortMain][] = [];
  isDestroyed = (): boolean => false;
  postMessage = (channel: string, _message: unknown, ports: MessagePortMain[]): void => {
    for (const port of ports) this.ports.push([channel, port]);
  };
  latest = (channel: string): MessagePortMain => {
    const found = this.ports.findLast(([name]) => name === channel);
    if (found === undefined) throw new Error(`no ${channel}`);
    return found[1];
  };
}
class FakeWindow extends EventEmitter {
  focused = false;
  readonly webContents = new FakeContents();
  isFocused = (): boolean => this.focused;
}

async function desk() {
  const settings = await openSettings(temporaryFolder(), () => 1, memoryLog());
  const attached = new Set<(port: MessagePortMain) => void>();
  const done: string[] = [];
  const options = {
    version: '1.2.3',
    platform: 'linux',
    systemLocale: () => 'de-DE',
    launch: readLaunchOptions(['--service=https://a.example', '--demo=anna'], { PARLEY_DEMO_PASSWORD: 'pw' }),
    settings,
    notifications: {
      show: () => false,
      close: (tag: string) => void done.push(`close ${tag}`),
      closeAll: () => {},
    },
    setBadge: (count: number) => void done.push(`badge ${count}`),
    setTray: (state: TrayState | null) => void done.push(`tray ${state?.status ?? 'none'}`),
    openExternal: async () => true,
    saveReport: async () => true,
    saveText: async () => true,
    spelling: {
      know: (_contents: unknown, words: string[]) => void done.push(`know ${words.join(', ')}`),
      state: async () => ({ by: 'none' as const, languages: [], folder: '/own' }),
    },
    clipboard: { writeText: (text: string) => void done.push(`clipboard ${text}`) },
    onUsable: () => void done.push('usable'),
  };
  const log = memoryLog();
  const made = createDesk({
    openChannel: fakeChannel,
    store: {
      attach: (give) => {
        attached.add(give);
        give(fakeChannel().port1);
        return () => void attached.delete(give);
      },
    },
    handlers: () => createHandlers(() => undefined, options),
    log,
  });
  const window = new FakeWindow();
  const contents = window.webContents as unknown as WebContents;
  made.add(window as unknown as BrowserWindow);
  const client = () =>
    createClient(mainContract, rpcPort(window.webContents.latest('parley:main')), manualTimers());
  return { desk: made, window, contents, client, attached, done, log, settings };
}

describe('a connected window', () => {
  test('asks main and is answered; settings and the clipboard, badge and all', async () => {
    const { desk: made, contents, client, done, settings } = await desk();
    made.connect(contents);
    const main = client();
    expect(await main.request('app.hello', {})).toEqual({
      windowId: null,
      version: '1.2.3',
      platform: 'linux',
      settings: settings.get(),
      systemLocale: 'de-DE',
      defaultService: 'https://a.example',
      demo: { handle: 'anna', password: 'pw' },
    });
    await main.request('settings.put', { ...settings.get(), theme: 'dark' });
    expect(settings.get().theme).toBe('dark');
    await main.request('badge.set', { count: 3 });
    const tray: TrayState = { status: 'away', text: 'Away', show: 'Show', quit: 'Quit', choices: [] };
    await main.request('tray.set', { state: tray });
    await main.request('clipboard.write', { text: 'x' });
    await main.request('notification.close', { tag: 't' });
    await main.request('app.usable', {});
    expect(await main.request('external.open', { url: 'https://a.example' })).toEqual({ opened: true });
    expect(done).toEqual(['badge 3', 'tray away', 'clipboard x', 'close t', 'usable']);
  });

  test.each([
    ['badge.set', { count: -1 }],
    ['badge.set', { count: 'x' }],
    ['tray.set', { state: { status: 'asleep', text: '', show: '', quit: '', choices: [] } }],
    ['clipboard.write', { text: 'x'.repeat(100_001) }],
    ['external.open', { url: 5 }],
    ['notification.show', { tag: 't' }],
    ['constructor', {}],
    ['__proto__', {}],
  ])('is told what is wrong with %s %j', async (name, input) => {
    const { desk: made, contents, window, done } = await desk();
    made.connect(contents);
    const port = window.webContents.latest('parley:main');
    const heard: { id?: number; ok?: boolean; error?: { kind: string } }[] = [];
    port.on('message', ({ data }) => void heard.push(data as object));
    port.start();
    port.postMessage({ id: 9, name, input });
    const answer = await until(() => heard.find(({ id }) => id === 9), { what: 'the answer' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(done).toEqual([]);
  });

  test('that asks again gets new ports and the old ones close', async () => {
    const { desk: made, contents, client, attached, window } = await desk();
    made.connect(contents);
    const [first, storePort] = [client(), window.webContents.latest('parley:store')];
    const gone = new Promise<void>((resolve) => first.onGone(resolve));
    made.connect(contents);
    await gone;
    expect(attached.size).toBe(1);
    expect(window.webContents.latest('parley:store')).not.toBe(storePort);
    expect((await client().request('app.hello', {})).version).toBe('1.2.3');
  });

  test('that crashed or closed is disconnected', async () => {
    const { desk: made, contents, window, attached } = await desk();
    made.connect(contents);
    window.webContents.emit('render-process-gone');
    expect(attached.size).toBe(0);
    made.connect(contents);
    window.emit('closed');
    expect([attached.size, made.windows(), made.has(contents)]).toEqual([0, [], false]);
    made.connect(contents);
    expect(attached.size).toBe(0);
  });

  test('hears of its focus and of the menu', async () => {
    const { desk: made, contents, client, window } = await desk();
    made.connect(contents);
    const main = client();
    const heard: unknown[] = [];
    main.on('focus', ({ focused }) => void heard.push(focused));
    main.on('menu', ({ command }) => void heard.push(command));
    window.emit('focus');
    made.pushToFront('menu', { command: 'palette' });
    made.push('menu', { command: 'settings' });
    await until(() => heard.length === 4, { what: 'the pushes' });
    expect(heard).toEqual([false, true, 'palette', 'settings']);
  });
});

describe('the start', () => {
  test.each([
    [['--service=https://a.example/x/'], {}, 'https://a.example/x', null],
    [['--service=http://127.0.0.1:4110'], {}, 'http://127.0.0.1:4110', null],
    [[], { PARLEY_SERVICE: 'https://b.example' }, 'https://b.example', null],
    [['--service=ftp://a.example'], {}, null, null],
    [['--service=https://u:p@a.example'], {}, null, null],
    [['--service=x'], {}, null, null],
    [['--demo=anna'], { PARLEY_DEMO_PASSWORD: 'pw' }, null, { handle: 'anna', password: 'pw' }],
    [['--demo=anna'], {}, null, null],
    [['--demo=a b'], { PARLEY_DEMO_PASSWORD: 'pw' }, null, null],
    [[], { PARLEY_DEMO_PASSWORD: 'pw' }, null, null],
  ])('with %j %j', (args, env, defaultService, demo) => {
    expect(readLaunchOptions(['parley', ...args], env)).toMatchObject({ defaultService, demo });
  });

  test('gives no secret and no switch of Node to the processes it starts', () => {
    const env = {
      PATH: '/bin',
      PARLEY_DEMO_PASSWORD: 'pw',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      EMPTY: undefined,
    };
    expect(childEnvironment(env)).toEqual({ PATH: '/bin' });
  });

  test.each([
    ['en-GB', [], 'en-GB'],
    ['', ['c', 'da-DK'], 'da-DK'],
    ['', ['C.UTF-8'], 'en-US'],
  ])('speaks: %s %j -> %s', (lang, preferred, expected) => {
    const app = {
      commandLine: { getSwitchValue: () => lang },
      getPreferredSystemLanguages: () => preferred,
      getLocale: () => 'en-US',
    };
    expect(systemLocale(app as never)).toBe(expected);
  });

  test('says once that it can be used', () => {
    const lines: string[] = [];
    const usable = createUsable(
      () => Date.now(),
      (line) => void lines.push(line),
    );
    usable();
    usable();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ usable: true, ms: expect.any(Number) as number });
  });
});
