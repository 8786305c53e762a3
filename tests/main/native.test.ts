// Changes when what the system shows for us is shown otherwise: notifications, counts, the menu, a window after a crash.
import { EventEmitter } from 'node:events';
import type {
  Menu,
  MenuItem,
  MenuItemConstructorOptions,
  NativeImage,
  Notification,
  NotificationConstructorOptions,
  Tray,
} from 'electron';
import { describe, expect, test } from 'vitest';
import { createBadge } from '../../electron/main/badge.ts';
import { countMark, drawCount, drawIcon } from '../../electron/main/icon.ts';
import { menuTemplate } from '../../electron/main/menu.ts';
import { createNotifications, type NotificationRequest } from '../../electron/main/notifications.ts';
import { recoverWindow } from '../../electron/main/recovery.ts';
import { createTray } from '../../electron/main/tray.ts';
import { en } from '../../electron/main/words/en.ts';
import { wordsOf, type MainWords } from '../../electron/main/words.ts';
import type { TrayState } from '../../shared/ipc/main.ts';
import { manualTimers, memoryLog } from './support/fakes.ts';

describe('native notifications', () => {
  class FakeNotification extends EventEmitter {
    options: NotificationConstructorOptions;
    state = 'new';
    constructor(options: NotificationConstructorOptions) {
      super();
      this.options = options;
    }
    show = (): void => void (this.state = 'shown');
    close = (): void => {
      this.state = 'closed';
      this.emit('close');
    };
  }
  const offer: NotificationRequest = {
    tag: 'offer:1',
    title: 'Anna <b>',
    body: 'Where is it?',
    actions: [
      { id: 'accept', label: 'Accept' },
      { id: 'decline', label: 'Decline' },
    ],
    urgent: true,
  };

  function shown(
    more: { inFront?: boolean; supported?: boolean; text?: boolean; platform?: NodeJS.Platform } = {},
  ) {
    const made: FakeNotification[] = [];
    const answers: string[] = [];
    const notifications = createNotifications({
      create: (options) => {
        const one = new FakeNotification(options);
        made.push(one);
        return one as unknown as Notification;
      },
      supported: () => more.supported ?? true,
      platform: more.platform ?? 'linux',
      inFront: () => more.inFront ?? false,
      showText: () => more.text ?? true,
      words: () => en,
      onAnswer: (tag, answer) => void answers.push(`${tag} ${answer}`),
    });
    return { made, answers, notifications };
  }

  test('are not shown while a window is in front, or where there are none', () => {
    expect(shown({ inFront: true }).notifications.show(offer)).toBe(false);
    expect(shown({ supported: false }).notifications.show(offer)).toBe(false);
  });

  test('say what they are told, or only that there is something', () => {
    const open = shown();
    expect(open.notifications.show(offer)).toBe(true);
    expect(open.made[0]?.options).toMatchObject({
      title: 'Anna <b>',
      body: 'Where is it?',
      urgency: 'critical',
      timeoutType: 'never',
    });
    const closed = shown({ text: false });
    closed.notifications.show(offer);
    expect(JSON.stringify(closed.made[0]?.options)).not.toMatch(/Anna|Where/);
  });

  test('show what a customer wrote as text, never as markup', () => {
    const body = 'a <a href="https://x">b</a>\n& <img src="x">';
    const linux = shown();
    linux.notifications.show({ ...offer, body });
    expect(linux.made[0]?.options.body).toBe(
      'a &lt;a href="https://x"&gt;b&lt;/a&gt; &amp; &lt;img src="x"&gt;',
    );
    const mac = shown({ platform: 'darwin' });
    mac.notifications.show({ ...offer, body });
    expect(mac.made[0]?.options.body).toBe(body.replace('\n', ' '));
  });

  test('are answered once: by a click, or by the button', () => {
    const { made, answers, notifications } = shown();
    notifications.show(offer);
    made[0]?.emit('click');
    made[0]?.emit('click');
    notifications.show(offer);
    made[1]?.emit('action', { actionIndex: 1 });
    notifications.show(offer);
    made[2]?.emit('action', {}, 0);
    expect(answers).toEqual(['offer:1 open', 'offer:1 decline', 'offer:1 accept']);
  });

  test('with the same tag replace each other, and the oldest makes room', () => {
    const { made, notifications } = shown();
    notifications.show(offer);
    notifications.show(offer);
    expect(made.map(({ state }) => state)).toEqual(['closed', 'shown']);
    for (let number = 0; number < 20; number += 1) notifications.show({ ...offer, tag: `t${number}` });
    expect(made.filter(({ state }) => state === 'shown')).toHaveLength(20);
    notifications.close('t19');
    notifications.closeAll();
    expect(made.filter(({ state }) => state === 'shown')).toEqual([]);
  });
});

