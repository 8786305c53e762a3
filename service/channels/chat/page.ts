// The pages of the chat over HTTP: a page that holds the widget, and the widget's one script.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { locales, type Locale } from '../../../shared/domain/people.ts';

const titles: Record<Locale, string> = {
  en: 'Chat with us',
  de: 'Chatten Sie mit uns',
  pl: 'Porozmawiaj z nami',
  da: 'Chat med os',
  ar: 'تحدّث معنا',
  fa: 'با ما گفت‌وگو کنید',
};

/** Only our own script and our own link. The widget styles itself through the CSSOM, so no style source is needed at all. */
function policy(host: string): string {
  // Older Safari does not count ws: as 'self'.
  const links = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    'img-src data: blob:',
    `connect-src 'self'${links}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** @returns the language asked for by `?lang=`, else the first of Accept-Language that we speak, else English. */
export function pageLanguage(asked: unknown, acceptLanguage: string | undefined): Locale {
  const wanted = [typeof asked === 'string' ? asked : '', ...(acceptLanguage ?? '').split(',').slice(0, 20)];
  for (const tag of wanted) {
    const primary = /^\s*([a-z]{2})(?![a-z])/i.exec(tag)?.[1]?.toLowerCase();
    const found = locales.find((locale) => locale === primary);
    if (found !== undefined) return found;
  }
  return 'en';
}

function html(language: Locale, bubble: boolean): string {
  const direction = language === 'ar' || language === 'fa' ? 'rtl' : 'ltr';
  const mode = bubble ? 'bubble' : 'page';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${titles[language]}</title>
<link rel="icon" href="data:,">
<script src="/widget.js" defer></script>
</head>
<body><parley-chat mode="${mode}" lang="${language}"></parley-chat></body>
</html>
`;
}

/** The built script, read again when it was built again. */
function createScript(path: string): () => Promise<{ tag: string; plain: Buffer; packed: Buffer } | null> {
  let known: { at: number; tag: string; plain: Buffer; packed: Buffer } | null = null;
  return async () => {
    const found = await stat(path).catch(() => null);
    if (found === null) return null;
    if (known?.at !== found.mtimeMs) {
      const plain = await readFile(path);
      const tag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`;
      known = { at: found.mtimeMs, tag, plain, packed: gzipSync(plain, { level: 9 }) };
    }
    return known;
  };
}

/** Serves `GET /chat` and `GET /widget.js`. */
export function servePages(http: FastifyInstance, widgetPath: string): void {
  const script = createScript(widgetPath);

  http.get('/chat', (request: FastifyRequest<{ Querystring: { lang?: unknown; mode?: unknown } }>, reply) => {
    const language = pageLanguage(request.query.lang, request.headers['accept-language']);
    return reply
      .header('content-security-policy', policy(request.headers.host ?? ''))
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .header('vary', 'Accept-Language')
      .type('text/html; charset=utf-8')
      .send(html(language, request.query.mode === 'bubble'));
  });

  http.get('/widget.js', async (request, reply: FastifyReply) => {
    const built = await script();
    if (built === null) {
      return reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('The chat widget has not been built. Run "npm run build" and try again.\n');
    }
    const packed = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    void reply
      .header('etag', built.tag)
      .header('cache-control', 'no-cache')
      .header('vary', 'Accept-Encoding')
      .header('x-content-type-options', 'nosniff')
      // Any site may embed it.
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('access-control-allow-origin', '*')
      .type('text/javascript; charset=utf-8');
    if (request.headers['if-none-match'] === built.tag) return reply.code(304).send();
    return packed ? reply.header('content-encoding', 'gzip').send(built.packed) : reply.send(built.plain);
  });
}
