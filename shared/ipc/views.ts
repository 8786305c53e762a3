// What the window sees: the rows that the store's named queries return. Joined and counted already, never SQL, never secrets.
import { z } from 'zod';
import { conversationCallSchema } from '../domain/call.ts';
import { caseClockSchema, caseSchema, caseStatusSchema } from '../domain/case.ts';
import { conversationSchema, messageSchema } from '../domain/conversation.ts';
import { idSchema } from '../domain/ids.ts';
import { articleSchema } from '../domain/knowledge.ts';
import { noteSchema } from '../domain/note.ts';
import { agentSchema, customerSchema } from '../domain/people.ts';
import { presenceSchema } from '../domain/presence.ts';
import { tagMarksSchema } from '../domain/tags.ts';
import { errorDataSchema } from '../errors.ts';
import { sentimentLevels } from '../sentiment/types.ts';
import { moodModeSchema, moodSetSchema } from './moods.ts';
import { recordingProblems } from './recording.ts';

const time = z.number().int();
export const levelSchema = z.enum(sentimentLevels);

/** How the desk stands with the service. Drawn in electron/store/sync/link.ts. */
export const linkStateSchema = z.enum([
  'signedOut',
  'connecting',
  'loading',
  'linked',
  'offline',
  'expired',
  'version',
  'wrongService',
]);
export type LinkState = z.infer<typeof linkStateSchema>;

export const deskViewSchema = z.object({
  agent: agentSchema.nullable(),
  service: z.string().nullable(),
  link: z.object({
    state: linkStateSchema,
    since: time,
    /** When the next try is, ms since the epoch, while offline. */
    retryAt: time.nullable(),
    /** In plain English, for the tooltip and the log; null when all is well. */
    reason: z.string().nullable(),
    /** While loading: rows so far and in all. */
    progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  }),
  /** Commands saved here and not yet decided by the service, and those it refused. */
  outbox: z.object({ waiting: z.number().int(), attention: z.number().int() }),
  presence: presenceSchema.nullable(),
  /** Service clock minus this machine's clock, ms. */
  clockOffset: z.number(),
  /** How the cache's key is kept: by the system's key store, or only by file permissions. */
  keyCustody: z.enum(['keystore', 'file']),
  /** Set once after the cache was damaged and rebuilt, or the like; the window shows it calmly. */
  notices: z.array(
    z.object({
      id: z.string(),
      code: z.enum(['cacheRebuilt', 'outboxSalvaged', 'storeRestarted', 'storageFull', 'moodDamaged']),
      at: time,
      detail: z.string(),
    }),
  ),
});
export type DeskView = z.infer<typeof deskViewSchema>;

export const sentimentViewSchema = z.object({
  /** See shared/sentiment/mood.ts; where it is not there, as `judged`. */
  mode: moodModeSchema.optional(),
  level: levelSchema,
  score: z.number(),
  steps: z.array(z.number()).max(6),
  set: moodSetSchema.optional(),
});

/** A clock of a case: how it stands is told by clockState of domain/case-clocks.ts. */
export const slaViewSchema = caseClockSchema.extend({
  name: z.enum(['response', 'resolve']),
  status: caseStatusSchema,
  /** Ms from its start to its due time. */
  given: z.number(),
});
export type SlaView = z.infer<typeof slaViewSchema>;

/** One line of the session panel, the inbox or a customer's timeline. */
export const conversationRowSchema = z.object({
  id: idSchema,
  channel: conversationSchema.shape.channel,
  state: conversationSchema.shape.state,
  title: z.string(),
  subject: z.string(),
  customerId: idSchema.nullable(),
  caseId: idSchema.nullable(),
  agentId: idSchema.nullable(),
  queueId: idSchema,
  queueName: z.string(),
  createdAt: time,
  lastMessageAt: time,
  lastText: z.string(),
  waitingSince: time.nullable(),
  wrapUpAt: time.nullable(),
  closedAt: time.nullable(),
  /** Customer messages this agent has not read. */
  unread: z.number().int(),
  sentiment: sentimentViewSchema,
  rating: z.number().int().nullable(),
  /** The clock of the linked case that presses first; null where none runs. */
  sla: slaViewSchema.nullable().optional(),
  /** Of one on the telephone. */
  call: conversationCallSchema.optional(),
});
export type ConversationRow = z.infer<typeof conversationRowSchema>;

export const offerViewSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  offeredAt: time,
  expiresAt: time,
  channel: conversationSchema.shape.channel,
  customerName: z.string(),
  subject: z.string(),
  queueName: z.string(),
  /** Since when the customer waits. */
  queuedAt: time,
  language: z.string(),
  /** Of a call: what it is called on the wire. */
  callId: z.string().optional(),
});
export type OfferView = z.infer<typeof offerViewSchema>;

export const customerRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  organisation: z.string().nullable(),
  city: z.string().nullable(),
  language: z.string(),
  tags: z.array(z.string()),
  tagMarks: tagMarksSchema.optional(),
  contacts: customerSchema.shape.contacts,
  since: time,
  openCases: z.number().int(),
  conversations: z.number().int(),
});
export type CustomerRow = z.infer<typeof customerRowSchema>;

