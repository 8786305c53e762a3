// An entitlement: how much service a customer has bought, and how much of it is used.
import { z } from 'zod';
import { channelSchema } from './conversation.ts';
import { idSchema } from './ids.ts';
import { bounds, filledLine } from './text.ts';

export const entitlementSchema = z.object({
  id: idSchema,
  customerId: idSchema,
  name: filledLine(bounds.name),
  unit: z.enum(['cases', 'hours']),
  /** Null for as much as is wanted. */
  total: z.number().min(0).nullable(),
  used: z.number().min(0),
  /** ms since the epoch. */
  from: z.number().int(),
  to: z.number().int(),
  /** Empty for every channel. */
  channels: z.array(channelSchema).max(10),
});
export type Entitlement = z.infer<typeof entitlementSchema>;
