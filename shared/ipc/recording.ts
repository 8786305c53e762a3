// The edge between the phone's window and the store: what is recorded is handed over second by second, so that little can be lost.
import { z } from 'zod';
import { callSpanSchema, recordingIdSchema } from '../domain/call-media.ts';
import { sipCallIdSchema } from '../domain/call.ts';
import { idSchema } from '../domain/ids.ts';
import type { Contract } from './rpc.ts';

const none = z.object({});
/** Bytes of one piece at most; a second of sound has about 5 KB. */
export const mostChunkBytes = 256 * 1024;

export const recordingContract = {
  requests: {
    /**
     * Begins a recording, or goes on with one after the store was started again.
     * Refused as `forbidden` without the caller's consent, as `unauthenticated` while nobody is signed in.
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
  },
  pushes: {},
} as const satisfies Contract;
export type RecordingContract = typeof recordingContract;
