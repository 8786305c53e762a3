// The jobs of the building thread: which rows go into which segments. Rules: SYNC-6, SYNC-8, SYNC-23 to SYNC-25.
import type { Pool } from 'pg';
import type { Cursor } from '../../shared/sync/cursor.ts';
import { expandScopes, horizon } from '../db/feed.ts';
import {
  bodiesOf,
  changedIn,
  leftRanges,
  scopePage,
  scopeSizes,
  type Body,
  type Changed,
  type PageRow,
  type Place,
} from '../db/scoped.ts';
import { createBuilder, pack as packBeside, type Builder, type Segment } from './build.ts';
import { writeImage } from './image-files.ts';
import type { ImageOutline, Job, LeftOut, Piece } from './messages.ts';

/** What jobs need. */
export interface JobDeps {
  pool: Pool;
  /** Resolves when nobody waits for a segment, or has for long enough: what is built ahead comes after. */
  calm(): Promise<void>;
  /** Where segments are cut, see build.ts. */
  cut: number;
  /** Packs one; off this thread where it is not given. */
  pack?: typeof packBeside;
  /** So many rows of a delta lie between two places at which a desk may stop. */
  stepEvery?: number;
}

const start: Place = { kind: '', id: '' };
const keysPerRead = 1000;
/** Rows of a delta's segment: the desk works on one while the next is being made. */
const rowsPerDelta = 2000;
const mostLeftOut = 20;

/** Pages that aim at a few MB each, whatever the records' size. */
async function* pages(
  pool: Pool,
  scope: string,
  after: Place,
  upTo: Place | null,
): AsyncGenerator<PageRow[]> {
  const aim = 2_000_000;
  let limit = 500;
  let from = after;
  let next = scopePage(pool, scope, from, upTo, limit);
  for (;;) {
    const rows = await next;
    if (rows.length === 0) return;
    from = rows.at(-1)!;
    const full = rows.length === limit;
    const mean = rows.reduce((sum, { json }) => sum + json.length, 0) / rows.length;
    limit = Math.max(50, Math.min(5000, Math.floor(aim / (mean + 1))));
    if (full) {
      // Read while the rows before are being built.
      next = scopePage(pool, scope, from, upTo, limit);
      next.catch(() => {});
    }
    yield rows;
    if (!full) return;
  }
}

/** A segment that is being packed, and what it was made of. */
interface Made {
  readonly packing: Promise<Segment>;
  readonly first: Place;
  readonly last: Place;
  readonly leftOut: readonly LeftOut[];
}

/** Fills segments from pages, the next one while the one before is being packed. */
async function* segmentsOf(
  { cut, pack = packBeside }: JobDeps,
  rowPages: AsyncIterable<PageRow[]>,
  level: 1 | 3,
): AsyncGenerator<Made> {
  let builder: Builder | null = null;
  let first: Place = start;
  let last: Place = start;
  let leftOut: LeftOut[] = [];
  const close = (full: Builder): Made => {
    const rows = full.rows();
    const packing = pack(full.finish(), rows, level);
    packing.catch(() => {});
    const made: Made = { packing, first, last, leftOut };
    leftOut = [];
    return made;
  };
  let ready: Made | null = null;
  for await (const rows of rowPages) {
    for (const { kind, id, version, json } of rows) {
      if (builder === null) {
        builder = createBuilder(cut);
        first = { kind, id };
      }
      const field = builder.put(kind, id, version, json);
      if (field !== null && leftOut.length < mostLeftOut) leftOut.push({ kind, id, field });
      last = { kind, id };
      if (!builder.isFull()) continue;
      if (ready !== null) yield ready;
      ready = close(builder);
      builder = null;
    }
  }
  if (ready !== null) yield ready;
  if (builder !== null) yield close(builder);
}

async function* built(deps: JobDeps, rowPages: AsyncIterable<PageRow[]>): AsyncGenerator<Piece> {
  for await (const { packing, leftOut } of segmentsOf(deps, rowPages, 1))
    yield { t: 'segment', segment: await packing, leftOut };
}

async function* bodyPages(pool: Pool, keys: readonly Changed[]): AsyncGenerator<PageRow[]> {
  for (let at = 0; at < keys.length; at += keysPerRead) {
    const some = keys.slice(at, at + keysPerRead);
    const bodies = await bodiesOf(pool, some);
    yield bodies.map(({ index, version, json }) => ({ ...some[index]!, version, json }));
  }
}

/** An image's files but for those that hold what has left the scope, those anew, and what has changed since. */
async function* fromImage(deps: JobDeps, image: ImageOutline): AsyncGenerator<Piece> {
  const { pool } = deps;
  const { scope, cursor, files } = image;
  const changed = await changedIn(pool, [scope], cursor, null);
  let seen = await horizon(pool);
  const spoilt = await leftRanges(pool, scope, cursor, files);
  const again = [...spoilt].reduce((sum, index) => sum + files[index]!.rows, 0);
  if ((changed.length + again) * 4 > image.rows) {
    yield { t: 'stale', scope };
    yield* built(deps, pages(pool, scope, start, null));
    return;
  }
  for (const [index, { first, last }] of files.entries()) {
    // Looked at again before each: a desk may take long to read those before, and records go on leaving.
    const now = await horizon(pool);
    for (const more of await leftRanges(pool, scope, seen, files)) spoilt.add(more);
    seen = now;
    if (!spoilt.has(index)) yield { t: 'file', scope, index };
    else yield* built(deps, pagesFrom(pool, scope, first, last));
  }
  const puts = changed.filter(({ op }) => op === 'put');
  yield* built(deps, bodyPages(pool, puts));
}

