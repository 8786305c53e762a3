// How frames to desks are put together: bodies go out as the text they are stored as, and no frame is over the bound.
import { compareCursors, type Cursor } from '../shared/sync/cursor.ts';
import { knowsKind, maxFrameBytes, PROTOCOL_VERSION, type DownFrame } from '../shared/sync/protocol.ts';
import type { Batch, LogEntry, SnapshotRow } from './db/feed.ts';
import type { Scope } from './visibility.ts';

/** Room left in a frame for what is around its rows. */
const most = maxFrameBytes - 2048;
const mostChanges = 5000;

/** @returns a frame as text. Rows and changes have their own functions, which do not parse bodies. */
export function frame(down: DownFrame): string {
  return JSON.stringify(down);
}

/** One frame's worth of changes, and the cursor after it. */
export interface DeltaPart {
  readonly changes: string;
  readonly to: Cursor;
}

const rendered = new WeakMap<LogEntry, { text: string; bytes: number }>();

function render(entry: LogEntry): { text: string; bytes: number } {
  const before = rendered.get(entry);
  if (before !== undefined) return before;
  const { kind, id, version, op, json } = entry;
  const head = `"kind":"${kind}","id":${JSON.stringify(id)},"version":${version}`;
  const text = op === 'put' ? `{"op":"put",${head},"record":${json}}` : `{"op":"remove",${head}}`;
  const made = { text, bytes: Buffer.byteLength(text) + 1 };
  rendered.set(entry, made);
  return made;
}

/**
 * Cuts a run of the log into frames for one desk: what it may see and knows, the newest of each record only, after its cursor. Each
 * record stands where it changed first: a desk that has only some of the frames lacks nothing up to the cursor of the last.
 * @returns no part when nothing in the run is visible; else the last part ends where the run ends.
 */
export function deltaParts(
  batch: Batch,
  after: Cursor,
  sees: (scope: Scope) => boolean,
  protocol = PROTOCOL_VERSION,
): DeltaPart[] {
  const changed = new Map<string, { first: Cursor; newest: LogEntry | null }>();
  for (const entry of batch.entries) {
    if (!sees(entry.scope) || !knowsKind(protocol, entry.kind)) continue;
    if (compareCursors(entry.cursor, after) <= 0) continue;
    const key = `${entry.kind} ${entry.id}`;
    const before = changed.get(key);
    // Without its body it is carried by a later one.
    const newest = entry.op === 'put' && entry.json === null ? (before?.newest ?? null) : entry;
    if (before === undefined) changed.set(key, { first: entry.cursor, newest });
    else before.newest = newest;
  }
  const parts: DeltaPart[] = [];
  let texts: string[] = [];
  let bytes = 0;
  let to = after;
  for (const { first, newest } of changed.values()) {
    if (newest === null) continue;
    const { text, bytes: size } = render(newest);
    if (texts.length > 0 && (bytes + size > most || texts.length >= mostChanges)) {
      parts.push({ changes: `[${texts.join(',')}]`, to });
      texts = [];
      bytes = 0;
    }
    texts.push(text);
    bytes += size;
    to = first;
  }
  if (texts.length > 0) parts.push({ changes: `[${texts.join(',')}]`, to: batch.to });
  return parts;
}

/** @returns a delta frame. */
export function deltaFrame(from: Cursor, to: Cursor, changes: string): string {
  return `{"t":"delta","from":"${from}","to":"${to}","changes":${changes}}`;
}

/** Takes as many rows from the front of `rows` as one frame holds. @returns the rows' text and how many they are. */
export function takeRows(rows: readonly SnapshotRow[]): { text: string; count: number } {
  const texts: string[] = [];
  let bytes = 0;
  for (const { kind, id, version, json } of rows) {
    const text = `{"kind":"${kind}","id":${JSON.stringify(id)},"version":${version},"record":${json}}`;
    bytes += Buffer.byteLength(text) + 1;
    if (texts.length > 0 && bytes > most) break;
    texts.push(text);
  }
  return { text: `[${texts.join(',')}]`, count: texts.length };
}

/** @returns a snapshot frame. */
export function snapshotFrame(rows: string, sent: number, total: number, cursor: Cursor | null): string {
  return `{"t":"snapshot","rows":${rows},"sent":${sent},"total":${Math.max(sent, total)},"cursor":${JSON.stringify(cursor)}}`;
}

/** @returns the frame that announces a segment, whose packed bytes follow as a frame of their own. */
export function segmentFrame(
  { sha256, packed, unpacked }: { sha256: string; packed: Uint8Array; unpacked: number },
  of: Extract<DownFrame, { t: 'segment' }>['of'],
): string {
  return frame({ t: 'segment', sha256, packed: packed.length, unpacked, of });
}
