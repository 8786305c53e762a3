// Keeps the search index close behind the rows, in small steps between other work.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Cache } from './db/cache.ts';
import { indexSome } from './db/search.ts';
import { isSearchKind } from './db/spec.ts';
import type { RecordKind } from '../../shared/domain/records.ts';

/** See the head of this file. */
export interface Indexer {
  /** A record of this kind was written (a touch key without "#" or "@"); other keys are ignored. */
  touched(key: string): void;
  /** Look again at everything, for example after other files were opened. */
  wake(): void;
  stop(): void;
}

/** Rows per step: a step stays well under a frame. */
const stepRows = 200;
/** Writing many rows makes one step, not one each. */
const restMs = 30;

/** @param onIndexed hears that words of these kinds can be found now. */
export function createIndexer(deps: {
  cache: () => Cache;
  timers: Timers;
  onIndexed: () => void;
  onTrouble: (error: unknown) => void;
}): Indexer {
  let waiting = false;
  let timer: unknown = null;
  function wake(): void {
    if (waiting) return;
    waiting = true;
    timer = deps.timers.set(step, restMs);
  }
  function step(): void {
    waiting = false;
    try {
      if (indexSome(deps.cache(), stepRows).length === 0) return;
      deps.onIndexed();
      wake();
    } catch (error) {
      deps.onTrouble(error);
    }
  }
  return {
    touched: (key) => {
      if (isSearchKind(key as RecordKind)) wake();
    },
    wake,
    stop: () => {
      waiting = true;
      deps.timers.clear(timer);
    },
  };
}
