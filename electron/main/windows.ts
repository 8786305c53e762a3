// Changes when the desk's window is made, shown or remembered otherwise.
import { join } from 'node:path';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeImage,
  NativeTheme,
  Screen,
} from 'electron';
import type { Settings } from '../../shared/ipc/main.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import { deskUrl } from './origin.ts';
import { pagePreferences } from './page-preferences.ts';
import { readPlace, rememberPlace } from './window-place.ts';
import { leastSize, leastTorn, placeWindow, usualSize, usualTorn } from './window-state.ts';

/** What making windows needs. */
export interface WindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>;
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>;
  readonly preload: string;
  readonly icon: NativeImage;
  /** Where window.json lies. */
  readonly folder: string;
  readonly timers: Timers;
  readonly log: Log;
  /** Developer tools and reload in the menu; never in a packaged app. */
  readonly developer: boolean;
}

/** The colour behind the page before its first paint, so that nothing flashes. Those of renderer/ui's `surface`. */
export function backgroundColour(theme: Settings['theme'], dark: boolean): string {
  if (theme === 'contrast') return '#000000';
  return dark ? '#161a1d' : '#fdfefe';
}

/** The system's own theme that goes with ours; high contrast is dark (renderer/ui/tokens.css). */
export function themeSource(theme: Settings['theme']): NativeTheme['themeSource'] {
  return theme === 'contrast' ? 'dark' : theme;
}

/**
 * Makes a window at its remembered place; it shows itself when there is something to see.
 * @param windowId the name of one of its own, for a single session; without it: the desk's main window.
 */
export async function openDeskWindow(
  theme: Settings['theme'],
  options: WindowOptions,
  windowId?: string,
): Promise<BrowserWindow> {
  const { create, screen, nativeTheme, preload, icon, developer, log } = options;
  const file = join(options.folder, windowId === undefined ? 'window.json' : `window-${windowId}.json`);
  const least = windowId === undefined ? leastSize : leastTorn;
  const saved = await readPlace(file, log);
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const place = placeWindow(
    saved,
    [main, ...others].map(({ workArea }) => workArea),
    least,
    windowId === undefined ? usualSize : usualTorn,
  );
  const { maximized, ...bounds } = place;
  const window = create({
    ...bounds,
    minWidth: Math.min(least.width, bounds.width),
    minHeight: Math.min(least.height, bounds.height),
    show: false,
    title: 'Parley',
    icon,
    autoHideMenuBar: true,
    backgroundColor: backgroundColour(theme, nativeTheme.shouldUseDarkColors),
    webPreferences: {
      ...pagePreferences(preload, developer),
      // macOS has dictionaries of its own. Elsewhere Chromium would fetch some from a foreign host: there our speller answers.
      spellcheck: process.platform === 'darwin',
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    else window.show();
  });
  rememberPlace(window, file, options.timers, log);
  return window;
}

/** Loads the desk's page. @throws Error of Electron when it cannot be loaded. */
export function loadDesk(window: BrowserWindow): Promise<void> {
  return window.loadURL(deskUrl);
}

/** Brings a window to the front, whatever it is doing. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
