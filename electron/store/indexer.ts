// Keeps the search index close behind the rows and tidies up when all is quiet: here in small steps between other work; search/worker.ts does it in a thread.
import { isSearchKind, type SearchKind } from '../../shared/cache/spec.ts';
import type { RecordKind } from '../../shared/domain/records.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Cache } from './db/cache.ts';
import type { SearchReader } from './search/reader.ts';
import { createSearchWork, type Invalid, type SearchWork } from './search/work.ts';

/** See the head of this file. */
export interface Indexer {
  /** A record of this kind was written (a touch key without "#" or "@"); other keys are ignored. */
  touched(key: string): void;
  /** Look again at everything, for example after other files were opened. */
  wake(): void;
  /** While on, many rows come in, and lists are looked at meanwhile: the index waits. It is not complete any later. */
  calm(on: boolean): void;
  /** The index cannot be read: it is thrown away and written anew. */
  renew(): void;
  /** Runs `work`, which closes, moves or replaces cache.db, while nothing here has it open. */
  apart<T>(work: () => T): T;
  /** Lets go of all files before they are closed; waits for a step that is being done. */
  leave(): void;
  stop(): void;
}

/** The files of who is signed in. */
export interface IndexTarget {
  cache: Cache;
  search: SearchReader;
  /** Absolute paths of cache.db and search.db. */
  cacheFile: string;
  searchFile: string;
  keyHex: string;
}

/** What an indexer is given. */
export interface IndexerDeps {
  /** Null while nobody is signed in. */
  target: () => IndexTarget | null;
  timers: Timers;
  /** ms of a clock that only measures. */
  clock: () => number;
  /** Words can be found now that could not before. */
  onIndexed: () => void;
  /** A row that came in bulk breaks its schema and was removed. */
  onInvalid: (kind: RecordKind, id: string, field: string) => void;
  onTrouble: (error: unknown) => void;
}

/** A step takes about this long, ms, so that whoever asks in between waits no longer; and no fewer or more rows than these. */
const stepMs = 3;
const stepRows = { least: 16, first: 50, most: 500 } as const;
/** Writing many rows makes one step, not one each. */
export const restMs = 30;
/** Between steps while there is more: everything else has its turn. */
const breathMs = 1;
/** What can be found now is told this often while there is more, ms. */
export const tellMs = 300;
/** Logs go into their files, and the index is tidied, when nothing has been written for this long, not in the middle of work. */
export const quietMs = 2000;
/** After a step that failed, for example on a full disk. */
export const troubleMs = 30_000;

/** Removes a row that breaks its schema, unless it is another by now. Only the cache's own thread writes to it. */
export function removeInvalid(
  cache: Cache,
  { kind, id, stamp, field }: Invalid,
  onInvalid: IndexerDeps['onInvalid'],
): void {
  const removed = cache.transaction(() => {
    const now = cache.one<{ stamp: number }>(`SELECT stamp FROM "${kind}" WHERE id = ?`, id);
    if (now?.stamp !== stamp) return false;
    cache.remove(kind, id);
    // What a pending edit had covered would come back with the next rewind.
    cache.run('DELETE FROM base WHERE kind = ? AND id = ?', kind, id);
    return true;
  });
  if (removed) onInvalid(kind, id, field);
}

/** @returns whether this touch key means that something is to be indexed. */
export const isIndexed = (key: string): key is SearchKind => isSearchKind(key as RecordKind);

/** Writes the log of the cache back. */
export function tidyCache({ target, onTrouble }: IndexerDeps): void {
  try {
    const cache = target()?.cache;
    if (cache?.db.inTransaction === false) cache.db.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    onTrouble(error);
  }
}

/** See {@link Indexer}: in the thread that calls. */
export function createIndexer(deps: IndexerDeps): Indexer {
  let using: { file: string; work: SearchWork } | null = null;
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

  function leave(): void {
    const leaving = using;
    using = null;
    leaving?.work.close();
  }

  function workOn({ searchFile, keyHex }: IndexTarget): SearchWork {
    if (using?.file === searchFile) return using.work;
    leave();
    const work = createSearchWork({ file: searchFile, keyHex }, (read) => {
      const cache = deps.target()?.cache;
      // What is not committed yet may be taken back.
      return cache === undefined || cache.db.inTransaction ? null : read(cache.db);
    });
    using = { file: searchFile, work };
    return work;
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

  function renewNow({ search }: IndexTarget, work: SearchWork): void {
    search.letGo();
    try {
      work.renew();
    } finally {
      search.allow();
    }
  }

  function step(): void {
    waiting = false;
    if (calm) {
      missed = true;
      return;
    }
    const target = deps.target();
    if (target === null) return;
    try {
      const work = workOn(target);
      const began = deps.clock();
      const did = work.step(rows);
      if (did.t === 'unfit') {
        renewNow(target, work);
        return wake(breathMs);
      }
      if (did.invalid !== null) removeInvalid(target.cache, did.invalid, deps.onInvalid);
      if (did.rows > 0 || did.invalid !== null) {
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

  function tidy(): void {
    tidyCache(deps);
    try {
      const began = deps.clock();
      let more = using !== null;
      while (more && deps.clock() - began < stepMs) more = using?.work.tidy() ?? false;
      if (more) quiet = deps.timers.set(tidy, breathMs);
    } catch (error) {
      deps.onTrouble(error);
      // Otherwise what has left the cache would stay in the index until somebody writes.
      quiet = deps.timers.set(tidy, troubleMs);
    }
  }

  return {
    touched: (key) => {
      if (isIndexed(key)) wake();
    },
    wake: () => wake(),
    calm: (on) => {
      calm = on;
      if (on || !missed) return;
      missed = false;
      wake();
    },
    renew: () => {
      const target = deps.target();
      if (target === null) return;
      try {
        renewNow(target, workOn(target));
      } catch (error) {
        deps.onTrouble(error);
      }
      wake();
    },
    apart: (work) => work(),
    leave,
    stop: () => {
      waiting = true;
      deps.timers.clear(timer);
      deps.timers.clear(quiet);
      leave();
    },
  };
}
