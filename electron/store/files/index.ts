// The files of one signed-in agent: taken from the window, sent, read again from here or from the service.
import { createHash, type Hash } from 'node:crypto';
import { isRecordingId } from '../../../shared/domain/call-media.ts';
import { attachmentBounds, pieceBytes, type Attachment } from '../../../shared/domain/attachment.ts';
import { cleanFileName, fileProblem, headBytes, kindOf } from '../../../shared/domain/file-kind.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FileRow } from '../../../shared/ipc/files.ts';
import type { Timers } from '../../../shared/ipc/rpc.ts';
import type { DeskFile, FilesDb } from '../db/files.ts';
import type { FileAddress, FileTransport } from './transport.ts';
import { createUploads } from './uploads.ts';

/** What files are given. */
export interface FilesDeps {
  /** Opened when it is first needed. */
  db: () => FilesDb;
  /** Whether there is a files.db at all: most agents have sent and opened none. */
  exists: () => boolean;
  transport: FileTransport | undefined;
  service: () => string;
  token: () => string | null;
  timers: Timers;
  now: () => number;
  /** Something about the files of this conversation is other than before. */
  onChange: (conversationId: string) => void;
  onTrouble: (error: unknown) => void;
  /** The service will not have one. */
  onRefused?: (file: DeskFile) => void;
  /** Closes the database, if it is open. */
  close: () => void;
  /** Bytes kept of what can be read again. */
  keep?: number;
}

/** See the head of this file. Every request may be repeated. */
export interface Files {
  begin(file: { id: string; conversationId: string; name: string; bytes: number }): void;
  /** The next piece. @throws AppError `invalid` for what may not be sent, `notFound` where it is to be begun again. */
  piece(id: string, at: number, data: Uint8Array): void;
  /** All pieces are there: it is on its way. */
  finish(id: string): Attachment;
  drop(id: string): void;
  retry(id: string): void;
  of(conversationId: string): FileRow[];
  /** One piece of a file, from here or, after it was read whole, from the service. @throws AppError. */
  read(conversationId: string, file: Attachment, at: number): Promise<Uint8Array>;
  /** The same of one that is only here. @throws AppError `notFound`. */
  readOwn(id: string, at: number): { data: Uint8Array; bytes: number };
  /** The line is up. */
  wake(): void;
  close(): void;
}

const keptBytes = 300 * 1024 * 1024;

