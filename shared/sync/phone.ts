// Telephones over HTTP: what a desk is given to sign in at the exchange with, and what an exchange and the service say to each other.
import { z } from 'zod';
import { endReasonSchema, sipCallIdSchema } from '../domain/call.ts';
import { idSchema } from '../domain/ids.ts';
import { extensionSchema } from '../domain/telephone.ts';
import { line } from '../domain/text.ts';
import { spokenSegmentSchema, transcriptBounds } from '../domain/transcript.ts';

/** Where a phone signs in, as it crosses processes. See PhoneAccount in shared/phone/engine.ts. */
export const phoneAccountSchema = z.object({
  /** Encrypted, or on this machine only: anything else would send calls in the clear. */
  server: z
    .string()
    .max(300)
    .regex(/^(wss:\/\/[^\s/@]+|ws:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?)(\/[^\s]*)?$/),
  user: extensionSchema,
  domain: z
    .string()
    .max(200)
    .regex(/^[\w.-]+$/),
  displayName: z.string().max(200),
  login: z.string().max(200),
  password: z.string().max(500),
  /** Only these; there is no default server. */
  iceServers: z
    .array(
      z.object({
        urls: z
          .string()
          .max(300)
          .regex(/^(stun|turns?):[^\s]+$/),
        username: z.string().max(300).optional(),
        credential: z.string().max(300).optional(),
      }),
    )
    .max(8),
  dtmf: z.enum(['rtp', 'info']),
});
/** See {@link phoneAccountSchema}. */
export type Account = z.infer<typeof phoneAccountSchema>;

/** `POST /api/phone/credentials` by a signed-in desk: its account at the exchange, and for how long it holds. */
export const phoneCredentialsSchema = z.object({
  account: phoneAccountSchema,
  /** How long it holds from now on, ms: the two clocks need not agree. */
  lastsMs: z
    .number()
    .int()
    .min(1000)
    .max(7 * 24 * 3_600_000),
});
export type PhoneCredentials = z.infer<typeof phoneCredentialsSchema>;

/** `POST /api/calls` by an exchange: a caller is here. */
export const callArrivalSchema = z.object({
  /** Its Call-ID, or what the exchange names it; said again it is the same call. */
  callId: sipCallIdSchema,
  from: line(256),
  to: line(256).default(''),
  name: line(200).default(''),
  /** Id, name or number of a queue; the first one for calls where none is said, or none is called so. */
  queue: line(200).optional(),
});
/** The answer: the conversation of the call, and the header that every INVITE for it carries to a desk. */
export const callArrivalReplySchema = z.object({
  conversationId: idSchema,
  header: z.object({ name: z.literal('X-Parley-Conversation'), value: idSchema }),
});

/** `GET /api/calls/to/:number`: whose a number is, for a transfer: a queue's caller is brought by `POST /api/calls`. */
export const callRouteSchema = z.object({
  kind: z.enum(['agent', 'queue']),
  id: idSchema,
  name: line(200),
});
export type CallRoute = z.infer<typeof callRouteSchema>;

/** `GET /api/calls/:conversationId?seen=...&wait=25`: what to do now; answers when it is another than `seen`, or after `wait` seconds. */
export const callTurnQuerySchema = z.object({
  seen: z.string().max(200).default(''),
  wait: z.coerce.number().min(0).max(25).default(0),
});
export const callTurnSchema = z.object({
  /** Names this turn; to be sent along as `seen`. */
  turn: z.string().max(200),
  /** waiting: play something. ring: INVITE this agent, and nobody else. talking: it is answered. over: hang up. */
  state: z.enum(['waiting', 'ring', 'talking', 'over']),
  agent: z
    .object({ id: idSchema, name: line(200), user: z.string().max(64), address: z.string().max(300) })
    .nullable(),
});
export type CallTurn = z.infer<typeof callTurnSchema>;

/** `POST /api/calls/:conversationId/refused`: this agent's telephone did not take it, or is not there. */
export const callRefusedSchema = z.object({
  agentId: idSchema,
  status: z.number().int().min(300).max(699).optional(),
});
/** `POST /api/calls/:conversationId/over`: the caller or the exchange has ended it. */
export const callOverSchema = z.object({ outcome: endReasonSchema.default('abandoned') });

/** `POST /api/transcripts`, with the secret of the exchange: what was said in a call. Said again, nothing is there twice. */
export const callTranscriptSchema = z.object({
  /** Its Call-ID, or what the exchange calls it. */
  callId: sipCallIdSchema,
  segments: z.array(spokenSegmentSchema).min(1).max(transcriptBounds.segments),
});
