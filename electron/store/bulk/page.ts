// A page of a snapshot, read some rows at a time, with the text of each record as it came. Changes with the form of that frame.
import { z } from 'zod';
import { recordKindSchema } from '../../../shared/domain/records.ts';
import { cursorSchema, type Cursor } from '../../../shared/sync/cursor.ts';
import { rowSchema } from '../../../shared/sync/protocol.ts';
import type { RawRow } from '../db/cache-builder.ts';
import { BadSegment } from './segment-file.ts';

/** What a page says beside its rows. */
export interface PageHead {
  sent: number;
  total: number;
  /** On the last page: where the snapshot stands. */
  cursor: Cursor | null;
}

const mostRows = 2000;
const headSchema = z.object({
  t: z.literal('snapshot'),
  rows: z.array(z.unknown()).max(0),
  sent: z.number().int(),
  total: z.number().int(),
  cursor: cursorSchema.nullable(),
});

const invalid = (cause?: unknown): BadSegment =>
  new BadSegment('A page of the snapshot is not valid.', { cause });

/** Where something lies in the page: its first byte, and the one after it. */
interface Cut {
  from: number;
  to: number;
}
interface RowCut extends Cut {
  /** Its field `record`; `to` is 0 when there is none that is spelled so. */
  record: Cut;
}

const [space, quote, comma, colon, backslash] = [0x20, 0x22, 0x2c, 0x3a, 0x5c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Cuts a page by its brackets and quotes alone. Whether it is JSON at all, the parser says of each part.
 * @returns what is between the brackets of `rows`, and the rows in it.
 */
function cutPage(text: Buffer): { rows: Cut; cuts: RowCut[] } {
  const { length } = text;
  const rows: Cut = { from: 0, to: 0 };
  const cuts: RowCut[] = [];
  let row: RowCut | null = null;
  /** 1 within the frame, 2 within its fields, 3 within a row of it. */
  let depth = 0;
  /** The string before, while it may be a name. */
  let nameFrom = 0;
  let nameTo = 0;
  const isNamed = (name: string): boolean =>
    nameTo - nameFrom === name.length && text.toString('latin1', nameFrom, nameTo) === name;
  /** Within the value of `rows`, and of a `record`. */
  let inRows = false;
  let inRecord = false;
  for (let at = 0; at < length; at += 1) {
    const byte = text[at]!;
    if (byte === quote) {
      const from = at + 1;
      for (at = from; at < length && text[at] !== quote; at += 1) if (text[at] === backslash) at += 1;
      if (depth === 1 || (depth === 3 && inRows)) [nameFrom, nameTo] = [from, at];
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (inRows && depth === 3) cuts.push((row = { from: at, to: 0, record: { from: 0, to: 0 } }));
      else if (depth === 2 && inRows) rows.from = at + 1;
    } else if (byte === closeBrace || byte === closeBracket) {
      if (depth === 3 && row !== null) {
        if (inRecord) row.record.to = at;
        inRecord = false;
        row.to = at + 1;
        row = null;
      } else if (depth === 2 && inRows) {
        rows.to = at;
        inRows = false;
      }
      depth -= 1;
    } else if (byte === colon) {
      if (depth === 1 && isNamed('rows')) inRows = true;
      else if (depth === 3 && row !== null && isNamed('record')) {
        inRecord = true;
        row.record.from = at + 1;
      }
    } else if (byte === comma && depth === 3 && inRecord) {
      inRecord = false;
      row!.record.to = at;
    }
  }
  if (depth !== 0 || rows.to < rows.from || rows.from === 0 || cuts.length > mostRows) throw invalid();
  return { rows, cuts };
}

function trimmed(text: Buffer, { from, to }: Cut): Buffer {
  while (text[from]! <= space) from += 1;
  while (text[to - 1]! <= space) to -= 1;
  return text.subarray(from, to);
}

const kinds = new Set<unknown>(recordKindSchema.options);

/** What the schema of a row says, in a fraction of its time. */
function isRow(row: unknown): row is RawRow {
  if (typeof row !== 'object' || row === null || !('record' in row)) return false;
  const { kind, id, version } = row as Partial<Record<string, unknown>>;
  if (!kinds.has(kind) || !Number.isSafeInteger(version) || (version as number) < 0) return false;
  return rowSchema.shape.id.safeParse(id).success;
}

/** Parsed at once, bytes: so few that they are garbage before anything else is, so many that a call costs nothing. */
const atOnce = 65_536;

/**
 * Reads a frame `snapshot`.
 * @param text as it came, UTF-8.
 * @param take gets its rows, some at a time; their records are not checked, and their texts are part of `text`.
 * @throws BadSegment when it is no such frame, perhaps after some of its rows.
 */
export function readPage(text: Buffer, take: (rows: readonly RawRow[]) => void): PageHead {
  const { rows, cuts } = cutPage(text);
  const between = (from: number, to: number): string => text.toString('latin1', from, to).trim();
  const parse = (json: string): unknown => {
    try {
      return JSON.parse(json);
    } catch (error) {
      throw invalid(error);
    }
  };
  const head = headSchema.safeParse(
    parse(text.toString('utf8', 0, rows.from) + text.toString('utf8', rows.to)),
  );
  if (!head.success) throw invalid(head.error);
  let before = rows.from;
  for (let first = 0; first < cuts.length; ) {
    const { from } = cuts[first]!;
    let next = first;
    let to = from;
    while (next < cuts.length && to - from < atOnce) {
      to = cuts[next]!.to;
      next += 1;
    }
    const found = parse(`[${text.toString('utf8', from, to)}]`) as unknown[];
    if (found.length !== next - first || between(before, from) !== (first === 0 ? '' : ',')) throw invalid();
    const some = found.map((row, i) => {
      if (!isRow(row)) throw new BadSegment('A row of the snapshot is not valid.');
      const { record } = cuts[first + i]!;
      // Spelled with escapes, the name of the field was not known for what it is.
      if (record.to > 0) row.body = trimmed(text, record);
      return row;
    });
    take(some);
    before = to;
    first = next;
  }
  if (between(before, rows.to) !== '') throw invalid();
  return head.data;
}
