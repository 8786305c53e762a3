// What the window sees around cases: how many of each kind, what hangs together with one, what is to be done.
import { z } from 'zod';
import { activitySchema } from '../domain/activity.ts';
import { caseRowSchema, conversationRowSchema, noteViewSchema } from './views.ts';

const count = z.number().int().min(0).max(1000);
/** Support: does the product work; service: is the customer well served. Counted apart. */
export const caseTallySchema = z.object({ support: count, service: count });
export type CaseTally = z.infer<typeof caseTallySchema>;

export const caseRelationsSchema = z.object({
  /** Those above it, the topmost first. */
  above: z.array(caseRowSchema).max(20),
  below: z.array(caseRowSchema).max(200),
  /** Those that were merged into it. */
  merged: z.array(caseRowSchema).max(200),
  /** The one it was merged into; null also where this desk does not hold that. */
  into: caseRowSchema.nullable(),
  /** Written on the merged ones and on their conversations, oldest first. */
  notes: z.array(noteViewSchema).max(1000),
  /** Those of the case and of the merged ones, newest first. */
  conversations: z.array(conversationRowSchema).max(200),
});
export type CaseRelations = z.infer<typeof caseRelationsSchema>;

export const activityViewSchema = activitySchema.extend({
  ownerName: z.string().nullable(),
  /** Of the case, conversation or customer it is about, for people. */
  subject: z.string(),
  pending: z.boolean(),
});
export type ActivityView = z.infer<typeof activityViewSchema>;
