// Rows in bulk for desks: snapshots from kept images and from the database, deltas of many entries; and the images kept ready.
// Rules: SYNC-24, SYNC-25.
import { join } from 'node:path';
import type { Pool } from 'pg';
import { segmentLayout } from '../../shared/cache/segment.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import { bigScopes } from '../db/scoped.ts';
import { feedFloor } from '../db/feed.ts';
import type { Scopes } from '../visibility.ts';
import type { Segment } from './build.ts';
import { createCrew, type CrewDeps } from './crew.ts';
import { createImageMaker } from './image-maker.ts';
import type { LeftOut } from './messages.ts';
import { createShelf, type Image } from './shelf.ts';

/** What a snapshot consists of. `begin` comes first: where it stands, and how many rows there will be, about. */
export type SnapshotPart =
  | { readonly t: 'begin'; readonly at: Cursor; readonly total: number }
  | ({ readonly t: 'segment' } & Segment);

/** What a delta consists of. `end` comes last: how far it reaches where nothing more was to be sent. */
export type DeltaSegment =
  | ({ readonly t: 'segment'; readonly from: Cursor; readonly to: Cursor } & Segment)
  | { readonly t: 'end'; readonly at: Cursor };

/** From how much on rows travel as segments. */
export interface SegmentLimits {
  /** Records of a snapshot. */
  readonly snapshotRows: number;
  /** Entries that a desk is behind. */
  readonly deltaEntries: number;
  /** Records of a scope that gets an image. */
  readonly imageRows: number;
  /** Segments are made for this many desks at a time; the others get rows. */
  readonly flows: number;
  /** Where segments are cut, in bytes of what their rows hold. */
  readonly cut: number;
  /** How long after the start images of large scopes are made, in ms; null for not before a desk needs one. */
  readonly imagesAfterMs: number | null;
}

/** What the service uses. */
export const segmentLimits: SegmentLimits = {
  snapshotRows: 500,
  deltaEntries: 1000,
  imageRows: 2000,
  flows: 64,
  cut: 3_500_000,
  imagesAfterMs: 3000,
};

