// Changes when an article is put into plain words differently: for a message, an excerpt or the clipboard.
import { blocksOf } from '../../../shared/domain/article-blocks.ts';

/** @returns a stretch of an article without the marks of its headings and lists. */
export function plainExcerpt(text: string): string {
  return text.replace(/(^|\s)#{1,3}\s+(?=\S)/g, '$1').replace(/^- +/gm, '');
}

/** @returns what the customer gets: the title and the summary, short enough for one message. */
export function sendingText(article: { title: string; summary: string }): string {
  const summary = article.summary.trim();
  return summary === '' ? article.title : `${article.title}\n${summary}`;
}

/** @returns the whole article as plain text, its headings and lists as people write them. */
export function plainText(article: { title: string; summary: string; body: string }): string {
  const blocks = blocksOf(article.body).map((block) =>
    block.kind === 'list' ? block.items.map((item) => `- ${item}`).join('\n') : block.text,
  );
  return [article.title, article.summary.trim(), ...blocks].filter((text) => text !== '').join('\n\n');
}
