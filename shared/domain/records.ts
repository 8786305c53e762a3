// The closed list of record kinds: what is synced, each with its schema.
import { z } from 'zod';
import { activitySchema } from './activity.ts';
import { caseSchema } from './case.ts';
import { conversationSchema, messageSchema } from './conversation.ts';
import { entitlementSchema } from './entitlement.ts';
import { feedbackSchema } from './feedback.ts';
import { handoverSchema } from './handover.ts';
import { articleSchema, quickReplySchema } from './knowledge.ts';
import { macroSchema, scriptSchema } from './macro.ts';
import { maskRuleSchema } from './mask.ts';
import { moodCorrectionSchema, moodPolicySchema } from './mood.ts';
import { noteSchema } from './note.ts';
import { agentSchema, customerSchema } from './people.ts';
import { presenceSchema, presenceStateSchema } from './presence.ts';
import { dispositionSchema, offerSchema, queueSchema } from './queue.ts';
import { savedViewSchema } from './view.ts';

export const recordSchemas = {
  agent: agentSchema,
  queue: queueSchema,
  disposition: dispositionSchema,
  presence: presenceSchema,
  customer: customerSchema,
  case: caseSchema,
  conversation: conversationSchema,
  message: messageSchema,
  note: noteSchema,
  article: articleSchema,
  quickReply: quickReplySchema,
  offer: offerSchema,
  macro: macroSchema,
  script: scriptSchema,
  savedView: savedViewSchema,
  activity: activitySchema,
  entitlement: entitlementSchema,
  feedback: feedbackSchema,
  handover: handoverSchema,
  maskRule: maskRuleSchema,
  presenceState: presenceStateSchema,
  moodPolicy: moodPolicySchema,
  moodCorrection: moodCorrectionSchema,
} as const;

/** One of the record kinds. */
export type RecordKind = keyof typeof recordSchemas;
/** The type of a record by its kind. */
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;
export const recordKinds = Object.keys(recordSchemas) as RecordKind[];
export const recordKindSchema = z.enum(recordKinds as [RecordKind, ...RecordKind[]]);

/** A record together with its kind. */
export type AnyRecord = { [K in RecordKind]: { kind: K; record: RecordOf<K> } }[RecordKind];
/** What a command does to one record: put it whole, or remove it. */
export type Change =
  | { [K in RecordKind]: { kind: K; id: string; op: 'put'; record: RecordOf<K> } }[RecordKind]
  | { kind: RecordKind; id: string; op: 'remove' };

/** Reads records as they are now; the store reads its cache, the service its database (prefetched). */
export interface Records {
  get<K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined;
}

/** @returns a put of this record. */
export function put<K extends RecordKind>(kind: K, record: RecordOf<K>): Change {
  return { kind, id: record.id, op: 'put', record } as Change;
}
