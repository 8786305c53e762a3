// Changes when something else is kept of a telephone call. A call is a conversation; this is what it has beside one.
//
//   ringing --answered--> talked --ended--> over        a call that is over stays as it is
//      \------ended without an answer-----> over
//
//   The conversation follows: open while it rings, active while it is talked (or being dialled), then wrap-up; a call that
//   came and was never answered, or that nobody there took, is closed at once.
import { z } from 'zod';
import {
  callHeardSchema,
  callPartySchema,
  consentSchema,
  mostParties,
  recordingPartSchema,
  recordingSchema,
} from './call-media.ts';
import { callPausesSchema } from './call-pauses.ts';
import { command } from './command.ts';
import { idSchema } from './ids.ts';
import { sipCallIdSchema } from './sip-call-id.ts';
import { line } from './text.ts';
import { transcriptSchema } from './transcript.ts';

export { sipCallIdSchema } from './sip-call-id.ts';

/** Why a call is over, told apart because each means something else to who reads it later. */
export const endReasons = [
  'completed', // it was talked, and one side hung up
  'transferred', // it was talked, and went on with somebody else
  'missed', // it rang here until nobody waited any longer
  'abandoned', // the caller hung up while it rang
  'rejected', // refused: by us where it came in, by them where we called
  'elsewhere', // it rang here, and another desk took it
  'cancelled', // we hung up before it was answered
  'unanswered', // we called, and nobody took it
  'busy', // we called, and they are in a call
  'failed', // the line or the media could not be had, or went away
] as const;
export const endReasonSchema = z.enum(endReasons);
/** One of {@link endReasons}. */
export type EndReason = z.infer<typeof endReasonSchema>;

const time = z.number().int();
const ms = z
  .number()
  .int()
  .min(0)
  .max(7 * 24 * 3_600_000);

export const callDirectionSchema = z.enum(['in', 'out']);
/** What a conversation on the telephone has besides. */
export const conversationCallSchema = z.object({
  callId: sipCallIdSchema,
  direction: callDirectionSchema,
  /** Numbers or addresses, as the exchange says. */
  from: line(256),
  to: line(256),
  /** The exchange asked us whom to ring: it is offered as all work is. Otherwise it rings where the exchange rings it. */
  routed: z.literal(true).optional(),
  /** The agents at whose desks it rings; only of one that is not routed. */
  ringing: z.array(idSchema).max(50).optional(),
  ringingAt: time,
  answeredAt: time.optional(),
  endedAt: time.optional(),
  outcome: endReasonSchema.optional(),
  /** How long the other side was on hold in all. */
  heldMs: ms.optional(),
  quality: callHeardSchema.optional(),
  consent: consentSchema.optional(),
  recording: recordingSchema.optional(),
  /** Others who were in it, in conference, and what they said to being recorded. */
  parties: z.array(callPartySchema).max(mostParties).optional(),
  /** What was said in it stands in its conversation, as messages that were spoken. */
  transcript: transcriptSchema.optional(),
  /** When nothing of what is said may be kept: card data, or somebody in it who has not been asked. */
  pauses: callPausesSchema.optional(),
});
export type ConversationCall = z.infer<typeof conversationCallSchema>;

