// Goes through a backup file once and holds every frame to the rules; changes when those rules do.
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import {
  createMeter,
  damaged,
  endSchema,
  frame,
  parseJson,
  readFrames,
  readHeader,
  tableSchema,
  trailerSchema,
  type Header,
  type TableEnd,
} from './format.ts';

/** Hears what a backup holds, in order. All may be left out: then the file is only checked. */
export interface Visitor {
  header?(header: Header): Promise<void> | void;
  table?(name: string, columns: readonly string[]): Promise<void> | void;
  data?(data: Buffer): Promise<void> | void;
  end?(table: TableEnd): Promise<void> | void;
  /** How much of the file is read, 0 to 1. */
  progress?(part: number): void;
}

/** What a backup holds. */
export interface Contents {
  readonly header: Header;
  readonly tables: readonly TableEnd[];
  /** Of the file. */
  readonly bytes: number;
}

/**
 * Reads the whole file and checks it: form, counts, hashes, and that nothing is missing.
 * @throws AppError `invalid`, `version`, `notFound` or `storage`; whatever the visitor throws.
 */
export async function walkBackup(file: string, visitor: Visitor = {}): Promise<Contents> {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const frames = readFrames(file, (read) => visitor.progress?.(read / bytes));
  const all = createHash('sha256');
  const ended: TableEnd[] = [];
  let header: Header | undefined;
  let table: { name: string; meter: ReturnType<typeof createMeter> } | null = null;
  let whole = false;
  for await (const next of frames) {
    if (whole) throw damaged(file, 'something follows its end');
    if (next.type !== 'trailer') all.update(frame(next.type, next.body));
    if (header === undefined) {
      header = readHeader(file, next);
      await visitor.header?.(header);
    } else if (next.type === 'table' && table === null) {
      const shape = tableSchema.safeParse(parseJson(file, next.body));
      if (!shape.success) throw damaged(file, 'the head of a table');
      table = { name: shape.data.name, meter: createMeter() };
      await visitor.table?.(shape.data.name, shape.data.columns);
    } else if (next.type === 'data' && table !== null) {
      table.meter.add(next.body);
      await visitor.data?.(next.body);
    } else if (next.type === 'end' && table !== null) {
      const said = endSchema.safeParse(parseJson(file, next.body));
      const found = table.meter.end(table.name);
      if (!said.success || !same(said.data, found)) throw damaged(file, `the rows of ${table.name}`);
      ended.push(found);
      table = null;
      await visitor.end?.(found);
    } else if (next.type === 'trailer' && table === null) {
      const said = trailerSchema.safeParse(parseJson(file, next.body));
      const complete =
        said.success &&
        said.data.sha256 === all.digest('hex') &&
        said.data.tables.length === ended.length &&
        said.data.tables.every((one, i) => same(one, ended[i]!));
      if (!complete) throw damaged(file, 'its end');
      whole = true;
    } else {
      throw damaged(file, 'frames in no known order');
    }
  }
  if (header === undefined) readHeader(file, undefined);
  if (!whole) throw damaged(file, 'it ends too early');
  return { header: header!, tables: ended, bytes };
}

const same = (a: TableEnd, b: TableEnd): boolean =>
  a.name === b.name && a.rows === b.rows && a.bytes === b.bytes && a.sha256 === b.sha256;
