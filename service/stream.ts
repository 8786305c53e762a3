// What flows to one desk: a snapshot if it needs one, the log up to now, then the log as it grows.
//
//   idle --start--> snapshot --last page--> catchingUp --as far as this process has read--> live
//                 \--(delta)----------------^                    ^-- the desk reads too slowly --/
import type { Pool } from 'pg';
import type { Log } from '../shared/log.ts';
import { compareCursors, type Cursor } from '../shared/sync/cursor.ts';
import { knowsKind } from '../shared/sync/protocol.ts';
import {
  countRecords,
  expandScopes,
  horizon,
  snapshotPage,
  type Batch,
  type SnapshotRow,
} from './db/feed.ts';
import { countIn, holdMore } from './db/scoped.ts';
import { deltasFor } from './deltas.ts';
import { deltaFrame, segmentFrame, snapshotFrame, takeRows } from './frames.ts';
import type { FeedLog } from './log.ts';
import type { Resume } from './resume.ts';
import type { Segments } from './segments/index.ts';
import type { Scopes } from './visibility.ts';

/** See {@link createStream}. */
export interface Stream {
  /** Sends a snapshot, or continues after a cursor; then stays up to date until stop(). Rejects when the database is away. */
  start(after: Resume | null): Promise<void>;
  /** Hears the log as it grows. */
  hear(batch: Batch): void;
  /** Makes sure that the desk hears of `at`, even if nothing there is visible to it. */
  owe(at: Cursor): void;
  /** Tells an idle desk how far the log is. @returns whether there was something to tell. */
  nudge(): boolean;
  stop(): void;
}

/** What a stream needs. */
export interface StreamDeps {
  pool: Pool;
  feed: FeedLog;
  scopes: Scopes;
  /** The version that the desk speaks. */
  protocol: number;
  /** Rows in bulk, for a desk that reads them; null for one that gets everything as text. */
  segments: Segments | null;
  log: Log;
  /** @param shared others are sent the same text in this turn. */
  send(frame: string | Uint8Array, shared?: boolean): void;
  /** Whether the desk has more unread than it should. */
  isFull(): boolean;
  /** Resolves when the desk has read on; rejects when it is gone. */
  drained(): Promise<void>;
  /** Hears that catching up failed. */
  onError(error: unknown): void;
}

const rowsPerPage = 2000;
const entriesPerRead = 2000;

