// Changes when recordings reach the store otherwise: piece by piece, again after the store was started again, bounded meanwhile.
import type { CallSpan } from '../../shared/domain/call-media.ts';
import { AppError } from '../../shared/errors.ts';
import {
  mostChunkBytes,
  recordingContract,
  type RecordingContract,
  type RecordingProblem,
} from '../../shared/ipc/recording.ts';
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

/** A recording that did not come about, or ended before its time. */
export type RecordingFailure = Pick<RecordingHead, 'conversationId' | 'callId' | 'at'> & {
  readonly problem: RecordingProblem;
};

/** Who hears how a recording gets on. */
export interface RecordingEars {
  /** Once: it is safe (null), or why it cannot be kept. */
  readonly onEnd: (problem: RecordingProblem | null) => void;
  /** Something keeps it up, and is tried again; null: it goes on. */
  readonly onTrouble?: ((problem: RecordingProblem | null) => void) | undefined;
}

/** The phone's way to the store. */
export interface RecordingLink {
  /** Takes the newest port; what the store has not got yet goes over it. */
  attach(port: Port): void;
  open(head: RecordingHead, ears: RecordingEars): SentRecording;
  /** Its agent is to hear of it, whether anybody looks at the call or not. */
  failed(failure: RecordingFailure): void;
}

interface Going {
  readonly head: RecordingHead;
  readonly ears: RecordingEars;
  /** What keeps it up now. */
  trouble: RecordingProblem | null;
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
/** A store that takes none of these has other troubles. */
const mostFailures = 20;

/** @returns what an error of the store means for a recording. */
export function problemOf(error: unknown): RecordingProblem {
  if (!(error instanceof AppError)) return 'store';
  switch (error.kind) {
    case 'forbidden':
      return error.facts?.['problem'] === 'rule' ? 'rule' : 'consent';
    case 'storage':
      return 'disk';
    case 'unauthenticated':
      return 'signedOut';
    case 'version':
      return 'old';
    case 'tooLarge':
      return 'long';
    default:
      return 'store';
  }
}

/** See {@link RecordingLink}. */
export function createRecordingLink(timers: Timers): RecordingLink {
  const all = new Map<string, Going>();
  let client: Client<RecordingContract> | undefined;
  let failures: RecordingFailure[] = [];
  let telling = false;

  const settle = (one: Going, problem: RecordingProblem | null): void => {
    if (!all.delete(one.head.id)) return;
    one.pieces = [];
    one.ears.onEnd(problem);
  };
  const trouble = (one: Going, problem: RecordingProblem | null): void => {
    if (one.trouble === problem) return;
    one.trouble = problem;
    one.ears.onTrouble?.(problem);
  };
  /** One after the other; what the store could not take waits for the next port, or a while. */
  const tell = (): void => {
    const [next] = failures;
    if (telling || client === undefined || next === undefined) return;
    telling = true;
    client
      .request('recording.failed', next)
      .then(
        () => true,
        // What it will never take is not said again.
        (error: unknown) => error instanceof AppError && final.has(error.kind),
      )
      .then((over) => {
        telling = false;
        if (over) failures = failures.filter((one) => one !== next);
        if (over) tell();
        else timers.set(tell, againMs);
      })
      .catch(() => {});
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
        const problem = problemOf(error);
        if (error instanceof AppError && final.has(error.kind)) return settle(one, problem);
        trouble(one, problem);
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
      return settle(one, null);
    }
    if (one.begunOn !== to) {
      confirm(one, (await to.request('recording.begin', one.head)).chunks);
      one.begunOn = to;
      trouble(one, null);
    }
    while (one.pieces[0] !== undefined && isGoing(one)) {
      const n = one.first;
      // oxlint-disable-next-line no-await-in-loop -- one after the other, each safe before the next
      await to.request('recording.chunk', { id, n, data: one.pieces[0] });
      confirm(one, n + 1);
      trouble(one, null);
    }
    // What is to be dropped meanwhile is dropped by the next call.
    const { end } = one as Pick<Going, 'end'>;
    if (end === null || end === 'drop') return;
    await to.request('recording.finish', { id, ms: end.ms, pauses: [...end.pauses] });
    settle(one, null);
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
      tell();
    },
    failed: (failure) => {
      failures = [...failures, failure].slice(-mostFailures);
      tell();
    },
    open: (head, ears) => {
      const one: Going = {
        head,
        ears,
        trouble: null,
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
          if (one.bytes > mostBytes) return settle(one, one.trouble ?? 'store');
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
