// Changes when main answers a window's request otherwise. One function per request of shared/ipc/main.ts.
import type { BrowserWindow } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { MainContract, TrayState } from '../../shared/ipc/main.ts';
import type { Handlers } from '../../shared/ipc/rpc.ts';
import type { OpenExternal } from './external.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { Notifications } from './notifications.ts';
import type { SaveReport } from './report.ts';
import type { SaveText } from './save-text.ts';
import type { SettingsFile } from './settings.ts';
import type { Spelling } from './spelling.ts';
import type { TornWindows } from './torn-windows.ts';

/** What the answers are made from. */
export interface HandlerOptions {
  readonly version: string;
  readonly platform: string;
  readonly systemLocale: () => string;
  readonly launch: LaunchOptions;
  readonly settings: SettingsFile;
  readonly notifications: Notifications;
  readonly setBadge: (count: number) => void;
  /** The tray's menu and its state; null while nobody is signed in. */
  readonly setTray: (state: TrayState | null) => void;
  readonly openExternal: OpenExternal;
  readonly saveReport: SaveReport;
  readonly saveText: SaveText;
  readonly spelling: Pick<Spelling, 'know' | 'state'>;
  readonly clipboard: { writeText(text: string): unknown };
  /** A window shows the signed-in workspace and takes input. */
  readonly onUsable: () => void;
  /** Whether no other program has the phone's key of the whole system; null while there is no phone. */
  readonly phoneKeyIsFree?: () => boolean | null;
  /** Windows of their own; without them there is the main window alone. */
  readonly torn?: Pick<TornWindows, 'set' | 'show' | 'close' | 'done'>;
}

/** The handlers of the main contract for one window. */
export function createHandlers(
  window: () => BrowserWindow | undefined,
  options: HandlerOptions,
  windowId: string | null = null,
): Handlers<MainContract> {
  const {
    version,
    platform,
    systemLocale,
    launch,
    settings,
    notifications,
    setBadge,
    openExternal,
    clipboard,
  } = options;
  return {
    'app.hello': () => ({
      version,
      platform,
      settings: settings.get(),
      systemLocale: systemLocale(),
      defaultService: launch.defaultService,
      demo: launch.demo === null ? null : { ...launch.demo },
      windowId,
    }),
    'windows.set': ({ ids }) => {
      // Which windows there are is the main window's to say.
      if (windowId !== null) throw new AppError('forbidden', 'Only the main window opens others.');
      options.torn?.set(ids);
      return {};
    },
    'windows.show': ({ windowId: id }) => {
      options.torn?.show(id);
      return {};
    },
    'windows.close': ({ windowId: id }) => {
      options.torn?.close(id);
      return {};
    },
    'windows.done': () => {
      if (windowId !== null) options.torn?.done(windowId);
      return {};
    },
    'app.usable': () => {
      options.onUsable();
      return {};
    },
    'settings.put': async (next) => {
      await settings.put(next);
      return {};
    },
    'notification.show': (request) => ({ shown: notifications.show(request) }),
    'notification.close': ({ tag }) => {
      notifications.close(tag);
      return {};
    },
    'badge.set': ({ count }) => {
      setBadge(count);
      return {};
    },
    'tray.set': ({ state }) => {
      // One window speaks for the desk.
      if (windowId === null) options.setTray(state);
      return {};
    },
    'phone.key': () => ({ free: options.phoneKeyIsFree?.() ?? null }),
    'external.open': async ({ url }) => ({ opened: await openExternal(url, window()) }),
    'report.save': async ({ facts }) => ({ saved: await options.saveReport(facts, window()) }),
    'text.save': async ({ text }) => ({ saved: await options.saveText(text, window()) }),
    'spelling.know': ({ words }) => {
      options.spelling.know(window()?.webContents, words);
      return {};
    },
    'spelling.state': () => options.spelling.state(),
    'clipboard.write': async ({ text }) => {
      try {
        // Newer versions of Electron write it later and say so by a promise.
        await Promise.resolve(clipboard.writeText(text));
      } catch (error) {
        throw new AppError('state', 'The clipboard did not take the text.', { cause: error });
      }
      return {};
    },
  };
}
