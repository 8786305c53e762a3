// An activity: a call, a task, an e-mail, a visit, or a reminder of what was promised, on a case, a conversation or a customer.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { bounds, filledLine, line, prose } from './text.ts';

export const activityKinds = ['task', 'call', 'email', 'visit', 'reminder'] as const;
export const activityKindSchema = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof activityKindSchema>;

const time = z.number().int();
export const activitySchema = z.object({
  id: idSchema,
  kind: activityKindSchema,
  title: filledLine(bounds.title),
  text: prose(4000),
  /** What it is about; the first that is set decides who may see it. */
  caseId: idSchema.nullable(),
  conversationId: idSchema.nullable(),
  customerId: idSchema.nullable(),
  /** Who is to do it. */
  ownerId: idSchema.nullable(),
  authorId: idSchema.nullable(),
  authorName: line(bounds.name),
  dueAt: time.nullable(),
  doneAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
});
export type Activity = z.infer<typeof activitySchema>;

/** The fields that an agent may set with activity.update: each compare-and-set. */
export const activityEditSchema = activitySchema
  .pick({ kind: true, title: true, text: true, ownerId: true, dueAt: true })
  .extend({ done: z.boolean() })
  .partial();
