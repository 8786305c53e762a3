// Changes when recordings reach the store otherwise: piece by piece, again after the store was started again, bounded meanwhile.
import type { CallSpan } from '../../shared/domain/call-media.ts';
import { AppError } from '../../shared/errors.ts';
import { mostChunkBytes, recordingContract, type RecordingContract } from '../../shared/ipc/recording.ts';
import { createClient, type Client, type Port, type Timers } from '../../shared/ipc/rpc.ts';

/** What a recording is begun as. */
export interface RecordingHead {
  readonly id: string;
  readonly conversationId: string;
  readonly callId: string;
  /** ms since 1970. */
  readonly at: number;
}

/** A recording on its way to the store. */
export interface SentRecording {
  add(piece: Uint8Array): void;
  /** It is whole. */
  finish(ms: number, pauses: readonly CallSpan[]): void;
  /** Nothing of it is to be kept. */
  drop(): void;
}

/** The phone's way to the store. */
export interface RecordingLink {
  /** Takes the newest port; what the store has not got yet goes over it. */
  attach(port: Port): void;
  /** @param onEnd hears once that it is safe, or that it cannot be kept. */
  open(head: RecordingHead, onEnd: (kept: boolean) => void): SentRecording;
}

interface Going {
  readonly head: RecordingHead;
  readonly onEnd: (kept: boolean) => void;
  /** Pieces that the store has not confirmed; the first one has this number. */
  pieces: Uint8Array[];
  first: number;
  bytes: number;
  end: { ms: number; pauses: readonly CallSpan[] } | 'drop' | null;
  busy: boolean;
  begunOn: Client<RecordingContract> | undefined;
}

/** About half an hour of sound: a store that is away for longer does not come back. */
const mostBytes = 8 * 1024 * 1024;
const againMs = 2_000;
/** With these the store says what will not change by itself. */
const final = new Set(['forbidden', 'invalid', 'notFound', 'unauthenticated', 'version', 'tooLarge']);

/** See {@link RecordingLink}. */
export function createRecordingLink(timers: Timers): RecordingLink {
  const all = new Map<string, Going>();
  let client: Client<RecordingContract> | undefined;

  const settle = (one: Going, kept: boolean): void => {
    if (!all.delete(one.head.id)) return;
    one.pieces = [];
    one.onEnd(kept);
  };
  const pump = (one: Going): void => {
    const to = client;
    if (one.busy || to === undefined) return;
    one.busy = true;
    let failed = false;
    void carry(one, to)
      .catch((error: unknown) => {
        failed = client === to && all.has(one.head.id);
        if (!failed) return;
        if (error instanceof AppError && final.has(error.kind)) return settle(one, false);
        timers.set(() => pump(one), againMs);
      })
      .finally(() => {
        one.busy = false;
        if (failed || !all.has(one.head.id)) return;
        // Another port has heard nothing yet; and what came at the last moment is still here.
        if (client !== to || one.pieces.length > 0 || one.end !== null) pump(one);
      });
  };
  const carry = async (one: Going, to: Client<RecordingContract>): Promise<void> => {
    const { id } = one.head;
    if (one.end === 'drop') {
      await to.request('recording.drop', { id });
      return settle(one, true);
    }
    if (one.begunOn !== to) {
      confirm(one, (await to.request('recording.begin', one.head)).chunks);
      one.begunOn = to;
    }
    while (one.pieces[0] !== undefined && isGoing(one)) {
      const n = one.first;
      // oxlint-disable-next-line no-await-in-loop -- one after the other, each safe before the next
      await to.request('recording.chunk', { id, n, data: one.pieces[0] });
      confirm(one, n + 1);
    }
    // What is to be dropped meanwhile is dropped by the next call.
    const { end } = one as Pick<Going, 'end'>;
    if (end === null || end === 'drop') return;
    await to.request('recording.finish', { id, ms: end.ms, pauses: [...end.pauses] });
    settle(one, true);
  };
  const isGoing = (one: Going): boolean => one.end !== 'drop' && all.has(one.head.id);
  const confirm = (one: Going, until: number): void => {
    while (one.first < until && one.pieces.length > 0) {
      one.bytes -= one.pieces.shift()?.length ?? 0;
      one.first += 1;
    }
  };

  return {
    attach: (port) => {
      client = createClient(recordingContract, port, timers);
      for (const one of all.values()) pump(one);
    },
    open: (head, onEnd) => {
      const one: Going = {
        head,
        onEnd,
        pieces: [],
        first: 0,
        bytes: 0,
        end: null,
        busy: false,
        begunOn: undefined,
      };
      all.set(head.id, one);
      pump(one);
      return {
        add: (piece) => {
          if (!all.has(head.id)) return;
          for (let at = 0; at < piece.length; at += mostChunkBytes)
            one.pieces.push(piece.subarray(at, at + mostChunkBytes));
          one.bytes += piece.length;
          if (one.bytes > mostBytes) return settle(one, false);
          pump(one);
        },
        finish: (ms, pauses) => {
          one.end ??= { ms, pauses };
          pump(one);
        },
        drop: () => {
          one.end = 'drop';
          pump(one);
        },
      };
    },
  };
}
