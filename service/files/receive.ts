// Takes a file in, piece by piece: what may come in, from whom, and how much of it.
import { attachmentBounds, pieceBytes } from '../../shared/domain/attachment.ts';
import { isRecordingId, recordingMedia } from '../../shared/domain/call-media.ts';
import { cleanFileName, fileProblem, headBytes, isWebm, kindOf } from '../../shared/domain/file-kind.ts';
import type { FileReceipt } from '../../shared/sync/files.ts';
import { AppError } from '../../shared/errors.ts';
import type { FileStore, StoredFile } from '../db/files.ts';
import { notThere } from './serve.ts';

/** Who sends a file, and where. */
export interface Sender {
  conversationId: string;
  /** 'customer', or 'agent:<id>'. */
  owner: string;
}

/** One piece as it came. */
export interface Piece {
  id: string;
  /** The name and the size of the whole, as its sender says. */
  name: string;
  bytes: number;
  /** Where it begins. */
  at: number;
  data: Buffer;
}

/** Of one conversation, from customers and from agents each. */
export const conversationBounds = { files: 200, bytes: 500 * 1024 * 1024 } as const;

/**
 * @param mayRecord whether the caller of this conversation has agreed; without it no recordings are taken.
 * @returns takes a piece: how much has come, and the file once it is whole. A piece that came before changes nothing.
 */
export function createReceiver(
  store: FileStore,
  now: () => number,
  mayRecord?: (conversationId: string) => Promise<boolean>,
): (from: Sender, piece: Piece) => Promise<FileReceipt> {
  return async ({ conversationId, owner }, { id, name, bytes, at, data }) => {
    let file = await store.find(id);
    if (file === undefined) {
      if (at !== 0) return { received: 0, file: null };
      const head = data.subarray(0, headBytes);
      const isRecording = isRecordingId(id);
      // What the caller has said may be on its way; until it is here there is no place for such a file.
      if (isRecording && (mayRecord === undefined || !(await mayRecord(conversationId)))) throw notThere();
      const problem = isRecording ? recordingProblem(bytes, head) : fileProblem(name, bytes, head);
      const media = isRecording ? recordingMedia : kindOf(head);
      if (problem !== null || media === null)
        throw new AppError(problem === 'tooLarge' ? 'tooLarge' : 'invalid', 'This file cannot be sent.', {
          field: 'file',
          facts: { problem: problem ?? 'kind' },
        });
      const sum = await store.total(conversationId, owner === 'customer');
      if (sum.files >= conversationBounds.files || sum.bytes + bytes > conversationBounds.bytes)
        throw new AppError('tooLarge', 'This conversation holds too many files.', {
          facts: { problem: 'tooMany' },
        });
      await store.begin({ id, conversationId, owner, name: cleanFileName(name), media, bytes }, now());
      file = await store.find(id);
    }
    // The id of somebody else's file says nothing of that file.
    if (file === undefined || file.conversationId !== conversationId || file.owner !== owner)
      throw new AppError('conflict', 'This id is taken by another file.');
    if (file.bytes !== bytes) throw new AppError('conflict', 'This id is taken by a file of another size.');
    if (file.sha256 !== null || file.received !== at) return receipt(file);
    const due = Math.min(pieceBytes, bytes - at);
    if (data.length !== due)
      throw new AppError('invalid', `This piece holds ${data.length} bytes instead of ${due}.`);
    return receipt(await store.add(id, at, at / pieceBytes, data));
  };
}

function recordingProblem(bytes: number, head: Buffer): 'empty' | 'tooLarge' | 'kind' | null {
  if (bytes === 0) return 'empty';
  if (bytes > attachmentBounds.bytes) return 'tooLarge';
  return isWebm(head) ? null : 'kind';
}

function receipt({ id, name, media, bytes, received, sha256 }: StoredFile): FileReceipt {
  return {
    received,
    file: sha256 === null ? null : { id, name, mediaType: media, bytes, sha256 },
  };
}
