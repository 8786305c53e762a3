// Measures a fresh desk: everything an agent may see, from sign-in to linked, as images and as rows, against R0.
import { row, type Row } from '../table.ts';
import { startHelper } from './child.ts';
import { benchAgent, type Context } from './context.ts';
import { startDesk, type DeskOptions } from './desk.ts';
import type { FeederAnswer } from './feeder.ts';

/** What one bootstrap cost. */
export interface Bootstrap {
  seconds: number;
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
    const began = performance.now();
    await desk.signIn(address, handle);
    await desk.when(({ link }) => link.state === 'linked', 'the snapshot');
    const seconds = (performance.now() - began) / 1000;
    const memory = desk.memory();
    const { records } = await desk.diagnostics();
    return { seconds, ...memory, rows: Object.values(records).reduce((sum, n) => sum + n, 0) };
  } finally {
    await desk.stop();
  }
}

/** @returns the better of two. */
async function twice(work: () => Promise<Bootstrap>): Promise<Bootstrap> {
  const [one, two] = [await work(), await work()];
  return one.seconds < two.seconds ? one : two;
}

/** See the head of this file. */
export async function bootstrapPart({ stage, data, floors, note }: Context): Promise<Row[]> {
  const raw = await floors();
  const speed = (seconds: number): number => Math.round(data.rows / seconds);
  const r0 = speed(raw.R0!);
  const rows: Row[] = [
    row(`R0, ${data.rows} rows, ${Math.round(data.bytes / 1e6)} MB of JSON`, r0, 'rows/s'),
    row('R0, encrypted', speed(raw['R0 encrypted']!), 'rows/s', { against: r0 }),
    row('R1', speed(raw.R1!), 'rows/s', { against: r0 }),
    row('R1, encrypted', speed(raw['R1 encrypted']!), 'rows/s', { against: r0 }),
  ];

  const feeder = startHelper(new URL('./feeder.ts', import.meta.url));
  const { address } = await feeder.ask<FeederAnswer>({ t: 'start', rowsFile: data.rowsFile });
  const fed = await twice(() => bootstrap(stage.desk('fed'), address, {}, 'helena'));
  await feeder.stop();

  const service = await stage.service();
  const first = await bootstrap(stage.desk('first'), service.address);
  const image = await twice(() => bootstrap(stage.desk('image'), service.address));
  const byRows = await bootstrap(stage.desk('rows'), service.address, { rowsOnly: true });
  await service.stop();
  note(`rows of what is counted: fed ${fed.rows}, images ${image.rows}, rows ${byRows.rows}`);

  const one = (name: string, { seconds, pss, peakRss }: Bootstrap, least?: number): Row[] => [
    row(`bootstrap ${name}`, speed(seconds), 'rows/s', {
      against: r0,
      ...(least === undefined ? {} : { least }),
    }),
    row(`bootstrap ${name}, time`, seconds, 's'),
    row(`bootstrap ${name}, store's share of memory`, pss, 'MB', { limit: 200 }),
    row(`bootstrap ${name}, store's largest RSS`, peakRss, 'MB'),
  ];
  return [
    ...rows,
    ...one('by image, from the service', image, 1.5),
    ...one('by image, the first desk, before the service has images', first),
    ...one('by rows, prepared frames (the desk alone)', fed, 0.6),
    ...one('by rows, end to end from Postgres', byRows, 0.6),
  ];
}
