// The link between a desk and the service: every frame, as JSON text over one WebSocket. Rules: SPEC.md, SYNC-n.
//
// History of the version:
//   1  the first
//   2  segments: rows in bulk, as a text frame that announces one binary frame; `run` in hello and welcome; tags are edited
//      as sets, descriptions are merged; macros, scripts, saved views, activities, entitlements, feedback, handovers,
//      rules of masking, own states of presence and what is decided about moods. A service of 2 still serves desks of 1, which get none of these.
import { z } from 'zod';
import { agentCommandSchema } from '../domain/commands.ts';
import { idSchema } from '../domain/ids.ts';
import { agentSchema } from '../domain/people.ts';
import { recordKindSchema, recordSchemas, type RecordKind, type RecordOf } from '../domain/records.ts';
import { errorDataSchema } from '../errors.ts';
import { cursorSchema } from './cursor.ts';

/** Bumped on any change that an older side could misread; tests/house.test.ts holds the fingerprint. */
export const PROTOCOL_VERSION = 2;
/** The oldest version that a service still serves. */
export const oldestProtocol = 1;
/** Frames over this are refused before they are parsed, in bytes. */
export const maxFrameBytes = 1_048_576;
/** A segment's payload, packed as it travels and unpacked, in bytes at most. One is cut at about a quarter of it. */
export const maxSegment = { packed: 8_388_608, unpacked: 16_777_216 } as const;
/** At most this many commands in one push. */
export const maxPush = 200;
/** Both sides send a ping when nothing was sent for this long, and hang up after twice that without a frame. */
export const heartbeatMs = 10_000;

/** The first version whose desks know a kind; those that are not named have always been there. */
const kindSince: Partial<Record<RecordKind, number>> = {
  macro: 2,
  script: 2,
  savedView: 2,
  activity: 2,
  entitlement: 2,
  feedback: 2,
  handover: 2,
  maskRule: 2,
  presenceState: 2,
  moodPolicy: 2,
  moodCorrection: 2,
};

/** @returns whether a desk of this version knows records of this kind: it would refuse a frame with any other. */
export const knowsKind = (protocol: number, kind: RecordKind): boolean => (kindSince[kind] ?? 1) <= protocol;

const n = z.number().int().min(1);
const version = z.number().int().min(0);

/** One record as it travels. Its body is checked by {@link parseRow}, so that one bad row names itself. */
export const rowSchema = z.object({ kind: recordKindSchema, id: idSchema, version, record: z.unknown() });
export type Row = {
  [K in RecordKind]: { kind: K; id: string; version: number; record: RecordOf<K> };
}[RecordKind];

export const changeFrameSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put'), kind: recordKindSchema, id: idSchema, version, record: z.unknown() }),
  /** Deleted, or no longer visible to this agent. */
  z.object({ op: z.literal('remove'), kind: recordKindSchema, id: idSchema, version }),
]);
export type ChangeFrame = z.infer<typeof changeFrameSchema>;

/** A typing signal. Never stored, never in the log. */
export const typingSchema = z.object({
  conversationId: idSchema,
  on: z.boolean(),
  who: z.enum(['customer', 'agent']),
  name: z.string().max(200),
});
export type Typing = z.infer<typeof typingSchema>;

/** One edit of a desk: `n` counts 1, 2, 3 per desk and is never used twice. `at` is the desk's clock, for display only. */
export const pushItemSchema = z.object({ n, at: z.number().int(), command: agentCommandSchema });
export type PushItem = z.infer<typeof pushItemSchema>;

/** What a desk sends. */
export const upFrameSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    protocol: z.number().int(),
    app: z.string().max(40),
    deskId: idSchema,
    token: z.string().max(200),
    /** The service's epoch that the cursor belongs to; null on a fresh cache. */
    epoch: z.string().max(64).nullable(),
    cursor: cursorSchema.nullable(),
    /** What the service told this desk about its scopes last time; another value asks for a snapshot. */
    scopes: z.string().max(64).nullable(),
    /** The run of the service that the cursor comes from: a service put back to an older state does not know it. */
    run: z.string().max(64).nullish(),
    /** The form of segment that this desk reads (shared/cache/segment.ts); null for none. */
    segments: z.string().max(64).nullish(),
  }),
  z.object({ t: z.literal('push'), items: z.array(pushItemSchema).min(1).max(maxPush) }),
  z.object({ t: z.literal('typing'), conversationId: idSchema, on: z.boolean() }),
  z.object({ t: z.literal('ping') }),
]);
export type UpFrame = z.infer<typeof upFrameSchema>;

