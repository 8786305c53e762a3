// Changes when the place of a window is kept otherwise. Where it comes back is window-state.ts.
import { renameSync, writeFileSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import { readIfThere } from './atomic-file.ts';
import { windowStateSchema, type WindowState } from './window-state.ts';

/** Reads how a window was left; undefined when that is not known. Never throws. */
export async function readPlace(file: string, log: Log): Promise<WindowState | undefined> {
  try {
    const content = await readIfThere(file);
    if (content === undefined) return undefined;
    return windowStateSchema.parse(JSON.parse(content.toString('utf8')));
  } catch (error) {
    log.warn('the remembered place of the window is not usable', { error });
    return undefined;
  }
}

const settledAfterMs = 500;

/** Writes how a window is left: once it has stopped moving, and at once when it closes, as the app may end then. */
export function rememberPlace(window: BrowserWindow, file: string, timers: Timers, log: Log): void {
  let timer: unknown;
  const save = (): void => {
    timers.clear(timer);
    if (window.isDestroyed()) return;
    const place: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(`${file}.new`, JSON.stringify(place));
      renameSync(`${file}.new`, file);
    } catch (error) {
      log.warn('the place of the window could not be remembered', { error });
    }
  };
  const later = (): void => {
    timers.clear(timer);
    timer = timers.set(save, settledAfterMs);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', save);
}
