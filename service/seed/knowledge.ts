// Changes when articles or quick replies of the seeded world get other ids or dates.
import type { Article, QuickReply } from '../../shared/domain/knowledge.ts';
import type { Locale } from '../../shared/domain/people.ts';
import type { LocaleContent } from './content/types.ts';
import type { Random } from './random.ts';

const day = 86_400_000;

/** @returns the id of an article by its language and key. */
export function articleId(locale: Locale, key: string): string {
  return `article-${locale}-${key}`;
}

/** @returns the articles of one language, all published. */
export function makeArticles(random: Random, locale: Locale, content: LocaleContent, now: number): Article[] {
  return content.articles.map(({ key, title, summary, tags, body }) => ({
    id: articleId(locale, key),
    title,
    summary,
    body,
    locale,
    status: 'published',
    tags: [...tags],
    updatedAt: now - random.int(3, 400) * day,
  }));
}

/** @returns the quick replies of one language, everybody's. */
export function makeQuickReplies(locale: Locale, content: LocaleContent): QuickReply[] {
  return content.replies.map(({ key, title, tags, text }) => ({
    id: `reply-${locale}-${key}`,
    title,
    text,
    locale,
    tags: [...tags],
    ownerId: null,
  }));
}
