// Changes when a session's own window is opened, closed or brought to the front otherwise. Which there are, the main window says.
//
//   set(ids) --> opening --> open --closed by the person--> closing --saved, or a second later--> gone
//                              |                                       (the main window takes the session back)
//                              \--not in set(ids), or the main window has gone--> gone, without a word
//
// A page that just goes saves what it has in its last moment; one that closes is waited for, as its session lives on.
import type { BrowserWindow } from 'electron';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import type { Desk } from './desk.ts';
import { recoverWindow } from './recovery.ts';
import { bringToFront, loadDesk } from './windows.ts';

/** What keeping these windows needs. */
export interface TornWindowsOptions {
  /** Makes the window of this name at its remembered place. */
  readonly open: (windowId: string) => Promise<BrowserWindow>;
  readonly desk: Pick<Desk, 'add' | 'main' | 'pushTo' | 'pushToMain'>;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Log;
}

/** The windows of single sessions. */
export interface TornWindows {
  /** Opens those that are missing, and closes those that are not named. */
  set(ids: readonly string[]): void;
  /** Brings one to the front; null: the main window. */
  show(windowId: string | null): void;
  /** As if the person had closed it. */
  close(windowId: string): void;
  /** A window that closes has saved what was in it. */
  done(windowId: string): void;
  /** Closes all of them; the app ends, or the main window has gone. */
  closeAll(): void;
}

/** So long a closing window may save. */
const savingMs = 1_500;

/** See {@link TornWindows}. */
export function createTornWindows(options: TornWindowsOptions): TornWindows {
  const { desk, timers, log } = options;
  interface Entry {
    window: BrowserWindow | null;
    state: 'opening' | 'open' | 'closing' | 'gone';
    timer: unknown;
  }
  const entries = new Map<string, Entry>();

  const drop = (windowId: string, entry: Entry): void => {
    timers.clear(entry.timer);
    entry.state = 'gone';
    if (entries.get(windowId) === entry) entries.delete(windowId);
    // Closed, not destroyed: its page still hears of it.
    if (entry.window !== null && !entry.window.isDestroyed()) entry.window.close();
  };

  const beginToClose = (windowId: string, entry: Entry, window: BrowserWindow): void => {
    entry.state = 'closing';
    window.hide();
    desk.pushTo(window, 'closing', {});
    entry.timer = timers.set(() => giveBack(windowId, entry), savingMs);
  };

  /** The person has closed it: the session goes back to the main window. */
  const giveBack = (windowId: string, entry: Entry): void => {
    if (entry.state !== 'closing') return;
    drop(windowId, entry);
    desk.pushToMain('windowClosed', { windowId });
    const main = desk.main();
    if (main !== undefined) bringToFront(main);
  };

  const open = async (windowId: string): Promise<void> => {
    const entry: Entry = { window: null, state: 'opening', timer: undefined };
    entries.set(windowId, entry);
    try {
      const window = await options.open(windowId);
      entry.window = window;
      // Meanwhile it was not wanted any more.
      if (entries.get(windowId) !== entry) return drop(windowId, entry);
      entry.state = 'open';
      desk.add(window, windowId);
      window.on('close', (event) => {
        if (entry.state === 'gone') return;
        event.preventDefault();
        if (entry.state === 'closing') return;
        beginToClose(windowId, entry, window);
      });
      recoverWindow({
        ...options,
        contents: window.webContents,
        onRecovered: () => {},
        // It does not come up: its session is safe with the main window.
        onBroken: () => {
          drop(windowId, entry);
          desk.pushToMain('windowClosed', { windowId });
        },
      });
      await loadDesk(window);
    } catch (error) {
      if (entry.state === 'gone') return;
      log.error('the window of a session could not be opened', { error });
      drop(windowId, entry);
      desk.pushToMain('windowClosed', { windowId });
    }
  };

  const closeAll = (): void => {
    for (const [windowId, entry] of entries) drop(windowId, entry);
  };

  return {
    set: (ids) => {
      for (const [windowId, entry] of entries) if (!ids.includes(windowId)) drop(windowId, entry);
      for (const windowId of ids) if (!entries.has(windowId)) void open(windowId);
    },
    show: (windowId) => {
      const window = windowId === null ? desk.main() : entries.get(windowId)?.window;
      if (window != null && !window.isDestroyed()) bringToFront(window);
    },
    close: (windowId) => {
      const entry = entries.get(windowId);
      if (entry?.state === 'open' && entry.window !== null) beginToClose(windowId, entry, entry.window);
      // There is nothing to wait for.
      else if (entry === undefined) desk.pushToMain('windowClosed', { windowId });
    },
    done: (windowId) => {
      const entry = entries.get(windowId);
      if (entry !== undefined) giveBack(windowId, entry);
    },
    closeAll,
  };
}
