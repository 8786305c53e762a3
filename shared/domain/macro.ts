// A macro: steps that an agent runs with one key. A script: what to say and do, step by step, with boxes to tick.
import { z } from 'zod';
import { caseKindSchema, casePrioritySchema, caseStatusSchema } from './case.ts';
import { channelSchema } from './conversation.ts';
import { activityKindSchema } from './activity.ts';
import { idSchema } from './ids.ts';
import { ownedShape } from './owned.ts';
import { localeSchema } from './people.ts';
import { tagSchema } from './tags.ts';
import { bounds, filledLine, filledProse, line, prose } from './text.ts';

/** When a step is done: only where this holds. */
export const macroConditionSchema = z.object({
  of: z.enum([
    'channel',
    'language',
    'queueId',
    'caseStatus',
    'casePriority',
    'caseKind',
    'hasCase',
    'hasCustomer',
  ]),
  /** Compared as text; "yes" or "no" for `hasCase` and `hasCustomer`. */
  is: line(100),
});
export type MacroCondition = z.infer<typeof macroConditionSchema>;

const when = macroConditionSchema.optional();
const words = filledProse(bounds.message);
export const macroStepSchema = z.discriminatedUnion('do', [
  /** Puts words into the composer, for the agent to read and send. May hold variables, as quick replies do. */
  z.object({ do: z.literal('write'), text: words, when }),
  z.object({ do: z.literal('send'), text: words, when }),
  z.object({ do: z.literal('internal'), text: words, when }),
  z.object({ do: z.literal('note'), text: words, when }),
  z.object({ do: z.literal('article'), articleId: idSchema, when }),
  /** `toMe`: the agent who runs it becomes the owner. */
  z.object({
    do: z.literal('case'),
    status: caseStatusSchema.optional(),
    priority: casePrioritySchema.optional(),
    category: line(100).nullable().optional(),
    toMe: z.boolean().optional(),
    when,
  }),
  z.object({
    do: z.literal('newCase'),
    title: filledLine(bounds.title),
    kind: caseKindSchema,
    priority: casePrioritySchema,
    when,
  }),
  z.object({
    do: z.literal('tag'),
    of: z.enum(['case', 'customer']),
    add: z.array(tagSchema).max(10),
    remove: z.array(tagSchema).max(10),
    when,
  }),
  z.object({
    do: z.literal('activity'),
    kind: activityKindSchema,
    title: filledLine(bounds.title),
    inHours: z.number().min(0).max(8760),
    when,
  }),
  z.object({
    do: z.literal('open'),
    tab: z.enum(['case', 'customer', 'article']),
    articleId: idSchema.nullable(),
    when,
  }),
  z.object({ do: z.literal('end'), when }),
]);
export type MacroStep = z.infer<typeof macroStepSchema>;

export const macroSchema = z.object({
  ...ownedShape,
  title: filledLine(bounds.title),
  locale: localeSchema.nullable(),
  tags: z.array(line(60)).max(50),
  steps: z.array(macroStepSchema).min(1).max(30),
});
export type Macro = z.infer<typeof macroSchema>;

export const scriptSchema = z.object({
  ...ownedShape,
  title: filledLine(bounds.title),
  locale: localeSchema.nullable(),
  /** Where it is offered by itself; null for everywhere. */
  channel: channelSchema.nullable(),
  queueId: idSchema.nullable(),
  steps: z
    .array(
      z.object({
        id: idSchema,
        title: filledLine(bounds.title),
        text: prose(4000),
        macroId: idSchema.nullable(),
        scriptId: idSchema.nullable(),
      }),
    )
    .min(1)
    .max(50),
});
export type Script = z.infer<typeof scriptSchema>;
