// Articles that were sent to a customer, as pages to read: the message that brought one is the key to it.
/* oxlint-disable oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { blocksOf } from '../../../shared/domain/article-blocks.ts';
import { idSchema } from '../../../shared/domain/ids.ts';
import type { Article } from '../../../shared/domain/knowledge.ts';
import type { Locale } from '../../../shared/domain/people.ts';
import { AppError } from '../../../shared/errors.ts';
import { createBuckets } from '../../bucket.ts';
import type { ServiceContext } from '../../context.ts';
import { pageLanguage } from './page.ts';
import type { ChatSettings } from './settings.ts';

const style = `:root{color-scheme:light dark}
body{margin:0 auto;padding:32px 24px 64px;max-width:42rem;font:17px/1.6 system-ui,"Segoe UI","Noto Sans","Noto Sans Arabic",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6em;line-height:1.3}h2{font-size:1.2em;margin-block:1.6em .4em}p{white-space:pre-line}`;
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark]!);

const gone: Record<Locale, string> = {
  en: 'This article is not there any more.',
  de: 'Diesen Artikel gibt es nicht mehr.',
  pl: 'Tego artykułu już nie ma.',
  da: 'Artiklen findes ikke længere.',
  ar: 'لم تعد هذه المقالة موجودة.',
  fa: 'این مقاله دیگر وجود ندارد.',
};

function page(locale: Locale, title: string, main: string): string {
  return `<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' || locale === 'fa' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body><main>
<h1 dir="auto">${escaped(title)}</h1>
${main}
</main></body>
</html>
`;
}

function html({ title, summary, body, locale }: Article): string {
  const blocks = blocksOf(body).map((block) => {
    if (block.kind === 'heading') return `<h2 dir="auto">${escaped(block.text)}</h2>`;
    if (block.kind === 'paragraph') return `<p dir="auto">${escaped(block.text)}</p>`;
    return `<ul>${block.items.map((item) => `<li dir="auto">${escaped(item)}</li>`).join('')}</ul>`;
  });
  const lead = summary.trim() === '' ? [] : [`<p dir="auto">${escaped(summary)}</p>`];
  return page(locale, title, [...lead, ...blocks].join('\n'));
}

/**
 * Serves `GET /chat/articles/:messageId`: the article as it is published now. Who knows the id of a message has read it;
 * nothing else of the knowledge base can be reached so.
 */
export function serveArticles(
  { http, get, now }: ServiceContext,
  { pieces }: Pick<ChatSettings, 'pieces'>,
): void {
  const rate = createBuckets(pieces, now);
  http.get(
    '/chat/articles/:messageId',
    async (request: FastifyRequest<{ Params: { messageId: string } }>, reply) => {
      const wait = rate.take(request.ip);
      if (wait > 0)
        throw new AppError('rateLimited', 'That was too fast.', { facts: { retryAfterMs: wait } });
      const id = idSchema.safeParse(request.params.messageId).data;
      const message = id === undefined ? undefined : await get('message', id);
      const sent = message?.audience === 'public' ? message.articleId : null;
      const article = sent === null ? undefined : await get('article', sent);
      const there = article?.status === 'published';
      const language = pageLanguage('', request.headers['accept-language']);
      return reply
        .code(there ? 200 : 404)
        .header('content-security-policy', policy)
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(there ? html(article) : page(language, gone[language], ''));
    },
  );
}
