// Changes when main starts something else, or in another order. Start order only; the only file that imports Electron's values.
import { randomBytes, randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import type { TrayState } from '../../shared/ipc/main.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import { createLog } from '../../shared/log.ts';
import { appSchemePrivileges, createAppHandler } from './app-protocol.ts';
import { createBadge, trayIconSize } from './badge.ts';
import { offerContextMenu } from './context-menu.ts';
import { createDeskWindows } from './desk-windows.ts';
import { createDesk } from './desk.ts';
import { createOpenExternal } from './external.ts';
import { createHandlers } from './handlers.ts';
import { drawIcon, type Bitmap } from './icon.ts';
import { readLaunchOptions } from './launch-options.ts';
import { createLogFile } from './log-file.ts';
import { menuTemplate } from './menu.ts';
import { guardNavigation, guardNetwork } from './navigation.ts';
import { createNotifications } from './notifications.ts';
import { appScheme } from './origin.ts';
import { guardPermissions } from './permissions.ts';
import { readPhoneAccount } from './phone-account.ts';
import { createPhoneLinks } from './phone-links.ts';
import { createDeskPhone, startPhone } from './phone-start.ts';
import { createSaveReport } from './report.ts';
import { createSaveText } from './save-text.ts';
import { onPortsWanted } from './sender.ts';
import { openSettings } from './settings.ts';
import { createSpelling } from './spelling.ts';
import { systemLocale } from './system-locale.ts';
import { createStoreHost } from './store-host.ts';
import type { LaunchStore } from './store-launcher.ts';
import { chooseLauncher, obtainKey } from './store-start.ts';
import { createTornWindows } from './torn-windows.ts';
import { createTray } from './tray.ts';
import { createTrouble, endWithoutFolder } from './trouble.ts';
import { createUsable } from './usable.ts';
import { backgroundColour, openDeskWindow, themeSource } from './windows.ts';
import { wordsOf, type MainWords } from './words.ts';

const now = (): number => Date.now();
const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
};
const folder = app.getPath('userData');
const launch = readLaunchOptions(process.argv, process.env);
// Read, so no process that we start inherits it.
delete process.env['PARLEY_DEMO_PASSWORD'];
const developer = !app.isPackaged;
const toFile = createLogFile({ folder: join(folder, 'logs') });
const writeLine = (line: string): void => {
  toFile(line);
  if (process.env['PARLEY_LOG'] === 'stderr') complain(line);
};
const log = createLog(writeLine, now).with({ process: 'main' });
const phoneAccount = readPhoneAccount(process.env, log);
delete process.env['PARLEY_PHONE_ACCOUNT'];
const links = createPhoneLinks({ app, args: process.argv, execPath: process.execPath, log });

// A mistake of ours must not end a desktop at work, nor stop it with a dialog.
process.on('uncaughtException', (error) => log.error('nobody caught this', { error }));
process.on('unhandledRejection', (error) => log.error('nobody waited for this', { error }));
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
// Whoever started us without the sandbox (only tests and the start script, as root) had to; asking for it would end us.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (process.platform === 'win32') app.setAppUserModelId('org.parley.desktop');
guardNavigation(app, log);

if (!canWrite(folder))
  void app
    .whenReady()
    .then(() => endWithoutFolder(dialog, app, folder, wordsOf(systemLocale(app)), complain));
// The same data folder is open already: that one comes to the front, and this one was never there.
else if (!app.requestSingleInstanceLock()) app.exit(0);
else {
  const { env, versions } = process;
  const launchStore = chooseLauncher({ appFolder: app.getAppPath(), env, versions, utilityProcess, log });
  void app.whenReady().then(() => start(launchStore));
}

