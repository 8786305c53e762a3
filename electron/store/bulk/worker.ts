// The loader in a thread of its own, so that windows get their lists while hundreds of thousands of rows come in. The file is both of its ends.
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { RecordKind } from '../../../shared/domain/records.ts';
import { AppError, fromErrorData, toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';
import { createLoader, startBuild, type Build, type BuildEvents, type BuildPlan } from './loader.ts';
import type { BuildWork, Loader, Progress } from './loader.ts';
import { BadSegment, unpackBeside, type SegmentSize } from './segment-file.ts';

/** The bundled store is one file: a thread that is started on it must not start another store. */
const role = 'parley-loader';
/** @returns whether this thread is the loader's. */
export const isLoaderThread = (): boolean => workerData === role;

type ToThread =
  | { t: 'start'; build: number; plan: BuildPlan }
  | { t: 'page'; build: number; bytes: Uint8Array }
  | { t: 'segment'; build: number; size: SegmentSize & Progress; packed: Uint8Array }
  | { t: 'abandon'; build: number }
  | { t: 'unpack'; job: number; size: SegmentSize; packed: Uint8Array };
type Failure = { bad: string } | { error: ErrorData };
type FromThread =
  | { t: 'taken' | 'finished'; build: number }
  | { t: 'progress'; build: number; done: number; total: number }
  | { t: 'leftOut'; build: number; kind: RecordKind; id: string; field: string }
  | { t: 'failed'; build: number; failure: Failure }
  | { t: 'unpacked'; job: number; bytes: Uint8Array | null; failure: Failure | null };

const asFailure = (error: unknown): Failure =>
  error instanceof BadSegment ? { bad: error.message } : { error: toErrorData(error) };
const fromFailure = (failure: Failure): Error =>
  'bad' in failure ? new BadSegment(failure.bad) : fromErrorData(failure.error);

/** @returns the bytes in memory of their own, so that it can be handed over; copied where others may have a part of it. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const alone = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  return alone ? (bytes as Uint8Array<ArrayBuffer>) : Uint8Array.from(bytes);
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * @returns a loader that works in a thread, started when it is first needed; where no thread can be had, one that works
 * in this thread.
 */
export function createThreadLoader(defer: (run: () => void) => void, log: Log): Loader {
  const builds = new Map<number, { events: BuildEvents }>();
  const jobs = new Map<number, (result: Buffer | Error) => void>();
  let thread: Worker | null = null;
  let fallback: Loader | null = null;
  let count = 0;

  function lost(error: unknown): void {
    if (thread === null) return;
    log.error('The loading thread has ended', { error });
    thread = null;
    // One that cannot live is not asked again.
    fallback ??= createLoader(defer);
    const failed = new AppError('internal', 'The part that loads many records has ended.', { cause: error });
    const [waiting, unpacking] = [[...builds.values()], [...jobs.values()]];
    builds.clear();
    jobs.clear();
    for (const { events } of waiting) events.failed(failed);
    for (const done of unpacking) done(failed);
  }

  function start(): Worker {
    const started = new Worker(fileURLToPath(import.meta.url), {
      workerData: role,
      name: 'parley-loader',
      // Nearly all of its memory is SQLite's and the segments'.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    // A desk that closes does not wait for it.
    started.unref();
    started.on('message', (message: FromThread) => hear(message));
    started.on('error', lost);
    started.on('exit', () => started === thread && lost(new Error('exit')));
    return started;
  }

  function send(message: ToThread, hand: ArrayBuffer[] = []): void {
    thread?.postMessage(message, hand);
  }

  function hear(message: FromThread): void {
    if (message.t === 'unpacked') {
      const done = jobs.get(message.job);
      jobs.delete(message.job);
      const { bytes, failure } = message;
      if (bytes !== null) done?.(asBuffer(bytes));
      else done?.(failure === null ? new Error('Nothing') : fromFailure(failure));
      return;
    }
    const events = builds.get(message.build)?.events;
    if (events === undefined) return;
    if (message.t === 'failed' || message.t === 'finished') builds.delete(message.build);
    switch (message.t) {
      case 'taken':
        return events.taken();
      case 'progress':
        return events.progress(message.done, message.total);
      case 'leftOut':
        return events.leftOut(message.kind, message.id, message.field);
      case 'finished':
        return events.finished();
      case 'failed':
        return events.failed(fromFailure(message.failure));
    }
  }

  /** @returns whether there is a thread to work in. */
  function threaded(): boolean {
    if (thread !== null) return true;
    if (fallback !== null) return false;
    try {
      thread = start();
      return true;
    } catch (error) {
      log.error('No thread can be had for loading', { error });
      fallback = createLoader(defer);
      return false;
    }
  }

  return {
    build: (plan, events): Build => {
      if (!threaded()) return fallback!.build(plan, events);
      const build = ++count;
      builds.set(build, { events });
      send({ t: 'start', build, plan });
      return {
        page: (page) => {
          // Handed over, a text would be copied twice.
          const bytes = typeof page === 'string' ? new TextEncoder().encode(page) : owned(page);
          send({ t: 'page', build, bytes }, [bytes.buffer]);
        },
        segment: (size, packed) => {
          const bytes = owned(packed);
          send({ t: 'segment', build, size, packed: bytes }, [bytes.buffer]);
        },
        abandon: () => {
          builds.delete(build);
          send({ t: 'abandon', build });
        },
      };
    },
    unpack: (size, packed, done) => {
      if (!threaded()) return fallback!.unpack(size, packed, done);
      const job = ++count;
      const bytes = owned(packed);
      jobs.set(job, done);
      send({ t: 'unpack', job, size, packed: bytes }, [bytes.buffer]);
    },
    close: () => {
      const ending = thread;
      thread = null;
      builds.clear();
      jobs.clear();
      void ending?.terminate();
    },
  };
}

/** The thread's end: segments are unpacked beside, and copied in the order in which they came. */
function runThread(port: NonNullable<typeof parentPort>): void {
  let current: { build: number; work: BuildWork } | null = null;
  let before: Promise<void> = Promise.resolve();
  /** One more piece ago: only the next one is unpacked ahead, so that few lie in memory. */
  let longBefore = before;
  const say = (message: FromThread, hand: ArrayBuffer[] = []): void => port.postMessage(message, hand);

  function end(): void {
    const ending = current;
    current = null;
    ending?.work.abandon();
  }

  function work(message: Exclude<ToThread, { t: 'unpack' }>, bytes: Buffer | null): void {
    const { build } = message;
    if (message.t === 'start') {
      end();
      const started = startBuild(message.plan, {
        progress: (done, total) => say({ t: 'progress', build, done, total }),
        leftOut: (kind, id, field) => say({ t: 'leftOut', build, kind, id, field }),
        finished: () => {
          current = null;
          say({ t: 'finished', build });
        },
      });
      current = { build, work: started };
      return;
    }
    // One that failed or was abandoned: what was on its way to it is passed over.
    if (current?.build !== build) return;
    if (message.t === 'abandon') return end();
    if (message.t === 'page') current.work.page(asBuffer(message.bytes));
    else current.work.copy(bytes!, message.size);
    say({ t: 'taken', build });
  }

  function failed(build: number, error: unknown): void {
    if (current?.build !== build && current !== null) return;
    try {
      end();
    } catch {
      // It could not even be thrown away; the next start does that.
    }
    say({ t: 'failed', build, failure: asFailure(error) });
  }

  port.on('message', (message: ToThread) => {
    const unpacking =
      message.t === 'segment' || message.t === 'unpack'
        ? longBefore.then(() => unpackBeside(message.size, message.packed as Uint8Array<ArrayBuffer>))
        : null;
    // Looked at in its turn, below.
    unpacking?.catch(() => undefined);
    longBefore = before;
    before = before.then(async () => {
      try {
        const bytes = unpacking === null ? null : await unpacking;
        if (message.t !== 'unpack') return work(message, bytes);
        // Just unpacked: nobody else has it, though there is a little room behind it.
        const given = bytes as Buffer<ArrayBuffer>;
        say({ t: 'unpacked', job: message.job, bytes: given, failure: null }, [given.buffer]);
      } catch (error) {
        if (message.t === 'unpack')
          say({ t: 'unpacked', job: message.job, bytes: null, failure: asFailure(error) });
        else failed(message.build, error);
      }
    });
  });
}

if (isLoaderThread() && parentPort !== null) runThread(parentPort);