/** Somebody a visitor may be, and what of the visitor's words says so. */
export const candidateSchema = customerRowSchema.extend({
  matches: z.array(z.enum(['email', 'phone', 'name'])).optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const caseRowSchema = caseSchema
  .pick({
    id: true,
    number: true,
    title: true,
    status: true,
    priority: true,
    kind: true,
    queueId: true,
    ownerId: true,
    customerId: true,
    createdAt: true,
    updatedAt: true,
    dueAt: true,
    category: true,
    clocks: true,
    parentId: true,
    merged: true,
  })
  .partial({ category: true })
  .extend({
    customerName: z.string().nullable(),
    ownerName: z.string().nullable(),
    notes: z.number().int(),
    /** True while an edit of this desk on it waits for the service. */
    pending: z.boolean(),
  });
export type CaseRow = z.infer<typeof caseRowSchema>;

export const noteViewSchema = noteSchema.extend({ pending: z.boolean(), edited: z.boolean() });
export type NoteView = z.infer<typeof noteViewSchema>;

export const messageViewSchema = messageSchema.extend({
  delivery: z.enum(['queued', 'sent', 'delivered', 'read']).nullable(),
  /** Of customer messages that could be judged, where their queue has moods. */
  sentiment: levelSchema.nullable(),
  score: z.number().nullable(),
});
export type MessageView = z.infer<typeof messageViewSchema>;

export const conversationViewSchema = z.object({
  conversation: conversationSchema,
  row: conversationRowSchema,
  customer: customerRowSchema.nullable(),
  case: caseRowSchema.nullable(),
  /** Customers that may be this visitor, by e-mail, phone or name: the 0 / 1 / many flow. */
  candidates: z.array(candidateSchema).max(20),
  /** The words behind the sentiment, newest message first, strongest first. */
  reasons: z
    .array(z.object({ messageId: idSchema, text: z.string(), weight: z.number(), source: z.string() }))
    .max(24),
});
export type ConversationView = z.infer<typeof conversationViewSchema>;

export const caseViewSchema = z.object({
  case: caseSchema,
  row: caseRowSchema,
  customer: customerRowSchema.nullable(),
  notes: z.array(noteViewSchema),
});
export type CaseView = z.infer<typeof caseViewSchema>;

export const articleHitSchema = articleSchema.omit({ body: true }).extend({ excerpt: z.string() });
export type ArticleHit = z.infer<typeof articleHitSchema>;

export const searchTypeSchema = z.enum(['customer', 'case', 'conversation', 'message', 'note', 'article']);
export type SearchType = z.infer<typeof searchTypeSchema>;
/** One hit of the search over everything. `subjectId` is what Enter opens, `id` the hit itself, which may be in there. */
export const searchHitSchema = z.object({
  type: searchTypeSchema,
  id: idSchema,
  subjectKind: z.enum(['customer', 'case', 'conversation', 'article']),
  subjectId: idSchema,
  /** Of the subject: name, number and title. */
  title: z.string(),
  /** Whose case it is, who wrote the message or note; '' where the title says it. */
  who: z.string(),
  /** Around the place that was found, on one line. */
  excerpt: z.string(),
  at: time.nullable(),
  /** A message's place in its conversation, counted from 1; not there before the service has given it one. */
  seq: z.number().int().optional(),
  /** Only where a mistyped word was taken for another: the query that finds this hit, its words as they are written in it. */
  meant: z.string().optional(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** A command the service refused, or a text it kept as a note: here with its text until its author settles it. */
export const attentionViewSchema = z.object({
  commandId: idSchema,
  type: z.string(),
  at: time,
  /** What it was about, for people. */
  title: z.string(),
  subjectKind: z.enum(['case', 'conversation', 'customer', 'other']),
  subjectId: idSchema.nullable(),
  /** What the agent wrote, whole. */
  text: z.string().nullable(),
  refusal: errorDataSchema,
  /** Whether "use mine" makes sense: the conflict can be settled by sending it again over the newer value. */
  canForce: z.boolean(),
  /** Whether its words can become a note where they belong, without asking for another place. */
  canNote: z.boolean().default(false),
  /** The fields of a conflict with both sides, as they are now; without those that are the same on both by now. */
  sides: z
    .array(
      z.object({
        field: z.string(),
        theirs: z.string().nullable(),
        yours: z.string().nullable(),
        /** Of a list: what its author saw, so that it shows who has changed which entry. */
        seen: z.string().optional(),
      }),
    )
    .default([]),
  /** True of a text that was accepted, but only as a note beside somebody else's; `commandId` is then the note's id. */
  kept: z.boolean().default(false),
  /** Of a recording that did not come about or is not whole: why, and how much of it is kept. */
  recording: z
    .object({ problem: z.enum([...recordingProblems, 'cut', 'service']), keptMs: z.number().int() })
    .optional(),
});
export type AttentionView = z.infer<typeof attentionViewSchema>;
