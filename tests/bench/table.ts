// Changes when the form of a measurement does: one row, the printed table, the file.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '../../build/paths.ts';

/** One measured figure beside what it is measured against. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What stands beside it in the same run: the raw limit or a peer, in the same unit; null where nothing does. */
  against: number | null;
  /** value / against. */
  ratio: number | null;
  /** What is to be reached, in words such as "<= 1.3 x" or "< 20 kB"; null where nothing was promised. */
  target: string | null;
  met: boolean | null;
}

/**
 * @returns a row; `limit` is the largest value (or, with `against`, the largest ratio) that meets the target, `least` the
 * smallest. `per`: the ratio is against / value, for times where more speed is the better.
 */
export function row(
  name: string,
  value: number,
  unit: string,
  more: { against?: number; limit?: number; least?: number; target?: string; per?: 'time' } = {},
): Row {
  const against = more.against ?? null;
  const compared = against === null || against === 0 ? null : value / against;
  const ratio = compared !== null && more.per === 'time' ? 1 / compared : compared;
  const measured = ratio ?? value;
  const bound = more.least ?? more.limit;
  return {
    name,
    value: round(value),
    unit,
    against: against === null ? null : round(against),
    ratio: ratio === null ? null : round(ratio),
    target:
      more.target ??
      (bound === undefined
        ? null
        : `${more.least === undefined ? '<=' : '>='} ${bound}${ratio === null ? ` ${unit}` : ' x'}`),
    met: bound === undefined ? null : more.least === undefined ? measured <= bound : measured >= bound,
  };
}

/** @returns the value below which `share` (0 to 1) of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Prints the table and writes out/bench/NAME.json. */
export async function publish(name: string, rows: readonly Row[]): Promise<void> {
  console.log(`\n${name}`);
  console.table(
    Object.fromEntries(
      rows.map((r) => [
        r.name,
        { value: r.value, unit: r.unit, against: r.against, ratio: r.ratio, target: r.target, met: r.met },
      ]),
    ),
  );
  await mkdir(inRepository('out', 'bench'), { recursive: true });
  await writeFile(join(inRepository('out', 'bench'), `${name}.json`), `${JSON.stringify(rows, null, 2)}\n`);
}
