// Live queries: each runs again when something it reads was touched, once per tick, and its rows go out only if they are others.
import type { z } from 'zod';
import { AppError, parseOrThrow, toErrorData, type ErrorData } from '../../shared/errors.ts';
import { queries, type QueryName, type RowChanges } from '../../shared/ipc/store.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import { asStorageError } from './db/open.ts';
import { createPace, type Allowance } from './pace.ts';
import { runners } from './queries.ts';
import type { QueryContext } from './query-context.ts';
import { changesOf } from './row-changes.ts';

/** Takes what a live query gives. */
export interface Subscriber {
  rows(sub: number, rows: unknown): void;
  /** What is other than in the rows before; only whoever asked for it hears of it so. */
  changed(sub: number, changes: RowChanges): void;
  failed(sub: number, error: ErrorData): void;
}

/** The live queries of one window. */
export interface WindowQueries {
  /**
   * @param changes whether it is sent what is other in a list, instead of all of it.
   * @throws AppError `invalid` for arguments that break the query's schema, or what the query threw.
   */
  start(sub: number, name: QueryName, args: unknown, changes?: boolean): void;
  stop(sub: number): void;
  /** Nobody looks at these for now, or somebody does again: out of sight news may be late, by {@link restingMs} at most. */
  rest(subs: readonly number[], on: boolean): void;
  close(): void;
}

/** How often and how long a query ran. */
export interface QueryTiming {
  runs: number;
  totalMs: number;
  maxMs: number;
}

/** See the head of this file. */
export interface Live {
  /** Says that something was written; see queries.ts for the keys. */
  touch(key: string): void;
  /** Everything may have changed: other files, another agent. */
  touchAll(): void;
  /** While on, many rows come in: rounds are spaced out, so that they do not run after each of them. */
  calm(on: boolean): void;
  window(subscriber: Subscriber): WindowQueries;
  timings(): Record<string, QueryTiming>;
}

/** What live queries are given. */
export interface LiveDeps {
  context: () => QueryContext;
  /** Runs after the work at hand. */
  defer: (run: () => void) => void;
  timers: Timers;
  /** Milliseconds of a clock that only measures. */
  clock: () => number;
  /** How far apart a query runs while news of it come without a pause, ms; 0: as often as they come. See pace.ts. */
  paceMs: number;
  onTrouble: (error: unknown) => void;
}

interface Entry {
  name: QueryName;
  args: unknown;
  reads: readonly string[];
  rows: unknown;
  subscribers: Set<Reference>;
  /** Something that it reads was written since it ran. */
  news: boolean;
  allowance: Allowance;
}

interface Reference {
  subscriber: Subscriber;
  sub: number;
  resting: boolean;
  changes: boolean;
}

/** Queries may take a quarter of the time at most: after a long round the next waits three times as long as it took, up to this. */
const longestWaitMs = 250;
/** Between rounds while many rows come in. */
const calmMs = 150;

/** How often a query that is in sight nowhere runs at most: what is kept ready in hidden tabs must not cost those that show. */
const restingMs = 1000;

/** How late a list of what is due may notice that time has passed. */
const timeMs = 10_000;