async function start(launchStore: LaunchStore): Promise<void> {
  log.info('start', { version: app.getVersion(), ...engines(), problems: launch.problems });
  const appFolder = app.getAppPath();
  guardPermissions(session.defaultSession, log);
  guardNetwork(session.defaultSession, log);
  protocol.handle(appScheme, createAppHandler(join(appFolder, 'dist', 'renderer'), log));

  const settings = await openSettings(folder, now, log);
  nativeTheme.themeSource = themeSource(settings.get().theme);
  const words = (): MainWords => {
    const { locale } = settings.get();
    return wordsOf(locale === 'system' ? systemLocale(app) : locale);
  };
  const trouble = createTrouble(dialog, words, complain);

  const store = createStoreHost({
    launch: launchStore,
    openChannel: () => new MessageChannelMain(),
    timers,
    log,
    onLogLine: writeLine,
    onPhone: (account) => {
      // Whoever started us with a telephone wants that one.
      if (phoneAccount === null) phone.account(account);
    },
    onGiveUp: (why) => {
      void trouble.storeGone(why, folder).then((answer) => (answer === 'retry' ? store.retry() : app.quit()));
    },
  });
  const notifications = createNotifications({
    create: (options) => new Notification(options),
    supported: () => Notification.isSupported(),
    platform: process.platform,
    inFront: () => desk.windows().some((window) => window.isFocused()),
    showText: () => settings.get().notificationText,
    words,
    onAnswer: (tag, action) => {
      // Declining is no reason to come to the front.
      if (action !== 'decline') windows.show();
      desk.pushToMain('notificationClick', { tag, action });
    },
  });
  const spelling = createSpelling({
    platform: process.platform,
    env: process.env,
    appFolder,
    userFolder: folder,
    utilityProcess,
    openChannel: () => new MessageChannelMain(),
    settings,
    onLearn: (contents, word) => desk.pushToPage(contents, 'learnWord', { word }),
    timers,
    log,
    onLogLine: writeLine,
  });
  const tellUsable = createUsable(now, say);
  /** The window whose page has come up. */
  let listening: BrowserWindow | undefined;
  const handlers = {
    version: app.getVersion(),
    platform: process.platform,
    systemLocale: () => systemLocale(app),
    launch,
    settings,
    notifications,
    setBadge: (count: number) => badge.count(count),
    setTray: (state: TrayState | null) => {
      tray?.set(state);
      // Whoever points at the icon during a call wants to know of the call.
      badge.standing(state === null ? null : { status: state.status, text: state.call?.text ?? state.text });
    },
    openExternal: createOpenExternal(shell, dialog, words, log),
    saveReport: createSaveReport({
      dialog,
      downloads: () => app.getPath('downloads'),
      logFolder: join(folder, 'logs'),
      version: app.getVersion(),
      platform: process.platform,
      now,
    }),
    saveText: createSaveText({ dialog, downloads: () => app.getPath('downloads'), now }),
    spelling,
    clipboard,
    onUsable: () => {
      tellUsable();
      spelling.begin();
      listening = desk.main();
      links.usable();
    },
  };
  const phone = createDeskPhone((account) =>
    startPhone({
      account,
      app,
      sessionOf: (partition) => session.fromPartition(partition),
      powerMonitor,
      create: (made) => new BrowserWindow(made),
      openChannel: () => new MessageChannelMain(),
      desk: () => desk.main()?.webContents,
      attachStore: store.attach,
      deskWindows: () => desk.windows(),
      shortcuts: globalShortcut,
      newUuid: randomUUID,
      platform: process.platform,
      developer,
      folder,
      now,
      timers,
      log,
    }),
  );
  const desk = createDesk({
    openChannel: () => new MessageChannelMain(),
    store,
    handlers: (contents, windowId) =>
      createHandlers(
        () => BrowserWindow.fromWebContents(contents) ?? undefined,
        { ...handlers, torn, phoneKeyIsFree: phone.keyIsFree },
        windowId,
      ),
    log,
  });
  const give = (contents: Electron.WebContents): void => {
    if (phone.has(contents)) return phone.connect();
    desk.connect(contents);
    spelling.connect(contents);
    if (desk.main()?.webContents === contents) phone.grant();
  };
  onPortsWanted(ipcMain, (contents) => desk.has(contents) || phone.has(contents), give, log);

  const open = async (windowId?: string): Promise<BrowserWindow> => {
    const options = {
      create: (made: Electron.BrowserWindowConstructorOptions) => new BrowserWindow(made),
      screen,
      nativeTheme,
      preload: join(appFolder, 'dist', 'electron', 'preload', 'index.cjs'),
      icon: image(drawIcon(64, 0)),
      folder,
      timers,
      log,
      developer,
    };
    const window = await openDeskWindow(settings.get().theme, options, windowId);
    offerContextMenu(
      window.webContents,
      words,
      (template, place) => Menu.buildFromTemplate(template).popup({ window, ...place }),
      spelling.spellerOf(window.webContents),
    );
    return window;
  };
  const torn = createTornWindows({ open, desk, now, timers, log });
  const windows = createDeskWindows({
    open: () => open(),
    onMainClosed: torn.closeAll,
    desk,
    notify: (options) => (Notification.isSupported() ? new Notification(options) : undefined),
    trouble,
    quit: () => app.quit(),
    words,
    now,
    timers,
    log,
  });

  const icon = image(drawIcon(trayIconSize(process.platform), 0));
  const tray = createTray({
    create: (bitmap) => new Tray(bitmap),
    menu: Menu,
    icon,
    show: windows.show,
    quit: () => app.quit(),
    onPresence: (choice) => desk.pushToMain('presence', { choice }),
    onCall: (act) => desk.pushToMain('trayCall', { act }),
    words,
    log,
  });
  const badge = createBadge({
    app,
    platform: process.platform,
    tray: tray?.tray,
    windows: desk.windows,
    image,
    words,
  });
  const setMenu = (): void => {
    const template = menuTemplate({
      platform: process.platform,
      developer,
      words: words(),
      run: (command) => desk.pushToFront('menu', { command }),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  setMenu();

  app.on('before-quit', torn.closeAll);
  links.to(
    (link) => desk.pushToMain('dial', link),
    () => listening !== undefined && listening === desk.main(),
    windows.show,
  );
  links.register(settings.get().phoneLinks ?? null);
  app.on('second-instance', (_event, args) => {
    windows.show();
    links.started(args);
  });
  app.on('activate', windows.show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('child-process-gone', (_event, details) => log.warn('a process of ours has ended', { ...details }));
  powerMonitor.on('suspend', () => store.power('suspend'));
  powerMonitor.on('resume', () => store.power('resume'));
  let said = words();
  settings.onChange((next) => {
    links.register(next.phoneLinks ?? null);
    if (words() !== said) {
      said = words();
      setMenu();
      tray?.retell();
    }
    nativeTheme.themeSource = themeSource(next.theme);
    desk.push('settings', next);
    for (const window of desk.windows())
      window.setBackgroundColor(backgroundColour(next.theme, nativeTheme.shouldUseDarkColors));
  });
  endInOrder(async () => {
    notifications.closeAll();
    tray?.tray.destroy();
    spelling.stop();
    await store.stop();
    log.info('end');
  });

  // The store first: it starts in a process of its own while the window is being made in this one.
  const obtaining = obtainKey({
    folder,
    safeStorage,
    platform: process.platform,
    randomKey: () => randomBytes(32),
    now,
    trouble,
    log,
  });
  windows.show();
  if (phoneAccount !== null) phone.account(phoneAccount);
  const key = await obtaining;
  if (key === undefined) return app.quit();
  store.start({ folder: join(folder, 'store'), ...key, appVersion: app.getVersion() });
}

/** Windows are closed by now; the app ends when `stop` has. */
function endInOrder(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' = 'running';
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    void stop().finally(() => app.exit(0));
  });
}

/** One line for whoever started us; nobody reads it in a packaged app. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line of trouble for whoever started us from a terminal, where perhaps nobody sees a dialog. */
function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

function image({ pixels, width, height }: Bitmap): Electron.NativeImage {
  return nativeImage.createFromBitmap(Buffer.from(pixels), { width, height });
}

function engines(): Record<string, string | undefined> {
  const { electron, chrome, node } = process.versions;
  return { electron, chrome, node };
}

function canWrite(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
