// How a desk stands, in figures: for the page in settings, for status.json and for reports. No texts, no names, no secrets.
import { z } from 'zod';
import { recordKindSchema } from '../domain/records.ts';
import { errorKindSchema } from '../errors.ts';
import { linkStateSchema } from './views.ts';

const time = z.number().int();
const count = z.number().int().min(0);
const bytes = z.number().int().min(0);

/** One edit that the service refused: what kind of edit, why, and whether its author has settled it. */
export const refusalFactSchema = z.object({
  at: time.nullable(),
  command: z.string().regex(/^[a-zA-Z.]{1,40}$/),
  kind: errorKindSchema,
  settled: z.boolean(),
});

/** The answer to desk.diagnostics; times in ms since the epoch, sizes in bytes, spans in ms. */
export const diagnosticsSchema = z.object({
  at: time,
  version: z.string().max(40),
  protocol: z.number().int(),
  signedIn: z.boolean(),
  link: z.object({ state: linkStateSchema, since: time, retryAt: time.nullable() }),
  /** When the desk was last linked: now, while it is. Null: never with these files. */
  linkedAt: time.nullable(),
  /** When the cursor last moved, as far as this run of the store has seen it. */
  movedAt: time.nullable(),
  /** Service clock minus this machine's. */
  clockOffset: z.number(),
  /** Of the service, where it has been asked and has answered. */
  serviceVersion: z.string().max(40).nullable(),
  epoch: z.string().nullable(),
  cursor: z.string().nullable(),
  outbox: z.object({
    waiting: count,
    /** When the oldest of those was made. */
    oldestAt: time.nullable(),
    /** Accepted, and not yet seen in a delta. */
    acked: count,
    attention: count,
    drafts: count,
  }),
  /** The newest first. */
  refusals: z.array(refusalFactSchema).max(20),
  records: z.partialRecord(recordKindSchema, count),
  /** Texts that the search does not know yet. */
  indexLag: count,
  bytes: z.object({
    outbox: bytes,
    cache: bytes,
    /** The search index; 0 in what an older version wrote, where it was a part of the cache. */
    search: bytes.default(0),
    desk: bytes,
    /** Files put aside because they were damaged. */
    aside: bytes,
    /** Free on that disk; null where that is not known. */
    free: bytes.nullable(),
  }),
  layouts: z.object({ cache: z.string().nullable(), outbox: count }),
  queries: z.record(z.string(), z.object({ runs: count, totalMs: z.number(), maxMs: z.number() })),
  windows: count,
  /** Resident, of the store's process. */
  memory: bytes,
});
/** See {@link diagnosticsSchema}. */
export type Diagnostics = z.infer<typeof diagnosticsSchema>;

/** What lies in status.json beside a desk's files, for `parley doctor`: a part of the above that says nothing about people. */
export const statusSchema = diagnosticsSchema
  .pick({
    at: true,
    version: true,
    protocol: true,
    link: true,
    linkedAt: true,
    movedAt: true,
    clockOffset: true,
    epoch: true,
    cursor: true,
    outbox: true,
    refusals: true,
    records: true,
    indexLag: true,
    bytes: true,
    layouts: true,
  })
  .extend({ pid: z.number().int(), closed: z.boolean() });
/** See {@link statusSchema}. */
export type Status = z.infer<typeof statusSchema>;
