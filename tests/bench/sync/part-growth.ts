// Measures the cost as it grows: 10 k, 100 k, 1 M messages, and 10 to 5,000 desks. Rows, and plots in out/bench.
import { mkdir, writeFile } from 'node:fs/promises';
import { inRepository } from '../../../build/paths.ts';
import { percentile, row, type Row } from '../table.ts';
import type { Context } from './context.ts';
import { prepareData } from './data.ts';
import { startDesk } from './desk.ts';
import { bootstrap, type Bootstrap } from './part-bootstrap.ts';
import { fanOut, type FanOut } from './part-fan-out.ts';
import { drawPlot, type Plot } from './plot.ts';
import { agentReads, readTimes, someOf, summary, widerReads } from './reads.ts';
import { openStage } from './stage.ts';

interface Grown {
  messages: number;
  r0: number;
  image: Bootstrap;
  rows: Bootstrap;
  lists: number;
  search: number;
  /** Seconds until everything was found by search. */
  indexing: number;
}

async function grow(context: Context, messages: number): Promise<Grown> {
  const data = await prepareData({ cases: messages / 5, messages });
  const stage = await openStage(data);
  try {
    const raw = await context.raw(data.rowsFile);
    const floor = await raw.run('R0');
    await raw.stop();
    const service = await stage.service();
    await bootstrap(stage.desk('first'), service.address);
    await stage.images();
    const folder = stage.desk('image');
    const image = await bootstrap(folder, service.address);
    const rows = await bootstrap(stage.desk('rows'), service.address, { rowsOnly: true });
    await service.stop();
    const began = performance.now();
    const desk = await startDesk(folder);
    try {
      await desk.when(({ agent }) => agent !== null, 'the desk to open');
      await desk.indexed(600_000);
      const indexing = (performance.now() - began) / 1000;
      const { conversationId, words } = await someOf(data);
      const lists = summary(await readTimes(desk, agentReads(conversationId), 40));
      const search = [
        ...(
          await readTimes(
            desk,
            widerReads(words).filter(([what]) => what.startsWith('search')),
            3,
          )
        ).values(),
      ];
      return {
        messages,
        r0: floor.seconds,
        image,
        rows,
        lists: lists.p95,
        search: percentile(search.flat(), 0.95),
        indexing,
      };
    } finally {
      await desk.stop();
    }
  } finally {
    await stage.close();
  }
}

async function save(name: string, plot: Plot): Promise<void> {
  await mkdir(inRepository('out', 'bench'), { recursive: true });
  await writeFile(inRepository('out', 'bench', `${name}.svg`), drawPlot(plot));
}

async function drawMessages(grown: readonly Grown[]): Promise<void> {
  const line = (name: string, value: (one: Grown) => number): Plot['series'][number] => ({
    name,
    points: grown.map((one) => [one.messages, value(one)] as const),
  });
  const x = 'messages (and a fifth as many cases)';
  await save('sync-growth-time', {
    title: 'Time as the data grows',
    x,
    y: 'seconds',
    series: [
      line('R0', ({ r0 }) => r0),
      line('bootstrap by image', ({ image }) => image.seconds),
      line('bootstrap by rows', ({ rows }) => rows.seconds),
      line('search index from nothing', ({ indexing }) => indexing),
    ],
  });
  await save('sync-growth-reads', {
    title: 'Reads as the data grows, p95',
    x,
    y: 'milliseconds',
    series: [line("an agent's lists", ({ lists }) => lists), line('search', ({ search }) => search)],
  });
  await save('sync-growth-memory', {
    title: "The store's memory while it loads",
    x,
    y: 'MB',
    series: [
      line('by image, share (PSS)', ({ image }) => image.pss),
      line('by rows, share (PSS)', ({ rows }) => rows.pss),
      line('by rows, largest RSS', ({ rows }) => rows.peakRss),
    ],
  });
}

async function drawDesks(fanned: readonly FanOut[]): Promise<void> {
  const line = (name: string, value: (one: FanOut) => number): Plot['series'][number] => ({
    name,
    points: fanned.map((one) => [one.desks, value(one)] as const),
  });
  await save('sync-growth-desks', {
    title: 'A note from desk to desk, as more desks are linked',
    x: 'desks linked, all hear every note',
    y: 'milliseconds',
    series: [
      line('p50', ({ times }) => percentile(times, 0.5)),
      line('p95', ({ times }) => percentile(times, 0.95)),
      line('time to link them all', ({ linking }) => linking * 1000),
    ],
  });
  await save('sync-growth-desks-memory', {
    title: "The service's memory, as more desks are linked",
    x: 'desks linked',
    y: 'MB; kB for each link',
    series: [
      line('service, MB', ({ serviceMb }) => serviceMb),
      line('for each link, kB', ({ perLink }) => perLink),
    ],
  });
}

/** See the head of this file. */
export async function growthPart(context: Context): Promise<Row[]> {
  const { small, stage } = context;
  const grown: Grown[] = [];
  for (const messages of small ? [1_000, 10_000] : [10_000, 100_000, 1_000_000])
    grown.push(await grow(context, messages));
  const fanned = await fanOut(stage, small ? [10, 50] : [10, 100, 1_000, 5_000], small ? 20 : 60);
  await drawMessages(grown);
  await drawDesks(fanned);
  return [
    ...grown.flatMap(({ messages, r0, image, rows, lists, search, indexing }) => [
      row(`${messages} messages: by image, against R0`, image.seconds, 's', { against: r0, per: 'time' }),
      row(`${messages} messages: by rows, against R0`, rows.seconds, 's', { against: r0, per: 'time' }),
      row(`${messages} messages: store's share of memory, by image`, image.pss, 'MB'),
      row(`${messages} messages: store's share of memory, by rows`, rows.pss, 'MB'),
      row(`${messages} messages: search index from nothing`, indexing, 's'),
      row(`${messages} messages: an agent's lists, p95`, lists, 'ms'),
      row(`${messages} messages: search, p95`, search, 'ms'),
    ]),
    ...fanned.flatMap(({ desks, times, linking, lost, serviceMb }) => [
      row(`${desks} desks: note from A to B, p50`, percentile(times, 0.5), 'ms'),
      row(`${desks} desks: note from A to B, p95`, percentile(times, 0.95), 'ms'),
      row(`${desks} desks: to link those that came`, linking, 's'),
      row(`${desks} desks: lost`, lost, 'desks'),
      row(`${desks} desks: the service's memory`, serviceMb, 'MB'),
    ]),
  ];
}
