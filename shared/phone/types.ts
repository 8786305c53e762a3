// Changes when what is known of a call, or what can be asked of the phone, changes.
import { z } from 'zod';
import { endReasonSchema, sipCallIdSchema } from '../domain/call.ts';
import { idSchema } from '../domain/ids.ts';
import { line } from '../domain/text.ts';
export { type EndReason, endReasons, endReasonSchema } from '../domain/call.ts';

/** How many calls may be live at once; one more is refused as busy. */
export const maxLines = 6;
/** How many calls that have ended are still shown. */
export const maxEnded = 20;

/** Names a call within the phone; made by the phone itself, never taken from the wire. */
export const callIdSchema = z.string().min(1).max(64);
export type CallId = z.infer<typeof callIdSchema>;

/** Where a call stands. `dialling`: nothing heard yet. `answering`: taken here, not yet through. */
export const phaseSchema = z.enum(['dialling', 'ringing', 'answering', 'talking', 'ended']);
export type Phase = z.infer<typeof phaseSchema>;

/** Who is at the other end, as the server says: hostile text, cut to size and shown as text only. */
export const partySchema = z.object({ name: line(200), number: line(256) });
export type Party = z.infer<typeof partySchema>;

const at = z.number().nonnegative();

/** A transfer that is under way. */
export const transferSchema = z.object({
  kind: z.enum(['blind', 'attended']),
  to: z.string().max(256),
  /** The call to the one who takes over, where the agent has asked there first. */
  consult: callIdSchema.nullable(),
  /** The other side has agreed to try. */
  accepted: z.boolean(),
});
export type Transfer = z.infer<typeof transferSchema>;

/** When waiting for something ends, in ms since 1970. Nothing waits without one. */
export const duesSchema = z.object({
  answer: at.optional(),
  hold: at.optional(),
  transfer: at.optional(),
  media: at.optional(),
});

/** One call. */
export const callSchema = z.object({
  id: callIdSchema,
  direction: z.enum(['in', 'out']),
  party: partySchema,
  /** The queue it came by, as the server says. */
  queue: line(200).nullable(),
  /** What it is called on the wire; not known yet while it is being dialled. */
  callId: sipCallIdSchema.optional(),
  /** The conversation that the service made of it before it rang here, as the server says. */
  conversationId: idSchema.optional(),
  phase: phaseSchema,
  /** The agent wants it on hold: from now on nothing of the agent is heard. */
  held: z.boolean(),
  /** Since when; null while it is not. */
  heldSince: at.nullable().optional(),
  /** The other side has been told so. */
  heldOnWire: z.boolean(),
  /** A hold or its end is being agreed on. */
  holdBusy: z.boolean(),
  /** The other side has put us on hold. */
  heldByFar: z.boolean(),
  /** The agent's own mute; a hold never changes it. */
  muted: z.boolean(),
  media: z.enum(['none', 'flowing', 'lost']),
  transfer: transferSchema.nullable(),
  /** This call takes the place of that one without ringing. */
  replaces: callIdSchema.nullable(),
  begunAt: at,
  answeredAt: at.nullable(),
  endedAt: at.nullable(),
  end: endReasonSchema.nullable(),
  /** It was ended here while the line was away: the other side is told as soon as the line is back. */
  untold: z.boolean().optional(),
  due: duesSchema,
});
export type Call = z.infer<typeof callSchema>;

/** How the phone stands with its server. `refused`: the password; it is not tried again by itself. */
export const lineSchema = z.enum(['off', 'registering', 'ready', 'away', 'refused']);
export type Line = z.infer<typeof lineSchema>;

/** The whole phone. */
export const phoneStateSchema = z.object({
  line: lineSchema,
  calls: z.array(callSchema).max(maxLines + maxEnded),
  /** Calls that hear each other: none, or at least two. */
  conference: z.array(callIdSchema).max(maxLines),
});
export type PhoneState = z.infer<typeof phoneStateSchema>;

/** Whom to call: a number or a SIP address. */
export const dialledSchema = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[\p{L}\p{N}+*#@.:;=_()\-/ ]+$/u);

/** What an agent can ask of the phone. */
export const wishSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('dial'), id: callIdSchema, to: dialledSchema }),
  z.object({ type: z.literal('answer'), id: callIdSchema }),
  z.object({ type: z.literal('reject'), id: callIdSchema }),
  z.object({ type: z.literal('hangUp'), id: callIdSchema }),
  z.object({ type: z.literal('hold'), id: callIdSchema, on: z.boolean() }),
  z.object({ type: z.literal('mute'), id: callIdSchema, on: z.boolean() }),
  z.object({
    type: z.literal('dtmf'),
    id: callIdSchema,
    tones: z
      .string()
      .min(1)
      .max(32)
      .regex(/^[0-9A-D*#]+$/),
  }),
  z.object({ type: z.literal('transfer'), id: callIdSchema, to: dialledSchema }),
  z.object({ type: z.literal('transferTo'), id: callIdSchema, consult: callIdSchema }),
  z.object({ type: z.literal('conference'), ids: z.array(callIdSchema).min(2).max(maxLines) }),
  z.object({ type: z.literal('forget'), id: callIdSchema }),
]);
export type Wish = z.infer<typeof wishSchema>;
