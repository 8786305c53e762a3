// Changes when the small icon of tray, taskbar and window looks different. Drawn, so that a count needs no set of files.

import type { TrayState } from '../../shared/ipc/main.ts';

type Status = TrayState['status'];

/** A picture: 4 bytes a pixel, blue, green, red, alpha, premultiplied, as Electron's createFromBitmap wants it. */
export interface Bitmap {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

type Colour = readonly [red: number, green: number, blue: number];
const accent: Colour = [11, 106, 124];
const white: Colour = [255, 255, 255];
const alarm: Colour = [176, 42, 26];
const ready: Colour = [38, 132, 72];
const pause: Colour = [168, 110, 0];
const grey: Colour = [110, 116, 124];

/** Digits of 3 x 5, a row each in 3 bits. */
const digits: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  '+': [0, 2, 7, 2, 0],
};

/** What a count looks like where there is room for one digit: 1 to 9, then a plus. */
export function countMark(count: number): string {
  if (count <= 0) return '';
  return count > 9 ? '+' : String(count);
}

/**
 * The speech bubble, with a count in its lower corner unless that is 0, and how the agent stands in its upper one.
 * @param size of its side in pixels.
 */
export function drawIcon(size: number, count: number, status?: Status): Bitmap {
  const mark = digits[countMark(count)];
  return draw(size, (x, y) => {
    if (status !== undefined) {
      const dot = standingAt(status, (x - 0.62) / 0.38, y / 0.38);
      if (dot !== undefined) return dot;
      if (inCircle(x, y, 0.81, 0.19, 0.25)) return undefined;
    }
    if (mark !== undefined) {
      const badge = badgeAt(mark, (x - 0.36) / 0.64, (y - 0.36) / 0.64);
      if (badge !== undefined) return badge;
      // A gap around the count, so that it reads on the bubble.
      if (inCircle(x, y, 0.68, 0.68, 0.38)) return undefined;
    }
    return bubbleAt(x, y);
  });
}

/** Only the count, for the corner of a taskbar button. */
export function drawCount(size: number, count: number): Bitmap {
  const mark = digits[countMark(count)] ?? [];
  return draw(size, (x, y) => badgeAt(mark, x, y));
}

function bubbleAt(x: number, y: number): Colour | undefined {
  const body = inRoundedBox(x, y, 0.5, 0.44, 0.44, 0.34, 0.2);
  const tail = x >= 0.22 && x <= 0.46 && y >= 0.7 && y <= 0.95 && x - 0.22 <= (0.95 - y) * 0.96;
  if (!body && !tail) return undefined;
  return [0.29, 0.5, 0.71].some((at) => inCircle(x, y, at, 0.44, 0.07)) ? white : accent;
}

/** Each status has its own shape as well as its colour, as in the window: full, ring, bar, hand of a clock, empty. */
function standingAt(status: Status, x: number, y: number): Colour | undefined {
  if (!inCircle(x, y, 0.5, 0.5, 0.5)) return undefined;
  switch (status) {
    case 'available':
      return ready;
    case 'busy':
      return inCircle(x, y, 0.5, 0.5, 0.32) && !inCircle(x, y, 0.5, 0.5, 0.18) ? undefined : alarm;
    case 'doNotDisturb':
      return x > 0.2 && x < 0.8 && Math.abs(y - 0.5) < 0.12 ? white : alarm;
    case 'away':
      return (Math.abs(x - 0.5) < 0.09 && y > 0.18 && y < 0.56) ||
        (x > 0.42 && x < 0.8 && Math.abs(y - 0.54) < 0.09)
        ? white
        : pause;
    case 'offline':
      return inCircle(x, y, 0.5, 0.5, 0.3) ? undefined : grey;
  }
}

function badgeAt(mark: readonly number[], x: number, y: number): Colour | undefined {
  if (!inCircle(x, y, 0.5, 0.5, 0.5)) return undefined;
  const column = Math.floor((x - 0.29) / 0.14);
  const row = Math.floor((y - 0.15) / 0.14);
  const lit = column >= 0 && column < 3 && row >= 0 && ((mark[row] ?? 0) >> (2 - column)) & 1;
  return lit ? white : alarm;
}

function inCircle(x: number, y: number, centreX: number, centreY: number, radius: number): boolean {
  return Math.hypot(x - centreX, y - centreY) <= radius;
}

function inRoundedBox(
  x: number,
  y: number,
  centreX: number,
  centreY: number,
  halfWidth: number,
  halfHeight: number,
  radius: number,
): boolean {
  const outX = Math.max(Math.abs(x - centreX) - halfWidth + radius, 0);
  const outY = Math.max(Math.abs(y - centreY) - halfHeight + radius, 0);
  return Math.hypot(outX, outY) <= radius;
}

const samples = 4;

/** Draws with smooth edges: each pixel is the mean of 4 x 4 points of the unit square. */
function draw(size: number, colourAt: (x: number, y: number) => Colour | undefined): Bitmap {
  const pixels = new Uint8Array(size * size * 4);
  const share = 1 / (samples * samples);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let sample = 0; sample < samples * samples; sample += 1) {
        const x = (column + ((sample % samples) + 0.5) / samples) / size;
        const y = (row + (Math.floor(sample / samples) + 0.5) / samples) / size;
        const colour = colourAt(x, y);
        if (colour === undefined) continue;
        red += colour[0] * share;
        green += colour[1] * share;
        blue += colour[2] * share;
        alpha += 255 * share;
      }
      pixels.set([blue, green, red, alpha].map(Math.round), (row * size + column) * 4);
    }
  }
  return { pixels, width: size, height: size };
}
