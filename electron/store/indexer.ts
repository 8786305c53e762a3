// Keeps the search index close behind the rows, in small steps between other work, and tidies up when all is quiet.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Cache } from './db/cache.ts';
import { indexSome } from './db/search.ts';
import { isSearchKind } from '../../shared/cache/spec.ts';
import type { RecordKind } from '../../shared/domain/records.ts';

/** See the head of this file. */
export interface Indexer {
  /** A record of this kind was written (a touch key without "#" or "@"); other keys are ignored. */
  touched(key: string): void;
  /** Look again at everything, for example after other files were opened. */
  wake(): void;
  /** While on, other work takes many small turns: indexing waits. */
  calm(on: boolean): void;
  stop(): void;
}

/** A step takes about this long, ms, so that whoever asks in between waits no longer; and no fewer or more rows than these. */
const stepMs = 3;
const stepRows = { least: 16, first: 50, most: 500 } as const;
/** Writing many rows makes one step, not one each. */
const restMs = 30;
/** Between steps while there is more: everything else has its turn. */
const breathMs = 1;
/** What can be found now is told this often while there is more, ms. */
const tellMs = 300;
/** The write-ahead log goes into the file when nothing has been written for this long, not in the middle of work. */
const quietMs = 2000;
/** After a step that failed, for example on a full disk. */
const troubleMs = 30_000;

/** What an indexer is given. */
export interface IndexerDeps {
  cache: () => Cache;
  timers: Timers;
  /** ms of a clock that only measures. */
  clock: () => number;
  /** Words can be found now that could not before. */
  onIndexed: () => void;
  /** A row that came in bulk breaks its schema and was removed. */
  onInvalid: (kind: RecordKind, id: string, field: string) => void;
  onTrouble: (error: unknown) => void;
}

/** See {@link Indexer}. */
export function createIndexer(deps: IndexerDeps): Indexer {
  let waiting = false;
  let timer: unknown = null;
  let quiet: unknown = null;
  let rows: number = stepRows.first;
  let calm = false;
  let missed = false;
  let behind = false;
  let toldAt = -Infinity;

  function wake(after = restMs): void {
    if (waiting) return;
    if (calm) {
      missed = true;
      return;
    }
    waiting = true;
    deps.timers.clear(quiet);
    timer = deps.timers.set(step, after);
  }

  function tidy(): void {
    try {
      deps.cache().db.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      deps.onTrouble(error);
    }
  }

  function tell(): void {
    toldAt = deps.clock();
    deps.onIndexed();
  }

  /** Adjusts the next step to how long this one took. A step in which FTS5 put pieces together says little of the next. */
  function pace(took: number): void {
    if (took <= 0) return;
    const fits = (rows * stepMs) / took;
    const next = fits < rows ? Math.max(fits, rows * 0.7) : Math.min(fits, rows * 1.2);
    rows = Math.round(Math.max(stepRows.least, Math.min(stepRows.most, next)));
  }

  function step(): void {
    waiting = false;
    if (calm) {
      missed = true;
      return;
    }
    try {
      const began = deps.clock();
      if (indexSome(deps.cache(), rows, deps.onInvalid).length > 0) {
        behind = true;
        pace(deps.clock() - began);
        if (deps.clock() - toldAt >= tellMs) tell();
        return wake(breathMs);
      }
      if (behind) tell();
      behind = false;
      quiet = deps.timers.set(tidy, quietMs);
    } catch (error) {
      deps.onTrouble(error);
      // Nothing may be written for long: what failed is not left until then.
      wake(troubleMs);
    }
  }

  return {
    touched: (key) => {
      if (isSearchKind(key as RecordKind)) wake();
    },
    wake: () => wake(),
    calm: (on) => {
      calm = on;
      if (on || !missed) return;
      missed = false;
      wake();
    },
    stop: () => {
      waiting = true;
      deps.timers.clear(timer);
      deps.timers.clear(quiet);
    },
  };
}
