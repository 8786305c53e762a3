// Changes when the count of what waits is shown elsewhere on the system's own bars: dock, taskbar, tray.
import type { App, BrowserWindow, NativeImage, Tray } from 'electron';
import { drawCount, drawIcon, type Bitmap } from './icon.ts';
import { words } from './words.ts';

/** What the badge needs. */
export interface BadgeOptions {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly platform: NodeJS.Platform;
  /** Undefined where the system has no tray. */
  readonly tray: Pick<Tray, 'setImage' | 'setToolTip'> | undefined;
  readonly windows: () => readonly Pick<BrowserWindow, 'setOverlayIcon'>[];
  readonly image: (bitmap: Bitmap) => NativeImage;
}

/** The size of a tray icon in pixels by platform. */
export function trayIconSize(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 32 : 22;
}

/** @returns a function that shows a count; 0 takes it away. A count comes as a number and in words, never as a colour alone. */
export function createBadge({ app, platform, tray, windows, image }: BadgeOptions): (count: number) => void {
  let shown = 0;
  return (count) => {
    if (count === shown) return;
    shown = count;
    const text = count === 0 ? words.tray.idle : words.tray.needed(count);
    if (platform === 'win32') {
      const overlay = count === 0 ? null : image(drawCount(16, count));
      for (const window of windows()) window.setOverlayIcon(overlay, text);
    } else {
      app.setBadgeCount(count);
    }
    tray?.setToolTip(text);
    tray?.setImage(image(drawIcon(trayIconSize(platform), count)));
  };
}
