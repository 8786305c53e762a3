// Rows in bulk in the simulation: the real segments with small limits, their building thread a part of the same time.
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { constants, zstdCompressSync } from 'node:zlib';
import type { Pool } from 'pg';
import { openSegment, unpackSegment } from '../../electron/store/bulk/segment-file.ts';
import type { Segment } from '../../service/segments/build.ts';
import { createSegments, type Segments } from '../../service/segments/index.ts';
import { run } from '../../service/segments/jobs.ts';
import type { FromWorker, Piece, ToWorker } from '../../service/segments/messages.ts';
import { tableOf } from '../../shared/cache/segment.ts';
import type { RecordKind } from '../../shared/domain/records.ts';
import type { Log } from '../../shared/log.ts';
import type { Chance } from './chance.ts';
import type { Owner } from './clockwork.ts';

/** What a process's segments are made with. */
export interface BulkDeps {
  owner: Owner;
  pool: Pool;
  chance: Chance;
  epoch: string;
  /** A monotonic time in ms. */
  monotonic: () => number;
  log: Log;
}

/** Packs at once: in the background it would be done at another moment in every run. */
async function packNow(file: Buffer<ArrayBuffer>, rows: number): Promise<Segment> {
  const packed = new Uint8Array(
    zstdCompressSync(file, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  );
  return { sha256: createHash('sha256').update(packed).digest('hex'), packed, unpacked: file.length, rows };
}

/** The building thread without a thread: it answers as worker.ts does, and no more once its process is dead. */
function createWorker({ owner, pool, chance }: BulkDeps, cut: number): never {
  const stepEvery = chance.pick([1, 3, 128]);
  const jobs = new Map<number, AsyncGenerator<Piece>>();
  const worker = new EventEmitter();
  const say = (message: FromWorker): void => {
    if (owner.alive) worker.emit('message', message);
  };
  async function next(id: number): Promise<void> {
    const job = jobs.get(id);
    if (job === undefined) return;
    try {
      const { done, value } = await job.next();
      if (!jobs.has(id)) return;
      if (done !== true) return say({ t: 'piece', id, piece: value });
      jobs.delete(id);
      say({ t: 'end', id });
    } catch (error) {
      jobs.delete(id);
      say({ t: 'failed', id, message: (error as Error).message });
    }
  }
  const ends = {
    postMessage: (message: ToWorker): void => {
      switch (message.t) {
        case 'open':
          jobs.set(
            message.id,
            run({ pool, calm: async () => undefined, cut, pack: packNow, stepEvery }, message.job),
          );
          return;
        case 'next':
          return void next(message.id);
        case 'close':
          void jobs.get(message.id)?.return(undefined);
          jobs.delete(message.id);
          return;
        case 'stop':
          jobs.clear();
          worker.emit('exit', 0);
      }
    },
    unref: () => undefined,
    terminate: async () => 0,
  };
  return Object.assign(worker, ends) as never;
}

/** @returns segments that are used for a handful of rows; images are kept nowhere. */
export function createBulk(deps: BulkDeps): Segments {
  const { chance } = deps;
  return createSegments({
    pool: deps.pool,
    url: '',
    log: deps.log,
    monotonic: deps.monotonic,
    epoch: () => deps.epoch,
    folder: null,
    exclusive: false,
    spawn: ({ cut }) => createWorker(deps, cut),
    limits: {
      snapshotRows: chance.pick([2, 10, 1000]),
      deltaEntries: chance.pick([1, 4, 1000]),
      flows: chance.pick([1, 64]),
      cut: chance.pick([600, 4000, 3_500_000]),
      imagesAfterMs: null,
    },
  });
}

/** What {@link recordsIn} finds. */
export interface InSegment {
  kind: RecordKind;
  id: string;
  record: Record<string, unknown>;
}

/** @returns the records of these kinds in a segment as it goes over a line. */
export function recordsIn(
  size: { sha256: string; unpacked: number },
  packed: Uint8Array,
  kinds: readonly RecordKind[],
): InSegment[] {
  const db = openSegment(unpackSegment(size, packed));
  try {
    return kinds.flatMap((kind) =>
      (db.prepare(`SELECT id, body FROM ${tableOf(kind)}`).all() as { id: string; body: string }[]).map(
        ({ id, body }) => ({ kind, id, record: JSON.parse(body) as Record<string, unknown> }),
      ),
    );
  } finally {
    db.close();
  }
}
