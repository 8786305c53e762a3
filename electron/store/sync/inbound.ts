// What the service sends into the cache: each delta is one transaction - edits off, rows in, edits on, cursor saved.
import type { RecordKind, RecordOf } from '../../../shared/domain/records.ts';
import type { Log } from '../../../shared/log.ts';
import { compareCursors, type Cursor } from '../../../shared/sync/cursor.ts';
import { parseRow, type ChangeFrame, type DownFrame, type Row } from '../../../shared/sync/protocol.ts';
import type { Cache } from '../db/cache.ts';
import type { Outbox } from '../db/outbox.ts';
import type { Overlay } from './pending.ts';

type Frame<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;

/** Rows that a delta brought and that were not there before, or were otherwise: for sounds and notifications. */
export interface Arrivals {
  messages: RecordOf<'message'>[];
  offers: RecordOf<'offer'>[];
}

/** What inbound works on. */
export interface InboundDeps {
  cache: Cache;
  outbox: Outbox;
  overlay: Overlay;
  log: Log;
  now: () => number;
}

/**
 * Applies a delta.
 * @returns what arrived; `stale` for one that the cache has already; `gap` when it does not follow on from the cursor.
 */
export function applyDelta(deps: InboundDeps, frame: Frame<'delta'>): Arrivals | 'stale' | 'gap' {
  const { cache, outbox, overlay } = deps;
  const cursor = cursorOf(cache);
  if (cursor === null) return 'gap';
  if (frame.from !== cursor) return compareCursors(frame.to, cursor) <= 0 ? 'stale' : 'gap';
  const arrivals: Arrivals = { messages: [], offers: [] };
  const changes = frame.changes.flatMap((change): (Row | ChangeFrame)[] => {
    if (change.op === 'remove') return [change];
    const row = readRow(change, deps.log);
    return row === null ? [] : [row];
  });
  const confirmed = hasSeen(outbox, frame.to);
  // Most deltas concern none of the agent's unsent edits: those stay where they are.
  const relay = confirmed || changes.some((change) => overlay.concerns(change.kind, change.id));
  cache.transaction(() => {
    if (relay) overlay.rewind(cache);
    for (const change of changes) {
      if (!('record' in change)) cache.remove(change.kind, change.id);
      else applyRow(cache, change as Row, arrivals);
    }
    cache.setMeta('cursor', frame.to);
    if (relay) overlay.replay(cache, stillPending(outbox, frame.to));
  });
  outbox.finish(frame.to);
  return arrivals;
}

function applyRow(cache: Cache, row: Row, arrivals: Arrivals): void {
  const before = row.kind === 'message' || row.kind === 'offer' ? cache.version(row.kind, row.id) : 0;
  if (!cache.put(row.kind, row.id, row.version, row.record)) return;
  if (row.kind === 'message' && before === null) arrivals.messages.push(row.record);
  if (row.kind === 'offer' && before === null) arrivals.offers.push(row.record);
}

/** @returns the row, or null when its record is not valid: it is named in the log and left out, so that it delays nothing else. */
export function readRow(
  row: { kind: RecordKind; id: string; version: number; record?: unknown },
  log: Log,
): Row | null {
  const parsed = parseRow(row);
  if (parsed.ok) return parsed.row;
  log.warn('A row from the service is not valid and was left out', {
    kind: row.kind,
    id: row.id,
    field: parsed.field,
  });
  return null;
}

/** Edits that the cache does not hold for good at this cursor. */
export const stillPending = (outbox: Outbox, cursor: Cursor | null): ReturnType<Outbox['pending']> =>
  outbox
    .pending()
    .filter((entry) => entry.at === null || cursor === null || compareCursors(entry.at, cursor) > 0);

/** Whether the place of an accepted edit is reached at this cursor, so that the service's rows take over from it. */
export const hasSeen = (outbox: Outbox, cursor: Cursor | null): boolean =>
  cursor !== null &&
  outbox.pending().some((entry) => entry.at !== null && compareCursors(entry.at, cursor) <= 0);

/** How far this cache has read; null while it is empty. */
export const cursorOf = (cache: Cache): Cursor | null => cache.meta('cursor');

/** Takes the edits off and lays those still pending on again: after a start, a verdict, or new files. */
export function relayPending(deps: Pick<InboundDeps, 'cache' | 'outbox' | 'overlay' | 'now'>): void {
  const { cache, outbox, overlay } = deps;
  const cursor = cursorOf(cache);
  cache.transaction(() => {
    overlay.rewind(cache);
    overlay.replay(cache, stillPending(outbox, cursor));
  });
  if (cursor !== null) outbox.finish(cursor);
}
