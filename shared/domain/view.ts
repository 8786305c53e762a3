// A list of cases as an agent has arranged it: what it shows, in which order, where it stands on the dashboard.
import { z } from 'zod';
import { caseKindSchema, casePrioritySchema, caseStatusSchema } from './case.ts';
import { idSchema } from './ids.ts';
import { ownedShape } from './owned.ts';
import { bounds, filledLine, line } from './text.ts';

/** What a list of cases holds. An empty array or null does not filter. */
export const caseFilterSchema = z.object({
  owner: z.enum(['me', 'nobody', 'anybody']),
  statuses: z.array(caseStatusSchema).max(6),
  priorities: z.array(casePrioritySchema).max(4),
  kind: caseKindSchema.nullable(),
  queueIds: z.array(idSchema).max(50),
  category: line(100).nullable(),
  tag: line(bounds.tag).nullable(),
  /** `overdue`: its clock has run out; `today`: it will within 24 hours. */
  due: z.enum(['any', 'overdue', 'today']),
  text: line(bounds.search),
});
export type CaseFilter = z.infer<typeof caseFilterSchema>;

export const caseColumns = [
  'number',
  'title',
  'status',
  'priority',
  'kind',
  'customer',
  'owner',
  'queue',
  'category',
  'due',
  'updated',
  'created',
  'notes',
] as const;
export const caseColumnSchema = z.enum(caseColumns);

export const savedViewSchema = z.object({
  ...ownedShape,
  name: filledLine(100),
  filter: caseFilterSchema,
  sort: z.enum(['due', 'updated', 'created', 'priority']),
  columns: z.array(caseColumnSchema).min(1).max(caseColumns.length),
  /** Where it stands on the dashboard, from 0; null when it is not on it. */
  place: z.number().int().min(0).max(99).nullable(),
});
export type SavedView = z.infer<typeof savedViewSchema>;
