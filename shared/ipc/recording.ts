// The edge between the phone's window and the store: what is recorded is handed over second by second, so that little can be lost.
import { z } from 'zod';
import { callSpanSchema, recordingIdSchema } from '../domain/call-media.ts';
import { sipCallIdSchema } from '../domain/call.ts';
import { idSchema } from '../domain/ids.ts';
import type { Contract } from './rpc.ts';

const none = z.object({});
/**
 * Why a call cannot be recorded, or what was recorded cannot be kept. `consent`: the caller has not agreed, as far as the
 * store knows. `rule`: its queue records no calls. `disk`: there is no room, or the disk does not answer. `old`: this desktop
 * is too old to record, or to talk to its store. `signedOut`: nobody is. `sound`: the machine gives none any more.
 * `long`: there is too much of it. `store`: nothing of the desktop takes it in.
 */
export const recordingProblems = [
  'consent',
  'rule',
  'disk',
  'old',
  'signedOut',
  'sound',
  'long',
  'store',
] as const;
export const recordingProblemSchema = z.enum(recordingProblems);
export type RecordingProblem = z.infer<typeof recordingProblemSchema>;

/** Bytes of one piece at most; a second of sound has about 5 KB. */
export const mostChunkBytes = 256 * 1024;

export const recordingContract = {
  requests: {
    /**
     * Begins a recording, or goes on with one after the store was started again.
     * Refused as `forbidden` without the caller's consent (with the fact `problem`: "rule" where the queue records none),
     * as `unauthenticated` while nobody is signed in, as `storage` while the disk takes nothing.
     * @returns how many pieces are safe on disk.
     */
    'recording.begin': {
      input: z.object({
        id: recordingIdSchema,
        conversationId: idSchema,
        callId: sipCallIdSchema,
        /** When it began, ms since 1970. */
        at: z.number().int().min(0),
      }),
      output: z.object({ chunks: z.number().int().min(0) }),
    },
    /** The next piece, counted from 0; one that was taken before changes nothing. It is on disk when this is answered. */
    'recording.chunk': {
      input: z.object({
        id: recordingIdSchema,
        n: z.number().int().min(0).max(1_000_000),
        data: z.custom<Uint8Array>(
          (data) => data instanceof Uint8Array && data.length <= mostChunkBytes,
          'must be bytes, and not too many',
        ),
      }),
      output: none,
    },
    /** It is whole: from here on it is the store's to bring it to the service. */
    'recording.finish': {
      input: z.object({
        id: recordingIdSchema,
        ms: z.number().int().min(0).max(86_400_000),
        pauses: z.array(callSpanSchema).max(100),
      }),
      output: none,
    },
    /** Nothing of it is kept. */
    'recording.drop': { input: z.object({ id: recordingIdSchema }), output: none },
    /** It could not begin, or ended before its time: its agent is to hear of it, also when the call is long over. */
    'recording.failed': {
      input: z.object({
        conversationId: idSchema,
        callId: sipCallIdSchema,
        problem: recordingProblemSchema,
        /** When it should have begun, ms since 1970. */
        at: z.number().int().min(0),
      }),
      output: none,
    },
  },
  pushes: {},
} as const satisfies Contract;
export type RecordingContract = typeof recordingContract;
