// A delta that came as a segment, into the live cache: some steps at a time, each time one transaction with its cursor, so that lists are answered in between.
import { tableOf } from '../../../shared/cache/segment.ts';
import { recordKinds, type RecordKind, type RecordOf } from '../../../shared/domain/records.ts';
import { isSearchKind } from '../../../shared/cache/spec.ts';
import { compareCursors, cursorSchema, type Cursor } from '../../../shared/sync/cursor.ts';
import { BadSegment, openSegment } from '../bulk/segment-file.ts';
import { bodyAtFault } from '../db/checking.ts';
import { rawColumns } from '../db/cache.ts';
import { isDamaged, type Db } from '../db/open.ts';
import { cursorOf, stillPending, type Arrivals, type InboundDeps } from './inbound.ts';

/** See the head of this file. */
export interface CatchUp {
  /**
   * Takes the next steps: at least one, then more up to this many rows. They last from {@link CatchUp.settle} on.
   * @returns how many rows and removals that were, and what arrived; `stale` and `gap` as applyDelta, before anything was written.
   * @throws BadSegment when the segment cannot be read or breaks the rules; what earlier steps have written is right.
   */
  next(
    deps: InboundDeps,
    most: number,
  ): { rows: number; arrivals: Arrivals; done: boolean } | 'stale' | 'gap';
  /** Makes what was taken last. @throws when the disk refuses. */
  settle(deps: InboundDeps): void;
  close(): void;
}

type Columns = (string | number | null | Uint8Array)[];
interface Entry {
  place: number;
  kind: RecordKind;
  id: string;
  /** As cache.putRaw takes it; null for a removal. */
  values: Columns | null;
}

/** Messages older than this ring for nobody (events.ts), so that they need not be read here: ms. */
const ringsMs = 180_000;

/** @throws BadSegment */
export function createCatchUp(range: { from: Cursor; to: Cursor }, bytes: Buffer): CatchUp {
  const segment = openSegment(bytes);
  const read = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (isDamaged(error)) throw new BadSegment('A segment cannot be read.', { cause: error });
      throw error;
    }
  };
  let steps: { place: number; cursor: Cursor }[];
  let readers: ((after: number, to: number) => Entry[])[];
  try {
    steps = read(() => stepsOf(segment, range));
    readers = read(() => readersOf(segment));
  } catch (error) {
    segment.close();
    throw error;
  }
  let at = 0;
  let place = 0;

  return {
    next: (deps, most) => {
      const { cache, outbox, overlay } = deps;
      const cursor = cursorOf(cache);
      if (cursor === null) return 'gap';
      if (cursor !== (at === 0 ? range.from : steps[at - 1]!.cursor))
        return at === 0 && compareCursors(range.to, cursor) <= 0 ? 'stale' : 'gap';
      let upTo = at + 1;
      while (upTo < steps.length && steps[upTo]!.place - place <= most) upTo += 1;
      const last = steps[upTo - 1]!;
      const entries = read(() => readers.flatMap((reader) => reader(place, last.place)));
      // Those of one kind stand in their order already.
      if (readers.length > 1) entries.sort((a, b) => a.place - b.place);
      const arrivals: Arrivals = { messages: [], offers: [] };
      const pending = outbox.pending();
      const relay =
        pending.some((entry) => entry.at !== null && compareCursors(entry.at, last.cursor) <= 0) ||
        (pending.length > 0 && entries.some(({ kind, id }) => overlay.concerns(kind, id)));
      cache.hold();
      cache.transaction(() => {
        if (relay) overlay.rewind(cache);
        for (const entry of entries) write(deps, entry, arrivals);
        // None of these has been held to its schema: the indexer does that as it passes over them.
        cache.setMeta('unchecked', String(cache.stamp()));
        cache.setMeta('cursor', last.cursor);
        if (relay) overlay.replay(cache, stillPending(outbox, last.cursor));
      });
      at = upTo;
      place = last.place;
      return { rows: entries.length, arrivals, done: at === steps.length };
    },
    settle: ({ cache, outbox }) => {
      cache.release();
      const cursor = cursorOf(cache);
      // Only now is it certain that what was sent is in the cache.
      if (at > 0 && cursor === steps[at - 1]!.cursor) outbox.finish(cursor);
    },
    close: () => segment.close(),
  };
}

