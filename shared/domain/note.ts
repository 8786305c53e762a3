// A note: what an agent writes on a case, a conversation or a customer. Append-only: an edit is a new note that supersedes one.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { bounds, filledProse, line } from './text.ts';

export const noteSubjectSchema = z.enum(['case', 'conversation', 'customer']);
export type NoteSubject = z.infer<typeof noteSubjectSchema>;

/**
 * `description`: a text that its author wrote into the description, where it met somebody else's (SYNC-36). It is kept
 * as a note until its author settles it. `used`: it went into the description after all, and is no longer listed.
 */
export const keptSchema = z.enum(['description', 'used']);
export type Kept = z.infer<typeof keptSchema>;

export const noteSchema = z.object({
  id: idSchema,
  subjectKind: noteSubjectSchema,
  subjectId: idSchema,
  authorId: idSchema,
  authorName: line(bounds.name),
  text: filledProse(bounds.note),
  at: z.number().int(),
  /** The note this one replaces. */
  supersedes: idSchema.nullable(),
  kept: keptSchema.optional(),
  /** How its text is written: `rich` knows **bold**, *italic*, lists, links and headings (a part of CommonMark). */
  format: z.enum(['plain', 'rich']).optional(),
  /** Its author could not see the subject any more when it arrived (SYNC-30). Set by the service alone. */
  late: z.literal(true).optional(),
});
export type Note = z.infer<typeof noteSchema>;
