// What the window sees of a customer beside the record: everything that happened on one line of time, and how much of each.
import { z } from 'zod';
import { channelSchema } from '../domain/conversation.ts';
import { activityViewSchema } from './views-case.ts';
import { caseRowSchema, conversationRowSchema, noteViewSchema } from './views.ts';

const time = z.number().int();
/** A line of time holds no more at once. */
export const longestTimeline = 5000;
/** What it holds where nobody asks for more. */
export const usualTimeline = 500;

/** What a history is filtered by. A call is a conversation by voice. */
export const timelineKinds = ['conversation', 'call', 'case', 'note', 'activity'] as const;
export const timelineKindSchema = z.enum(timelineKinds);
export type TimelineKind = z.infer<typeof timelineKindSchema>;

export const timelineItemSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('conversation'), at: time, conversation: conversationRowSchema }),
  z.object({ type: z.literal('case'), at: time, case: caseRowSchema }),
  /** `about`: the case or conversation that it was written on, for people; empty where that is the customer. */
  z.object({ type: z.literal('note'), at: time, note: noteViewSchema, about: z.string() }),
  /** `at`: when it was done; until then when it is due, or was made. */
  z.object({ type: z.literal('activity'), at: time, activity: activityViewSchema }),
]);
export type TimelineItem = z.infer<typeof timelineItemSchema>;

const count = z.number().int().min(0);
export const timelineTallySchema = z.object({
  kinds: z.record(timelineKindSchema, count),
  channels: z.record(channelSchema, count),
});
export type TimelineTally = z.infer<typeof timelineTallySchema>;
