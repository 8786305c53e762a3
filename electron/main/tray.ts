// Changes when the icon beside the clock offers something else.
import type { Menu, NativeImage, Tray } from 'electron';
import type { Log } from '../../shared/log.ts';
import { words } from './words.ts';

/** What the tray needs. */
export interface TrayOptions {
  readonly create: (icon: NativeImage) => Tray;
  readonly menu: typeof Menu;
  readonly icon: NativeImage;
  readonly show: () => void;
  readonly quit: () => void;
  readonly log: Log;
}

/** Puts the icon there. @returns undefined where the system has no such place. */
export function createTray({ create, menu, icon, show, quit, log }: TrayOptions): Tray | undefined {
  try {
    const tray = create(icon);
    tray.setToolTip(words.tray.idle);
    tray.setContextMenu(
      menu.buildFromTemplate([
        { label: words.tray.show, click: show },
        { type: 'separator' },
        { label: words.quit, click: quit },
      ]),
    );
    tray.on('click', show);
    return tray;
  } catch (error) {
    log.warn('no tray here', { error });
    return undefined;
  }
}