/** @returns the stream of one desk. */
export function createStream(deps: StreamDeps): Stream {
  const { pool, feed, scopes, protocol, segments, log, send, isFull, drained, onError } = deps;
  let mode: 'idle' | 'snapshot' | 'catchingUp' | 'live' | 'over' = 'idle';
  let cursor: Cursor = '0.0';
  let owed: Cursor = '0.0';
  /** How far it has heard the log while live; ahead of the cursor where nothing was visible. */
  let heard: Cursor = '0.0';

  const isOver = (): boolean => mode === 'over';

  function advance(to: Cursor, changes: string): void {
    send(deltaFrame(cursor, to, changes));
    cursor = to;
  }

  function pass(batch: Batch): void {
    for (const part of deltasFor(batch, cursor, scopes.has, protocol)) {
      send(part.frame(cursor), true);
      cursor = part.to;
    }
    settle(batch.to);
  }

  /** Sends an empty delta where the desk waits for a place that has gone by without anything to see. */
  function settle(to: Cursor): void {
    if (compareCursors(owed, cursor) > 0 && compareCursors(to, owed) >= 0) advance(to, '[]');
  }

  async function snapshot(): Promise<void> {
    mode = 'snapshot';
    // Taken first: whatever changes while the rows are read comes again in the delta after it.
    let at = await horizon(pool);
    const names = await expandScopes(pool, scopes);
    let sent = 0;
    let whole = false;
    if (segments !== null && (await holdMore(pool, names, segments.limits.snapshotRows))) {
      try {
        let total = 0;
        for await (const part of segments.snapshot(scopes)) {
          if (isOver()) return;
          if (part.t === 'begin') {
            ({ at, total } = part);
            continue;
          }
          await drained();
          sent += part.rows;
          send(segmentFrame(part, { t: 'snapshot', sent, total: Math.max(sent, total) }));
          send(part.packed);
        }
        whole = true;
      } catch (error) {
        if (isOver()) return;
        // What has been sent may have left since: the delta from where it stood brings the removals.
        log.warn('A snapshot goes on as rows', { error, sent });
      }
    }
    if (!whole) sent = await rows(names, sent, sent + (await countRecords(pool, names)));
    if (isOver()) return;
    send(snapshotFrame('[]', sent, sent, at));
    cursor = at;
  }

  async function rows(names: readonly string[], before: number, total: number): Promise<number> {
    let sent = before;
    for (const scope of names) {
      let after = { kind: '', id: '' };
      for (let full = true; full && !isOver(); ) {
        await drained();
        const read: SnapshotRow[] = await snapshotPage(pool, scope, after, rowsPerPage);
        full = read.length === rowsPerPage;
        after = read.at(-1) ?? after;
        let page = read.filter(({ kind }) => knowsKind(protocol, kind));
        while (page.length > 0 && !isOver()) {
          const { text, count } = takeRows(page);
          page = page.slice(count);
          sent += count;
          send(snapshotFrame(text, sent, total, null));
        }
      }
    }
    return sent;
  }

  /** Sends what was missed as segments. Where that breaks off, what was sent holds and the log goes on from there. */
  async function leap(from: Segments): Promise<void> {
    try {
      for await (const part of from.delta(cursor, scopes)) {
        if (isOver()) return;
        if (part.t === 'end') {
          if (compareCursors(part.at, cursor) > 0) advance(part.at, '[]');
          return;
        }
        await drained();
        send(segmentFrame(part, { t: 'delta', from: part.from, to: part.to }));
        send(part.packed);
        cursor = part.to;
      }
    } catch (error) {
      if (!isOver()) log.warn('A delta goes on as rows', { error });
    }
  }

  /** @param behind about how many visible entries, where that is known. */
  async function catchUp(behind: number): Promise<void> {
    mode = 'catchingUp';
    if (segments !== null && behind > segments.limits.deltaEntries) await leap(segments);
    while (!isOver()) {
      // Nothing is awaited between this look and going live, so no run of the log falls in between.
      if (compareCursors(cursor, feed.position()) >= 0) {
        mode = 'live';
        heard = feed.position();
        return;
      }
      await drained();
      const batch = await feed.read(cursor, entriesPerRead);
      if (isOver()) return;
      pass(batch);
      // Once behind, it is told of every step, so that it need not read the invisible ones again next time.
      if (compareCursors(batch.to, cursor) > 0) advance(batch.to, '[]');
      if (segments === null || !batch.more) continue;
      const most = segments.limits.deltaEntries + 1;
      if ((await countIn(pool, await expandScopes(pool, scopes), cursor, most)) === most)
        await leap(segments);
    }
  }

  return {
    async start(after) {
      if (after === null) await snapshot();
      else cursor = after.after;
      await catchUp(after?.behind ?? 0);
    },
    hear(batch) {
      if (mode !== 'live') return;
      const follows = batch.from === heard;
      heard = batch.to;
      // Read from the log instead: by one that is full later, after a hole that should not be, at once.
      if (isFull() || !follows) {
        mode = 'catchingUp';
        catchUp(0).catch(onError);
        return;
      }
      pass(batch);
    },
    owe(at) {
      if (compareCursors(at, owed) > 0) owed = at;
      if (mode === 'live') settle(feed.position());
    },
    nudge() {
      if (mode !== 'live' || compareCursors(feed.position(), cursor) <= 0) return false;
      advance(feed.position(), '[]');
      return true;
    },
    stop() {
      mode = 'over';
    },
  };
}
