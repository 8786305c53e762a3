// Changes when the phone is put into the desktop otherwise: its session, its window, what wakes and what ends it.
import { join } from 'node:path';
import type { App, PowerMonitor, Session } from 'electron';
import type { Log } from '../../shared/log.ts';
import { createAppHandler } from './app-protocol.ts';
import { appScheme } from './origin.ts';
import { deviceInstance, type Account } from './phone-account.ts';
import { guardPhone, phoneHeaders, phonePartition } from './phone-doors.ts';
import { createPhoneHost, type PhoneHost, type PhoneHostOptions } from './phone-host.ts';

/** What a phone needs of Electron and of the desk. */
export interface PhoneStartOptions extends Omit<PhoneHostOptions, 'preload' | 'account' | 'instanceId'> {
  /** Null: this desktop has no phone, and no window for one. */
  readonly account: Account | null;
  readonly app: Pick<App, 'quit' | 'getAppPath' | 'on'>;
  readonly sessionOf: (partition: string) => Session;
  readonly powerMonitor: Pick<PowerMonitor, 'on'>;
  readonly folder: string;
  readonly newUuid: () => string;
  /** Whether a window of the desk is open. */
  readonly deskOpen: () => boolean;
  readonly platform: string;
  readonly log: Log;
}

/** Starts the phone where there is an account for one. */
export function startPhone(options: PhoneStartOptions): PhoneHost | undefined {
  const { account, app, log, folder } = options;
  if (account === null) return undefined;
  const own = options.sessionOf(phonePartition);
  guardPhone(own, () => account.server, log);
  const pages = join(app.getAppPath(), 'dist', 'renderer');
  own.protocol.handle(appScheme, createAppHandler(pages, log, phoneHeaders));
  const named = deviceInstance(folder, options.newUuid, log);
  const phone = createPhoneHost({
    ...options,
    account,
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
  app.on('browser-window-created', (_event, window) =>
    window.once('closed', () =>
      // A window that nobody sees must not keep the desktop running.
      setImmediate(() => {
        if (!options.deskOpen() && options.platform !== 'darwin') app.quit();
      }),
    ),
  );
  return phone;
}
