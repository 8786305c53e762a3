// The building thread as the main thread sees it: jobs are opened, bring pieces when asked, and fail when the thread dies.
/* oxlint-disable unicorn/require-post-message-target-origin -- a port between threads, not windows */
//
//   none --open--> running --crash--> none (its jobs fail; after a pause the next open starts another)
//                     \--stop--> over
import { Worker } from 'node:worker_threads';
import type { Log } from '../../shared/log.ts';
import type { FromWorker, Job, Piece, ToWorker, WorkerSettings } from './messages.ts';

/** See {@link createCrew}. */
export interface Crew {
  /**
   * Brings the pieces of a job, one made ahead of the one that is being used while few jobs run.
   * @throws Error when the job or the thread fails.
   */
  open(job: Job): AsyncGenerator<Piece>;
  /** How many jobs are open. */
  size(): number;
  stop(): Promise<void>;
}

/** What the crew needs. */
export interface CrewDeps {
  /** Of the database. */
  url: string;
  log: Log;
  /** A monotonic time in ms. */
  monotonic: () => number;
  /** Where segments are cut, in bytes of what their rows hold. */
  cut: number;
  /** Starts the thread; by default the one of worker.ts. */
  spawn?: (settings: WorkerSettings) => Worker;
}

const restMs = 1000;
const stopMs = 2000;
const fewJobs = 8;
const mostMemoryMb = 1024;

function spawnWorker(settings: WorkerSettings): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  });
}

interface Waiting {
  resolve(piece: Piece | null): void;
  reject(error: Error): void;
}

/** @returns a crew without a thread; the first job starts it. */
export function createCrew({ url, cut, log, monotonic, spawn = spawnWorker }: CrewDeps): Crew {
  let worker: Worker | null = null;
  let over = false;
  let crashedAt = Number.NEGATIVE_INFINITY;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();
  /** Open jobs and the thread that runs them. */
  const open = new Map<number, Worker>();

  function lost(from: Worker, error: Error): void {
    if (worker === from) worker = null;
    if (!over) {
      crashedAt = monotonic();
      log.warn('The thread that builds segments has died', { error });
    }
    for (const [id, of] of open) {
      if (of !== from) continue;
      open.delete(id);
      waiting.get(id)?.reject(error);
      waiting.delete(id);
    }
  }

  function start(): Worker {
    if (over) throw new Error('The service is ending.');
    if (worker !== null) return worker;
    if (monotonic() - crashedAt < restMs) throw new Error('The building thread has only just died.');
    const made = spawn({ url, cut });
    worker = made;
    let gone = false;
    const end = (error: Error): void => {
      if (!gone) lost(made, error);
      gone = true;
    };
    made.on('message', (message: FromWorker) => {
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.t !== 'piece') open.delete(message.id);
      if (message.t === 'piece') one?.resolve(message.piece);
      else if (message.t === 'end') one?.resolve(null);
      else one?.reject(new Error(message.message));
    });
    made.on('error', (error) => end(error as Error));
    made.on('exit', (code) => end(new Error(`The building thread ended with ${code}.`)));
    made.unref();
    return made;
  }

  function ask(id: number): Promise<Piece | null> {
    const of = open.get(id);
    if (of === undefined) return Promise.reject(new Error('The building thread is gone.'));
    const answer = new Promise<Piece | null>((resolve, reject) => waiting.set(id, { resolve, reject }));
    // Asked ahead: whoever comes for it later hears of a failure then.
    answer.catch(() => {});
    of.postMessage({ t: 'next', id } satisfies ToWorker);
    return answer;
  }

  return {
    async *open(job) {
      const on = start();
      const id = (lastId += 1);
      open.set(id, on);
      on.postMessage({ t: 'open', id, job } satisfies ToWorker);
      try {
        let ahead: Promise<Piece | null> | null = null;
        for (;;) {
          const piece = await (ahead ?? ask(id));
          ahead = null;
          if (piece === null) return;
          if (open.size <= fewJobs) ahead = ask(id);
          yield piece;
        }
      } finally {
        waiting.delete(id);
        if (open.delete(id)) on.postMessage({ t: 'close', id } satisfies ToWorker);
      }
    },
    size: () => open.size,
    async stop() {
      over = true;
      const last = worker;
      if (last === null) return;
      const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
      last.postMessage({ t: 'stop' } satisfies ToWorker);
      const hurry = setTimeout(() => void last.terminate(), stopMs);
      await gone;
      clearTimeout(hurry);
    },
  };
}
