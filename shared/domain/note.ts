// A note: what an agent writes on a case, a conversation or a customer. Append-only: an edit is a new note that supersedes one.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { bounds, filledProse, line } from './text.ts';

export const noteSubjectSchema = z.enum(['case', 'conversation', 'customer']);
export type NoteSubject = z.infer<typeof noteSubjectSchema>;

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
});
export type Note = z.infer<typeof noteSchema>;
