// Work on the knowledge base as the window sees it: drafts, those that wait for a review, what was said of articles.
import type { ArticleDraft, ArticleFeedback, Suggestion } from '../../../shared/ipc/views-knowledge.ts';
import type { QueryContext } from '../query-context.ts';
import { articleHit } from './articles.ts';

function drafts({ cache }: QueryContext, where: string, ...params: string[]): ArticleDraft[] {
  const sql = `SELECT id, EXISTS (SELECT 1 FROM base WHERE kind = 'article' AND id = a.id) AS pending
    FROM article a WHERE ${where} LIMIT 100`;
  return cache.all<{ id: string; pending: number }>(sql, ...params).flatMap(({ id, pending }) => {
    const article = cache.get('article', id);
    if (article === undefined) return [];
    const author = article.authorId == null ? undefined : cache.get('agent', article.authorId);
    return { ...articleHit(article), authorName: author?.name ?? '', pending: pending === 1 };
  });
}

/** This agent's own, the last changed first; also those that wait for a review. At most 100. */
export function articleDrafts(context: QueryContext): ArticleDraft[] {
  return drafts(context, 'authorId = ? ORDER BY updatedAt DESC, id', context.agent?.id ?? '');
}

const reviews = ({ agent }: QueryContext): boolean => agent !== null && agent.role !== 'agent';

/** Those that wait for a review, longest first, at most 100; none for those who do not review. */
export function articleReviews(context: QueryContext): ArticleDraft[] {
  return reviews(context) ? drafts(context, 'submittedAt IS NOT NULL ORDER BY submittedAt, id') : [];
}

/** What agents said of one article: each counts once, by what it said last. */
export function feedbackOf({ cache, agent }: QueryContext, articleId: string): ArticleFeedback {
  const all = cache
    .records('feedback', 'SELECT body FROM feedback WHERE articleId = ?', articleId)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const last = [...new Map(all.map((one) => [one.authorId, one])).values()];
  return {
    helpful: last.filter(({ helpful }) => helpful === true).length,
    unhelpful: last.filter(({ helpful }) => helpful === false).length,
    mine: last.find(({ authorId }) => authorId === agent?.id) ?? null,
  };
}

/** Suggestions that nobody has dealt with, oldest first, at most 200; none for those who do not. */
export function openSuggestions(context: QueryContext): Suggestion[] {
  if (!reviews(context)) return [];
  const { cache } = context;
  const sql = 'SELECT body FROM feedback WHERE openAt IS NOT NULL ORDER BY openAt, id LIMIT 200';
  return cache.records('feedback', sql).flatMap((feedback) => {
    const article = cache.get('article', feedback.articleId);
    return article === undefined ? [] : { ...feedback, title: article.title, locale: article.locale };
  });
}
