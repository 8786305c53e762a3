// Changes when files go between the window and the store differently: handed over and read in pieces.
import { pieceBytes, type Attachment } from '../../shared/domain/attachment.ts';
import { AppError } from '../../shared/errors.ts';
import type { StoreClient } from './store-client.ts';

/** A file to hand over. */
export interface Handing {
  id: string;
  conversationId: string;
  name: string;
  blob: Blob;
}

const chunk = 0x8000;

/** @returns the bytes in base64; by chunks, as a call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

export function fromBase64(data: string): Uint8Array<ArrayBuffer> {
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/**
 * Hands a file to the store; resolves when it is safe on this machine's disk.
 * @param onProgress hears the part that is over, from 0 to 1.
 * @throws AppError as the store refuses it, or `gone` when it was stopped.
 */
export async function handOver(
  store: StoreClient,
  { id, conversationId, name, blob }: Handing,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const stopIfAsked = (): void => {
    if (signal.aborted) throw new AppError('gone', 'It was stopped.');
  };
  const once = async (): Promise<Attachment> => {
    await store.request('file.begin', { id, conversationId, name, bytes: blob.size });
    for (let at = 0; at < blob.size; at += pieceBytes) {
      stopIfAsked();
      // oxlint-disable-next-line no-await-in-loop -- in order, and never the whole file at once
      const bytes = new Uint8Array(await blob.slice(at, at + pieceBytes).arrayBuffer());
      // oxlint-disable-next-line no-await-in-loop
      await store.request('file.piece', { id, at, data: toBase64(bytes) });
      onProgress(Math.min(1, (at + bytes.length) / blob.size));
    }
    return (await store.request('file.finish', { id })).file;
  };
  try {
    return await once();
  } catch (error) {
    stopIfAsked();
    // The store was started again in the middle, and has let go of what it had.
    if (!(error instanceof AppError) || error.kind !== 'notFound') throw error;
    return once();
  }
}

/**
 * Reads a whole file.
 * @param messageId the message it goes with; null for one that is being written.
 * @param type what it is shown as.
 * @throws AppError `notFound` where it is not there yet, `unreachable` without a line.
 */
export function readFile(
  store: StoreClient,
  messageId: string | null,
  fileId: string,
  type: string,
): Promise<Blob> {
  return readPieces((at) => store.request('file.read', { messageId, fileId, at }, 600_000), type);
}

/** Reads a whole file of a call's recording. @throws AppError as {@link readFile}. */
export function readRecording(
  store: StoreClient,
  conversationId: string,
  fileId: string,
  type: string,
): Promise<Blob> {
  return readPieces((at) => store.request('recording.read', { conversationId, fileId, at }, 600_000), type);
}

async function readPieces(
  read: (at: number) => Promise<{ data: string; bytes: number }>,
  type: string,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (let whole = 1; at < whole; ) {
    // The first piece waits until the service has sent all of it.
    // oxlint-disable-next-line no-await-in-loop -- piece by piece
    const { data, bytes } = await read(at);
    const part = fromBase64(data);
    if (part.length === 0 && bytes > at) throw new AppError('storage', 'The file cannot be read.');
    parts.push(part);
    at += part.length;
    whole = bytes;
  }
  return new Blob(parts, { type });
}