/** @returns the files over an open files.db, which is theirs from now on. */
export function createFiles(deps: FilesDeps): Files {
  const { db, now } = deps;
  const filling = new Map<string, { hash: Hash; received: number }>();
  const reading = new Map<string, Promise<void>>();
  let closed = false;

  const addressOf = ({ conversationId, id }: { conversationId: string; id: string }): FileAddress | null => {
    const token = deps.token();
    return token === null ? null : { service: deps.service(), token, conversationId, fileId: id };
  };
  const uploads =
    deps.transport === undefined
      ? null
      : createUploads({
          db,
          transport: deps.transport,
          address: addressOf,
          timers: deps.timers,
          now,
          onStep: (file) => {
            deps.onChange(file.conversationId);
            if (file.state === 'refused') deps.onRefused?.(file);
            if (file.state !== 'sent') return;
            // A call is listened to from the service, which knows how long it may be.
            if (isRecordingId(file.id)) db().drop(file.id);
            else db().bound(deps.keep ?? keptBytes);
          },
          onTrouble: deps.onTrouble,
        });

  const known = (id: string): DeskFile => {
    const file = db().find(id);
    if (file === undefined) throw new AppError('notFound', 'This file is not here any more.');
    return file;
  };
  const attachmentOf = ({ id, name, media, bytes, sha256 }: DeskFile): Attachment => ({
    id,
    name,
    mediaType: media,
    bytes,
    sha256,
  });

  /** Reads a file from the service into the database. */
  async function fetchWhole(conversationId: string, file: Attachment): Promise<void> {
    const from = addressOf({ conversationId, id: file.id });
    if (from === null || deps.transport === undefined)
      throw new AppError('unreachable', 'Sign in to open this file.');
    const hash = createHash('sha256');
    let rest: Uint8Array = new Uint8Array(0);
    let received = 0;
    let n = 0;
    db().begin({ ...file, media: file.mediaType, conversationId }, now());
    try {
      await deps.transport.get(from, (data) => {
        if (closed) throw new AppError('gone', 'Signed out.');
        received += data.length;
        if (received > file.bytes) throw new AppError('invalid', 'The file is larger than was said.');
        hash.update(data);
        rest = Buffer.concat([rest, data]);
        for (; rest.length >= pieceBytes; rest = rest.subarray(pieceBytes))
          db().addPiece(file.id, n++, rest.subarray(0, pieceBytes));
      });
      if (closed) throw new AppError('gone', 'Signed out.');
      if (rest.length > 0) db().addPiece(file.id, n, rest);
      if (received !== file.bytes || hash.digest('hex') !== file.sha256)
        throw new AppError('invalid', 'The file is not the one that was sent.');
      db().set(file.id, { state: 'kept', sha256: file.sha256, sent: file.bytes }, now());
      db().bound(deps.keep ?? keptBytes);
    } catch (error) {
      if (!closed) db().drop(file.id);
      throw error;
    }
  }

  const pieceAt = (id: string, at: number): Uint8Array => {
    const data = db().piece(id, Math.floor(at / pieceBytes));
    if (data === undefined) throw new AppError('notFound', 'This file is not here any more.');
    return data;
  };

  return {
    begin: ({ id, conversationId, name, bytes }) => {
      const before = db().find(id);
      if (before !== undefined && before.state !== 'filling') return;
      if (bytes > attachmentBounds.bytes || bytes === 0)
        throw new AppError('invalid', 'This file cannot be sent.', {
          facts: { problem: bytes === 0 ? 'empty' : 'tooLarge' },
        });
      db().begin({ id, conversationId, name: cleanFileName(name), bytes, media: '' }, now());
      filling.set(id, { hash: createHash('sha256'), received: 0 });
    },
    piece: (id, at, data) => {
      const file = known(id);
      if (file.state !== 'filling') return;
      const one = filling.get(id);
      if (one === undefined) throw new AppError('notFound', 'This file is to be begun again.');
      if (at < one.received) return;
      if (at !== one.received || data.length !== Math.min(pieceBytes, file.bytes - at))
        throw new AppError('invalid', 'This is not the next piece.');
      if (at === 0) {
        const head = data.subarray(0, headBytes);
        const problem = fileProblem(file.name, file.bytes, head);
        if (problem !== null) {
          filling.delete(id);
          db().drop(id);
          throw new AppError('invalid', 'This file cannot be sent.', { facts: { problem } });
        }
        db().set(id, { media: kindOf(head) ?? '' }, now());
      }
      db().addPiece(id, at / pieceBytes, data);
      one.hash.update(data);
      one.received += data.length;
    },
    finish: (id) => {
      const file = known(id);
      const one = filling.get(id);
      if (file.state === 'filling') {
        if (one === undefined || one.received !== file.bytes)
          throw new AppError('invalid', 'The file is not whole.');
        filling.delete(id);
        db().set(id, { state: 'waiting', sha256: one.hash.digest('hex') }, now());
        uploads?.wake();
        deps.onChange(file.conversationId);
      }
      return attachmentOf(known(id));
    },
    drop: (id) => {
      filling.delete(id);
      const file = db().find(id);
      if (file === undefined) return;
      db().drop(id);
      deps.onChange(file.conversationId);
    },
    retry: (id) => {
      const file = known(id);
      if (file.state === 'refused') db().set(id, { state: 'waiting', problem: null, sent: 0 }, now());
      uploads?.wake();
      deps.onChange(file.conversationId);
    },
    of: (conversationId) =>
      (deps.exists() ? db().of(conversationId) : []).flatMap(
        ({ id, state, sent, bytes, problem }): FileRow[] =>
          state === 'waiting' || state === 'sent' || state === 'refused'
            ? [{ id, state, sent, bytes, problem }]
            : [],
      ),
    read: async (conversationId, file, at) => {
      const here = db().find(file.id);
      const usable =
        here !== undefined &&
        here.sha256 === file.sha256 &&
        here.state !== 'filling' &&
        here.state !== 'recording' &&
        here.bytes === file.bytes;
      if (!usable) {
        let going = reading.get(file.id);
        if (going === undefined) {
          going = fetchWhole(conversationId, file).finally(() => reading.delete(file.id));
          reading.set(file.id, going);
        }
        await going;
      } else if (at === 0) db().use(file.id, now());
      return pieceAt(file.id, at);
    },
    readOwn: (id, at) => ({ data: pieceAt(id, at), bytes: known(id).bytes }),
    wake: () => {
      if (deps.exists()) uploads?.wake();
    },
    close: () => {
      closed = true;
      uploads?.stop();
      deps.close();
    },
  };
}
