// Changes when `npm run test:faults` tries more, or tells its result differently.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ensureLinuxLibraries } from './linux-libraries.ts';
import { inRepository, repository } from './paths.ts';
import { capture, passThrough } from './run.ts';

const usage = `npm run test:faults -- [what]
  --seeds 100000         seeds of the simulation
  --kills 10000          kills of the store
  --service-kills 1000   kills of the service, and as many of Postgres
  --cuts 3000            power cuts
  --sip 200000           spoiled messages to the phone
  --seed 1               where chance begins
  --workers 2            batches at a time
  --fresh                begins anew instead of going on where the last run stopped`;

const folder = inRepository('out', 'faults');
const stateFile = inRepository('out', 'faults', 'state.json');
const simulation = inRepository('tests', 'simulation', 'run.ts');
const batchRunner = inRepository('tests', 'faults', 'run.ts');

/** What is killed in batches, and how many kills share a set of processes. */
const kinds = { store: 100, service: 25, postgres: 25, power: 150, sip: 5000 } as const;
type Kind = keyof typeof kinds;
const names: Readonly<Record<Kind, string>> = {
  store: 'kills of store',
  service: 'kills of service',
  postgres: 'kills of postgres',
  power: 'power cuts',
  sip: 'spoiled messages to the phone',
};

const batchSchema = z.object({
  kind: z.enum(['store', 'service', 'postgres', 'power', 'sip']),
  seed: z.number(),
  kills: z.number(),
});
type Batch = z.infer<typeof batchSchema>;
const resultSchema = z.object({ kills: z.number(), saved: z.number() });
const stateSchema = z.object({
  /** Another plan does not go on from this state. */
  plan: z.string(),
  done: z.array(batchSchema.extend({ saved: z.number(), seconds: z.number() })),
});
type State = z.infer<typeof stateSchema>;

const commandOf = ({ kind, seed, kills }: Batch): string =>
  `node tests/faults/run.ts ${kind} --seed ${seed} --kills ${kills}`;

/** @returns the batches that together make so many kills. */
export function plan(kind: Kind, kills: number, seed: number): Batch[] {
  const size = kinds[kind];
  return Array.from({ length: Math.ceil(kills / size) }, (_, i) => ({
    kind,
    seed: seed * 1_000_000 + i,
    kills: Math.min(size, kills - i * size),
  }));
}

async function readState(wanted: string, fresh: boolean): Promise<State> {
  const empty: State = { plan: wanted, done: [] };
  if (fresh) return empty;
  const text = await readFile(stateFile, 'utf8').catch(() => null);
  if (text === null) return empty;
  const read = stateSchema.safeParse(JSON.parse(text));
  return read.success && read.data.plan === wanted ? read.data : empty;
}

async function saveState(state: State): Promise<void> {
  await writeFile(`${stateFile}.new`, JSON.stringify(state));
  await rename(`${stateFile}.new`, stateFile);
}

