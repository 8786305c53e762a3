// Changes when what the window sees of the knowledge base is made of other records.
import { plain, queryWords } from '../../../shared/cache/text.ts';
import type { Article } from '../../../shared/domain/knowledge.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../../shared/ipc/store.ts';
import type { ArticleHit } from '../../../shared/ipc/views.ts';
import type { ArticleDraft } from '../../../shared/ipc/views-knowledge.ts';
import type { FakeRecords } from './records.ts';

type Names = Extract<QueryName, `article.${string}` | `feedback.${string}`>;

/** @returns the answers to the queries of articles and what was said of them. */
export function articleQueries(
  records: FakeRecords,
  agentId: string,
): { [N in Names]: (args: QueryArgs<N>) => QueryRows<N> } {
  const hit = ({ body, ...it }: Article): ArticleHit => ({ ...it, excerpt: body.slice(0, 200) });
  const draft = (it: Article): ArticleDraft => ({
    ...hit(it),
    authorName: records.get('agent', it.authorId ?? '')?.name ?? '',
    pending: false,
  });
  const reviews = (): boolean => records.get('agent', agentId)?.role !== 'agent';
  return {
    'article.search': ({ text, locale, only, tag, since = 0 }) => {
      const words = queryWords(text);
      return records
        .all('article')
        .filter((it) => it.status === 'published' && it.updatedAt >= since)
        .filter((it) => only === undefined || it.locale === only)
        .filter((it) => tag === undefined || it.tags.includes(tag))
        .filter((it) => words.every((word) => plain(`${it.title} ${it.body}`).includes(word)))
        .toSorted(
          (a, b) => Number(b.locale === locale) - Number(a.locale === locale) || b.updatedAt - a.updatedAt,
        )
        .slice(0, 50)
        .map(hit);
    },
    'article.view': ({ id }) => records.get('article', id) ?? null,
    'article.drafts': () =>
      records
        .all('article')
        .filter((it) => it.status === 'draft' && it.authorId === agentId)
        .map(draft),
    'article.reviews': () =>
      records
        .all('article')
        .filter((it) => reviews() && it.status === 'draft' && it.submittedAt != null)
        .map(draft),
    'feedback.of': ({ id }) => {
      const all = records.all('feedback').filter(({ articleId }) => articleId === id);
      return {
        helpful: all.filter(({ helpful }) => helpful === true).length,
        unhelpful: all.filter(({ helpful }) => helpful === false).length,
        mine: all.find(({ authorId }) => authorId === agentId) ?? null,
      };
    },
    'feedback.open': () =>
      records
        .all('feedback')
        .filter(({ settledAt, text }) => reviews() && settledAt === null && text !== '')
        .flatMap((it) => {
          const of = records.get('article', it.articleId);
          return of === undefined ? [] : { ...it, title: of.title, locale: of.locale };
        }),
  };
}
