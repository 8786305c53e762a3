// A conversation (one contact with a customer on one channel) and its messages.
//
//   open ----accept/pick----> active ----end----> wrapUp ----close----> closed
//    ^  \                      |  ^                  (a disposition code)
//    |   +--customer leaves--> closed
//    +---- agent lost / returned ----+      waiting: asynchronous channels, put aside without an end
//    ^-- a supervisor opens it again, with a reason -- closed
//
//   On the telephone: active --dialled, and nobody took it--> closed;  active --agent lost--> wrapUp  (see call.ts)
import { z } from 'zod';
import { attachmentsSchema } from './attachment.ts';
import { conversationCallSchema } from './call.ts';
import { idSchema } from './ids.ts';
import { moodAlertSchema } from './mood.ts';
import { bounds, filledLine, filledProse, line, prose } from './text.ts';

export const channelSchema = z.enum(['chat', 'email', 'sms', 'social', 'voice']);
export type Channel = z.infer<typeof channelSchema>;
export const conversationStateSchema = z.enum(['open', 'active', 'waiting', 'wrapUp', 'closed']);
export type ConversationState = z.infer<typeof conversationStateSchema>;

/** What the chat page tells of a visitor. Every field is the customer's word, not the truth. */
export const visitorSchema = z.object({
  name: filledLine(bounds.name),
  email: line(320).nullable(),
  /** BCP 47 tag of the browser. */
  language: line(35),
  /** Address of the page that holds the chat. */
  page: line(500).nullable(),
  browser: line(200).nullable(),
  /** What they did before they wrote, oldest first. */
  visits: z
    .array(
      z.object({
        at: z.number().int(),
        did: z.enum(['page', 'search', 'article', 'action']),
        text: line(500),
        /** Of a page: what its own title says. */
        title: line(200).optional(),
      }),
    )
    .max(50)
    .optional(),
});
export type Visitor = z.infer<typeof visitorSchema>;

export const ratingSchema = z.object({ score: z.number().int().min(1).max(5), comment: prose(2000) });
export type Rating = z.infer<typeof ratingSchema>;

const time = z.number().int();

/** So often at most one conversation is opened again: what is kept of each time has an end. */
export const mostReopenings = 20;
/** One time that a supervisor opened a closed conversation again: who, when, why, and how it had ended before. */
export const reopeningSchema = z.object({
  /** The command that did it. */
  id: idSchema,
  at: time,
  byId: idSchema,
  byName: line(bounds.name),
  reason: filledProse(bounds.reason),
  closedAt: time.nullable(),
  dispositionId: idSchema.nullable(),
});
export type Reopening = z.infer<typeof reopeningSchema>;

export const conversationSchema = z.object({
  id: idSchema,
  channel: channelSchema,
  queueId: idSchema,
  state: conversationStateSchema,
  /** First words of the customer. */
  subject: line(bounds.title),
  visitor: visitorSchema,
  customerId: idSchema.nullable(),
  caseId: idSchema.nullable(),
  agentId: idSchema.nullable(),
  createdAt: time,
  /** When it last entered the queue. */
  queuedAt: time,
  acceptedAt: time.nullable(),
  wrapUpAt: time.nullable(),
  closedAt: time.nullable(),
  /** Since when its wrap-up takes up none of its agent's capacity any more, by its queue's rule. */
  freedAt: time.optional(),
  dispositionId: idSchema.nullable(),
  /** Each time that it was opened again after it had been closed, oldest first. Never shortened. */
  reopened: z.array(reopeningSchema).max(mostReopenings).optional(),
  rating: ratingSchema.nullable(),
  /** Number of the newest message; messages count 1, 2, 3 within a conversation. */
  lastSeq: z.number().int().min(0),
  lastMessageAt: time,
  /** Since when the customer waits for an answer; null while the agent spoke last. */
  waitingSince: time.nullable(),
  customerDeliveredSeq: z.number().int().min(0),
  customerReadSeq: z.number().int().min(0),
  agentReadSeq: z.number().int().min(0),
  /** The handover that is going on, or the last one. */
  handoverId: idSchema.nullable().optional(),
  /** Those asked for advice: handovers of kind consult that are not over. */
  consultIds: z.array(idSchema).max(20).optional(),
  /** Of one on the telephone. */
  call: conversationCallSchema.optional(),
  /** Set by the service while supervisors are to know how unhappy its customer is. */
  moodAlert: moodAlertSchema.optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const authorKindSchema = z.enum(['customer', 'agent', 'bot', 'system']);
export const audienceSchema = z.enum(['public', 'internal']);

/** Parts of a text that were masked, and the name of the rule: from, to, in UTF-16 units. */
export const maskedSchema = z
  .array(z.object({ start: z.number().int().min(0), end: z.number().int().min(0), rule: line(100) }))
  .max(50);

export const messageSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  /** Given by the service; null while it has not answered yet. */
  seq: z.number().int().min(1).nullable(),
  authorKind: authorKindSchema,
  authorId: idSchema.nullable(),
  authorName: line(bounds.name),
  audience: audienceSchema,
  text: filledProse(bounds.message),
  at: time,
  /** Set when the message is an article sent to the customer. */
  articleId: idSchema.nullable(),
  /** The message that it answers. */
  replyToId: idSchema.nullable().optional(),
  /** Earlier texts, oldest first. */
  edits: z
    .array(z.object({ text: filledProse(bounds.message), at: time }))
    .max(20)
    .optional(),
  attachments: attachmentsSchema.optional(),
  /**
   * It was said in a call, and somebody has written it down; in which language, BCP 47, empty where nobody has told; from
   * when until when as far as is known, ms since the epoch.
   */
  spoken: z.object({ language: line(35), from: time.optional(), until: time.optional() }).optional(),
  /** Parts of the text that were masked, at the desk or in the service. */
  masked: maskedSchema.optional(),
});
export type Message = z.infer<typeof messageSchema>;

export type Delivery = 'queued' | 'sent' | 'delivered' | 'read';
/** @returns how far an agent's public message has come, from the marks on its conversation. */
export function deliveryOf(
  message: Pick<Message, 'seq'>,
  marks: Pick<Conversation, 'customerDeliveredSeq' | 'customerReadSeq'>,
): Delivery {
  if (message.seq === null) return 'queued';
  if (message.seq <= marks.customerReadSeq) return 'read';
  return message.seq <= marks.customerDeliveredSeq ? 'delivered' : 'sent';
}
