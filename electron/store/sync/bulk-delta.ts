// Deltas that came as segments: unpacked, then applied in turns so short that lists are answered in between. Changes with that pace.
import type { DownFrame } from '../../../shared/sync/protocol.ts';
import type { Loader } from '../bulk/loader.ts';
import { isBadSegment } from '../bulk/segment-file.ts';
import { createCatchUp, type CatchUp } from './catch-up.ts';
import type { Arrivals, InboundDeps } from './inbound.ts';
import type { Worked } from './inbox.ts';

type Announced = Extract<DownFrame, { t: 'segment' }>;
type Range = Extract<Announced['of'], { t: 'delta' }>;

/** One delta as a segment: being unpacked, being applied, or not usable. */
export interface BulkDelta {
  readonly t: 'bulkDelta';
  readonly range: Range;
  bytes: Buffer | Error | null;
  catchUp: CatchUp | null;
}

/** What {@link createBulkDeltas} is given. */
export interface BulkDeltaDeps {
  loader: Loader;
  inbound: () => InboundDeps;
  /** ms of a clock that only measures. */
  clock: () => number;
  /** The pieces of {@link BulkDeltas.piece} can be worked on. */
  onUnpacked: () => void;
  /** Some of it was applied, or nothing: see applyDelta. */
  onApplied: (result: Arrivals | 'stale' | 'gap', range: Range) => void;
  /** What came cannot be used. */
  onUnusable: (error: Error) => void;
  /** Many rows come in from now on, or no more. */
  onBulk: (on: boolean) => void;
}

/** See the head of this file. */
export interface BulkDeltas {
  /** Begins to unpack a segment. */
  piece(frame: Announced, range: Range, packed: Uint8Array): BulkDelta;
  /** One turn. @throws whatever is not the fault of the segment. */
  work(piece: BulkDelta): Worked;
  /** Leaves the one that is being applied; what is written of it is kept. @throws when the disk refuses that. */
  drop(): void;
}

/** What turns have written is committed together when the first of it is this old, ms. */
const commitMs = 100;
/** A turn takes about this long, ms: whoever asks in between waits no longer. */
const turnMs = 1.5;
const turnRows = { least: 4, most: 1024 } as const;

/** See {@link BulkDeltas}. */
export function createBulkDeltas(deps: BulkDeltaDeps): BulkDeltas {
  let current: BulkDelta | null = null;
  /** Rows for one turn, as the last turns went. */
  let rowsPerTurn = 8;
  /** Since when something is written that is not committed; null for nothing. */
  let heldSince: number | null = null;

  function settle(): void {
    if (heldSince === null) return;
    heldSince = null;
    current?.catchUp?.settle(deps.inbound());
  }

  function setCurrent(next: BulkDelta | null): void {
    const before = current;
    if (before === next) return;
    try {
      settle();
    } finally {
      // Whether the disk took it or not: what comes next begins from what is there.
      current = next;
      before?.catchUp?.close();
      if ((before === null) !== (next === null)) deps.onBulk(next !== null);
    }
  }

  function pace(rows: number, took: number): void {
    if (rows === 0 || took <= 0) return;
    const fits = (rows * turnMs) / took;
    // Slowly up, at once down.
    const next = fits < rowsPerTurn ? fits : rowsPerTurn * 1.2;
    rowsPerTurn = Math.round(Math.max(turnRows.least, Math.min(turnRows.most, next)));
  }

  return {
    piece: (frame, range, packed) => {
      const piece: BulkDelta = { t: 'bulkDelta', range, bytes: null, catchUp: null };
      deps.loader.unpack(frame, packed, (bytes) => {
        piece.bytes = bytes;
        deps.onUnpacked();
      });
      return piece;
    },
    work: (piece) => {
      if (piece.bytes === null) return 'wait';
      try {
        if (piece.bytes instanceof Error) throw piece.bytes;
        setCurrent(piece);
        piece.catchUp ??= createCatchUp(piece.range, piece.bytes);
        const began = deps.clock();
        heldSince ??= began;
        const result = piece.catchUp.next(deps.inbound(), rowsPerTurn);
        if (typeof result === 'string') {
          deps.onApplied(result, piece.range);
          setCurrent(null);
          return 'done';
        }
        pace(result.rows, deps.clock() - began);
        if (deps.clock() - heldSince >= commitMs) settle();
        deps.onApplied(result.arrivals, piece.range);
        if (result.done) setCurrent(null);
        return result.done ? 'done' : 'more';
      } catch (error) {
        setCurrent(null);
        if (!isBadSegment(error)) throw error;
        deps.onUnusable(error);
        return 'done';
      }
    },
    drop: () => setCurrent(null),
  };
}
