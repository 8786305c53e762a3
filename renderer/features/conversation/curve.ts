// Changes when the small curve of sentiment is drawn differently.

/** Points of the curve in a box of the given size; y grows downwards. */
export interface Curve {
  points: { x: number; y: number }[];
  /** For the `d` of an SVG path. Empty below two points. */
  path: string;
}

/**
 * @param steps scores from -1 to 1, oldest first. The newest always ends at the right, so that it has one place.
 * @param slots how many steps fill the width.
 */
export function curveOf(
  steps: readonly number[],
  slots: number,
  width: number,
  height: number,
  inset: number,
): Curve {
  const shown = steps.slice(-slots);
  const gap = slots > 1 ? (width - 2 * inset) / (slots - 1) : 0;
  const points = shown.map((score, index) => {
    const bounded = Number.isFinite(score) ? Math.max(-1, Math.min(1, score)) : 0;
    return {
      x: round(width - inset - (shown.length - 1 - index) * gap),
      y: round(inset + ((1 - bounded) / 2) * (height - 2 * inset)),
    };
  });
  const path =
    points.length < 2 ? '' : points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  return { points, path };
}

const round = (value: number): number => Math.round(value * 100) / 100;