/** See {@link Live}. */
export function createLive(deps: LiveDeps): Live {
  const entries = new Map<string, Entry>();
  const timings: Record<string, QueryTiming> = {};
  const pace = createPace(deps.paceMs, deps.clock);
  let touched = new Set<string>();
  let all = false;
  let scheduled = false;
  let restUntil = 0;
  let calm = false;
  let timer: unknown = null;

  /** How many live queries read each key. */
  const listened = new Map<string, number>();
  function listen(key: string, by: 1 | -1): void {
    const count = (listened.get(key) ?? 0) + by;
    if (count === 0) listened.delete(key);
    else listened.set(key, count);
    if (key === 'time') keepTime(count > 0);
  }

  /** While somebody looks at what is due, time itself is news. */
  let ticking: unknown = null;
  function keepTime(on: boolean): void {
    if (on && ticking === null) ticking = deps.timers.set(tick, timeMs);
    if (on || ticking === null) return;
    deps.timers.clear(ticking);
    ticking = null;
  }
  function tick(): void {
    ticking = null;
    keepTime(listened.has('time'));
    touched.add('time');
    schedule();
  }

  function run(entry: Pick<Entry, 'name' | 'args'>): unknown {
    const began = deps.clock();
    const runner = runners[entry.name].run as (context: QueryContext, args: unknown) => unknown;
    try {
      return runner(deps.context(), entry.args);
    } catch (error) {
      deps.onTrouble(error);
      throw asStorageError(error);
    } finally {
      const took = deps.clock() - began;
      const timing = (timings[entry.name] ??= { runs: 0, totalMs: 0, maxMs: 0 });
      timing.runs += 1;
      timing.totalMs += took;
      timing.maxMs = Math.max(timing.maxMs, took);
    }
  }

  const isResting = ({ subscribers }: Entry): boolean => [...subscribers].every(({ resting }) => resting);

  /** Keeps the rows, and says what is other than in those before. */
  function take(entry: Entry, rows: unknown): void {
    const changes = changesOf(entry.rows, rows);
    if (changes === 'same') return;
    entry.rows = rows;
    for (const { subscriber, sub, changes: wanted } of entry.subscribers) {
      if (wanted && changes !== 'other') subscriber.changed(sub, changes);
      else subscriber.rows(sub, rows);
    }
  }

  /** Runs it, and says what is other than before. */
  function tell(entry: Entry): void {
    entry.news = false;
    try {
      take(entry, run(entry));
    } catch (error) {
      for (const { subscriber, sub } of entry.subscribers) subscriber.failed(sub, toErrorData(error));
    }
  }

  let late: unknown = null;
  function runLate(): void {
    late = null;
    for (const entry of entries.values()) if (entry.news) tell(entry);
  }

  /** What had to wait because it had run again and again: all of it together. */
  let soon: unknown = null;
  function runSoon(): void {
    soon = null;
    for (const entry of entries.values()) {
      if (!entry.news) continue;
      if (isResting(entry)) {
        late ??= deps.timers.set(runLate, restingMs);
        continue;
      }
      pace.spend(entry.allowance);
      tell(entry);
    }
  }

  function round(): void {
    scheduled = false;
    timer = null;
    const began = deps.clock();
    const keys = touched;
    const everything = all;
    touched = new Set();
    all = false;
    for (const entry of entries.values()) {
      if (!everything && !entry.reads.some((key) => keys.has(key))) continue;
      entry.news = true;
      if (isResting(entry)) late ??= deps.timers.set(runLate, restingMs);
      else if (pace.take(entry.allowance)) tell(entry);
      else soon ??= deps.timers.set(runSoon, deps.paceMs);
    }
    const ended = deps.clock();
    restUntil = ended + Math.min(longestWaitMs, 3 * (ended - began));
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    const wait = Math.max(restUntil - deps.clock(), calm ? calmMs : 0);
    // Short rounds follow each other at once; only long ones are spaced out.
    if (wait > 20) timer = deps.timers.set(round, wait);
    else deps.defer(round);
  }

  return {
    touch: (key) => {
      // Most of what comes in bulk is on nobody's screen.
      if (!listened.has(key)) return;
      touched.add(key);
      schedule();
    },
    touchAll: () => {
      all = true;
      schedule();
    },
    calm: (on) => {
      calm = on;
      if (on || timer === null) return;
      // What waited for the end of it is shown now.
      deps.timers.clear(timer);
      deps.defer(round);
      timer = null;
    },
    timings: () => timings,
    window: (subscriber) => {
      const mine = new Map<number, { key: string; ref: Reference }>();
      const stop = (sub: number): void => {
        const found = mine.get(sub);
        if (found === undefined) return;
        mine.delete(sub);
        const entry = entries.get(found.key);
        entry?.subscribers.delete(found.ref);
        if (entry?.subscribers.size !== 0) return;
        entries.delete(found.key);
        for (const read of entry.reads) listen(read, -1);
      };
      return {
        start: (sub, name, given, changes = false) => {
          if (mine.has(sub))
            throw new AppError('invalid', 'This number is in use by another live query.', { field: 'sub' });
          const args = parseOrThrow<unknown>(queries[name].args as z.ZodType, given, name);
          const key = `${name} ${JSON.stringify(args)}`;
          const reads = (runners[name].reads as (args: unknown) => readonly string[])(args);
          const entry: Entry = entries.get(key) ?? {
            name,
            args,
            reads,
            rows: undefined,
            subscribers: new Set(),
            news: false,
            allowance: pace.fresh(),
          };
          const rows = run(entry);
          const ref: Reference = { subscriber, sub, resting: false, changes };
          // Others who look at the same query see the same: a round compares with what was last given.
          entry.news = false;
          take(entry, rows);
          if (!entries.has(key)) for (const read of entry.reads) listen(read, 1);
          entries.set(key, entry);
          entry.subscribers.add(ref);
          mine.set(sub, { key, ref });
          subscriber.rows(sub, rows);
        },
        stop,
        rest: (subs, on) => {
          for (const sub of subs) {
            const found = mine.get(sub);
            if (found === undefined) continue;
            found.ref.resting = on;
            const entry = entries.get(found.key)!;
            if (!on && entry.news) tell(entry);
          }
        },
        close: () => [...mine.keys()].forEach(stop),
      };
    },
  };
}
