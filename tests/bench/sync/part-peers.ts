// Measures PouchDB replicating the cases of the dataset over HTTP, and a desk of ours that is given the same cases.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '../../../build/paths.ts';
import { must } from '../../../build/run.ts';
import { row, type Row } from '../table.ts';
import { startHelper } from './child.ts';
import type { Context } from './context.ts';
import { prepareData } from './data.ts';
import type { FeederAnswer } from './feeder.ts';
import { bootstrap } from './part-bootstrap.ts';
import { openStage } from './stage.ts';

const peers = inRepository('tests', 'bench', 'peers');

interface Replicated {
  docs: number;
  seconds: number;
  peakRss: number;
  adapter: string;
}

/** Runs a script of the peers' folder. @returns its first message, and its end. */
async function peer(script: string, args: string[]): Promise<{ answer: unknown; stop: () => Promise<void> }> {
  const child = fork(join(peers, script), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--max-old-space-size=8000'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = await new Promise<unknown>((resolve, reject) => {
    child.once('message', (message) => resolve(message));
    void ended.then(() => reject(new Error(`${script} ended without an answer`)));
  });
  return {
    answer,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function pouch({ data, stage }: Context): Promise<Replicated> {
  const kept = join(data.rowsFile, '..', 'pouchdb');
  if (!existsSync(kept)) {
    await rm(`${kept}.half`, { recursive: true, force: true });
    await mkdir(`${kept}.half`);
    const filling = await peer('server.mjs', [`${kept}.half`, data.rowsFile]);
    await filling.stop();
    await rename(`${kept}.half`, kept);
  }
  const server = await peer('server.mjs', [kept, data.rowsFile]);
  const folder = stage.desk('pouchdb');
  await mkdir(folder, { recursive: true });
  const client = await peer('client.mjs', [folder, (server.answer as { url: string }).url, '1000']);
  await server.stop();
  return client.answer as Replicated;
}

/** See the head of this file. */
export async function peersPart(context: Context): Promise<Row[]> {
  const { data, stage } = context;
  if (!existsSync(join(peers, 'node_modules')))
    await must('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peers });
  const theirs = await pouch(context);

  const feeder = startHelper(new URL('./feeder.ts', import.meta.url));
  const { address } = await feeder.ask<FeederAnswer>({
    t: 'start',
    rowsFile: data.rowsFile,
    kinds: ['case'],
  });
  const fed = await bootstrap(stage.desk('cases'), address);
  await feeder.stop();

  const own = await openStage(await prepareData({ cases: data.size.cases, messages: 0 }));
  try {
    const service = await own.service();
    // The first desk has the service make its images.
    await bootstrap(own.desk('first'), service.address);
    await own.images();
    const image = await bootstrap(own.desk('image'), service.address);
    const rows = await bootstrap(own.desk('rows'), service.address, { rowsOnly: true });
    await service.stop();
    const than = (least: number): { against: number; least: number; per: 'time' } => ({
      against: theirs.seconds,
      least,
      per: 'time',
    });
    const name = `${theirs.docs} cases`;
    return [
      row(`PouchDB 9 (${theirs.adapter}) replicating ${name} over HTTP`, theirs.seconds, 's'),
      row('PouchDB, largest RSS of the client', theirs.peakRss, 'MB'),
      row(`${name} by rows, prepared frames (the desk alone)`, fed.seconds, 's', than(20)),
      row(`${name} by rows, end to end (and their customers)`, rows.seconds, 's', than(20)),
      row(`${name} by image, end to end (and their customers)`, image.seconds, 's', than(60)),
    ];
  } finally {
    await own.close();
  }
}
