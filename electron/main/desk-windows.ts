// Changes when the desk's window is opened, brought back or given up otherwise.
import type { BrowserWindow, Notification, NotificationConstructorOptions } from 'electron';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import type { Desk } from './desk.ts';
import { recoverWindow } from './recovery.ts';
import type { Trouble } from './trouble.ts';
import { bringToFront, loadDesk } from './windows.ts';
import type { Words } from './words.ts';

/** What keeping the window open needs. */
export interface DeskWindowsOptions {
  readonly open: () => Promise<BrowserWindow>;
  readonly desk: Pick<Desk, 'add' | 'main'>;
  /** The main window has gone: those of single sessions go with it, to come back with it. */
  readonly onMainClosed: () => void;
  /** Makes a native notification, where the system has them. */
  readonly notify: (options: NotificationConstructorOptions) => Notification | undefined;
  readonly trouble: Pick<Trouble, 'windowBroken'>;
  readonly quit: () => void;
  readonly words: Words;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Log;
}

/** The desk's window. */
export interface DeskWindows {
  /** Brings it to the front, opening it when it is not there. */
  show(): void;
}

/** See {@link DeskWindows}. */
export function createDeskWindows(options: DeskWindowsOptions): DeskWindows {
  const { desk, trouble, quit, log } = options;
  let opening = false;

  const load = (window: BrowserWindow): Promise<void> =>
    loadDesk(window).catch((error: unknown) => {
      if (window.isDestroyed()) return;
      log.error('the page of the desk could not be loaded', { error });
      return broken(window, true);
    });

  const broken = async (window: BrowserWindow, missing: boolean): Promise<void> => {
    const answer = await trouble.windowBroken(missing);
    if (answer === 'quit') quit();
    else await load(window);
  };

  const open = async (): Promise<void> => {
    const window = await options.open();
    desk.add(window);
    window.once('closed', options.onMainClosed);
    recoverWindow({
      ...options,
      contents: window.webContents,
      onRecovered: () => {
        const { recoveredTitle: title, recovered: body } = options.words().window;
        options.notify({ title, body, silent: true })?.show();
      },
      onBroken: () => void broken(window, false),
    });
    await load(window);
  };

  return {
    show: () => {
      const window = desk.main();
      if (window !== undefined) return bringToFront(window);
      if (opening) return;
      opening = true;
      void open()
        .catch((error: unknown) => log.error('the window could not be opened', { error }))
        .finally(() => (opening = false));
    },
  };
}
