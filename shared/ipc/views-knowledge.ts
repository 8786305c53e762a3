// What the window sees of the knowledge base beside the articles found: drafts, those that wait for a review, what was said of one.
import { z } from 'zod';
import { feedbackSchema } from '../domain/feedback.ts';
import { articleHitSchema } from './views.ts';

/** How articles are found: words, and what they are narrowed by. */
export const articleQuerySchema = z.object({
  text: z.string().max(200),
  /** Those in this language come first. */
  locale: z.string().max(35),
  /** Only those in this language. */
  only: z.string().max(35).optional(),
  /** Only those with this tag. */
  tag: z.string().max(60).optional(),
  /** Only those changed since, ms since the epoch. */
  since: z.number().int().optional(),
  /** `relevance` where nothing is said. */
  sort: z.enum(['relevance', 'newest']).optional(),
});

/** A draft in a list. */
export const articleDraftSchema = articleHitSchema.extend({
  authorName: z.string(),
  /** True while an edit of this desk on it waits for the service. */
  pending: z.boolean(),
});
export type ArticleDraft = z.infer<typeof articleDraftSchema>;

/** What was said of one article. */
export const articleFeedbackSchema = z.object({
  helpful: z.number().int(),
  unhelpful: z.number().int(),
  /** What this agent said. */
  mine: feedbackSchema.nullable(),
});
export type ArticleFeedback = z.infer<typeof articleFeedbackSchema>;

/** A suggestion that nobody has dealt with. */
export const suggestionSchema = feedbackSchema.extend({ title: z.string(), locale: z.string() });
export type Suggestion = z.infer<typeof suggestionSchema>;
