// The knowledge base: articles, and the quick replies that agents insert.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { ownedShape } from './owned.ts';
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
  /** Who drafts it, and the resolved case that it was drafted from. */
  authorId: idSchema.nullable().optional(),
  caseId: idSchema.nullable().optional(),
  /** Of a draft that is to replace a published article: which one. */
  ofId: idSchema.nullable().optional(),
  /** Since when a draft waits for its review. */
  submittedAt: z.number().int().nullable().optional(),
  /** What the last review said. */
  review: z
    .object({
      byName: line(bounds.name),
      at: z.number().int(),
      verdict: z.enum(['publish', 'return']),
      comment: prose(2000),
    })
    .nullable()
    .optional(),
});
export type Article = z.infer<typeof articleSchema>;

/** The fields of an article that article.update may set: each compare-and-set. */
export const articleEditSchema = articleSchema
  .pick({ title: true, summary: true, body: true, locale: true, tags: true })
  .partial();

export const quickReplySchema = z.object({
  ...ownedShape,
  title: filledLine(bounds.title),
  /** May hold the variables {customer}, {customer.first}, {agent}, {agent.first}, {case}. */
  text: filledProse(bounds.message),
  locale: localeSchema,
  tags: z.array(line(60)).max(50),
});
export type QuickReply = z.infer<typeof quickReplySchema>;
