// Changes when a page may do something else: permissions, navigation, its ports.
import { EventEmitter } from 'node:events';
import type { App, IpcMain, Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { guardNavigation, guardNetwork } from '../../electron/main/navigation.ts';
import { guardPhone } from '../../electron/main/phone-doors.ts';
import { guardPermissions, mayOpenDevice, mayUse } from '../../electron/main/permissions.ts';
import { onPortsWanted, portsChannel } from '../../electron/main/sender.ts';
import { memoryLog } from './support/fakes.ts';

const ours = 'app://desk/index.html';
const all = (
  'accessibility-events ambient-light-sensor automatic-fullscreen background-fetch background-sync clipboard-read ' +
  'clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation hid ' +
  'idle-detection keyboardLock local-network-access media mediaKeySystem midi midiSysex notifications openExternal ' +
  'payment-handler persistent-storage pointerLock screen-wake-lock sensors serial speaker-selection storage-access ' +
  'top-level-storage-access usb window-management unknown'
).split(' ');

describe('permissions', () => {
  test.each(all)('%s', (permission) => {
    const listed = ['clipboard-sanitized-write', 'media', 'notifications', 'speaker-selection'].includes(
      permission,
    );
    const question = { permission, from: ours, mainFrame: true, media: ['audio'] };
    expect(mayUse(question)).toBe(listed);
    for (const from of ['app://evil/', 'https://desk/', 'file:///x', 'null', ''])
      expect(mayUse({ ...question, from })).toBe(false);
    expect(mayUse({ ...question, mainFrame: false })).toBe(false);
  });

  test.each([
    [['audio'], true],
    [['video'], false],
    [['audio', 'video'], false],
    [['unknown'], false],
    [[], false],
  ])('media of %j: %s', (media, allowed) => {
    expect(mayUse({ permission: 'media', from: ours, mainFrame: true, media })).toBe(allowed);
  });

  test.each([
    ['hid', ours, { collections: [{ usagePage: 11 }] }, true],
    ['hid', ours, { collections: [{ usagePage: 1 }] }, false],
    ['hid', ours, { collections: [] }, false],
    ['hid', ours, {}, false],
    ['hid', ours, null, false],
    ['hid', 'https://evil/', { collections: [{ usagePage: 11 }] }, false],
    ['usb', ours, { collections: [{ usagePage: 11 }] }, false],
    ['serial', ours, {}, false],
  ])('device %s of %s with %j: %s', (kind, from, device, allowed) => {
    expect(mayOpenDevice(kind, from, device)).toBe(allowed);
  });

  test('are asked and checked by the same rule', () => {
    const set: Record<string, (...args: never[]) => unknown> = {};
    const session = {
      setPermissionRequestHandler: (handler: never) => (set['ask'] = handler),
      setPermissionCheckHandler: (handler: never) => (set['check'] = handler),
      setDevicePermissionHandler: (handler: never) => (set['device'] = handler),
    };
    guardPermissions(session as unknown as Session, memoryLog());
    const ask = (permission: string, details: object): unknown => {
      let answer: unknown;
      const reply = (allowed: boolean): void => void (answer = allowed);
      set['ask']?.(
        ...([null, permission, reply, { requestingUrl: ours, isMainFrame: true, ...details }] as never[]),
      );
      return answer;
    };
    const check = (permission: string, origin: string, details: object): unknown =>
      set['check']?.(...([null, permission, origin, { isMainFrame: true, ...details }] as never[]));
    expect(ask('media', { mediaTypes: ['audio'] })).toBe(true);
    expect(ask('media', { mediaTypes: ['video'] })).toBe(false);
    expect(ask('media', {})).toBe(false);
    expect(ask('geolocation', {})).toBe(false);
    expect(check('media', 'app://desk', { mediaType: 'audio' })).toBe(true);
    expect(check('media', 'app://desk', { mediaType: 'video' })).toBe(false);
    expect(check('notifications', 'https://evil', {})).toBe(false);
    const headset = { deviceType: 'hid', origin: 'app://desk', device: { collections: [{ usagePage: 11 }] } };
    // Headsets are the phone's, and no other page's.
    expect(check('hid', 'app://desk', {})).toBe(false);
    expect(set['device']?.(...([headset] as never[]))).toBe(false);
  });

  test('CALL-21: the phone’s page may use the microphone, speakers and headsets, and nothing else', () => {
    const set: Record<string, (...args: never[]) => unknown> = {};
    const session = {
      webRequest: { onBeforeRequest: () => {} },
      setPermissionRequestHandler: (handler: never) => (set['ask'] = handler),
      setPermissionCheckHandler: (handler: never) => (set['check'] = handler),
      setDevicePermissionHandler: (handler: never) => (set['device'] = handler),
    };
    guardPhone(session as unknown as Session, () => undefined, memoryLog());
    const check = (permission: string, origin = 'app://desk', details: object = {}): unknown =>
      set['check']?.(...([null, permission, origin, { isMainFrame: true, ...details }] as never[]));
    const device = (deviceType: string, usagePage: number, origin = 'app://desk'): unknown =>
      set['device']?.(...([{ deviceType, origin, device: { collections: [{ usagePage }] } }] as never[]));
    const may = all.filter((permission) => check(permission, 'app://desk', { mediaType: 'audio' }));
    expect(may.toSorted()).toEqual(['hid', 'media', 'speaker-selection']);
    expect(check('hid', 'https://evil')).toBe(false);
    expect(check('hid', 'app://desk', { isMainFrame: false })).toBe(false);
    expect(device('hid', 0x0b)).toBe(true);
    expect([device('hid', 0x01), device('usb', 0x0b), device('hid', 0x0b, 'https://evil')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

class FakeContents extends EventEmitter {
  open: ((details: { url: string }) => { action: string }) | undefined;
  readonly loaded: string[] = [];
  loadURL = async (url: string): Promise<void> => void this.loaded.push(url);
  getURL = (): string => ours;
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }): void => {
    this.open = handler;
  };
}

const elsewhere = [
  'https://example.com/',
  'http://example.com/',
  'app://desk/phone/index.html',
  'app://desk/index.html?x',
  'app://evil/index.html',
  'app://desk.evil/index.html',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:alert(1)',
  'about:blank',
  'blob:app://desk/1',
  'devtools://devtools/x',
  'chrome://gpu',
  'view-source:app://desk/index.html',
  'ftp://x/',
  'mailto:a@b.example',
  'tel:112',
  'ws://x/',
  'parley://x',
  'not an address',
  '',
];

describe('a page', () => {
  function guarded() {
    const app = new EventEmitter();
    guardNavigation(app as unknown as App, memoryLog());
    const contents = new FakeContents();
    app.emit('web-contents-created', {}, contents);
    const tried = (event: string, details: object): boolean => {
      let prevented = false;
      contents.emit(event, { preventDefault: () => (prevented = true), ...details });
      return prevented;
    };
    return { contents, tried };
  }

  test.each(elsewhere)('goes nowhere: %s', (url) => {
    const { contents, tried } = guarded();
    expect(tried('will-navigate', { url })).toBe(true);
    expect(tried('will-redirect', { url })).toBe(true);
    expect(tried('will-frame-navigate', { url, isMainFrame: false })).toBe(true);
    expect(tried('will-attach-webview', { url })).toBe(true);
    expect(contents.open?.({ url })).toEqual({ action: 'deny' });
  });

  test('that got to a blank page, about which nobody is asked, is brought home', () => {
    const { contents } = guarded();
    contents.emit('did-navigate', {}, 'about:blank');
    expect(contents.loaded).toEqual([]);
    contents.emit('did-navigate', {}, ours);
    contents.emit('did-navigate', {}, 'about:blank');
    expect(contents.loaded).toEqual([ours]);
  });

  test('may be loaded again, but opens no second window of itself', () => {
    const { contents, tried } = guarded();
    expect(tried('will-navigate', { url: `${ours}#part` })).toBe(false);
    expect(tried('will-frame-navigate', { url: ours, isMainFrame: true })).toBe(false);
    expect(contents.open?.({ url: ours })).toEqual({ action: 'deny' });
  });

  test.each([
    ['app://desk/a.js', false],
    ['blob:app://desk/1', false],
    ['data:image/png;base64,', false],
    ['devtools://devtools/bundled/x.js', false],
    ['https://example.com/', true],
    ['http://127.0.0.1/', true],
    ['ws://127.0.0.1/', true],
    ['wss://example.com/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.com/', true],
  ])('asks for %s, refused: %s', (url, refused) => {
    let listener:
      | ((details: { url: string }, reply: (answer: { cancel: boolean }) => void) => void)
      | undefined;
    const session = { webRequest: { onBeforeRequest: (given: typeof listener) => (listener = given) } };
    guardNetwork(session as unknown as Session, memoryLog());
    let cancel: boolean | undefined;
    listener?.({ url }, (answer) => (cancel = answer.cancel));
    expect(cancel).toBe(refused);
  });
});

describe('ports', () => {
  const main = { processId: 4, routingId: 1, url: ours };

  function asking() {
    const ipc = new EventEmitter();
    const given: WebContents[] = [];
    const desk = { mainFrame: main } as unknown as WebContents;
    onPortsWanted(
      ipc as unknown as IpcMain,
      (contents) => contents === desk,
      (contents) => void given.push(contents),
      memoryLog(),
    );
    return { ipc, given, desk };
  }

  test('go to the main frame of our page', () => {
    const { ipc, given, desk } = asking();
    ipc.emit(portsChannel, { sender: desk, senderFrame: { ...main } });
    expect(given).toEqual([desk]);
  });

  test.each([
    ['another frame', { ...main, routingId: 2 }],
    ['another process', { ...main, processId: 5 }],
    ['a page that is not ours', { ...main, url: 'https://example.com/' }],
    ['a frame that is gone', null],
  ])('do not go to %s', (_who, senderFrame) => {
    const { ipc, given, desk } = asking();
    ipc.emit(portsChannel, { sender: desk, senderFrame });
    expect(given).toEqual([]);
  });

  test('do not go to a window that is not the desk', () => {
    const { ipc, given } = asking();
    ipc.emit(portsChannel, { sender: { mainFrame: main }, senderFrame: main });
    expect(given).toEqual([]);
  });
});
