// What the service's main thread and the thread that builds segments say to each other.
import type { Cursor } from '../../shared/sync/cursor.ts';
import type { Range } from '../db/scoped.ts';
import type { Segment } from './build.ts';

/** A kept image as far as the building thread needs to know it. */
export interface ImageOutline {
  readonly scope: string;
  readonly cursor: Cursor;
  /** Records in it. */
  readonly rows: number;
  /** What each of its files holds. */
  readonly files: readonly (Range & { readonly rows: number })[];
}

/** What is to be built. */
export type Job =
  | {
      readonly t: 'snapshot';
      readonly named: readonly string[];
      readonly allQueues: boolean;
      /** Those there are; ones of other scopes are passed over. */
      readonly images: readonly ImageOutline[];
    }
  | ({ readonly t: 'range'; readonly scope: string } & Range)
  | {
      readonly t: 'delta';
      readonly from: Cursor;
      readonly named: readonly string[];
      readonly allQueues: boolean;
    }
  | { readonly t: 'image'; readonly scope: string; readonly folder: string };

/** A row that was left out because its record breaks its schema. */
export interface LeftOut {
  readonly kind: string;
  readonly id: string;
  readonly field: string;
}

/** One file of an image as it lies in its folder. */
export interface ImageFile extends Range {
  readonly file: string;
  readonly sha256: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly rows: number;
}

/** What a job brings, piece by piece. */
export type Piece =
  /** Of a snapshot or a delta, first: where it will stand, about how many rows there are, and scopes without image by size. */
  | {
      readonly t: 'begin';
      readonly at: Cursor;
      readonly total: number;
      readonly scopes: readonly (readonly [string, number])[];
    }
  | { readonly t: 'segment'; readonly segment: Segment; readonly leftOut: readonly LeftOut[] }
  /** A file of an image can be used as it is. */
  | { readonly t: 'file'; readonly scope: string; readonly index: number }
  /** An image is used up: too much has changed since. */
  | { readonly t: 'stale'; readonly scope: string }
  | {
      readonly t: 'delta';
      readonly segment: Segment;
      readonly from: Cursor;
      readonly to: Cursor;
      readonly leftOut: readonly LeftOut[];
    }
  | {
      readonly t: 'image';
      readonly cursor: Cursor;
      readonly files: readonly ImageFile[];
      readonly leftOut: readonly LeftOut[];
    };

/** To the thread: `next` asks for one piece, `close` ends a job early. */
export type ToWorker =
  | { readonly t: 'open'; readonly id: number; readonly job: Job }
  | { readonly t: 'next' | 'close'; readonly id: number }
  | { readonly t: 'stop' };

/** From the thread: one for each `next`. A job that has ended or failed says nothing more. */
export type FromWorker =
  | { readonly t: 'piece'; readonly id: number; readonly piece: Piece }
  | { readonly t: 'end'; readonly id: number }
  | { readonly t: 'failed'; readonly id: number; readonly message: string };

/** What the thread is started with. */
export interface WorkerSettings {
  /** Of the database. */
  readonly url: string;
  /** Where segments are cut, in bytes. */
  readonly cut: number;
}