describe('the count', () => {
  test('is a number and words, in the tray and on the icon', () => {
    const said: unknown[] = [];
    const badge = (platform: NodeJS.Platform) =>
      createBadge({
        app: { setBadgeCount: (count) => said.push(`dock ${count}`) > 0 },
        platform,
        tray: { setImage: () => {}, setToolTip: (text) => void said.push(text) },
        windows: () => [{ setOverlayIcon: (overlay, text) => void said.push([overlay !== null, text]) }],
        image: () => ({}) as NativeImage,
        words: () => en,
      });
    const linux = badge('linux');
    linux.count(2);
    linux.count(2);
    linux.count(0);
    const windows = badge('win32');
    windows.count(1);
    windows.count(0);
    windows.standing({ status: 'away', text: 'Parley: Lunch' });
    windows.standing({ status: 'away', text: 'Parley: Lunch' });
    windows.standing(null);
    expect(said).toEqual([
      'dock 2',
      'Parley: 2 waiting for you',
      'dock 0',
      'Parley',
      [true, 'Parley: 1 waiting for you'],
      'Parley: 1 waiting for you',
      [false, 'Parley'],
      'Parley',
      'Parley: Lunch',
      'Parley',
    ]);
  });

  test('is drawn: a digit up to 9, then a plus; each looks different', () => {
    expect([0, 1, 9, 10, 99].map(countMark)).toEqual(['', '1', '9', '+', '+']);
    const hex = (...icon: Parameters<typeof drawIcon>) =>
      Buffer.from(drawIcon(...icon).pixels).toString('hex');
    const pictures = [
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => hex(22, count)),
      ...(['available', 'busy', 'doNotDisturb', 'away', 'offline'] as const).map((how) => hex(22, 3, how)),
    ];
    expect(new Set(pictures).size).toBe(pictures.length);
    expect(drawCount(16, 3)).toMatchObject({ width: 16, height: 16 });
    const { pixels } = drawIcon(64, 7);
    // Premultiplied: no colour is stronger than its alpha.
    for (let at = 0; at < pixels.length; at += 4)
      expect(Math.max(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)).toBeLessThanOrEqual(
        pixels[at + 3] ?? 0,
      );
  });
});

describe('the tray', () => {
  const state: TrayState = {
    status: 'busy',
    text: 'Busy, 2 waiting for you',
    show: 'Show Parley',
    quit: 'Quit',
    choices: [
      { id: 'available', label: 'Available', checked: false, own: false },
      { id: 'busy', label: 'Busy', checked: true, own: false },
      { id: 'state:lunch', label: 'Lunch & rest', checked: false, own: true },
    ],
  };
  function placed() {
    let spoken = en;
    const chosen: string[] = [];
    const menus: (MenuItemConstructorOptions | MenuItem)[][] = [];
    const made = createTray({
      create: () => ({ setToolTip: () => {}, setContextMenu: () => {}, on: () => {} }) as unknown as Tray,
      menu: { buildFromTemplate: (items) => (menus.push(items), {}) as unknown as Menu },
      icon: {} as NativeImage,
      show: () => void chosen.push('show'),
      quit: () => void chosen.push('quit'),
      onPresence: (choice) => void chosen.push(choice),
      onCall: (act) => void chosen.push(act),
      words: () => spoken,
      log: memoryLog(),
    });
    const press = (label: string): void => {
      const item = menus.at(-1)?.find((one) => one.label === label);
      (item?.click as (() => void) | undefined)?.();
    };
    const speak = (words: MainWords): void => {
      spoken = words;
      made?.retell();
    };
    return { made, menus, press, chosen, speak };
  }
  test('offers every presence, marks the one that is, and tells which was chosen', () => {
    const { made, menus, press, chosen } = placed();
    made?.set(state);
    expect(menus.at(-1)?.map(({ label, checked, enabled }) => [label, checked, enabled])).toEqual([
      ['Busy, 2 waiting for you', undefined, false],
      [undefined, undefined, undefined],
      ['Available', false, undefined],
      ['Busy', true, undefined],
      [undefined, undefined, undefined],
      ['Lunch && rest', false, undefined],
      [undefined, undefined, undefined],
      ['Show Parley', undefined, undefined],
      [undefined, undefined, undefined],
      ['Quit', undefined, undefined],
    ]);
    press('Lunch && rest');
    press('Show Parley');
    expect(chosen).toEqual(['state:lunch', 'show']);
  });
  test('HEAR-3: a call stands on top, with what can be done with it', () => {
    const { made, menus, press, chosen } = placed();
    const acts = [
      { act: 'mute' as const, label: 'Unmute' },
      { act: 'hangUp' as const, label: 'Hang up' },
    ];
    made?.set({ ...state, call: { text: 'A & B: Muted', acts } });
    expect(
      menus
        .at(-1)
        ?.slice(0, 5)
        .map(({ label }) => label),
    ).toEqual(['A && B: Muted', 'Unmute', 'Hang up', undefined, 'Busy, 2 waiting for you']);
    press('Unmute');
    press('Hang up');
    expect(chosen).toEqual(['mute', 'hangUp']);
  });
  test('while nobody is signed in it shows the window and quits', () => {
    const { made, menus, speak } = placed();
    made?.set(state);
    made?.set(null);
    expect(menus.at(-1)?.flatMap(({ label }) => label ?? [])).toEqual(['Show Parley', 'Quit']);
    speak(wordsOf('de-AT'));
    expect(menus.at(-1)?.flatMap(({ label }) => label ?? [])).toEqual(['Parley zeigen', 'Beenden']);
  });
  test('is left out where the system has no place for it', () => {
    const nowhere = createTray({
      create: () => {
        throw new Error('no tray');
      },
      menu: { buildFromTemplate: () => ({}) as unknown as Menu },
      icon: {} as NativeImage,
      show: () => {},
      quit: () => {},
      onPresence: () => {},
      onCall: () => {},
      words: () => en,
      log: memoryLog(),
    });
    expect(nowhere).toBeUndefined();
  });
});

