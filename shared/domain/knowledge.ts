// The knowledge base: articles, and the quick replies that agents insert.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { localeSchema } from './people.ts';
import { bounds, filledLine, filledProse, line, prose } from './text.ts';

export const articleSchema = z.object({
  id: idSchema,
  title: filledLine(bounds.title),
  summary: prose(1000),
  /** Plain text; paragraphs are separated by an empty line, list items start with "- ", headings with "# ". */
  body: prose(bounds.article),
  locale: localeSchema,
  status: z.enum(['draft', 'published', 'archived']),
  tags: z.array(line(60)).max(50),
  updatedAt: z.number().int(),
});
export type Article = z.infer<typeof articleSchema>;

export const quickReplySchema = z.object({
  id: idSchema,
  title: filledLine(bounds.title),
  /** May hold the variables {customer}, {customer.first}, {agent}, {agent.first}, {case}. */
  text: filledProse(bounds.message),
  locale: localeSchema,
  tags: z.array(line(60)).max(50),
  /** Whose it is; null for everybody's. */
  ownerId: idSchema.nullable(),
});
export type QuickReply = z.infer<typeof quickReplySchema>;
