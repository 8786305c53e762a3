// The form of a backup file: frames within one zstd stream, so that it is written and read in one go and checked as a whole.
//
//   header  table (data*) end  table (data*) end ...  trailer
//   Each frame is one byte of its type, four of its length, its bytes. Data is Postgres's own text COPY.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { constants, createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';

/** Grows when an older Parley could not read the file. */
export const formatVersion = 1;
const mostBytes = 4 * 1024 * 1024;
const magic = 'parley-backup';
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const count = z.number().int().min(0);

export const headerSchema = z.object({
  format: z.literal(magic),
  formatVersion: z.literal(formatVersion),
  /** The Parley that made it. */
  version: z.string().max(40),
  /** ms since the epoch. */
  createdAt: z.number().int(),
  /** The history of the log that it was taken of. */
  epoch: z.string().max(64).nullable(),
  migrations: z
    .array(z.object({ number: count, name: z.string().max(200), sha256: z.string().length(64) }))
    .max(1000),
  sequences: z
    .array(z.object({ name, value: z.string().regex(/^-?\d{1,20}$/), called: z.boolean() }))
    .max(200),
});
/** See {@link headerSchema}. */
export type Header = z.infer<typeof headerSchema>;

export const tableSchema = z.object({ name, columns: z.array(name).min(1).max(500) });
export const endSchema = z.object({ name, rows: count, bytes: count, sha256: z.string().length(64) });
/** What is known of a table when it is over. */
export type TableEnd = z.infer<typeof endSchema>;
/** Counts everything once more and carries the hash of all frames before it, so that none can be missing. */
export const trailerSchema = z.object({ tables: z.array(endSchema).max(500), sha256: z.string().length(64) });

/** The types of frames, one byte each. */
export const frameTypes = { header: 'H', table: 'T', data: 'D', end: 'E', trailer: 'Z' } as const;
export type FrameType = keyof typeof frameTypes;
/** One frame as it is read. */
export interface Frame {
  readonly type: FrameType;
  readonly body: Buffer;
}

/** @returns the frame's bytes. */
export function frame(type: FrameType, body: Buffer | object): Buffer {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const head = Buffer.alloc(5);
  head.write(frameTypes[type], 0, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** zstd with a checksum of its own; level 3 is where more work stops to pay. */
export const zstdOptions = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
} as const;

/** @returns an AppError that says that the file is damaged, and that nothing was done with it. */
export function damaged(file: string, why: string, cause?: unknown): AppError {
  return new AppError('invalid', `The backup ${file} is damaged (${why}). Nothing was changed.`, { cause });
}

const typeOf = new Map(
  Object.entries(frameTypes).map(([type, byte]) => [byte.charCodeAt(0), type as FrameType]),
);

/**
 * Reads the frames of a file, at most a few MB of it in memory.
 * @param onBytes hears how many bytes of the file have been read so far.
 * @throws AppError `invalid` for what is no backup or damaged, `notFound`, `storage`.
 */
export async function* readFrames(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Frame> {
  await checkMagic(file);
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  source.on('data', () => onBytes(source.bytesRead));
  const plain = createZstdDecompress();
  pipeline(source, plain, () => {});
  let held: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      let at = 0;
      while (held.length - at >= 5) {
        const type = typeOf.get(held[at]!);
        const length = held.readUInt32BE(at + 1);
        if (type === undefined || length > mostBytes) throw damaged(file, 'a frame of no known form');
        if (held.length - at < 5 + length) break;
        yield { type, body: held.subarray(at + 5, at + 5 + length) };
        at += 5 + length;
      }
      held = held.subarray(at);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (/^(EIO|EACCES|EISDIR)/.test(code))
      throw new AppError('storage', `The backup ${file} cannot be read: ${code}.`, { cause: error });
    throw damaged(
      file,
      /^ERR_|unexpected end/i.test(code) ? 'it ends too early or was changed' : 'it was changed',
      error,
    );
  } finally {
    source.destroy();
    plain.destroy();
  }
  if (held.length > 0) throw damaged(file, 'it ends too early');
}

/** zstd's own first bytes: whatever else this is, it is no backup of ours. */
async function checkMagic(file: string): Promise<void> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new AppError('notFound', `There is no file ${file}.`);
    throw new AppError('storage', `The file ${file} cannot be read: ${error.code ?? error.message}.`, {
      cause: error,
    });
  });
  try {
    const head = Buffer.alloc(4);
    const { bytesRead } = await handle.read(head, 0, 4, 0).catch((error: NodeJS.ErrnoException) => {
      throw new AppError('storage', `The file ${file} cannot be read: ${error.code ?? error.message}.`, {
        cause: error,
      });
    });
    if (bytesRead < 4 || head.readUInt32LE() !== 0xfd2fb528) throw notOurs(file);
  } finally {
    await handle.close();
  }
}

const notOurs = (file: string): AppError =>
  new AppError('invalid', `${file} is not a backup of Parley. Nothing was changed.`);

/** @returns the header of a first frame. @throws AppError `invalid` or `version`. */
export function readHeader(file: string, first: Frame | undefined): Header {
  if (first === undefined) throw damaged(file, 'it is empty');
  if (first.type !== 'header') throw notOurs(file);
  const raw = parseJson(file, first.body);
  const about = z.object({ format: z.literal(magic), formatVersion: z.number() }).safeParse(raw);
  if (!about.success) throw notOurs(file);
  if (about.data.formatVersion > formatVersion) {
    throw new AppError(
      'version',
      `${file} was made by a newer Parley; update this one. Nothing was changed.`,
    );
  }
  const header = headerSchema.safeParse(raw);
  if (!header.success) throw damaged(file, 'its header');
  return header.data;
}

/** @returns the JSON of a frame. @throws AppError `invalid`. */
export function parseJson(file: string, body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch (error) {
    throw damaged(file, 'a frame that is no JSON', error);
  }
}

/** Counts and hashes the data of one table; a row of text COPY is a line. */
export function createMeter(): { add(data: Buffer): void; end(name: string): TableEnd } {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  return {
    add(data) {
      hash.update(data);
      bytes += data.length;
      for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, at + 1)) rows += 1;
    },
    end: (tableName) => ({ name: tableName, rows, bytes, sha256: hash.digest('hex') }),
  };
}
