// Changes when the sentiment engine is measured on other data, or beside other engines. The data stays outside: `npm run bench -- sentiment FOLDER`.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { inRepository } from '../../build/paths.ts';
import {
  furtherLanguages,
  judgedBy,
  ownLanguages,
  readOthers,
  readOthersReplies,
  readRows,
  readSet,
  readTalks,
  type DataSet,
} from '../../build/sentiment/data.ts';
import {
  accuracy,
  ask,
  flipped,
  macroF1,
  talkDistances,
  type Answers,
} from '../../build/sentiment/measure.ts';
import type { Judged } from '../../shared/sentiment/languages.ts';
import { createSentimentEngine } from '../../shared/sentiment/index.ts';
import { thriftyEnvironment, thriftyNode } from '../../electron/main/store-thrift.ts';
import { engine, shippedWeights } from '../sentiment/engine.ts';
import { innocent, profane } from '../sentiment/profanity.ts';
import { openPeers, type Peer } from './sentiment/peers.ts';
import { drawPlot } from './sync/plot.ts';
import { row, type Row } from './table.ts';

const ownFolder = join(import.meta.dirname, '..', '..', 'build', 'sentiment');
const umsab = ['ar', 'en', 'fr', 'de', 'hi', 'it', 'pt', 'es'];
const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? 0;
const limits: Record<string, number> = { pl: 81, da: 58, fa: 58, 'en-support': 66 };

/** What this thread has computed so far, in ms: unlike the clock it does not count what others do on a busy machine. */
const computed = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/**
 * What each message takes when nothing disturbs, in ms, in rising order: the least of several rounds, so that a busy machine
 * counts little and a long message counts fully.
 */
function times(texts: readonly string[], say: (text: string) => unknown): number[] {
  const least = texts.map(() => Infinity);
  for (let round = 0; round < 7; round++) {
    texts.forEach((text, i) => {
      const began = performance.now();
      say(text);
      least[i] = Math.min(least[i]!, performance.now() - began);
    });
  }
  return least.toSorted((a, b) => a - b);
}

function ours(data: string): Row[] {
  const rows: Row[] = [];
  const scores = new Map<string, number>();
  for (const { name, language } of judgedBy) {
    for (const split of ['val', 'test'] as const) {
      const set = readSet(data, name, split, language);
      if (set === undefined) continue;
      const f1 = macroF1(set.labels, ask(engine, set, true, 'model').said);
      scores.set(`${name}.${split}`, f1);
      const least = limits[name];
      rows.push(row(`${name}.${split}: macro-F1`, f1, '%', least === undefined ? {} : { least }));
    }
  }
  for (const split of ['val', 'test']) {
    const found = umsab.flatMap((name) => scores.get(`${name}.${split}`) ?? []);
    if (found.length === umsab.length)
      rows.push(row(`UMSAB ${split}, mean of 8`, mean(found), '%', { least: 61 }));
  }
  return rows;
}

function ownRows(): Row[] {
  const keptOf = (language: Judged): Answers =>
    ask(engine, readRows(ownFolder, language, true), true, 'product');
  const accuracyOf = ({ set, said }: Answers): Row =>
    row(`${set.name}, kept aside: accuracy`, accuracy(set.labels, said), '%');
  const [all, further] = [ownLanguages.map(keptOf), furtherLanguages.map(keptOf)];
  const labels = all.flatMap(({ set }) => set.labels);
  const off = ownLanguages.flatMap((language) => talkDistances(engine, readTalks(ownFolder, language, true)));
  const share = (most: number): number => (100 * off.filter((one) => one <= most).length) / off.length;
  return [
    ...all.map(accuracyOf),
    row(
      'support messages, six languages: accuracy',
      accuracy(
        labels,
        all.flatMap(({ said }) => said),
      ),
      '%',
      { least: 90 },
    ),
    row('strong messages with the wrong sign', all.flatMap((one) => flipped(one)).length, '', { limit: 0 }),
    row('of these more than slightly', all.flatMap((one) => flipped(one, 2)).length, '', { limit: 0 }),
    ...further.map(accuracyOf),
    row('conversations: level exact', share(0), '%', { least: 65 }),
    row('conversations: within one', share(1), '%', { least: 95 }),
  ];
}

