// A snapshot on its way into a new cache. Changes with how a snapshot is taken in.
import type { Log } from '../../../shared/log.ts';
import type { DownFrame } from '../../../shared/sync/protocol.ts';
import type { Build, Loader, Page, Progress } from '../bulk/loader.ts';
import { isBadSegment, type SegmentSize } from '../bulk/segment-file.ts';

type Welcome = Extract<DownFrame, { t: 'welcome' }>;

/** What {@link createSnapshot} is given. */
export interface SnapshotDeps {
  loader: Loader;
  log: Log;
  /** Where the next cache is built, and its key. */
  newCache: () => { file: string; keyHex: string };
  onProgress: (progress: { done: number; total: number }) => void;
  /** One more piece has been written. */
  onTaken: () => void;
  /** The new cache is whole and on disk; no snapshot is on its way any more. */
  onWhole: () => void;
  /** What came cannot be used. */
  onUnusable: (error: Error) => void;
  /** The disk, or our mistake. */
  onTrouble: (error: unknown) => void;
}

/** See the head of this file. */
export interface Snapshot {
  /** Begins a new cache; what was on its way is dropped. */
  begin(welcomed: Welcome): void;
  /** @returns false when no snapshot is on its way. */
  page(page: Page): boolean;
  /** @returns false when no snapshot is on its way. */
  segment(size: SegmentSize & Progress, packed: Uint8Array): boolean;
  drop(): void;
  /** How many pieces came and are not written yet; null while no snapshot is on its way. */
  waits(): number | null;
}

/** See {@link Snapshot}. */
export function createSnapshot(deps: SnapshotDeps): Snapshot {
  let loading: { build: Build; given: number; taken: number } | null = null;

  function drop(): void {
    const dropped = loading;
    loading = null;
    dropped?.build.abandon();
  }

  function take(give: (build: Build) => void): boolean {
    if (loading === null) return false;
    loading.given += 1;
    give(loading.build);
    return true;
  }

  function startBuild({ epoch, scopes, run }: Welcome): Build {
    const meta = { epoch, scopes, ...(run == null ? {} : { run }) };
    return deps.loader.build(
      { ...deps.newCache(), meta },
      {
        taken: () => {
          if (loading === null) return;
          loading.taken += 1;
          deps.onTaken();
        },
        progress: (done, total) => deps.onProgress({ done, total }),
        leftOut: (kind, id, field) =>
          deps.log.warn('A row from the service is not valid and was left out', { kind, id, field }),
        finished: () => {
          loading = null;
          deps.onWhole();
        },
        failed: (error) => {
          loading = null;
          if (isBadSegment(error)) deps.onUnusable(error);
          else deps.onTrouble(error);
        },
      },
    );
  }

  return {
    begin: (welcomed) => {
      drop();
      loading = { build: startBuild(welcomed), given: 0, taken: 0 };
    },
    page: (page) => take((build) => build.page(page)),
    segment: (size, packed) => take((build) => build.segment(size, packed)),
    drop,
    waits: () => (loading === null ? null : loading.given - loading.taken),
  };
}
