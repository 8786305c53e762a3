// Draws measured points as an SVG with two logarithmic axes. Changes with how a plot looks.

/** What is drawn. */
export interface Plot {
  title: string;
  x: string;
  y: string;
  series: readonly { name: string; points: readonly (readonly [x: number, y: number])[] }[];
}

const size = { width: 760, height: 460, left: 70, right: 220, top: 44, bottom: 56 };
const colours = ['#0b6bcb', '#c2410c', '#15803d', '#7e22ce', '#b91c1c', '#0f766e', '#a16207', '#475569'];

const short = (n: number): string =>
  n >= 1e6 ? `${n / 1e6} M` : n >= 1e3 ? `${n / 1e3} k` : String(Number(n.toPrecision(2)));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @returns powers of ten around the values. */
function decades(values: readonly number[]): number[] {
  const from = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
}

/** @returns the plot as SVG. Points that are not positive numbers are left out: there is no logarithm of them. */
export function drawPlot({ title, x, y, series }: Plot): string {
  const shown = series.map(({ name, points }) => ({
    name,
    points: points.filter((point) => point.every((n) => Number.isFinite(n) && n > 0)),
  }));
  const all = shown.flatMap(({ points }) => points);
  if (all.length === 0) return '';
  const [xs, ys] = [decades(all.map(([at]) => at)), decades(all.map(([, value]) => value))];
  const place = (ticks: readonly number[], value: number): number =>
    Math.log10(value / ticks[0]!) / Math.log10(ticks.at(-1)! / ticks[0]!);
  const right = size.width - size.right;
  const bottom = size.height - size.bottom;
  const px = (value: number): string => (size.left + place(xs, value) * (right - size.left)).toFixed(1);
  const py = (value: number): string => (bottom - place(ys, value) * (bottom - size.top)).toFixed(1);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="white"/><text x="${size.left}" y="24" font-size="15">${escaped(title)}</text>`,
    ...xs.map(
      (at) =>
        `<path d="M${px(at)} ${size.top}V${bottom}" stroke="#ddd"/><text x="${px(at)}" y="${bottom + 18}" text-anchor="middle">${short(at)}</text>`,
    ),
    ...ys.map(
      (at) =>
        `<path d="M${size.left} ${py(at)}H${right}" stroke="#ddd"/><text x="${size.left - 8}" y="${Number(py(at)) + 4}" text-anchor="end">${short(at)}</text>`,
    ),
    `<text x="${(size.left + right) / 2}" y="${size.height - 14}" text-anchor="middle">${escaped(x)}</text>`,
    `<text transform="translate(18 ${(size.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(y)}</text>`,
  ];
  shown.forEach(({ name, points }, i) => {
    if (points.length === 0) return;
    const colour = colours[i % colours.length]!;
    const line = points.map(([at, value], n) => `${n === 0 ? 'M' : 'L'}${px(at)} ${py(value)}`).join('');
    const legend = size.top + 8 + i * 18;
    parts.push(
      `<path d="${line}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(([at, value]) => `<circle cx="${px(at)}" cy="${py(value)}" r="3.5" fill="${colour}"/>`),
      `<path d="M${right + 14} ${legend}h18" stroke="${colour}" stroke-width="2"/><text x="${right + 38}" y="${legend + 4}">${escaped(name)}</text>`,
    );
  });
  return `${parts.join('\n')}\n</svg>\n`;
}
