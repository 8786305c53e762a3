// What the window sees of handovers, of who could take one, and of what was promised.
import { z } from 'zod';
import { activitySchema } from '../domain/activity.ts';
import { channelSchema } from '../domain/conversation.ts';
import { handoverSchema } from '../domain/handover.ts';
import { idSchema } from '../domain/ids.ts';
import { localeSchema } from '../domain/people.ts';
import { presenceSchema } from '../domain/presence.ts';

/** One handover with the names around it. */
export const handoverViewSchema = handoverSchema.extend({
  /** The agent or the queue that it was offered to. */
  toName: z.string(),
  /** The customer. */
  title: z.string(),
  subject: z.string(),
  channel: channelSchema,
  queueName: z.string(),
  /** Null when this desk does not hold its conversation (any more). */
  waitingSince: z.number().int().nullable(),
});
export type HandoverView = z.infer<typeof handoverViewSchema>;

/** Somebody who may be asked: how it stands, and how much it carries. */
export const handoverAgentSchema = z.object({
  id: idSchema,
  name: z.string(),
  languages: z.array(localeSchema),
  presence: presenceSchema.nullable(),
  /** Whether it speaks the customer's language. */
  speaks: z.boolean(),
});
export type HandoverAgent = z.infer<typeof handoverAgentSchema>;

export const handoverQueueSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Conversations that wait in it. */
  waiting: z.number().int(),
  /** Agents of it who could take work now. */
  ready: z.number().int(),
  /** Whether it is the queue that the conversation is in. */
  here: z.boolean(),
});
export type HandoverQueue = z.infer<typeof handoverQueueSchema>;

export const handoverTargetsSchema = z.object({
  agents: z.array(handoverAgentSchema),
  queues: z.array(handoverQueueSchema),
});
export type HandoverTargets = z.infer<typeof handoverTargetsSchema>;

/** What was promised and is not done yet. */
export const reminderViewSchema = activitySchema.extend({ customerName: z.string().nullable() });
export type ReminderView = z.infer<typeof reminderViewSchema>;
