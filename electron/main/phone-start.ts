// Changes when the phone is put into the desktop otherwise: its session, its window, what wakes and what ends it.
import { join } from 'node:path';
import type { App, BrowserWindow, PowerMonitor, Session } from 'electron';
import type { Log } from '../../shared/log.ts';
import { createAppHandler } from './app-protocol.ts';
import { appScheme } from './origin.ts';
import { deviceInstance, type Account } from './phone-account.ts';
import { guardPhone, phoneHeaders, phonePartition } from './phone-doors.ts';
import { createPhoneHost, type PhoneHost, type PhoneHostOptions } from './phone-host.ts';

/** What a phone needs of Electron and of the desk. */
export interface PhoneStartOptions extends Omit<PhoneHostOptions, 'preload' | 'instanceId'> {
  /** Where the phone signs in at that time. */
  readonly account: () => Account | null;
  readonly app: Pick<App, 'quit' | 'getAppPath' | 'on'>;
  readonly sessionOf: (partition: string) => Session;
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly folder: string;
  readonly newUuid: () => string;
  /** The windows of the desk that are open. */
  readonly deskWindows: () => readonly BrowserWindow[];
  readonly platform: string;
  readonly log: Log;
}

/** The phone of a desktop: there is one from the first account on. */
export interface DeskPhone extends Pick<PhoneHost, 'has' | 'connect' | 'grant'> {
  /** Null: nobody is signed in any more. The same account with newer credentials ends no call. */
  account(account: Account | null): void;
  /** See {@link PhoneHost}; null while there is no phone, and nobody uses the key. */
  keyIsFree(): boolean | null;
}

/**
 * A phone that begins with the first account it is given.
 * @param start makes it; what it is asked for before goes nowhere.
 */
export function createDeskPhone(start: (now: () => Account | null) => PhoneHost): DeskPhone {
  let current: Account | null = null;
  let host: PhoneHost | undefined;
  let deskWaits = false;
  return {
    has: (contents) => host?.has(contents) === true,
    connect: () => host?.connect(),
    keyIsFree: () => host?.keyIsFree() ?? null,
    grant: () => {
      deskWaits = true;
      host?.grant();
    },
    account: (account) => {
      current = account;
      if (host !== undefined) return host.renew();
      if (account === null) return;
      host = start(() => current);
      // The desk may have been there for a while; where it is still to come, it is first.
      if (deskWaits) host.grant();
    },
  };
}

/** Starts the phone. */
export function startPhone(options: PhoneStartOptions): PhoneHost {
  const { app, log, folder } = options;
  const own = options.sessionOf(phonePartition);
  guardPhone(own, () => options.account()?.server, log);
  const pages = join(app.getAppPath(), 'dist', 'renderer');
  own.protocol.handle(appScheme, createAppHandler(pages, log, phoneHeaders));
  const named = deviceInstance(folder, options.newUuid, log);
  const phone = createPhoneHost({
    ...options,
    preload: join(app.getAppPath(), 'dist', 'electron', 'preload', 'phone.cjs'),
    instanceId: () => named,
  });
  options.powerMonitor.on('resume', phone.wake);
  let over = false;
  // Whoever is in a call is told that it is over, and the server that nobody is here: then the windows may go.
  app.on('before-quit', (event) => {
    if (over) return;
    event.preventDefault();
    void phone.end().then(() => {
      over = true;
      app.quit();
    });
  });
  const endWithTheLast = (window: BrowserWindow): void =>
    void window.once('closed', () =>
      // A window that nobody sees must not keep the desktop running.
      setImmediate(() => {
        if (options.deskWindows().length === 0 && options.platform !== 'darwin') app.quit();
      }),
    );
  for (const window of options.deskWindows()) endWithTheLast(window);
  app.on('browser-window-created', (_event, window) => endWithTheLast(window));
  return phone;
}
