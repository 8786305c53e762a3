// Changes when it is decided otherwise where a window comes back.
import { z } from 'zod';

/** Position and size in device-independent pixels. */
export const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(100_000),
  height: z.number().int().min(1).max(100_000),
});
/** See {@link rectangleSchema}. */
export type Rectangle = z.infer<typeof rectangleSchema>;

/** How a window was left. */
export const windowStateSchema = rectangleSchema.extend({ maximized: z.boolean() });
/** See {@link windowStateSchema}. */
export type WindowState = z.infer<typeof windowStateSchema>;

/** A width and a height in device-independent pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The least the desk's layout works in. */
export const leastSize = { width: 1024, height: 640 } as const;
/** What it is designed for. */
export const usualSize = { width: 1440, height: 900 } as const;

/** A window of its own shows one session without the panel. */
export const leastTorn: Size = { width: 520, height: 480 };
/** See {@link leastTorn}. */
export const usualTorn: Size = { width: 860, height: 780 };

/** So much of the title bar must be on a screen for a hand to get hold of it. */
const grip = { width: 160, height: 32 } as const;

/**
 * Finds a place for a window on the screens of today.
 * @param saved how it was left, perhaps on a screen that is gone.
 * @param screens the work areas, the main screen first; at least one.
 * @param least what it is never smaller than, where the screen allows; `usual`: what it is when nothing was saved.
 * @returns the saved place where it can still be grabbed, shrunk to its screen; else the middle of the main screen.
 */
export function placeWindow(
  saved: WindowState | undefined,
  screens: readonly Rectangle[],
  least: Size = leastSize,
  usual: Size = usualSize,
): WindowState {
  const main = screens[0];
  if (main === undefined) return { ...usual, x: 0, y: 0, maximized: false };
  if (saved !== undefined) {
    for (const screen of screens) {
      // Its size first: a window that has to shrink may lose the end by which it could be grabbed.
      const place = { ...saved, ...sizeOn(screen, saved, least) };
      if (canGrab(place, screen)) return place;
    }
  }
  const { width, height } = sizeOn(main, saved ?? usual, least);
  return {
    x: main.x + Math.floor((main.width - width) / 2),
    y: main.y + Math.floor((main.height - height) / 2),
    width,
    height,
    maximized: saved?.maximized ?? false,
  };
}

/** A wanted size between the least and the screen's; a screen smaller than the least size wins. */
function sizeOn(screen: Rectangle, wanted: Size, least: Size): Size {
  return {
    width: Math.min(Math.max(wanted.width, least.width), screen.width),
    height: Math.min(Math.max(wanted.height, least.height), screen.height),
  };
}

/** Whether enough of the title bar lies on this screen. */
function canGrab(window: Rectangle, screen: Rectangle): boolean {
  const left = Math.max(window.x, screen.x);
  const right = Math.min(window.x + window.width, screen.x + screen.width);
  const below = window.y >= screen.y && window.y + grip.height <= screen.y + screen.height;
  return below && right - left >= grip.width;
}
