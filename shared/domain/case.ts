// A case: a problem or request being tracked, with a number, a status, a priority and clocks.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { tagMarksSchema } from './tags.ts';
import { bounds, filledLine, line, prose } from './text.ts';

export const caseStatuses = ['new', 'open', 'pending', 'onHold', 'resolved', 'canceled'] as const;
export const caseStatusSchema = z.enum(caseStatuses);
export type CaseStatus = z.infer<typeof caseStatusSchema>;
export const casePriorities = ['low', 'normal', 'high', 'urgent'] as const;
export const casePrioritySchema = z.enum(casePriorities);
export type CasePriority = z.infer<typeof casePrioritySchema>;
/** Clocks that run on a case, each towards a time by which something should have happened. */
export const caseClockSchema = z.object({
  dueAt: z.number().int(),
  /** Since when it stands still: the case is pending or on hold. */
  pausedAt: z.number().int().nullable(),
  /** When it was met, in time or not. */
  doneAt: z.number().int().nullable(),
});
export type CaseClock = z.infer<typeof caseClockSchema>;

/** support: does the product work; service: is the customer well served. */
export const caseKindSchema = z.enum(['support', 'service']);
export type CaseKind = z.infer<typeof caseKindSchema>;

export const caseSchema = z.object({
  id: idSchema,
  /** Given by the service, such as "C-10042"; null until the service has seen the case. */
  number: line(20).nullable(),
  title: filledLine(bounds.title),
  description: prose(bounds.description),
  kind: caseKindSchema,
  status: caseStatusSchema,
  priority: casePrioritySchema,
  category: line(100).nullable(),
  customerId: idSchema.nullable(),
  ownerId: idSchema.nullable(),
  queueId: idSchema,
  /** The conversation it came from. */
  conversationId: idSchema.nullable(),
  tags: z.array(line(60)).max(50),
  /** Who has added which; see tags.ts. */
  tagMarks: tagMarksSchema.optional(),
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
  /** When the SLA wants it resolved, ms since the epoch; null where no SLA applies. */
  dueAt: z.number().int().nullable(),
  /** Those of a case made before clocks were kept are derived: clocksOf in case-clocks.ts. */
  clocks: z.object({ response: caseClockSchema, resolve: caseClockSchema }).optional(),
  parentId: idSchema.nullable().optional(),
  /** The case that this one was merged into, and its status before. */
  merged: z.object({ intoId: idSchema, status: caseStatusSchema }).nullable().optional(),
});
export type Case = z.infer<typeof caseSchema>;

/** The fields that an agent may set with case.update: each compare-and-set, but for the description, which is merged. */
export const caseEditSchema = z
  .object({
    title: filledLine(bounds.title),
    description: prose(bounds.description),
    kind: caseKindSchema,
    status: caseStatusSchema,
    priority: casePrioritySchema,
    category: line(100).nullable(),
    ownerId: idSchema.nullable(),
    customerId: idSchema.nullable(),
    queueId: idSchema,
    parentId: idSchema.nullable(),
  })
  .partial();
export type CaseEdit = z.infer<typeof caseEditSchema>;

/** Hours until a case is to be resolved, by priority. The first, fixed SLA; calendars and entitlements come with their own issue. */
export const dueHours: Record<CasePriority, number> = { low: 72, normal: 24, high: 8, urgent: 2 };
/** Hours until the customer is to have a first answer, by priority. */
export const responseHours: Record<CasePriority, number> = { low: 24, normal: 8, high: 2, urgent: 0.5 };
/** At most this many cases can be made one. */
export const mostMerged = 10;

/** @returns whether the case is still being worked on. */
export function isOpenCase(status: CaseStatus): boolean {
  return status !== 'resolved' && status !== 'canceled';
}
