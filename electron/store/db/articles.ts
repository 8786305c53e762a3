// The knowledge base as the window sees it: published articles and the quick replies an agent may use.
import type { Article, QuickReply } from '../../../shared/domain/knowledge.ts';
import type { ArticleHit } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { findRows } from './search.ts';
import { excerpt } from '../../../shared/cache/text.ts';

const listed = 50;

/** Published ones; an empty text gives the newest. Those in `locale` first, at most 50. */
export function articleSearch({ cache }: QueryContext, text: string, locale: string): ArticleHit[] {
  const found = findRows(cache, 'article', text, 1000);
  const only = found === null ? '' : 'AND row IN (SELECT value FROM json_each(?2))';
  const sql = `SELECT body FROM article WHERE status = 'published' ${only} ORDER BY locale = ?1 DESC, updatedAt DESC LIMIT ${listed}`;
  const language = locale.split('-')[0] ?? locale;
  const articles =
    found === null
      ? cache.records('article', sql, language)
      : cache.records('article', sql, language, JSON.stringify(found));
  return articles.map(({ body, ...rest }) => ({
    ...rest,
    excerpt: text.trim() === '' ? rest.summary.slice(0, 200) : excerpt(`${rest.summary} ${body}`, text),
  }));
}

/** One article; null when this desk does not hold it. */
export function articleView({ cache }: QueryContext, id: string): Article | null {
  return cache.get('article', id) ?? null;
}

/** Everybody's and this agent's own. */
export function quickReplies({ cache, agent }: QueryContext): QuickReply[] {
  const found = cache.records(
    'quickReply',
    'SELECT body FROM quickReply WHERE ownerId IS NULL OR ownerId = ?',
    agent?.id ?? '',
  );
  return found.toSorted((a, b) => (a.title < b.title ? -1 : 1));
}
