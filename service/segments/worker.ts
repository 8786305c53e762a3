// The thread that builds segments, beside the hub's: reads the database over connections of its own. Changes with how jobs are run.
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '../../shared/log.ts';
import { createPool } from '../db/pool.ts';
import { run } from './jobs.ts';
import type { FromWorker, Piece, ToWorker, WorkerSettings } from './messages.ts';

const port = parentPort!;
const { url, cut } = workerData as WorkerSettings;
const connections = 4;
const pool = createPool(
  url,
  createLog(() => {}, Date.now, 'error'),
  connections,
);
const jobs = new Map<number, AsyncGenerator<Piece>>();
/** Pieces that somebody waits for right now. */
let wanted = 0;
let images = 0;
const isBusy = (): boolean => wanted > images;

/** Images are made between what desks wait for, but not never. */
async function calm(): Promise<void> {
  for (let turns = 0; turns < 50 && isBusy(); turns += 1) await pause(20);
}

function say(message: FromWorker): void {
  const hands: ArrayBuffer[] = [];
  if (message.t === 'piece' && 'segment' in message.piece) hands.push(message.piece.segment.packed.buffer);
  port.postMessage(message, hands);
}

async function next(id: number, isImage: boolean): Promise<void> {
  const job = jobs.get(id);
  if (job === undefined) return;
  wanted += 1;
  if (isImage) images += 1;
  try {
    const { done, value } = await job.next();
    if (!jobs.has(id)) return;
    if (done !== true) return say({ t: 'piece', id, piece: value });
    jobs.delete(id);
    say({ t: 'end', id });
  } catch (error) {
    jobs.delete(id);
    say({ t: 'failed', id, message: (error as Error).message });
  } finally {
    wanted -= 1;
    if (isImage) images -= 1;
  }
}

const imageJobs = new Set<number>();
port.on('message', (message: ToWorker) => {
  switch (message.t) {
    case 'open':
      jobs.set(message.id, run({ pool, calm, cut }, message.job));
      if (message.job.t === 'image') imageJobs.add(message.id);
      return;
    case 'next':
      void next(message.id, imageJobs.has(message.id));
      return;
    case 'close':
      // Not awaited: it ends when the piece it is making is made.
      void jobs.get(message.id)?.return(undefined);
      jobs.delete(message.id);
      imageJobs.delete(message.id);
      return;
    case 'stop':
      void pool.end().finally(() => process.exit(0));
  }
});
