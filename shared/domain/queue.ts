// Routing: queues, the offer of one conversation to one agent, and the codes that end a conversation.
//
//   offer:  ringing --> accepted | declined | expired (time is up) | withdrawn (taken, left, desk lost)
import { z } from 'zod';
import { recordingRuleSchema } from './call-media.ts';
import { channelSchema } from './conversation.ts';
import { idSchema } from './ids.ts';
import { localeSchema } from './people.ts';
import { telephoneSchema } from './telephone.ts';
import { bounds, filledLine, line } from './text.ts';

/** What an offer that its agent let pass, or declined, does to that agent's presence. */
export const offerLostSchema = z.enum(['stay', 'away', 'doNotDisturb']);
export type OfferLost = z.infer<typeof offerLostSchema>;

/** Holds where a queue says nothing: who lets an offer pass is taken for away (D365: Inactive), who declines stays. */
export const usualOfferLost = { missed: 'away', declined: 'stay' } as const satisfies Record<
  string,
  OfferLost
>;

/** Until it is closed, not at all, or for so long after the end, in ms. */
export const wrapUpBlockSchema = z.union([
  z.enum(['always', 'never']),
  z.number().int().min(30_000).max(3_600_000),
]);
export type WrapUpBlock = z.infer<typeof wrapUpBlockSchema>;

export const queueSchema = z.object({
  id: idSchema,
  name: filledLine(bounds.name),
  channels: z.array(channelSchema).max(10),
  /** How long an offer rings, in ms. D365's default is 120 s. */
  offerMs: z.number().int().min(1000).max(600_000),
  /** False: moods are neither computed nor shown for its conversations. */
  mood: z.boolean().optional(),
  /** Whether its calls are recorded; without one they are not. */
  recording: recordingRuleSchema.optional(),
  /** The number at the exchange under which calls are passed on to it; without one they cannot be. */
  telephone: telephoneSchema.optional(),
  /** What becomes of an agent who lets an offer of it pass, or declines one; else {@link usualOfferLost}. */
  missed: offerLostSchema.optional(),
  declined: offerLostSchema.optional(),
  /** How long a wrap-up takes up its agent's capacity; else until it is closed. */
  wrapUpBlock: wrapUpBlockSchema.optional(),
});
export type Queue = z.infer<typeof queueSchema>;

/** How routing treats the work of a queue, as an admin sets it; what is absent stays. */
export const queueRoutingSchema = queueSchema.pick({ missed: true, declined: true, wrapUpBlock: true });

/** @returns when a wrap-up that began at `since` gives its capacity back, ms since the epoch; null: when it is closed. */
export function wrapUpFreesAt(block: WrapUpBlock | undefined, since: number): number | null {
  if (block === undefined || block === 'always') return null;
  return since + (block === 'never' ? 0 : block);
}

export const offerStateSchema = z.enum(['ringing', 'accepted', 'declined', 'expired', 'withdrawn']);
export const offerSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  agentId: idSchema,
  state: offerStateSchema,
  offeredAt: z.number().int(),
  expiresAt: z.number().int(),
});
export type Offer = z.infer<typeof offerSchema>;

export const dispositionSchema = z.object({
  id: idSchema,
  /** The label by language. */
  labels: z.partialRecord(localeSchema, line(100)),
  order: z.number().int(),
});
export type Disposition = z.infer<typeof dispositionSchema>;
