// Recordings of calls as they come from the phone: on disk piece by piece, then a file on its way, named in its conversation.
import { createHash } from 'node:crypto';
import {
  isRecordingId,
  recordingMedia,
  recordingPartSchema,
  type CallSpan,
  type RecordingPart,
} from '../../../shared/domain/call-media.ts';
import { attachmentBounds } from '../../../shared/domain/attachment.ts';
import { headBytes, isWebm } from '../../../shared/domain/file-kind.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Timers } from '../../../shared/ipc/rpc.ts';
import type { DeskFile, FilesDb, RecordingRow } from '../db/files.ts';
import type { RecordingTrouble } from './recording-troubles.ts';

/** What recordings are given. */
export interface RecordingsDeps {
  db: () => FilesDb;
  /** Whether there is a files.db at all. */
  exists: () => boolean;
  /** Why a call may not be recorded, as far as this desk knows; null where it may. */
  barred: (conversationId: string) => 'consent' | 'rule' | null;
  /** Names a file of a recording in its conversation. @throws AppError where that is refused. */
  keep: (row: Pick<RecordingRow, 'conversationId' | 'callId'>, part: RecordingPart) => void;
  /** Its agent is to hear that a recording is not whole, or not with the service. */
  failed: (trouble: Pick<RecordingTrouble, 'conversationId' | 'problem' | 'at'>) => void;
  /** There is something new to send. */
  wake: () => void;
  timers: Timers;
  now: () => number;
  onTrouble: (error: unknown) => void;
}

/** See the head of this file. Every request may be repeated. */
export interface Recordings {
  /** @returns how many pieces are here. @throws AppError `forbidden` without consent. */
  begin(head: { id: string; conversationId: string; callId: string; at: number }): number;
  /** @throws AppError `notFound` for one that was never begun, `invalid` for what is none. */
  chunk(id: string, n: number, data: Uint8Array): void;
  finish(id: string, ms: number, pauses: readonly CallSpan[]): void;
  drop(id: string): void;
  /** The service would not have one. */
  refused(file: DeskFile): void;
  stop(): void;
}

/** A piece comes every second; where none came for so long, the phone has ended, and the recording ends as it is. */
const orphanMs = 60_000;
const againMs = 30_000;
const mostAgain = 20;

/** See {@link Recordings}. What an earlier store has left is looked after by itself. */
export function createRecordings(deps: RecordingsDeps): Recordings {
  const { db, timers, now } = deps;
  let tries = 0;
  let retry: unknown;
  let watch: unknown = null;

  const rows = (): FilesDb['recordings'] => db().recordings;
  const drop = (id: string): void => {
    db().drop(id);
    rows().forget(id);
  };
  const name = (row: RecordingRow): void => {
    const file = db().find(row.id);
    if (file === undefined || row.whole === null) return rows().forget(row.id);
    const whole = JSON.parse(row.whole) as Pick<RecordingPart, 'ms' | 'pauses'>;
    const { id, media, bytes, sha256 } = file;
    const attachment = { id, name: file.name, mediaType: media, bytes, sha256 };
    try {
      deps.keep(row, recordingPartSchema.parse({ file: attachment, at: row.at, ...whole }));
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'storage') throw error;
      // The caller has taken the consent back meanwhile, or the call is not in a conversation: nothing of it is kept.
      deps.onTrouble(error);
      return drop(row.id);
    }
    rows().forget(row.id);
  };
  const finish = (id: string, ms: number, pauses: readonly CallSpan[]): void => {
    const row = rows().find(id);
    // It was whole before, and is in its conversation.
    if (row === undefined) return;
    if (row.whole === null) {
      if (rows().count(id) === 0) return drop(id);
      rows().finish(id, JSON.stringify({ ms, pauses }), () => createHash('sha256'), now());
    }
    name({ ...row, ...rows().find(id) });
    deps.wake();
  };
  /** Looks after what nobody goes on with, for as long as there are recordings here that are not in a conversation. */
  const lookLater = (): void => {
    watch ??= timers.set(() => {
      watch = null;
      for (const row of rows().all()) {
        if (now() - row.lastAt < orphanMs) continue;
        try {
          // One that is whole, and only had to be named, has all of its call.
          const isCut = row.whole === null && rows().count(row.id) > 0;
          if (isCut) deps.failed({ conversationId: row.conversationId, problem: 'cut', at: row.at });
          finish(row.id, Math.max(0, row.lastAt - row.at), []);
        } catch (error) {
          deps.onTrouble(error);
        }
      }
      if (rows().all().length > 0) lookLater();
    }, orphanMs);
  };
  if (deps.exists()) lookLater();

  return {
    begin: (head) => {
      const problem = deps.barred(head.conversationId);
      if (problem !== null)
        throw new AppError(
          'forbidden',
          problem === 'rule'
            ? 'Calls of this queue are not recorded.'
            : 'The caller has not agreed to be recorded.',
          { facts: { problem } },
        );
      const row = rows().find(head.id);
      lookLater();
      if (row === undefined) rows().begin(head, 'call.webm', recordingMedia);
      else if (row.conversationId !== head.conversationId || row.whole !== null)
        throw new AppError('invalid', 'This recording is another one, or over.');
      return rows().count(head.id);
    },
    chunk: (id, n, data) => {
      const file = db().find(id);
      if (file?.state !== 'recording') throw new AppError('notFound', 'There is no such recording.');
      const count = rows().count(id);
      if (n < count) return;
      if (n > count) throw new AppError('invalid', 'This is not the next piece.');
      if (n === 0 && !isWebm(data.subarray(0, headBytes)))
        throw new AppError('invalid', 'This is no recording.');
      if (file.bytes + data.length > attachmentBounds.bytes)
        throw new AppError('tooLarge', 'The recording is too long for one file.');
      rows().add(id, n, data, now());
    },
    finish,
    drop,
    refused: ({ id, conversationId, problem }) => {
      // What may not be kept any more is no loss.
      if (!isRecordingId(id) || problem === 'forbidden') return;
      // The service may not know the conversation yet: what began it is on its way like this.
      if (problem !== 'notFound' || tries >= mostAgain)
        return deps.failed({ conversationId, problem: 'service', at: now() });
      tries += 1;
      timers.clear(retry);
      retry = timers.set(() => {
        if (rows().again(now()) > 0) deps.wake();
      }, againMs);
    },
    stop: () => {
      if (watch !== null) timers.clear(watch);
      timers.clear(retry);
    },
  };
}