/** Why a link ends, and so what the desk does next. */
export const byeReasonSchema = z.enum([
  'unauthenticated', // sign in again; the outbox stays
  'version', // the versions do not match: update one side
  'revoked', // the account was closed or this desk was signed out elsewhere
  'replaced', // the same desk linked again
  'invalid', // a frame broke the protocol
  'stopping', // the service ends: come back soon
]);
export type ByeReason = z.infer<typeof byeReasonSchema>;

/** What the service sends. */
export const downFrameSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    protocol: z.number().int(),
    epoch: z.string().max(64),
    scopes: z.string().max(64),
    /** Goes with every cursor from here on. */
    run: z.string().max(64).nullish(),
    agent: agentSchema,
    /** The service's clock, ms since the epoch. */
    now: z.number().int(),
    /** The newest command of this desk that the service has decided. */
    lastN: z.number().int().min(0),
    /** `snapshot`: drop the cache's records, rows follow. `delta`: continue from your cursor. */
    then: z.enum(['snapshot', 'delta']),
  }),
  z.object({
    t: z.literal('snapshot'),
    rows: z.array(rowSchema).max(2000),
    /** Rows so far and in all, for progress. */
    sent: z.number().int(),
    total: z.number().int(),
    /** On the last page: where the snapshot stands; null before. */
    cursor: cursorSchema.nullable(),
  }),
  /**
   * Announces the one binary frame that follows: an SQLite file of the form that hello named, packed with zstd. It stands
   * for a page of a snapshot or for a delta.
   */
  z.object({
    t: z.literal('segment'),
    /** Of the packed bytes, hex. */
    sha256: z.string().length(64),
    packed: z.number().int().min(1).max(maxSegment.packed),
    unpacked: z.number().int().min(1).max(maxSegment.unpacked),
    of: z.discriminatedUnion('t', [
      z.object({
        t: z.literal('snapshot'),
        sent: z.number().int(),
        total: z.number().int(),
      }),
      z.object({ t: z.literal('delta'), from: cursorSchema, to: cursorSchema }),
    ]),
  }),
  /** Entries after `from` up to `to`. `changes` may be empty: then nothing in between is visible to this agent. */
  z.object({
    t: z.literal('delta'),
    from: cursorSchema,
    to: cursorSchema,
    changes: z.array(changeFrameSchema).max(5000),
  }),
  z.object({
    t: z.literal('verdict'),
    n,
    commandId: idSchema,
    /** Accepted: the desk keeps its optimistic edit until its cursor has reached `at`. */
    at: cursorSchema.nullable(),
    /** Refused: the desk undoes the edit and shows it to its author. */
    refusal: errorDataSchema.nullable(),
  }),
  z.object({ t: z.literal('gap'), expected: n }),
  z.object({ t: z.literal('typing'), typing: typingSchema }),
  z.object({ t: z.literal('pong') }),
  z.object({ t: z.literal('bye'), reason: byeReasonSchema, message: z.string().max(500) }),
]);
export type DownFrame = z.infer<typeof downFrameSchema>;

/**
 * Checks one row's record by its kind.
 * @returns the row, or the field at fault.
 */
export function parseRow(row: {
  kind: RecordKind;
  id: string;
  version: number;
  record?: unknown;
}): { ok: true; row: Row } | { ok: false; field: string } {
  const result = recordSchemas[row.kind].safeParse(row.record);
  if (!result.success)
    return { ok: false, field: `${row.kind}.${result.error.issues[0]?.path.join('.') ?? ''}` };
  return { ok: true, row: { kind: row.kind, id: row.id, version: row.version, record: result.data } as Row };
}

/** Sign-in over HTTP: POST /api/sign-in. */
export const signInRequestSchema = z.object({
  handle: z.string().min(1).max(64),
  password: z.string().min(1).max(1000),
  deskId: idSchema,
});
export const signInReplySchema = z.object({
  token: z.string().max(200),
  expiresAt: z.number().int(),
  agent: agentSchema,
});
/** Who answers at an address: GET /api/about. A desk checks it before it asks for a password. */
export const aboutSchema = z.object({
  product: z.literal('parley'),
  version: z.string().max(40),
  protocols: z.array(z.number().int()).max(10),
  /** Names the service, whatever its address; older services do not say it. */
  serviceId: idSchema.optional(),
});
