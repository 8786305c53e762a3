// A handover: a conversation given to another agent or queue, or a colleague asked for advice, with a capsule of what to know.
//
//   offered --accept--> accepted --(consult) end, conversation over--> ended
//      \--decline--> declined   \--withdraw--> withdrawn   \--time is up, conversation over--> expired
//   To a queue it is accepted at once: the conversation waits there.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { bounds, filledLine, line, prose } from './text.ts';

export const handoverStates = ['offered', 'accepted', 'declined', 'withdrawn', 'expired', 'ended'] as const;
export const handoverStateSchema = z.enum(handoverStates);
/** How long a colleague may think about it, ms. */
export const handoverMs = 120_000;
/** Colleagues who may be consulted on one conversation at the same time, as D365 recommends at most. */
export const maxConsults = 5;

/** One line of a capsule, and the message that it was taken from. */
const capsuleLineSchema = z.object({ text: filledLine(500), messageId: idSchema.nullable() });
export type CapsuleLine = z.infer<typeof capsuleLineSchema>;
const promiseSchema = capsuleLineSchema.extend({ by: line(bounds.name), until: z.number().int().nullable() });
export type CapsulePromise = z.infer<typeof promiseSchema>;

/** What the next one needs to know; put together at the desk (shared/capsule), from what the desk holds. */
export const capsuleSchema = z.object({
  /** What the customer came for, and what it asked last. */
  asked: z.array(capsuleLineSchema).max(4),
  promised: z.array(promiseSchema).max(20),
  /** Questions that nobody has answered. */
  open: z.array(capsuleLineSchema).max(20),
  /** Articles sent, macros run, steps of a script done. */
  tried: z.array(capsuleLineSchema).max(20),
  /** Scores of the customer's last messages, -1 to 1, oldest first. */
  mood: z.array(z.number().min(-1).max(1)).max(6),
  /** The reply that was begun and not sent. */
  draft: prose(bounds.message),
});
export type Capsule = z.infer<typeof capsuleSchema>;

const time = z.number().int();
export const handoverSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  kind: z.enum(['transfer', 'consult']),
  fromAgentId: idSchema,
  fromName: line(bounds.name),
  /** One of the two is set. A consult always asks an agent. */
  toAgentId: idSchema.nullable(),
  toQueueId: idSchema.nullable(),
  state: handoverStateSchema,
  capsule: capsuleSchema,
  comment: prose(1000),
  /** Why it was declined. */
  reason: prose(500),
  at: time,
  expiresAt: time,
  decidedAt: time.nullable(),
});
export type Handover = z.infer<typeof handoverSchema>;
