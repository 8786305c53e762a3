// Measures a fresh desk: everything an agent may see, from sign-in to linked, as images and as rows, against R0.
import { row, type Row } from '../table.ts';
import { cpuOf, startHelper } from './child.ts';
import { benchAgent, type Context } from './context.ts';
import { startDesk, type DeskOptions } from './desk.ts';
import type { FeederAnswer } from './feeder.ts';
import type { Floor, Took } from './raw.ts';

/** What one bootstrap cost. */
export interface Bootstrap {
  seconds: number;
  /** Processor time of the store, s. */
  cpu: number;
  /** MB: the store's share of memory, sampled, and all it ever held. */
  pss: number;
  peakRss: number;
  rows: number;
}

/** Signs a fresh desk in and waits until it is linked. */
export async function bootstrap(
  folder: string,
  address: string,
  options: DeskOptions = {},
  handle = benchAgent.handle,
): Promise<Bootstrap> {
  const desk = await startDesk(folder, options);
  try {
    const cpu = cpuOf(desk.pid);
    const began = performance.now();
    await desk.signIn(address, handle);
    await desk.when(({ link }) => link.state === 'linked', 'the snapshot');
    const seconds = (performance.now() - began) / 1000;
    const used = cpuOf(desk.pid) - cpu;
    const memory = desk.memory();
    return { seconds, cpu: used, ...memory, rows: desk.rows() };
  } finally {
    await desk.stop();
  }
}

/** Keeps the best of several turns by name. */
function createBest(): { keep(name: string, took: Took): void; get(name: string): Took } {
  const best = new Map<string, Took>();
  return {
    keep: (name, took) => {
      const before = best.get(name);
      if (before === undefined || took.seconds < before.seconds) best.set(name, took);
    },
    get: (name) => best.get(name)!,
  };
}

const turns = 2;
const floors: readonly Floor[] = ['R0', 'R0 encrypted', 'R1', 'R1 encrypted'];
const ways = {
  image: ['by image, from the service', 1.5],
  fed: ['by rows, prepared frames (the desk alone)', 0.6],
  rows: ['by rows, end to end from Postgres', 0.6],
  first: ['by segments made on the way, before there are images', undefined],
} as const;

/** See the head of this file. */
export async function bootstrapPart({ stage, data, raw: startRaw, note }: Context): Promise<Row[]> {
  const raw = await startRaw(data.rowsFile);
  const feeder = startHelper(new URL('./feeder.ts', import.meta.url));
  const { address } = await feeder.ask<FeederAnswer>({ t: 'start', rowsFile: data.rowsFile });
  const service = await stage.service();
  const best = createBest();
  best.keep('first', await bootstrap(stage.desk('first'), service.address));
  await stage.images();
  // Turn by turn, so that both meet the same neighbours on the machine.
  for (let turn = 0; turn < turns; turn++) {
    best.keep('R0', await raw.run('R0'));
    best.keep('image', await bootstrap(stage.desk('image'), service.address));
    best.keep('R0', await raw.run('R0'));
    best.keep('fed', await bootstrap(stage.desk('fed'), address));
    if (turn > 0) continue;
    for (const floor of floors.slice(1)) best.keep(floor, await raw.run(floor));
    best.keep('rows', await bootstrap(stage.desk('rows'), service.address, { rowsOnly: true }));
  }
  await raw.stop();
  await feeder.stop();
  await service.stop();

  const speed = (name: string): number => Math.round(data.rows / best.get(name).seconds);
  const r0 = best.get('R0');
  note(`R0 took ${r0.seconds.toFixed(2)} s, ${r0.cpu.toFixed(2)} s of the processor`);
  return [
    ...floors.map((floor) =>
      row(`${floor}, ${data.rows} rows, ${Math.round(data.bytes / 1e6)} MB of JSON`, speed(floor), 'rows/s', {
        against: speed('R0'),
      }),
    ),
    ...Object.entries(ways).flatMap(([way, [name, least]]) => {
      const { seconds, cpu, pss, peakRss, rows } = best.get(way) as Bootstrap;
      if (rows < data.rows) throw new Error(`Only ${rows} of ${data.rows} rows came ${name}`);
      return [
        row(`bootstrap ${name}`, speed(way), 'rows/s', {
          against: speed('R0'),
          ...(least === undefined ? {} : { least }),
        }),
        row(`bootstrap ${name}, time`, seconds, 's', { against: r0.seconds }),
        row(`bootstrap ${name}, processor time of the store`, cpu, 's', { against: r0.cpu }),
        row(`bootstrap ${name}, store's share of memory`, pss, 'MB', { limit: 200 }),
        row(`bootstrap ${name}, store's largest RSS`, peakRss, 'MB'),
      ];
    }),
  ];
}