/** Messages by writers of whom nothing trained. */
function byOthers(): Row[] {
  const kinds = { messages: readOthers, replies: readOthersReplies };
  const groups = (['messages', 'replies'] as const).flatMap((kind) => [
    { kind, name: 'six languages', languages: ownLanguages },
    { kind, name: 'five more languages', languages: furtherLanguages },
  ]);
  return groups.flatMap(({ kind, name, languages }) => {
    const all = languages.map((language) => ask(engine, kinds[kind](ownFolder, language), true, 'product'));
    const strong = all.flatMap(({ set }) => set.levels!.filter((level) => Math.abs(level) === 3)).length;
    return [
      row(
        `${kind} by other writers, ${name}: accuracy`,
        accuracy(
          all.flatMap(({ set }) => set.labels),
          all.flatMap(({ said }) => said),
        ),
        '%',
      ),
      row(`of ${strong} strong ones with the wrong sign`, all.flatMap((one) => flipped(one)).length, ''),
    ];
  });
}

function profanity(): Row[] {
  const hit = (text: string): boolean => engine.message(text, 'en').score <= -0.9;
  const caught = profane.filter(([text]) => hit(text)).length;
  return [
    row(`profanity caught, of ${profane.length}`, caught, '', { least: profane.length }),
    row(`clean look-alikes hit, of ${innocent.length}`, innocent.filter(hit).length, '', { limit: 0 }),
  ];
}

function cost(set: DataSet | undefined): Row[] {
  const texts = set?.texts ?? readRows(ownFolder, 'en', true).texts;
  const loads = Array.from({ length: 9 }, () => {
    const began = performance.now();
    createSentimentEngine(shippedWeights);
    return performance.now() - began;
  }).toSorted((a, b) => a - b);
  const sorted = times(texts, (text) => engine.message(text, 'en'));
  return [
    row('weights', shippedWeights.byteLength / 2 ** 20, 'MiB', { limit: 4 }),
    row('load, least of 9', at(loads, 0), 'ms', { limit: 20 }),
    row('time per message, median', at(sorted, 0.5), 'ms'),
    row('time per message, p99', at(sorted, 0.99), 'ms', { limit: 0.5 }),
  ];
}

/** Work of another kind that makes V8 load its compilers: what they take is no part of whatever comes next. */
const hot = `let sum = 0;
  for (let round = 0; round < 400; round++) {
    const rows = Array.from({ length: 2000 }, (_, at) => ({ key: 'x' + (at % 37), value: at * round }));
    sum += rows.filter(({ value }) => value % 3 > 0).map(({ key }) => key.length).reduce((a, b) => a + b, 0);
  }
  `;

/**
 * What the engine, its weights and its word lists add to a bare Node after 500 messages, each in a process of its own: built, as
 * the desk and the service run it, and from its sources, where Node's own reading of TypeScript comes on top.
 */
