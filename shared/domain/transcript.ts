// Changes when what was said in a call is taken in as text otherwise. Words that were said are messages of the call's conversation.
import { z } from 'zod';
import { command } from './command.ts';
import { idSchema } from './ids.ts';
import { sipCallIdSchema } from './sip-call-id.ts';
import { filledProse, line } from './text.ts';

/** So many at once, so long each, and so many of one call: four hours of talking. */
export const transcriptBounds = { segments: 100, text: 2_000, ofCall: 4_000 } as const;

/**
 * One thing that was said, by whoever listened: the exchange, or a plug-in of the service. Only final words: what was told
 * under a number stays, whatever is told under it later.
 */
export const spokenSegmentSchema = z.object({
  /** Counted from 0 within the call. */
  n: z
    .number()
    .int()
    .min(0)
    .max(transcriptBounds.ofCall - 1),
  who: z.enum(['customer', 'agent']),
  /** When it began to be said, ms since the epoch. */
  at: z.number().int(),
  /** When it ended. Without it more is left out beside a pause than was said in it (REC-9). */
  until: z.number().int().optional(),
  text: filledProse(transcriptBounds.text),
  /** BCP 47; empty where nobody has told. */
  language: line(35).default(''),
});
export type SpokenSegment = z.infer<typeof spokenSegmentSchema>;

/** What was said in a call. By the service alone: no desk may put words into a customer's mouth. */
export const transcriptCommand = command('call.transcript', {
  conversationId: idSchema,
  callId: sipCallIdSchema,
  segments: z.array(spokenSegmentSchema).min(1).max(transcriptBounds.segments),
});

/**
 * Deletes messages of a transcript that somebody in the call does not want, or that were said in a pause: of those with these
 * numbers, `to` not among them.
 */
export const unsayCommand = command('call.unsay', {
  conversationId: idSchema,
  callId: sipCallIdSchema,
  from: z.number().int().min(0).max(transcriptBounds.ofCall),
  to: z.number().int().min(0).max(transcriptBounds.ofCall),
});

/**
 * What is kept with the call: under which numbers something may be, and that it was deleted. `doubt`: those below it are yet
 * to be looked through for what was said in a pause.
 */
export const transcriptSchema = z.object({
  segments: z.number().int().min(0).max(transcriptBounds.ofCall),
  doubt: z.number().int().min(1).max(transcriptBounds.ofCall).optional(),
  removed: z.object({ at: z.number().int().min(0), why: z.enum(['objected']) }).optional(),
});
export type Transcript = z.infer<typeof transcriptSchema>;
