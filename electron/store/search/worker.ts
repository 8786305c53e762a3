// The indexer in a thread of its own, so that no list waits while FTS5 puts its pieces together. The file is both of its ends.
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { toErrorData, fromErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';
import { asStorageError, isDamaged } from '../db/open.ts';
import {
  createIndexer,
  isIndexed,
  quietMs,
  removeInvalid,
  restMs,
  tellMs,
  tidyCache,
  troubleMs,
  type Indexer,
  type IndexerDeps,
} from '../indexer.ts';
import { checkpointFile, createFileSource } from './file-source.ts';
import { createSearchWork, SourceDamaged, type Invalid, type SearchWork } from './work.ts';

const role = 'parley-indexer';
interface Given {
  role: typeof role;
  shared: SharedArrayBuffer;
}
const given = workerData as Partial<Given> | null;
/** @returns whether this thread is the indexer's: the bundled store is one file. */
export const isIndexerThread = (): boolean => given?.role === role;

interface Files {
  cacheFile: string;
  searchFile: string;
  keyHex: string;
}
type ToThread = { t: 'wake' | 'renew' | 'checkpoint'; files: Files } | { t: 'leave' };
type FromThread =
  | { t: 'indexed' }
  | { t: 'invalid'; file: string; row: Invalid }
  | { t: 'unfit' | 'renewed'; file: string }
  | { t: 'trouble'; file: string; error: ErrorData; damaged: boolean };

/** Places in the shared memory: who reads the cache, and whether the thread is to let go of its files. */
const reading = 0;
const leaving = 1;
/** The longest that one waits for the other, ms: far longer than a step takes. */
const longestMs = 5000;
/** How long rows are gathered in the cache's log before the thread writes them back, ms. */
const checkpointMs = 1000;

/** Runs `work` while nobody else is in here; goes on alone when the other end does not come out. */
function alone<T>(shared: Int32Array, work: () => T): T {
  while (Atomics.compareExchange(shared, reading, 0, 1) !== 0)
    if (Atomics.wait(shared, reading, 1, longestMs) === 'timed-out') break;
  try {
    return work();
  } finally {
    Atomics.store(shared, reading, 0);
    Atomics.notify(shared, reading);
  }
}

/** @returns an indexer that works in a thread, started when it is first needed; in this thread where none can be had. */
export function createThreadIndexer(deps: IndexerDeps, log: Log): Indexer {
  const buffer = new SharedArrayBuffer(8);
  const shared = new Int32Array(buffer);
  let thread: Worker | null = null;
  let fallback: Indexer | null = null;
  let waiting: unknown = null;
  let writingBack: unknown = null;
  let calm = false;
  let stopped = false;

  function lost(error: unknown): void {
    if (thread === null) return;
    log.error('The indexing thread has ended', { error });
    thread = null;
    // It may have ended in there.
    Atomics.store(shared, reading, 0);
    // One that cannot live is not asked again.
    fallback = createIndexer(deps);
    fallback.calm(calm);
    deps.target()?.search.allow();
    fallback.wake();
  }

  function threaded(): Worker | null {
    if (thread !== null || fallback !== null || stopped) return thread;
    try {
      const started = new Worker(fileURLToPath(import.meta.url), {
        workerData: { role, shared: buffer } satisfies Given,
        name: role,
        resourceLimits: { maxYoungGenerationSizeMb: 8 },
      });
      // A desk that closes does not wait for it.
      started.unref();
      started.on('message', (message: FromThread) => hear(message));
      started.on('error', lost);
      started.on('exit', () => started === thread && lost(new Error('exit')));
      thread = started;
    } catch (error) {
      log.error('No thread can be had for indexing', { error });
      fallback = createIndexer(deps);
      fallback.calm(calm);
    }
    return thread;
  }

  function send(t: 'wake' | 'renew' | 'checkpoint'): void {
    const target = deps.target();
    const { cacheFile, searchFile, keyHex } = target ?? { cacheFile: '', searchFile: '', keyHex: '' };
    if (target !== null)
      thread?.postMessage({ t, files: { cacheFile, searchFile, keyHex } } satisfies ToThread, []);
  }

  function wake(): void {
    // On few cores the thread would take from the rows what it gained on them.
    if (stopped || calm || waiting !== null) return;
    waiting = deps.timers.set(() => {
      waiting = null;
      if (stopped || deps.target() === null) return;
      if (threaded() === null) return fallback?.wake();
      send('wake');
    }, restMs);
  }

  /** In a commit of this thread it would be met by whoever waits for a list. */
  function writeBack(): void {
    if (stopped || writingBack !== null) return;
    writingBack = deps.timers.set(() => {
      writingBack = null;
      if (stopped || deps.target() === null) return;
      if (threaded() === null) tidyCache(deps);
      else send('checkpoint');
    }, checkpointMs);
  }

  function hear(message: FromThread): void {
    if (stopped) return;
    if (message.t === 'indexed') return deps.onIndexed();
    const target = deps.target();
    if (target?.searchFile !== message.file) return;
    switch (message.t) {
      case 'invalid':
        try {
          removeInvalid(target.cache, message.row, deps.onInvalid);
        } catch (error) {
          // The thread comes to it again.
          return deps.onTrouble(error);
        }
        return wake();
      case 'unfit':
        target.search.letGo();
        return send('renew');
      case 'renewed':
        return target.search.allow();
      case 'trouble': {
        const error = fromErrorData(message.error);
        // Whoever looks after the cache knows damage by its code.
        return deps.onTrouble(message.damaged ? Object.assign(error, { code: 'SQLITE_CORRUPT' }) : error);
      }
    }
  }

  function leave(): void {
    if (fallback !== null) return fallback.leave();
    if (thread === null) return;
    Atomics.store(shared, leaving, 1);
    thread.postMessage({ t: 'leave' } satisfies ToThread, []);
    // Afterwards others may move or remove the files: on Windows they cannot while one is open.
    if (Atomics.wait(shared, leaving, 1, longestMs) === 'timed-out')
      log.warn('The indexing thread holds on to its files');
  }

  return {
    touched: (key) => {
      writeBack();
      if (isIndexed(key)) wake();
    },
    wake,
    calm: (on) => {
      calm = on;
      fallback?.calm(on);
      if (!on) wake();
    },
    renew: () => {
      if (fallback !== null) return fallback.renew();
      const target = deps.target();
      if (target === null || threaded() === null) return;
      target.search.letGo();
      send('renew');
    },
    apart: (work) => (fallback !== null || thread === null ? work() : alone(shared, work)),
    leave,
    stop: () => {
      stopped = true;
      deps.timers.clear(waiting);
      deps.timers.clear(writingBack);
      leave();
      fallback?.stop();
      const ending = thread;
      thread = null;
      void ending?.terminate();
    },
  };
}

/** Rows of one transaction: FTS5 makes one piece of them, and whoever waits for the thread waits for it. */
const rowsAtOnce = 1000;

/** Whoever looks at lists while rows come in goes first. Elsewhere than on Linux this would be the whole process's. */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(0, 5);
}

