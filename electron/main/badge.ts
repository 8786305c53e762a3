// Changes when the count of what waits is shown elsewhere on the system's own bars: dock, taskbar, tray.
import type { App, BrowserWindow, NativeImage, Tray } from 'electron';
import type { TrayState } from '../../shared/ipc/main.ts';
import { drawCount, drawIcon, type Bitmap } from './icon.ts';
import type { Words } from './words.ts';

/** What the badge needs. */
export interface BadgeOptions {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly platform: NodeJS.Platform;
  /** Undefined where the system has no tray. */
  readonly tray: Pick<Tray, 'setImage' | 'setToolTip'> | undefined;
  readonly windows: () => readonly Pick<BrowserWindow, 'setOverlayIcon'>[];
  readonly image: (bitmap: Bitmap) => NativeImage;
  readonly words: Words;
}

/** The size of a tray icon in pixels by platform. */
export function trayIconSize(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 32 : 22;
}

/** What the tray says beside the count. */
export interface Standing {
  readonly status: TrayState['status'];
  /** The count and the presence in words, for the tooltip. */
  readonly text: string;
}

/** What is shown on the system's bars. */
export interface Badge {
  /** 0 takes the count away. A count comes as a number and in words, never as a colour alone. */
  count(count: number): void;
  /** How the agent stands, in the corner of the tray's icon; null while nobody is signed in. */
  standing(standing: Standing | null): void;
}

/** See {@link Badge}. */
export function createBadge({ app, platform, tray, windows, image, words }: BadgeOptions): Badge {
  let shown = 0;
  let stands: Standing | null = null;
  const said = (): string => (shown === 0 ? words().tray.idle : words().tray.needed(shown));
  const sentence = (): string => stands?.text ?? said();
  const drawTray = (): void => {
    tray?.setToolTip(sentence());
    tray?.setImage(image(drawIcon(trayIconSize(platform), shown, stands?.status)));
  };
  return {
    count: (count) => {
      if (count === shown) return;
      shown = count;
      if (platform === 'win32') {
        const overlay = count === 0 ? null : image(drawCount(16, count));
        for (const window of windows()) window.setOverlayIcon(overlay, said());
      } else {
        app.setBadgeCount(count);
      }
      drawTray();
    },
    standing: (standing) => {
      if (standing?.status === stands?.status && standing?.text === stands?.text) return;
      stands = standing;
      drawTray();
    },
  };
}
