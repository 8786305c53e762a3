// The commands of what agents work with beside conversations and cases: replies, macros, scripts, views, activities, articles, handovers.
import { z } from 'zod';
import { activityEditSchema, activitySchema } from './activity.ts';
import { command } from './command.ts';
import { capsuleSchema } from './handover.ts';
import { idSchema } from './ids.ts';
import { articleEditSchema, articleSchema, quickReplySchema } from './knowledge.ts';
import { macroSchema, scriptSchema } from './macro.ts';
import { maskRuleSchema } from './mask.ts';
import { moodCorrectionSchema, moodPolicySchema } from './mood.ts';
import { presenceStateSchema } from './presence.ts';
import { queueRoutingSchema } from './queue.ts';
import { prose } from './text.ts';
import { savedViewSchema } from './view.ts';

/** The `rev` that its author saw; null for something new. */
const base = z.number().int().min(0).nullable();

export const deskCommands = [
  command('quickReply.put', { quickReply: quickReplySchema.omit({ rev: true }), base }),
  command('quickReply.remove', { quickReplyId: idSchema }),
  command('macro.put', { macro: macroSchema.omit({ rev: true }), base }),
  command('macro.remove', { macroId: idSchema }),
  command('script.put', { script: scriptSchema.omit({ rev: true }), base }),
  command('script.remove', { scriptId: idSchema }),
  command('savedView.put', { savedView: savedViewSchema.omit({ rev: true }), base }),
  command('savedView.remove', { savedViewId: idSchema }),
  /** Rules of masking are set by admins. */
  command('maskRule.put', { maskRule: maskRuleSchema.omit({ rev: true }), base }),
  command('maskRule.remove', { maskRuleId: idSchema }),
  /** States of presence of the company's own are made by admins. */
  command('presenceState.put', { presenceState: presenceStateSchema.omit({ rev: true }), base }),
  command('presenceState.remove', { presenceStateId: idSchema }),
  /** Languages and consent are decided by admins. */
  command('moodPolicy.put', { moodPolicy: moodPolicySchema.omit({ rev: true }), base }),
  /** How routing treats a queue's work. By admins. */
  command('queue.routing', { queueId: idSchema, set: queueRoutingSchema }),
  /** Whether moods are read in a queue. By supervisors and admins. */
  command('queue.mood', { queueId: idSchema, on: z.boolean() }),
  /** The right level of a customer's message, or of the conversation as it stood after it, as a labelled example; again with the same id it replaces what was said before. */
  command('moodCorrection.give', {
    moodCorrectionId: idSchema,
    ...moodCorrectionSchema.pick({
      messageId: true,
      conversationId: true,
      level: true,
      said: true,
      language: true,
      whole: true,
    }).shape,
  }),
  command('moodCorrection.take', { moodCorrectionId: idSchema }),

  command('activity.create', {
    activity: activitySchema.omit({
      authorId: true,
      authorName: true,
      createdAt: true,
      updatedAt: true,
      doneAt: true,
    }),
  }),
  command('activity.update', { activityId: idSchema, set: activityEditSchema, base: activityEditSchema }),

  /** Rates an article or suggests a change; again with the same id it replaces what its author said before. */
  command('feedback.give', {
    feedbackId: idSchema,
    articleId: idSchema,
    helpful: z.boolean().nullable(),
    text: prose(4000),
  }),
  command('feedback.settle', { feedbackId: idSchema }),
  command('article.draft', {
    article: articleSchema.pick({
      id: true,
      title: true,
      summary: true,
      body: true,
      locale: true,
      tags: true,
    }),
    /** The resolved case that it is drafted from. */
    caseId: idSchema.nullable(),
    /** The published article that it is to replace. */
    ofId: idSchema.nullable().optional(),
  }),
  command('article.update', { articleId: idSchema, set: articleEditSchema, base: articleEditSchema }),
  command('article.submit', { articleId: idSchema }),
  /** Only a draft; a published article is replaced. */
  command('article.remove', { articleId: idSchema }),
  command('article.review', {
    articleId: idSchema,
    verdict: z.enum(['publish', 'return']),
    comment: prose(2000),
  }),

  /** One of `toAgentId` and `toQueueId` is set. */
  command('handover.offer', {
    handoverId: idSchema,
    conversationId: idSchema,
    kind: z.enum(['transfer', 'consult']),
    toAgentId: idSchema.nullable(),
    toQueueId: idSchema.nullable(),
    capsule: capsuleSchema,
    comment: prose(1000),
  }),
  command('handover.accept', { handoverId: idSchema, conversationId: idSchema }),
  command('handover.decline', { handoverId: idSchema, conversationId: idSchema, reason: prose(500) }),
  /** Its sender takes it back before it is answered. */
  command('handover.withdraw', { handoverId: idSchema, conversationId: idSchema }),
  /** A consult is over. */
  command('handover.end', { handoverId: idSchema, conversationId: idSchema }),
] as const;
