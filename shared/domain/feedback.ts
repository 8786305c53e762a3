// What an agent thinks of an article: whether it helped, and what should be changed in it.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { bounds, line, prose } from './text.ts';

export const feedbackSchema = z.object({
  id: idSchema,
  articleId: idSchema,
  authorId: idSchema,
  authorName: line(bounds.name),
  /** Null where its author only suggests a change. */
  helpful: z.boolean().nullable(),
  /** The suggestion; empty where there is none. */
  text: prose(4000),
  at: z.number().int(),
  /** When a supervisor has dealt with the suggestion. */
  settledAt: z.number().int().nullable(),
});
export type Feedback = z.infer<typeof feedbackSchema>;