/** The thread's end. */
function runThread(port: NonNullable<typeof parentPort>, shared: Int32Array): void {
  giveWay();
  let using: { files: Files; work: SearchWork } | null = null;
  let next: NodeJS.Timeout | null = null;
  let behind = false;
  let toldAt = 0;
  const say = (message: FromThread): void => port.postMessage(message);

  function leave(): void {
    if (next !== null) clearTimeout(next);
    next = null;
    const ending = using;
    using = null;
    try {
      ending?.work.close();
    } finally {
      Atomics.store(shared, leaving, 0);
      Atomics.notify(shared, leaving);
    }
  }

  function openFor(files: Files): void {
    if (using?.files.searchFile === files.searchFile && using.files.cacheFile === files.cacheFile) return;
    using?.work.close();
    const { cacheFile: file, searchFile, keyHex } = files;
    const source = createFileSource({ file, keyHex }, (work) => alone(shared, work));
    using = { files, work: createSearchWork({ file: searchFile, keyHex }, source) };
  }

  function later(run: () => void, ms: number): void {
    if (next !== null) clearTimeout(next);
    next = setTimeout(() => {
      next = null;
      if (Atomics.load(shared, leaving) === 1) return;
      const file = using?.files.searchFile ?? '';
      try {
        run();
      } catch (error) {
        const damaged = error instanceof SourceDamaged;
        say({ t: 'trouble', file, error: toErrorData(asStorageError(error)), damaged });
        // Nothing may be written for long: what failed is not left until then.
        later(step, troubleMs);
      }
    }, ms);
  }

  function tell(): void {
    toldAt = performance.now();
    say({ t: 'indexed' });
  }

  function step(): void {
    if (using === null) return;
    const { files, work } = using;
    const file = files.searchFile;
    const did = work.step(rowsAtOnce);
    // Whoever reads it lets go first; then `renew` comes.
    if (did.t === 'unfit') return say({ t: 'unfit', file });
    if (did.rows > 0) {
      behind = true;
      if (performance.now() - toldAt >= tellMs) tell();
    }
    // Goes on when it is removed; should it stay, is said again.
    if (did.invalid !== null) {
      say({ t: 'invalid', file, row: did.invalid });
      return later(step, troubleMs);
    }
    if (did.rows > 0) return later(step, 0);
    if (behind) tell();
    behind = false;
    later(tidy, quietMs);
  }

  function tidy(): void {
    if (using?.work.tidy() === true) later(tidy, 1);
  }

  function renew(files: Files): void {
    try {
      openFor(files);
      using?.work.renew();
    } catch (error) {
      // It is met again by the next step.
      say({
        t: 'trouble',
        file: files.searchFile,
        error: toErrorData(asStorageError(error)),
        damaged: false,
      });
    }
    say({ t: 'renewed', file: files.searchFile });
  }

  function checkpoint({ cacheFile: file, searchFile, keyHex }: Files): void {
    if (Atomics.load(shared, leaving) === 1) return;
    try {
      alone(shared, () => checkpointFile({ file, keyHex }));
    } catch (error) {
      const damaged = isDamaged(error);
      say({ t: 'trouble', file: searchFile, error: toErrorData(asStorageError(error)), damaged });
    }
  }

  port.on('message', (message: ToThread) => {
    if (message.t === 'leave') return leave();
    const { files } = message;
    if (message.t === 'checkpoint') return checkpoint(files);
    if (message.t === 'renew') renew(files);
    later(() => {
      openFor(files);
      step();
    }, 0);
  });
}

if (isIndexerThread() && parentPort !== null) runThread(parentPort, new Int32Array(given!.shared!));