/** Runs the batches, so many at a time. @returns those that failed, with what they said. */
async function runBatches(
  batches: readonly Batch[],
  workers: number,
  onDone: (batch: Batch, saved: number, seconds: number) => Promise<void>,
): Promise<{ batch: Batch; said: string }[]> {
  const failed: { batch: Batch; said: string }[] = [];
  const left = [...batches];
  const worker = async (): Promise<void> => {
    for (let batch = left.shift(); batch !== undefined; batch = left.shift()) {
      const began = performance.now();
      const { kind, seed, kills } = batch;
      const { code, stdout, stderr } = await capture(
        process.execPath,
        [batchRunner, kind, '--seed', String(seed), '--kills', String(kills)],
        { cwd: repository },
      );
      if (code === 0) {
        const { saved } = resultSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
        await onDone(batch, saved, (performance.now() - began) / 1000);
        continue;
      }
      failed.push({ batch, said: (stderr || stdout).trim().slice(0, 6000) });
      console.log(`FAILED. To see it again: ${commandOf(batch)}\n${failed.at(-1)!.said}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return failed;
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '100000' },
      kills: { type: 'string', default: '10000' },
      'service-kills': { type: 'string', default: '1000' },
      cuts: { type: 'string', default: '3000' },
      sip: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(Math.min(4, availableParallelism())) },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const [seeds, kills, serviceKills, cuts, sip, seed, workers] = [
    values.seeds,
    values.kills,
    values['service-kills'],
    values.cuts,
    values.sip,
    values.seed,
    values.workers,
  ].map(Number) as [number, number, number, number, number, number, number];
  if (
    [seeds, kills, serviceKills, cuts, sip, seed, workers].some((one) => !Number.isInteger(one) || one < 0)
  ) {
    console.error(`A number is not one.\n${usage}`);
    return 2;
  }
  await mkdir(folder, { recursive: true });
  await ensureLinuxLibraries(
    { display: false, browser: false, trace: cuts > 0 },
    { report: (line) => console.log(line) },
  );

  const wanted = JSON.stringify({ kills, serviceKills, cuts, sip, seed });
  const state = await readState(wanted, values.fresh);
  await saveState(state);
  const batches = [
    ...plan('store', kills, seed),
    ...plan('service', serviceKills, seed),
    ...plan('postgres', serviceKills, seed),
    ...plan('power', cuts, seed),
    ...plan('sip', sip, seed),
  ];
  const before = new Set(state.done.map((batch) => commandOf(batch)));
  const left = batches.filter((batch) => !before.has(commandOf(batch)));
  if (before.size > 0) console.log(`${before.size} of ${batches.length} batches were done before.`);

  const resume = inRepository('out', 'faults', `simulation-${seed}.json`);
  if (values.fresh) await rm(resume, { force: true });
  let simulated = 0;
  if (seeds > 0 && existsSync(simulation))
    simulated = await passThrough(
      process.execPath,
      // Option and value in one: a line each.
      [simulation, `--seeds=${seeds}`, `--from=${seed}`, `--resume=${resume}`, `--workers=${workers}`],
      { cwd: repository },
    );
  else if (seeds > 0) console.log('There is no simulation here (tests/simulation/run.ts).');

  const failed = await runBatches(left, Math.max(1, workers), async (batch, saved, seconds) => {
    state.done.push({ ...batch, saved, seconds });
    await saveState(state);
    const done = state.done.filter(({ kind }) => kind === batch.kind);
    const all = batches.filter(({ kind }) => kind === batch.kind).length;
    console.log(`${batch.kind}: batch ${done.length} of ${all}, ${batch.kills} in ${seconds.toFixed(0)} s`);
  });

  const table = (Object.keys(kinds) as Kind[]).map((kind) => {
    const done = state.done.filter((batch) => batch.kind === kind);
    const sum = (of: (batch: State['done'][number]) => number): number =>
      done.reduce((total, batch) => total + of(batch), 0);
    return {
      what: names[kind],
      passed: sum((batch) => batch.kills),
      'saved meanwhile': sum((batch) => batch.saved),
      'failed batches': failed.filter(({ batch }) => batch.kind === kind).length,
      seconds: Math.round(sum((batch) => batch.seconds)),
    };
  });
  console.table(table);
  if (seeds > 0 && existsSync(simulation))
    console.log(`Simulation: ${simulated === 0 ? 'passed' : 'failed, see above'}.`);
  for (const { batch } of failed) console.log(`Failed: ${commandOf(batch)}`);
  const summary = {
    seeds,
    simulation: simulated === 0 ? 'passed' : 'failed',
    table,
    failed: failed.map(({ batch, said }) => ({ ...batch, command: commandOf(batch), said })),
  };
  await writeFile(inRepository('out', 'faults', 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return failed.length === 0 && simulated === 0 ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
}