/** See {@link createSegments}. */
export interface Segments {
  /** The form that is made here; a desk's hello must name it. */
  readonly layout: string;
  readonly limits: SegmentLimits;
  /** @throws Error when it cannot go on; what has come until then is right all the same. */
  snapshot(scopes: Scopes): AsyncGenerator<SnapshotPart>;
  /** Everything after a cursor, up to now. @throws Error when it cannot go on; what has come until then holds. */
  delta(from: Cursor, scopes: Scopes): AsyncGenerator<DeltaSegment>;
  /** Whether there is an image of a scope. */
  hasImage(scope: string): boolean;
  /** Resolves when no image is being made or waits to be. */
  settled(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What segments need. */
export interface SegmentsDeps extends Pick<CrewDeps, 'url' | 'log' | 'monotonic' | 'spawn'> {
  pool: Pool;
  epoch: () => string;
  /** Where images are kept; null for nowhere. */
  folder: string | null;
  /** Whether no other process uses the folder. */
  exclusive: boolean;
  limits?: Partial<SegmentLimits>;
}

/** @returns segments over a database. Nothing is read before the first desk, or start(). */
export function createSegments(deps: SegmentsDeps): Segments {
  const { pool, log, epoch, folder, exclusive } = deps;
  const limits = { ...segmentLimits, ...deps.limits };
  const crew = createCrew({ ...deps, cut: limits.cut });
  const shelf =
    folder === null
      ? null
      : createShelf({ folder: join(folder, 'images'), exclusive, layout: segmentLayout, epoch, log });
  const maker = createImageMaker({ crew, shelf, layout: segmentLayout, epoch, log });
  let flows = 0;
  let first: NodeJS.Timeout | undefined;

  const warn = (leftOut: readonly LeftOut[]): void => {
    if (leftOut.length > 0) log.warn('Records break their schema and are left out of segments', { leftOut });
  };

  async function* flowing<T>(parts: () => AsyncGenerator<T>): AsyncGenerator<T> {
    if (flows >= limits.flows) throw new Error('Segments are being made for too many desks.');
    flows += 1;
    try {
      yield* parts();
    } finally {
      flows -= 1;
    }
  }

  /** Images that can still be brought up to date: of this epoch, and not from before the log's beginning. */
  async function usable(scopes: Scopes): Promise<Image[]> {
    const found = shelf?.all().filter(({ manifest }) => scopes.has(manifest.scope)) ?? [];
    if (found.length === 0) return found;
    const floor = await feedFloor(pool);
    return found.filter(({ manifest }) => {
      if (manifest.epoch === epoch() && compareCursors(manifest.cursor, floor) >= 0) return true;
      shelf!.drop(manifest.scope);
      return false;
    });
  }

  async function* snapshot(scopes: Scopes): AsyncGenerator<SnapshotPart> {
    const images = await usable(scopes);
    const byScope = new Map(images.map((image) => [image.manifest.scope, image]));
    const held = shelf?.hold(images);
    try {
      const job = {
        t: 'snapshot',
        named: scopes.named,
        allQueues: scopes.allQueues,
        images: images.map(({ manifest }) => manifest),
      } as const;
      for await (const piece of crew.open(job)) {
        if (piece.t === 'begin') {
          yield { t: 'begin', at: piece.at, total: piece.total };
          for (const [scope, rows] of piece.scopes) if (rows > limits.imageRows) maker.want(scope);
        } else if (piece.t === 'segment') {
          warn(piece.leftOut);
          yield { t: 'segment', ...piece.segment };
        } else if (piece.t === 'stale') maker.want(piece.scope);
        else if (piece.t === 'file') {
          const image = byScope.get(piece.scope)!;
          const segment = await shelf!.read(image, piece.index).catch(() => null);
          if (segment !== null) yield { t: 'segment', ...segment };
          else {
            maker.want(piece.scope);
            yield* range(image, piece.index);
          }
        }
      }
    } finally {
      held?.release();
    }
  }

  /** What a file of an image should have held. */
  async function* range({ manifest }: Image, index: number): AsyncGenerator<SnapshotPart> {
    const { first: from, last } = manifest.files[index]!;
    for await (const piece of crew.open({ t: 'range', scope: manifest.scope, first: from, last })) {
      if (piece.t !== 'segment') continue;
      warn(piece.leftOut);
      yield { t: 'segment', ...piece.segment };
    }
  }

  async function* delta(from: Cursor, scopes: Scopes): AsyncGenerator<DeltaSegment> {
    let at = from;
    const { named, allQueues } = scopes;
    for await (const piece of crew.open({ t: 'delta', from, named, allQueues })) {
      if (piece.t === 'begin') at = piece.at;
      if (piece.t !== 'delta') continue;
      warn(piece.leftOut);
      yield { t: 'segment', from: piece.from, to: piece.to, ...piece.segment };
    }
    yield { t: 'end', at };
  }

  return {
    layout: segmentLayout,
    limits,
    snapshot: (scopes) => flowing(() => snapshot(scopes)),
    delta: (from, scopes) => flowing(() => delta(from, scopes)),
    hasImage: (scope) => shelf?.get(scope) !== undefined,
    settled: () => maker.settled(),
    async start() {
      await shelf?.start();
      if (shelf === null || limits.imagesAfterMs === null) return;
      first = setTimeout(() => {
        bigScopes(pool, limits.imageRows).then(
          (scopes) => scopes.forEach((scope) => shelf.get(scope) ?? maker.want(scope)),
          (error: unknown) => log.warn('Images could not be begun', { error }),
        );
      }, limits.imagesAfterMs);
      first.unref();
    },
    async stop() {
      clearTimeout(first);
      maker.stop();
      await crew.stop();
    },
  };
}
