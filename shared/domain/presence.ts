// Presence and capacity: whether an agent can take work, and how much.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { localeSchema } from './people.ts';
import { filledLine, line } from './text.ts';

export const presenceStatusSchema = z.enum(['available', 'busy', 'doNotDisturb', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof presenceStatusSchema>;

export const presenceSchema = z.object({
  /** The agent's id. */
  id: idSchema,
  status: presenceStatusSchema,
  /** Set by hand to away, doNotDisturb or offline: stays until changed by hand. Else capacity decides. */
  sticky: z.boolean(),
  /** Whether a desk of this agent is linked. Without one the agent gets no offers, whatever the status. */
  linked: z.boolean(),
  since: z.number().int(),
  /** Units of work this agent can carry, and carries. May go over. */
  capacity: z.number().int(),
  used: z.number().int(),
  /** The agent's own words for it, such as "Lunch", shown to colleagues. */
  text: line(60).nullable().optional(),
  /** The state of the company's own that was chosen, see {@link presenceStateSchema}; its label is said in the reader's language. */
  stateId: idSchema.nullable().optional(),
  /** Not set by hand, but for this reason. */
  cause: z.enum(['missedOffer', 'declinedOffer']).nullable().optional(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** A state of the company's own, such as "Lunch": a word, and the status that routing knows beneath it. Admins make them. */
export const presenceStateSchema = z.object({
  id: idSchema,
  /** The word by language. */
  labels: z.partialRecord(localeSchema, filledLine(60)).refine((labels) => Object.keys(labels).length > 0, {
    error: 'It needs a word in one language at least.',
  }),
  status: presenceStatusSchema,
  order: z.number().int().min(0).max(999),
  /** Counts its changes, so that nobody overwrites what they have not seen. */
  rev: z.number().int().min(0).optional(),
});
export type PresenceState = z.infer<typeof presenceStateSchema>;

/** Bounds of what an agent can carry, in units. */
export const maxCapacity = 1000;

/** Units that one conversation takes, by D365's example of 100 per agent. */
export const conversationUnits = 10;
export const defaultCapacity = 100;

/** @returns the status that capacity asks for: full -> do not disturb, part -> busy, free -> available. */
export function statusForCapacity(used: number, capacity: number): PresenceStatus {
  if (used >= capacity) return 'doNotDisturb';
  return used > 0 ? 'busy' : 'available';
}

/** @returns the presence with `delta` more units used, its status following unless it was set by hand. */
export function withUsed(presence: Presence, delta: number, now: number): Presence {
  const used = Math.max(0, presence.used + delta);
  const status = presence.sticky ? presence.status : statusForCapacity(used, presence.capacity);
  if (status === presence.status) return { ...presence, used };
  // Words were for the status that they were chosen with.
  return { ...presence, used, status, since: now, text: null, stateId: null, cause: null };
}

/** @returns whether routing may offer work: linked, willing, and with room for one more conversation. */
export function canTakeWork(presence: Presence): boolean {
  const willing = presence.status === 'available' || presence.status === 'busy';
  return presence.linked && willing && presence.used + conversationUnits <= presence.capacity;
}
