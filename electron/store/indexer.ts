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
  stop(): void;
}

/** Rows per step: a step takes a few milliseconds. */
const stepRows = 100;
/** Writing many rows makes one step, not one each. */
const restMs = 30;
/** Between steps while there is more: half of the time is left to everything else. */
const breathMs = 3;
/** The write-ahead log goes into the file when nothing has been written for this long, not in the middle of work. */
const quietMs = 2000;

/** @param onIndexed hears that words of these kinds can be found now. */
export function createIndexer(deps: {
  cache: () => Cache;
  timers: Timers;
  onIndexed: () => void;
  onTrouble: (error: unknown) => void;
}): Indexer {
  let waiting = false;
  let timer: unknown = null;
  let quiet: unknown = null;
  function wake(after = restMs): void {
    if (waiting) return;
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
  function step(): void {
    waiting = false;
    try {
      if (indexSome(deps.cache(), stepRows).length === 0) {
        quiet = deps.timers.set(tidy, quietMs);
        return;
      }
      deps.onIndexed();
      wake(breathMs);
    } catch (error) {
      deps.onTrouble(error);
    }
  }
  return {
    touched: (key) => {
      if (isSearchKind(key as RecordKind)) wake();
    },
    wake: () => wake(),
    stop: () => {
      waiting = true;
      deps.timers.clear(timer);
      deps.timers.clear(quiet);
    },
  };
}