async function memory(): Promise<Row[]> {
  const folder = inRepository('out', 'bench', 'sentiment');
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          engine: inRepository('shared', 'sentiment', 'index.ts'),
          bare: inRepository('shared', 'errors.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  const resident = (code: string, flags: readonly string[], environment: Readonly<Record<string, string>>) =>
    Number(
      execFileSync(
        process.execPath,
        [
          ...flags,
          '--expose-gc',
          '--input-type=module',
          '-e',
          `${code};gc();console.log(process.memoryUsage().rss)`,
        ],
        { encoding: 'utf8', cwd: inRepository(), env: { ...process.env, ...environment } },
      ),
    );
  const added = (
    engineFile: string,
    bareFile: string,
    flags: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
    before = '',
  ): number => {
    const load = `${before}import { readFileSync } from 'node:fs';
      const { createSentimentEngine } = await import(${JSON.stringify(engineFile)});
      const engine = createSentimentEngine(readFileSync(${JSON.stringify(inRepository('shared', 'sentiment', 'weights.bin'))}));
      for (let i = 0; i < 500; i++) engine.message('Where is my order ' + i + '? I am not happy.', 'en');`;
    // What both must load to run at all is no part of it.
    const bare = `${before}await import(${JSON.stringify(bareFile)})`;
    const several = Array.from(
      { length: 5 },
      () => (resident(load, flags, environment) - resident(bare, flags, environment)) / 2 ** 20,
    );
    return at(
      several.toSorted((a, b) => a - b),
      0.5,
    );
  };
  const [engineFile, bareFile] = [join(folder, 'engine.mjs'), join(folder, 'bare.mjs')];
  return [
    // Where it runs at a desk: the store's process, started as main starts it.
    row(
      'memory that it adds, as the store is started',
      added(engineFile, bareFile, thriftyNode, thriftyEnvironment),
      'MB',
      { limit: 30 },
    ),
    row('memory that it adds, built', added(engineFile, bareFile), 'MB', {
      limit: 30,
    }),
    // What a process that does anything else often enough has loaded anyway: the compilers of V8.
    row(
      'memory that it adds, built, where other code is hot already',
      added(engineFile, bareFile, [], {}, hot),
      'MB',
    ),
    row(
      'memory that it adds, from TypeScript',
      added(inRepository('shared', 'sentiment', 'index.ts'), inRepository('shared', 'errors.ts')),
      'MB',
    ),
  ];
}

/** Where an engine stands: how often it is right and what a message costs. */
interface Point {
  name: string;
  f1: number;
  ms: number;
}

/** Ours beside the others, on English: UMSAB, support tweets, tweets. */
async function beside(data: string): Promise<{ rows: Row[]; points: Point[] }> {
  const rows: Row[] = [];
  const points: Point[] = [];
  const sets = ['en', 'en-support', 'en-tweeteval'].flatMap((name) => readSet(data, name, 'val', 'en') ?? []);
  const parley: Peer = {
    name: 'parley',
    classOf: (text) => {
      const { negative, neutral, positive } = engine.explain(text, 'en', 'general');
      return negative > neutral && negative >= positive ? 0 : positive > neutral ? 2 : 1;
    },
  };
  for (const { name, classOf } of [parley, ...(await openPeers())]) {
    let spent = 0;
    let asked = 0;
    const f1: number[] = [];
    for (const { name: set, texts, labels } of sets) {
      const said: number[] = [];
      const began = computed();
      for (const text of texts) said.push(await classOf(text));
      spent += computed() - began;
      asked += texts.length;
      f1.push(macroF1(labels, said));
      rows.push(row(`${name} on ${set}.val: macro-F1`, f1.at(-1)!, '%'));
    }
    rows.push(row(`${name}: CPU time per message, mean`, spent / asked, 'ms'));
    points.push({ name, f1: mean(f1), ms: spent / asked });
  }
  return { rows, points };
}

/** The table of what has been reached; with a folder of labelled data also on that, and beside other engines. */
export async function bench(args: string[]): Promise<Row[]> {
  const data = args[0] ?? process.env['PARLEY_SENTIMENT_DATA'] ?? '';
  if (!existsSync(data)) {
    console.log(
      'Without a folder of labelled data (argument, or PARLEY_SENTIMENT_DATA) only our own rows are measured.',
    );
    return [...ownRows(), ...byOthers(), ...profanity(), ...(await memory()), ...cost(undefined)];
  }
  const { rows, points } = await beside(data);
  const folder = join(import.meta.dirname, '..', '..', 'out', 'bench');
  mkdirSync(folder, { recursive: true });
  const picture = join(folder, 'sentiment.svg');
  writeFileSync(
    picture,
    drawPlot({
      title: 'English: accuracy against time',
      x: 'ms per message',
      y: 'macro-F1, mean of three sets, %',
      series: points.map(({ name, f1, ms }) => ({ name, points: [[ms, f1]] })),
    }),
  );
  console.log(`Accuracy against time: ${picture}`);
  return [
    ...ours(data),
    ...ownRows(),
    ...byOthers(),
    ...profanity(),
    ...(await memory()),
    ...cost(readSet(data, 'en-support', 'val', 'en')),
    ...rows,
  ];
}
