// Measures a desk that comes back to 48,000 changes: applied into its live cache, while its lists are read, until all can be found.
import { join } from 'node:path';
import type { Running } from '../../../build/world.ts';
import { row, type Row } from '../table.ts';
import { applyChanges, writeChanges } from './changes.ts';
import { cpuOf, startHelper } from './child.ts';
import { benchAgent, cacheOf, type Context } from './context.ts';
import { startDesk, type Desk } from './desk.ts';
import type { FeederAnswer } from './feeder.ts';
import { agentReads, readMeanwhile, readTimes, someOf, summary, type Reading } from './reads.ts';

const longestIndexMs = 120_000;

interface Caught {
  seconds: number;
  /** Processor time of the store until the last row was in, s. */
  cpu: number;
  /** From the last row in to the last row found. */
  indexSeconds: number;
  reads: ReturnType<typeof summary>;
  /** p95 of the same reads just before, ms. */
  atRest: number;
  pss: number;
}

async function watch(
  desk: Desk,
  reads: readonly Reading[],
  begin: () => Promise<() => Promise<void>>,
): Promise<Caught> {
  const atRest = summary(await readTimes(desk, reads, 25)).p95;
  const wait = await begin();
  const cpu = cpuOf(desk.pid);
  const began = performance.now();
  const caught = wait();
  const reading = readMeanwhile(desk, reads, caught);
  await caught;
  const done = performance.now();
  const used = cpuOf(desk.pid) - cpu;
  const times = await reading;
  // One that does not come to an end is a figure too: at least this long.
  await desk.indexed(longestIndexMs).catch(() => undefined);
  return {
    seconds: (done - began) / 1000,
    cpu: used,
    indexSeconds: (performance.now() - done) / 1000,
    reads: summary(times),
    atRest,
    pss: desk.memory().pss,
  };
}

/** The desk alone: a loaded desk is fed prepared deltas. */
async function fed(context: Context, file: string, reads: readonly Reading[]): Promise<Caught> {
  const feeder = startHelper(new URL('./feeder.ts', import.meta.url));
  const desk = await context.loadedDesk();
  try {
    await desk.when(({ link }) => link.state === 'offline', 'the desk to be offline');
    await feeder.ask<FeederAnswer>({ t: 'start', rowsFile: null, port: await context.port() });
    await desk.client.request('link.retry', {});
    await desk.when(({ link }) => link.state === 'linked', 'a link');
    return await watch(desk, reads, async () => {
      const { cursor: to } = await feeder.ask<FeederAnswer>({ t: 'deltas', rowsFile: file });
      return () => desk.reached(to);
    });
  } finally {
    await desk.stop();
    await feeder.stop();
  }
}

/** A loaded desk whose service comes back with changes. */
async function fromService(
  context: Context,
  file: string,
  reads: readonly Reading[],
  rowsOnly: boolean,
): Promise<Caught> {
  const { stage } = context;
  const port = await context.port();
  const folder = await context.loadedFolder();
  await applyChanges(stage.pool, file);
  const desk = await startDesk(folder, { rowsOnly });
  try {
    await desk.when(({ link }) => link.state === 'offline', 'the desk to be offline');
    let service: Running | undefined;
    const result = await watch(desk, reads, async () => {
      // Started last: the desk tries by itself now and then.
      service = await stage.service(port);
      const to = await stage.horizon();
      return async () => {
        await desk.client.request('link.retry', {});
        await desk.reached(to);
      };
    });
    await service?.stop();
    return result;
  } finally {
    await desk.stop();
  }
}

/** See the head of this file. */
export async function catchUpPart(context: Context): Promise<Row[]> {
  const { stage, data, scale } = context;
  const happening = { cases: 8_000 * scale, messages: 40_000 * scale };
  const count = happening.cases + happening.messages;
  const files = [1, 2].map((round) => join(stage.folder, `changes-${round}.ndjson`));
  for (const [i, file] of files.entries()) await writeChanges(data, happening, i + 1, file);
  const { conversationId } = await someOf(data);
  const reads = agentReads(conversationId);

  // The floor writes the same rows into the same cache.
  const folder = await context.loadedFolder();
  const raw = await context.raw(files[0]!);
  const floor = await raw.run('R1 encrypted', cacheOf(folder));
  await raw.stop();
  const r1 = count / floor.seconds;
  const alone = await fed(context, files[0]!, reads);
  const segments = await fromService(context, files[0]!, reads, false);
  const byRows = await fromService(context, files[1]!, reads, true);

  const one = (name: string, { seconds, cpu, indexSeconds, reads: read, atRest, pss }: Caught): Row[] => [
    row(`catch-up of ${count}, ${name}`, Math.round(count / seconds), 'rows/s', {
      against: Math.round(r1),
      least: 0.8,
    }),
    row(`catch-up, ${name}: processor time of the store`, cpu, 's', { against: floor.cpu }),
    row(`catch-up, ${name}: lists of ${benchAgent.handle} meanwhile, p95 of ${read.count}`, read.p95, 'ms', {
      limit: 2,
    }),
    row(`catch-up, ${name}: the same lists at rest, p95`, atRest, 'ms'),
    row(`catch-up, ${name}: slowest kind (${read.worst[0]}), p95`, read.worst[1], 'ms'),
    row(`catch-up, ${name}: index behind, per 50,000 rows`, (indexSeconds * 50_000) / count, 's', {
      limit: 5,
    }),
    row(`catch-up, ${name}: store's share of memory`, pss, 'MB'),
  ];
  return [
    row(`R1, encrypted, ${count} rows into the same cache`, Math.round(r1), 'rows/s'),
    ...one('prepared frames (the desk alone)', alone),
    ...one('from the service', segments),
    ...one('by rows, from the service', byRows),
  ];
}