describe('the menu', () => {
  test.each(['darwin', 'win32', 'linux'] as const)(
    'of %s has the Edit roles and every command of ours',
    (platform) => {
      const run: string[] = [];
      const template = menuTemplate({
        platform,
        developer: false,
        words: en,
        run: (command) => void run.push(command),
      });
      const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
      const roles = items.map(({ role }) => role);
      for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit'] as const)
        expect(roles).toContain(role);
      expect(roles).not.toContain('toggleDevTools');
      for (const { click } of items) (click as (() => void) | undefined)?.();
      expect(run.toSorted()).toEqual(['nextNeeded', 'palette', 'settings', 'shortcuts']);
      const keys = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
      expect(keys).toEqual(expect.arrayContaining(['CmdOrCtrl+K', 'CmdOrCtrl+,']));
      expect(new Set(keys).size).toBe(keys.length);
    },
  );

  test('has the developer tools only for developers', () => {
    const template = menuTemplate({ platform: 'linux', developer: true, words: en, run: () => {} });
    expect(JSON.stringify(template)).toContain('toggleDevTools');
  });

  test.each(['darwin', 'win32', 'linux'] as const)(
    'of %s leaves no word to Electron, which speaks English',
    (platform) => {
      const words = wordsOf('pl');
      const template = menuTemplate({ platform, developer: false, words, run: () => {} });
      const items = template.flatMap(({ submenu, ...item }) => [
        item,
        ...(Array.isArray(submenu) ? submenu : []),
      ]);
      const silent = items.filter(
        ({ type, role, label }) => type !== 'separator' && role !== 'appMenu' && label === undefined,
      );
      expect(silent).toEqual([]);
      expect(items.map(({ label }) => label)).toContain('Wytnij');
    },
  );
});

describe('a window that crashes', () => {
  function window() {
    const contents = Object.assign(new EventEmitter(), {
      reloads: 0,
      crashes: 0,
      devTools: false,
      reload: () => void (contents.reloads += 1),
      forcefullyCrashRenderer: () => void (contents.crashes += 1),
      isDestroyed: () => false,
      isDevToolsOpened: () => contents.devTools,
    });
    const timers = manualTimers();
    let at = 0;
    const told: string[] = [];
    recoverWindow({
      contents: contents as never,
      now: () => at,
      timers,
      log: memoryLog(),
      onRecovered: () => void told.push('back'),
      onBroken: () => void told.push('broken'),
    });
    const crash = (reason = 'crashed'): void =>
      void contents.emit('render-process-gone', {}, { reason, exitCode: 1 });
    return { contents, timers, told, crash, pass: (ms: number) => (at += ms) };
  }

  test('comes back by itself, and says so once', () => {
    const { contents, told, crash } = window();
    contents.emit('did-finish-load');
    crash();
    expect([contents.reloads, told]).toEqual([1, []]);
    contents.emit('did-finish-load');
    contents.emit('did-finish-load');
    expect(told).toEqual(['back']);
    crash('clean-exit');
    expect(contents.reloads).toBe(1);
  });

  test('again and again is given up; now and then is not', () => {
    const often = window();
    for (let turn = 0; turn < 4; turn += 1) often.crash();
    expect([often.contents.reloads, often.told]).toEqual([3, ['broken']]);
    const rarely = window();
    for (let turn = 0; turn < 9; turn += 1) {
      rarely.crash();
      rarely.pass(30_000);
    }
    expect([rarely.contents.reloads, rarely.told]).toEqual([9, []]);
  });

  test('by hanging is ended after a while, unless it answers again or somebody debugs it', () => {
    const { contents, timers } = window();
    contents.emit('unresponsive');
    contents.emit('responsive');
    expect(timers.pending()).toEqual([]);
    contents.emit('unresponsive');
    timers.runNext();
    expect(contents.crashes).toBe(1);
    contents.devTools = true;
    contents.emit('unresponsive');
    expect(timers.pending()).toEqual([]);
  });
});
