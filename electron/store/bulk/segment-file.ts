// A segment as it came from the service: its digest checked, unpacked, opened in memory and held to the form that was agreed on.
import { createHash, webcrypto } from 'node:crypto';
import * as zlib from 'node:zlib';
import Database from 'better-sqlite3';
import { segmentTables } from '../../../shared/cache/segment.ts';
import type { Db } from '../db/open.ts';

/** What the announcing frame says of the bytes. */
export interface SegmentSize {
  /** Of the packed bytes, hex. */
  sha256: string;
  /** Bytes after unpacking. */
  unpacked: number;
}

/** Thrown for a segment that is not what was announced or agreed: rows are then asked for as JSON. */
export class BadSegment extends Error {}

/** @returns whether this Node can unpack segments. */
export const canUnpack = (): boolean => typeof zlib.zstdDecompressSync === 'function';

/** One piece of memory for all of it: by default it would be put together from thousands. */
const roomFor = (size: SegmentSize): zlib.ZstdOptions => ({
  maxOutputLength: size.unpacked,
  chunkSize: size.unpacked + 64,
});
const badDigest = (): BadSegment => new BadSegment('The digest of a segment is wrong.');
function whole(size: SegmentSize, bytes: Buffer): Buffer {
  if (bytes.length !== size.unpacked) throw new BadSegment('A segment has another size than announced.');
  return bytes;
}

/**
 * Unpacks in memory; nothing of it touches the disk.
 * @throws BadSegment when the digest, the size or the packing is wrong.
 */
export function unpackSegment(size: SegmentSize, packed: Uint8Array): Buffer {
  if (createHash('sha256').update(packed).digest('hex') !== size.sha256) throw badDigest();
  try {
    return whole(size, zlib.zstdDecompressSync(packed, roomFor(size)));
  } catch (error) {
    throw new BadSegment('A segment cannot be unpacked.', { cause: error });
  }
}

/** The same, beside other work of this thread. */
export async function unpackBeside(size: SegmentSize, packed: Uint8Array<ArrayBuffer>): Promise<Buffer> {
  const digest = webcrypto.subtle.digest('SHA-256', packed);
  const bytes = new Promise<Buffer>((resolve, reject) => {
    zlib.zstdDecompress(packed, roomFor(size), (error, unpacked) => {
      if (error === null) resolve(unpacked);
      else reject(new BadSegment('A segment cannot be unpacked.', { cause: error }));
    });
  });
  const [found, unpacked] = await Promise.all([digest, bytes]);
  if (Buffer.from(found).toString('hex') !== size.sha256) throw badDigest();
  return whole(size, unpacked);
}

/**
 * Opens unpacked bytes as a database in memory.
 * @throws BadSegment when it holds other tables than agreed, or anything that is no table.
 */
export function openSegment(bytes: Buffer): Db {
  let db: Db | undefined;
  try {
    db = new Database(bytes);
    // The file is another's: nothing in its schema may call a function.
    db.pragma('trusted_schema = OFF');
    const found = db.prepare('SELECT type, sql FROM sqlite_schema ORDER BY rowid').raw().all() as [
      string,
      string | null,
    ][];
    const same =
      found.length === segmentTables.length &&
      found.every(([type, sql], i) => type === 'table' && sql === segmentTables[i]);
    if (!same) throw new BadSegment('A segment has other tables than agreed.');
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof BadSegment) throw error;
    throw new BadSegment('A segment is no database.', { cause: error });
  }
}

/** @returns whether what was thrown speaks of a segment, not of our own files. */
export const isBadSegment = (error: unknown): error is BadSegment => error instanceof BadSegment;