/** Both ends included: the first one by itself, as a page begins after a place. */
async function* pagesFrom(pool: Pool, scope: string, first: Place, last: Place): AsyncGenerator<PageRow[]> {
  const [own] = await bodiesOf(pool, [{ ...first, scope }]);
  if (own !== undefined)
    yield [{ ...first, kind: first.kind as PageRow['kind'], version: own.version, json: own.json }];
  yield* pages(pool, scope, first, last);
}

async function* snapshot(deps: JobDeps, job: Extract<Job, { t: 'snapshot' }>): AsyncGenerator<Piece> {
  const { pool } = deps;
  // Taken first: whatever changes while rows are read comes again in the delta after it.
  const at = await horizon(pool);
  const names = await expandScopes(pool, job);
  const images = new Map(job.images.map((image) => [image.scope, image]));
  // What is in images was counted when they were made; counting it again takes longer than sending it.
  const rest = names.filter((scope) => !images.has(scope));
  const sizes = await scopeSizes(pool, rest);
  let total = [...sizes.values()].reduce((sum, rows) => sum + rows, 0);
  for (const scope of names) total += images.get(scope)?.rows ?? 0;
  yield { t: 'begin', at, total, scopes: [...sizes] };
  for (const scope of names) {
    const image = images.get(scope);
    if (image !== undefined) yield* fromImage(deps, image);
  }
  async function* allPages(): AsyncGenerator<PageRow[]> {
    // They share segments.
    for (const scope of rest) yield* pages(pool, scope, start, null);
  }
  yield* built(deps, allPages());
}

async function* delta(deps: JobDeps, job: Extract<Job, { t: 'delta' }>): AsyncGenerator<Piece> {
  const { pool, cut, pack = packBeside, stepEvery = 128 } = deps;
  const at = await horizon(pool);
  const names = await expandScopes(pool, job);
  const changed = await changedIn(pool, names, job.from, at);
  yield { t: 'begin', at, total: changed.length, scopes: [] };
  let from: Cursor = job.from;
  let builder: Builder | null = null;
  let leftOut: LeftOut[] = [];
  let stepped = 0;
  const read = (begin: number): { some: Changed[]; bodies: Promise<Body[]> } => {
    const some = changed.slice(begin, begin + keysPerRead);
    const bodies = some.length === 0 ? Promise.resolve([]) : bodiesOf(pool, some);
    bodies.catch(() => {});
    return { some, bodies };
  };
  let ahead = read(0);
  for (let begin = 0; begin < changed.length; begin += keysPerRead) {
    const { some } = ahead;
    const bodies = new Map((await ahead.bodies).map((body) => [body.index, body]));
    // Read while the rows before are being built.
    ahead = read(begin + keysPerRead);
    for (const [index, { kind, id, op, version, first }] of some.entries()) {
      const body = op === 'put' ? bodies.get(index) : undefined;
      // It has left that scope since; the entry that says so comes later.
      if (op === 'put' && body === undefined) continue;
      if (builder === null) {
        builder = createBuilder(cut);
        stepped = 0;
      }
      if (body === undefined) builder.remove(kind, id, version);
      else {
        const field = builder.put(kind, id, body.version, body.json);
        if (field !== null && leftOut.length < mostLeftOut) leftOut.push({ kind, id, field });
      }
      if (builder.isFull() || builder.rows() >= rowsPerDelta) {
        builder.step(first);
        const rows = builder.rows();
        yield { t: 'delta', segment: await pack(builder.finish(), rows, 1), from, to: first, leftOut };
        from = first;
        builder = null;
        leftOut = [];
      } else if (builder.rows() - stepped >= stepEvery) {
        builder.step(first);
        stepped = builder.rows();
      }
    }
  }
  if (builder === null) return;
  builder.step(at);
  const rows = builder.rows();
  yield { t: 'delta', segment: await pack(builder.finish(), rows, 1), from, to: at, leftOut };
}

async function* image(deps: JobDeps, { scope, folder }: Extract<Job, { t: 'image' }>): AsyncGenerator<Piece> {
  const { pool, calm } = deps;
  const cursor = await horizon(pool);
  async function* calmly(): AsyncGenerator<PageRow[]> {
    for await (const rows of pages(pool, scope, start, null)) {
      await calm();
      yield rows;
    }
  }
  const leftOut: LeftOut[] = [];
  const files = await writeImage(folder, async function* () {
    for await (const made of segmentsOf(deps, calmly(), 3)) {
      leftOut.push(...made.leftOut.slice(0, mostLeftOut - leftOut.length));
      yield { segment: await made.packing, first: made.first, last: made.last };
    }
  });
  yield { t: 'image', cursor, files, leftOut };
}

/** @returns the pieces of a job, each made when it is asked for. @throws what the database throws. */
export function run(deps: JobDeps, job: Job): AsyncGenerator<Piece> {
  switch (job.t) {
    case 'snapshot':
      return snapshot(deps, job);
    case 'range':
      return built(deps, pagesFrom(deps.pool, job.scope, job.first, job.last));
    case 'delta':
      return delta(deps, job);
    case 'image':
      return image(deps, job);
  }
}
