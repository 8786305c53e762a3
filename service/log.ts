// The log as this process follows it: one reader, woken by our own commits and by those of other processes. Rules: SYNC-4 to SYNC-9.
//
//   idle --poke--> reading --nothing more, and everything asked for is reached--> idle
//                  reading --asked for more than the horizon lets us see--> waiting a little --> reading
import type { Pool } from 'pg';
import type { Log } from '../shared/log.ts';
import { compareCursors, cursorStart, type Cursor } from '../shared/sync/cursor.ts';
import { horizon, readFeed, type Batch } from './db/feed.ts';
import type { Notices } from './notices.ts';
import { createSharedReads } from './shared-reads.ts';
import { realTimers, repeat, type Timers } from './timers.ts';

/** See {@link createFeedLog}. */
export interface FeedLog {
  /** How far this process has read. */
  position(): Cursor;
  /** Says that everything up to `at` is or will soon be committed: read on until it is reached, and tell the other processes. */
  reach(at: Cursor): void;
  /** Hears runs of the log, in order and without gaps. @returns a function that stops it. */
  onBatch(listener: (batch: Batch) => void): () => void;
  /** Reads a run for one that lags behind: what follows `from`, and perhaps some before it, as others ask too. */
  read(from: Cursor, limit: number): Promise<Batch>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What the log needs. */
export interface FeedLogDeps {
  pool: Pool;
  /** How processes on one database tell each other how far to read. */
  notices: Notices;
  log: Log;
  /** How often other processes are told at most, in ms. */
  notifyMs?: number;
  /** How often the log is read without being told, in ms: a net under lost notices. */
  pollMs?: number;
  /** How long reading rests after it has brought much at once, in ms. */
  restMs?: number;
  /** A monotonic time in ms: reading rests longer where telling takes long. Without it that is not looked at. */
  monotonic?: () => number;
  timers?: Timers;
}

const page = 1000;
/** So many entries in one run are load; fewer are told without a rest. */
const manyEntries = 8;
const longestRestMs = 25;
const shortMs = 200;

/** @returns the log of a database; it reads nothing before start(). */
export function createFeedLog({
  pool,
  notices,
  log,
  notifyMs = 25,
  pollMs = 2000,
  restMs = 5,
  monotonic = () => 0,
  timers = realTimers,
}: FeedLogDeps): FeedLog {
  const listeners = new Set<(batch: Batch) => void>();
  let position: Cursor = cursorStart;
  let wanted: Cursor = cursorStart;
  let running = false;
  let reading: Promise<void> | null = null;
  let poked = false;
  let notice: unknown = null;
  let again: unknown = null;
  let stopPolling = (): void => {};
  let stopHearing: () => Promise<void> = async () => {};

  const pause = (ms: number): Promise<void> => new Promise((resolve) => void timers.set(resolve, ms));

  const isRunning = (): boolean => running;

  async function readOn(): Promise<void> {
    let wait = 1;
    while (isRunning()) {
      poked = false;
      let batch: Batch;
      try {
        batch = await readFeed(pool, position, page);
      } catch (error) {
        if (!running) return;
        log.warn('The log cannot be read', { error });
        await pause((wait = Math.min(wait * 2, 1000)));
        continue;
      }
      const moved = batch.to !== position;
      position = batch.to;
      const began = monotonic();
      if (moved) for (const listener of listeners) tell(listener, batch);
      if (batch.more) continue;
      const rest = restAfter(batch, monotonic() - began);
      if (rest > 0) await pause(rest);
      if (poked) continue;
      if (compareCursors(position, wanted) >= 0) {
        // The rest of the way to the horizon is safe to say in a moment.
        if (batch.short === true) again ??= timers.set(() => ((again = null), poke()), shortMs);
        return;
      }
      // A transaction that began earlier is still open; what lies behind it is not in order yet.
      await pause((wait = moved ? 1 : Math.min(wait * 2, 50)));
    }
  }

  /**
   * Under load: read at once for each commit, every desk would be written to once per commit. One note by itself, with
   * few desks to tell, is followed by no rest, so that the next is told as soon.
   */
  function restAfter({ entries }: Batch, tookMs: number): number {
    const byEntries = entries.length >= manyEntries ? restMs : 0;
    return Math.min(longestRestMs, Math.max(byEntries, Math.floor(tookMs)));
  }

  function tell(listener: (batch: Batch) => void, batch: Batch): void {
    try {
      listener(batch);
    } catch (error) {
      log.error('A listener of the log failed', { error });
    }
  }

  function poke(): void {
    poked = true;
    if (!running || reading !== null) return;
    reading = readOn().finally(() => {
      reading = null;
      if (poked && running) poke();
    });
  }

  function want(at: Cursor): void {
    if (compareCursors(at, wanted) > 0) wanted = at;
    poke();
  }

  // Outside of every transaction and at most every few ms: a NOTIFY inside each costs a factor of ten (SYNC-7).
  function notifyOthers(): void {
    notice ??= timers.set(() => {
      notice = null;
      if (!running) return;
      notices.tell(wanted).catch((error: unknown) => {
        log.debug('Other processes could not be told', { error });
      });
    }, notifyMs);
  }

  return {
    position: () => position,
    reach(at) {
      want(at);
      notifyOthers();
    },
    onBatch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: createSharedReads((from, limit) => readFeed(pool, from, limit)),
    async start() {
      position = await horizon(pool);
      wanted = position;
      running = true;
      stopHearing = await notices.hear((at) => (at === null ? poke() : want(at)));
      poke();
      stopPolling = repeat(timers, poke, pollMs);
    },
    async stop() {
      running = false;
      timers.clear(notice);
      timers.clear(again);
      stopPolling();
      await reading;
      await stopHearing();
    },
  };
}
