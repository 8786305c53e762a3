// What a long run has done: kept in a file so that it can go on later, and told as a table.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const reportSchema = z.object({
  seed: z.number().int(),
  hash: z.string(),
  events: z.number(),
  desks: z.number(),
  saved: z.number(),
  counts: z.record(z.string(), z.number()),
  failure: z.string().nullable(),
});
/** What became of one seed. */
export type SeedReport = z.infer<typeof reportSchema>;

/** What became of all of them. */
export interface Summary {
  readonly seeds: number;
  readonly events: number;
  readonly saved: number;
  readonly desks: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly failed: readonly number[];
}

/** See {@link createProgress}. */
export interface Progress {
  /** Seeds not run yet, and those that have failed before. */
  todo(): number[];
  done(report: SeedReport): void;
  summary(): Summary;
}

/** @param file one JSON line per seed; read at the start, appended to. Null to keep nothing. */
export function createProgress(file: string | null, from: number, seeds: number): Progress {
  const reports = new Map<number, SeedReport>();
  if (file !== null && existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      // The last line may have been cut off.
      const parsed = reportSchema.safeParse(tryJson(line));
      if (parsed.success) reports.set(parsed.data.seed, parsed.data);
    }
  }
  const range = Array.from({ length: seeds }, (_, i) => from + i);
  return {
    todo: () => range.filter((seed) => reports.get(seed)?.failure !== null),
    done: (report) => {
      reports.set(report.seed, report);
      if (file !== null) appendFileSync(file, `${JSON.stringify(report)}\n`);
    },
    summary: () => {
      const mine = range.flatMap((seed) => reports.get(seed) ?? []);
      const counts: Record<string, number> = {};
      for (const report of mine)
        for (const [what, times] of Object.entries(report.counts)) counts[what] = (counts[what] ?? 0) + times;
      const sum = (of: (report: SeedReport) => number): number =>
        mine.reduce((all, report) => all + of(report), 0);
      return {
        seeds: mine.length,
        events: sum(({ events }) => events),
        saved: sum(({ saved }) => saved),
        desks: sum(({ desks }) => desks),
        counts,
        failed: mine.filter(({ failure }) => failure !== null).map(({ seed }) => seed),
      };
    },
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** @returns the summary as lines for people. */
export function table({ seeds, events, saved, desks, counts, failed }: Summary, seconds: number): string {
  const row = (what: string, value: string | number): string =>
    `${what.padEnd(58)} ${String(value).padStart(10)}`;
  const lines = [
    row('seeds', seeds),
    row('desks', desks),
    row('events', events),
    row('commands called saved', saved),
    row('seconds', seconds),
    '',
    ...Object.entries(counts)
      .filter(([what]) => what !== 'seeds')
      .toSorted(([, a], [, b]) => b - a)
      .map(([what, times]) => row(`  ${what}`, times)),
    '',
    row('failed', failed.length),
    ...failed.map((seed) => `  node tests/simulation/run.ts --seed ${seed} --trace`),
  ];
  return lines.join('\n');
}
