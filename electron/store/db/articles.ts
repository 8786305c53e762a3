// The knowledge base as the window sees it: published articles found and ranked, and the quick replies an agent may use.
import { excerpt } from '../../../shared/cache/places.ts';
import { plain, queryWords } from '../../../shared/cache/text.ts';
import type { Article, QuickReply } from '../../../shared/domain/knowledge.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import type { ArticleHit } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { findRows } from './search.ts';

const listed = 50;
/** Found by words at most; those are then ranked. */
const mostFound = 1000;

const languageOf = (locale: string): string => locale.split('-')[0] ?? locale;

/** @returns an article as a list shows it, with the place where the words are. */
export function articleHit({ body, ...rest }: Article, text = ''): ArticleHit {
  return {
    ...rest,
    excerpt: text.trim() === '' ? rest.summary.slice(0, 200) : excerpt(`${rest.summary} ${body}`, text),
  };
}

/**
 * Published ones, at most 50. By relevance: those in `locale` first, then those with the words in their titles, then in
 * their tags, then the newest; without words the newest. Ranked by columns alone: only what is shown is read.
 */
export function articleSearch(
  { cache, search }: QueryContext,
  asked: QueryArgs<'article.search'>,
): ArticleHit[] {
  const { text, locale, only, tag, since, sort = 'relevance' } = asked;
  const found = findRows({ cache, search }, 'article', text, mostFound);
  const params: (string | number)[] = [];
  const given = (value: string | number): string => `?${String(params.push(value))}`;
  const where = [`status = 'published'`];
  if (found !== null) where.push(`row IN (SELECT value FROM json_each(${given(JSON.stringify(found))}))`);
  if (only !== undefined) where.push(`locale = ${given(languageOf(only))}`);
  if (tag !== undefined) where.push(`instr(tagKeys, ${given(`\n${plain(tag)}\n`)}) > 0`);
  if (since !== undefined) where.push(`updatedAt >= ${given(since)}`);
  const order = ['updatedAt DESC', 'id'];
  if (sort === 'relevance') {
    const ranks = queryWords(text).flatMap((word) => [
      `4 * (instr(titleKey, ${given(` ${word}`)}) > 0)`,
      `2 * (instr(tagKeys, ${given(`\n${word}`)}) > 0)`,
    ]);
    if (ranks.length > 0) order.unshift(`${ranks.join(' + ')} DESC`);
    order.unshift(`locale = ${given(languageOf(locale))} DESC`);
  }
  const sql = `SELECT id FROM article WHERE ${where.join(' AND ')} ORDER BY ${order.join(', ')} LIMIT ${listed}`;
  return cache
    .all<{ id: string }>(sql, ...params)
    .flatMap(({ id }) => cache.get('article', id) ?? [])
    .map((article) => articleHit(article, text));
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
