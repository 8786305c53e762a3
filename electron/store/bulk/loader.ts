// What is done with many rows at once: segments unpacked, new caches built. Changes when that work is cut otherwise; worker.ts runs it in a thread.
import type { RecordKind } from '../../../shared/domain/records.ts';
import { createBuilder, type CacheBuilder } from '../db/cache-builder.ts';
import { readPage } from './page.ts';
import { unpackSegment, type SegmentSize } from './segment-file.ts';

/** Where a cache is built, and its facts beside the cursor. */
export interface BuildPlan {
  /** Absolute path of the new file. */
  file: string;
  keyHex: string;
  meta: Readonly<Record<string, string>>;
}

/** What a build says; nothing after `finished` or `failed`, or once it was abandoned. */
export interface BuildEvents {
  /** One more of the pages and segments that were given has been worked on. */
  taken: () => void;
  progress: (done: number, total: number) => void;
  leftOut: (kind: RecordKind, id: string, field: string) => void;
  /** The last page is in: the new file is whole and on disk. */
  finished: () => void;
  /** {@link BadSegment} for what came from the service, AppError `storage` for the disk. */
  failed: (error: unknown) => void;
}

/** A cache that is being built; what is given is worked on later, in order. */
export interface Build {
  /** A frame `snapshot` as it came: text, or its bytes in UTF-8. */
  page(page: Page): void;
  segment(size: SegmentSize & Progress, packed: Uint8Array): void;
  abandon(): void;
}

/** A frame as it came. Bytes are handed over: who gives them has them no more. */
export type Page = string | Uint8Array;

/** Rows so far and in all. */
export interface Progress {
  sent: number;
  total: number;
}

/** See the head of this file. */
export interface Loader {
  build(plan: BuildPlan, events: BuildEvents): Build;
  /** @param done gets the unpacked bytes, or what was thrown. In the order of the calls. */
  unpack(size: SegmentSize, packed: Uint8Array, done: (result: Buffer | Error) => void): void;
  close(): void;
}

const bytesOf = (page: Page): Buffer =>
  typeof page === 'string'
    ? Buffer.from(page, 'utf8')
    : Buffer.from(page.buffer, page.byteOffset, page.byteLength);

/** The work itself, without waiting: {@link createLoader} and the thread call it. */
export interface BuildWork {
  /** Takes it in UTF-8. */
  page(text: Buffer): void;
  /** Takes it unpacked. */
  copy(bytes: Buffer, progress: Progress): void;
  abandon(): void;
}

/** @throws AppError `storage` when the disk refuses. */
export function startBuild(plan: BuildPlan, events: Omit<BuildEvents, 'taken' | 'failed'>): BuildWork {
  const builder: CacheBuilder = createBuilder({
    file: plan.file,
    keyHex: plan.keyHex,
    onLeftOut: (row, field) => events.leftOut(row.kind, row.id, field),
  });
  return {
    page: (text) => {
      const { sent, total, cursor } = readPage(text, builder.add);
      if (cursor === null) return events.progress(sent, total);
      builder.finish({ ...plan.meta, cursor });
      events.finished();
    },
    copy: (bytes, { sent, total }) => {
      builder.copy(bytes);
      events.progress(sent, total);
    },
    abandon: () => builder.abandon(),
  };
}

/** Works in the thread that calls it, one page or segment per turn: for tests, and where no thread can be had. */
export function createLoader(defer: (run: () => void) => void): Loader {
  return {
    build: (plan, events) => {
      let over = false;
      let work: BuildWork | null = null;
      const jobs: ((started: BuildWork) => void)[] = [];
      let scheduled = false;
      const end = (): void => {
        over = true;
        jobs.length = 0;
      };
      const step = (): void => {
        scheduled = false;
        const job = jobs.shift();
        if (over || job === undefined) return;
        try {
          work ??= startBuild(plan, { ...events, finished: () => (end(), events.finished()) });
          job(work);
          if (!over) events.taken();
        } catch (error) {
          end();
          work?.abandon();
          return events.failed(error);
        }
        schedule();
      };
      const schedule = (): void => {
        if (scheduled || jobs.length === 0) return;
        scheduled = true;
        defer(step);
      };
      const add = (job: (started: BuildWork) => void): void => {
        if (over) return;
        jobs.push(job);
        schedule();
      };
      return {
        page: (page) => add((started) => started.page(bytesOf(page))),
        segment: (size, packed) => add((started) => started.copy(unpackSegment(size, packed), size)),
        abandon: () => {
          if (over) return;
          end();
          work?.abandon();
        },
      };
    },
    unpack: (size, packed, done) =>
      defer(() => {
        let result: Buffer | Error;
        try {
          result = unpackSegment(size, packed);
        } catch (error) {
          result = error as Error;
        }
        done(result);
      }),
    close: () => undefined,
  };
}