/** @returns where each step ends, in order, the last one at the end of the delta. */
function stepsOf(segment: Db, range: { from: Cursor; to: Cursor }): { place: number; cursor: Cursor }[] {
  const found = segment.prepare('SELECT place, cursor FROM step ORDER BY place').all() as {
    place: number;
    cursor: Cursor;
  }[];
  let before = range.from;
  for (const { cursor } of found) {
    if (!cursorSchema.safeParse(cursor).success || compareCursors(cursor, before) < 0)
      throw new BadSegment('The steps of a segment are out of order.');
    before = cursor;
  }
  if (found.length === 0 || before !== range.to)
    throw new BadSegment('The steps of a segment end elsewhere.');
  const last = found.at(-1)!.place;
  const beyond = [...recordKinds.map(tableOf), 'removed'].some(
    (table) => segment.prepare(`SELECT 1 FROM ${table} WHERE place > ? LIMIT 1`).get(last) !== undefined,
  );
  if (beyond) throw new BadSegment('Rows of a segment belong to no step.');
  return found;
}

function readersOf(segment: Db): ((after: number, to: number) => Entry[])[] {
  const rows = recordKinds.flatMap((kind) => {
    const from = tableOf(kind);
    if (segment.prepare(`SELECT 1 FROM ${from} LIMIT 1`).get() === undefined) return [];
    // The body as bytes: making a string of it, and bytes of that again, took as long as writing it.
    const columns: Readonly<Record<string, string>> = { stamp: '0', body: 'CAST(body AS BLOB)' };
    const names = rawColumns(kind).map((name) => columns[name] ?? name);
    const statement = segment
      .prepare(`SELECT ${names.join(', ')}, place FROM ${from} WHERE place > ? AND place <= ? ORDER BY place`)
      .raw();
    return [
      (after: number, to: number): Entry[] =>
        (statement.all(after, to) as Columns[]).map((values) => {
          // What is left is bound as it is: no copy of each row.
          const place = values.pop() as number;
          return { place, kind, id: values[0] as string, values };
        }),
    ];
  });
  const statement = segment.prepare('SELECT place, kind, id FROM removed WHERE place > ? AND place <= ?');
  const removed = (after: number, to: number): Entry[] =>
    (statement.all(after, to) as { place: number; kind: string; id: string }[]).map(({ place, kind, id }) => {
      if (!recordKinds.includes(kind as RecordKind))
        throw new BadSegment('A segment removes a record of no kind.');
      return { place, kind: kind as RecordKind, id, values: null };
    });
  return [...rows, removed];
}

function write({ cache, log, now }: InboundDeps, { kind, id, values }: Entry, arrivals: Arrivals): void {
  if (values === null) return cache.remove(kind, id);
  const rings = kind === 'offer' || (kind === 'message' && Number(values[messageAt]) > now() - ringsMs);
  // The indexer does not pass over small kinds, and what rings is read at once.
  const reads = rings || !isSearchKind(kind);
  const body = reads ? Buffer.from(values.at(-1) as Uint8Array).toString('utf8') : '';
  if (reads) {
    const field = bodyAtFault(kind, id, body);
    if (field !== null)
      return log.warn('A row from the service is not valid and was left out', { kind, id, field });
  }
  const isNew = rings && cache.version(kind, id) === null;
  if (!cache.putRaw(kind, values) || !isNew) return;
  if (kind === 'message') arrivals.messages.push(JSON.parse(body) as RecordOf<'message'>);
  else arrivals.offers.push(JSON.parse(body) as RecordOf<'offer'>);
}

const messageAt = rawColumns('message').indexOf('at');
