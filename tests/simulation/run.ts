// The simulation from the command line: many seeds over several processes, or one with its trace.
//
//   node tests/simulation/run.ts [--seeds N] [--from S] [--workers K] [--resume FILE]
//     Runs seeds S to S+N-1 (2000 from 1) in K processes (one per core) and prints a table. With --resume, what is done is
//     kept in FILE and not run again. Ends with 1 when a seed failed.
//   node tests/simulation/run.ts --seed S [--trace]
//     Runs one seed; with --trace says all that happens.
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fastFolder, startDatabase } from './database.ts';
import { createMadeOnce } from './made-once.ts';
import { createProgress, table, type SeedReport } from './progress.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    resume: { type: 'string' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    worker: { type: 'boolean', default: false },
  },
});

/** Runs seeds one after the other, over a database of this process alone. */
async function runSeeds(
  seeds: AsyncIterable<number> | Iterable<number>,
  onDone: (report: SeedReport) => void,
): Promise<void> {
  const database = await startDatabase();
  const folder = fastFolder('parley-simulation-');
  const made = createMadeOnce(folder);
  const onLine = values.trace ? (line: string): void => console.log(line) : undefined;
  try {
    for await (const seed of seeds) {
      try {
        const { hash, events, desks, saved, counts } = await simulate(seed, {
          database,
          folder,
          made,
          ...(onLine && { onLine }),
        });
        onDone({ seed, hash, events, desks, saved, counts: Object.fromEntries(counts), failure: null });
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        onDone({ seed, hash: '', events: 0, desks: 0, saved: 0, counts: {}, failure });
      }
    }
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A worker: takes seeds from its parent, one at a time, until there are no more. */
async function serveParent(): Promise<void> {
  const told: (number | null)[] = [];
  let wake = (): void => {};
  process.on('message', (seed: number | 'end') => {
    told.push(seed === 'end' ? null : seed);
    wake();
  });
  // A parent that is gone sends no more.
  process.on('disconnect', () => {
    told.push(null);
    wake();
  });
  async function* seeds(): AsyncGenerator<number> {
    for (;;) {
      while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const seed = told.shift()!;
      if (seed === null) return;
      yield seed;
    }
  }
  process.send?.('ready');
  // Ctrl-C reaches all: the parent ends, and that is how this one hears of it.
  process.on('SIGINT', () => {});
  await runSeeds(seeds(), (report) => {
    // A parent that was ended hears no more, and this one must still stop its database.
    if (process.connected) process.send?.(report);
  });
  if (process.connected) process.disconnect?.();
}

/** @returns whether all went well. */
async function runAll(): Promise<boolean> {
  const from = Number(values.from);
  const progress = createProgress(values.resume ?? null, from, Number(values.seeds));
  const todo = progress.todo();
  const startedAt = performance.now();
  const workers = Math.min(Number(values.workers), todo.length);
  let next = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(import.meta.filename, ['--worker'], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      const give = (): boolean => child.send(todo[next++] ?? 'end');
      child.on('message', (message: 'ready' | SeedReport) => {
        if (message !== 'ready') {
          progress.done(message);
          if (message.failure !== null) console.error(`seed ${message.seed}: ${message.failure}`);
        }
        give();
      });
      child.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`)),
      );
    });
  await Promise.all(Array.from({ length: workers }, one));
  console.log(table(progress.summary(), Math.round((performance.now() - startedAt) / 1000)));
  return progress.summary().failed.length === 0;
}

if (values.worker) await serveParent();
else if (values.seed === undefined) process.exitCode = (await runAll()) ? 0 : 1;
else {
  let failed = false;
  await runSeeds([Number(values.seed)], (report) => {
    failed = report.failure !== null;
    console.log(
      report.failure ??
        `seed ${report.seed}: ${report.events} events, ${report.saved} saved, trace ${report.hash}`,
    );
  });
  process.exitCode = failed ? 1 : 0;
}
