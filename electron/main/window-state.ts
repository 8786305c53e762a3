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

/** The least the desk's layout works in. */
export const leastSize = { width: 1024, height: 640 } as const;
/** What it is designed for. */
export const usualSize = { width: 1440, height: 900 } as const;

/** So much of the title bar must be on a screen for a hand to get hold of it. */
const grip = { width: 160, height: 32 } as const;

/**
 * Finds a place for a window on the screens of today.
 * @param saved how it was left, perhaps on a screen that is gone.
 * @param screens the work areas, the main screen first; at least one.
 * @returns the saved place where it can still be grabbed, shrunk to its screen; else the middle of the main screen.
 */
export function placeWindow(saved: WindowState | undefined, screens: readonly Rectangle[]): WindowState {
  const main = screens[0];
  if (main === undefined) return { ...usualSize, x: 0, y: 0, maximized: false };
  const size = saved ?? usualSize;
  const maximized = saved?.maximized ?? false;
  const home = saved === undefined ? undefined : screens.find((screen) => canGrab(saved, screen));
  const screen = home ?? main;
  const width = clamp(size.width, leastSize.width, screen.width);
  const height = clamp(size.height, leastSize.height, screen.height);
  if (home !== undefined && saved !== undefined) return { x: saved.x, y: saved.y, width, height, maximized };
  return {
    x: screen.x + Math.floor((screen.width - width) / 2),
    y: screen.y + Math.floor((screen.height - height) / 2),
    width,
    height,
    maximized,
  };
}

/** Whether enough of the title bar lies on this screen. */
function canGrab(window: Rectangle, screen: Rectangle): boolean {
  const left = Math.max(window.x, screen.x);
  const right = Math.min(window.x + window.width, screen.x + screen.width);
  const below = window.y >= screen.y && window.y + grip.height <= screen.y + screen.height;
  return below && right - left >= grip.width;
}

/** A screen smaller than the least size wins: a window must not be larger than its screen. */
function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