/** Which conversation, and which call of it: one that is about another call is refused. */
const which = { conversationId: idSchema, callId: sipCallIdSchema };
/** What a desk's phone saw. `at`: when, ms since the epoch by the service's clock as far as the desk knows it. */
export const callCommands = [
  /** It rings here, or is being dialled here. Makes the conversation where there is none: several desks make one. */
  command('call.ring', {
    ...which,
    direction: callDirectionSchema,
    from: line(256),
    to: line(256),
    /** What the other side is called, as the exchange says. */
    name: line(200),
    queueId: idSchema,
    customerId: idSchema.nullable(),
    at: time,
  }),
  /** It is talked here from now on. Takes the conversation, and the offer of it. */
  command('call.answer', { ...which, offerId: idSchema.nullable().optional(), at: time }),
  command('call.end', { ...which, outcome: endReasonSchema, heldMs: ms.optional(), at: time }),
  command('call.quality', { ...which, quality: callHeardSchema }),
  /** `party`: not the caller's own word but that of somebody who is in conference with both. */
  command('call.consent', {
    ...which,
    consent: consentSchema.omit({ agentId: true }),
    party: callPartySchema.pick({ callId: true, number: true }).optional(),
  }),
  /** From now on nothing of what is said is kept, or it is again. */
  command('call.pause', { ...which, on: z.boolean(), at: time }),
  /** A file of the recording is whole. */
  command('call.recording', { ...which, part: recordingPartSchema }),
  /** Deletes the recording: by supervisors, and by the service when its time is over. */
  command('call.forget', { ...which, why: z.enum(['expired', 'asked']) }),
] as const;

/** The exchange has a call, and asks whom to ring. */
export const callArriveCommand = command('call.arrive', {
  ...which,
  from: line(256),
  to: line(256),
  name: line(200),
  queueId: idSchema,
  customerId: idSchema.nullable(),
});

/**
 * The conversation of a call that no exchange has given one: the same at every desk that it rings at.
 * Not a secret, and no proof: a conversation also keeps the call's whole id, and a command about another is refused.
 * @returns an id made of two hashes (FNV-1a, 64 bits each, the second over the text backwards).
 */
export function conversationOfCall(callId: string): string {
  return `${callPrefix}${hashed(callId)}`;
}

const callPrefix = 'call-';
/** @returns whether a conversation was made of a call, whether it is known here or not. */
export const isOfCall = (conversationId: string): boolean => conversationId.startsWith(callPrefix);

/** @returns the id of the message that a numbered part of a call's transcript becomes: the same whenever it is told. */
export function spokenId(conversationId: string, n: number): string {
  return `said-${hashed(conversationId)}-${String(n)}`;
}

/** 32 hex digits. */
function hashed(whole: string): string {
  const mask = (1n << 64n) - 1n;
  const hash = (text: string): string => {
    let value = 0xcbf29ce484222325n;
    for (let at = 0; at < text.length; at += 1)
      value = ((value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & mask;
    return value.toString(16).padStart(16, '0');
  };
  return `${hash(whole)}${hash(whole.split('').toReversed().join(''))}`;
}

/** @returns for how long it was talked, ms; null where it was not. */
export function talkedMs(call: Pick<ConversationCall, 'answeredAt' | 'endedAt'>): number | null {
  if (call.answeredAt === undefined || call.endedAt === undefined) return null;
  return Math.max(0, call.endedAt - call.answeredAt);
}

/** @returns the number of the other side. */
export function farNumber(call: Pick<ConversationCall, 'direction' | 'from' | 'to'>): string {
  return call.direction === 'in' ? call.from : call.to;
}

/** Digits that two numbers must share at their ends: enough to tell subscribers apart, few enough for national forms. */
export const numberTail = 8;
const leastDigits = 6;

/**
 * What two ways of writing one number have in common: its last digits (E.164 has at most 15; a country code, a trunk
 * zero and an area code stand before them). Any script's digits.
 * @returns them; null for one too short to tell anybody by, or no number at all.
 */
export function tailOfNumber(number: string): string | null {
  const user = number.replace(/^(sips?|tel):/i, '').split(/[@;]/)[0] ?? '';
  // A name may hold a digit or two; a number is nearly nothing else.
  const bare = user.replace(/[\s()+/.-]/g, '');
  const found = Array.from(bare, (one) => {
    const code = one.codePointAt(0) ?? 0;
    if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
    if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
    return one;
  });
  const text = found.join('');
  return /^\d+$/.test(text) && text.length >= leastDigits ? text.slice(-numberTail) : null;
}

/** Whether two texts are one number, as far as the digits at their ends tell. */
export function sameNumber(a: string, b: string): boolean {
  const tail = tailOfNumber(a);
  return tail !== null && tail === tailOfNumber(b);
}
