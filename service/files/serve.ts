// Gives a file out: as a download that no browser runs, in pieces as they are read.
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { pieceBytes } from '../../shared/domain/attachment.ts';
import { isImage } from '../../shared/domain/file-kind.ts';
import { AppError } from '../../shared/errors.ts';
import type { FileStore, StoredFile } from '../db/files.ts';

/** @returns the answer that holds the file. @throws AppError `notFound` where it is not whole. */
export async function sendFile(
  reply: FastifyReply,
  store: FileStore,
  file: StoredFile,
): Promise<FastifyReply> {
  const { sha256, bytes, media, name } = file;
  const first = sha256 === null ? undefined : await store.piece(sha256, 0);
  if (sha256 === null || first === undefined) throw notThere();
  async function* pieces(hash: string, head: Buffer): AsyncGenerator<Buffer> {
    yield head;
    for (let n = 1; n * pieceBytes < bytes; n++) {
      const piece = await store.piece(hash, n);
      // The line breaks off: a file that is too short must not pass for whole.
      if (piece === undefined) throw new Error('A piece of a file is missing.');
      yield piece;
    }
  }
  return reply
    .header('content-type', isImage(media) ? media : 'application/octet-stream')
    .header('content-length', bytes)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(wellFormed(name))}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .send(Readable.from(pieces(sha256, first), { objectMode: false }));
}

/** The same for what is not there, not whole yet and not to be seen. */
export const notThere = (): AppError => new AppError('notFound', 'There is no such file here.');

const wellFormed = (name: string): string => name.replace(/\p{Cs}/gu, '_');
