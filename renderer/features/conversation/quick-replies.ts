// Changes when quick replies are found or ordered differently.
import type { QuickReply } from '../../../shared/domain/knowledge.ts';

/** @returns the text as it is compared: lower case, without accents, Arabic letters in their plain form. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/ة/g, 'ه')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/ø/g, 'o');
}

function rank(reply: QuickReply, words: readonly string[]): number | null {
  const title = plain(reply.title);
  const tags = plain(reply.tags.join(' '));
  const text = plain(reply.text);
  let worst = 0;
  for (const word of words) {
    let found: number | null = null;
    if (title.startsWith(word)) found = 0;
    else if (title.includes(word)) found = 1;
    else if (tags.includes(word.replace(/^#/, ''))) found = 2;
    else if (text.includes(word)) found = 3;
    if (found === null) return null;
    worst = Math.max(worst, found);
  }
  return worst;
}

/**
 * @param languages the languages wanted, best first; BCP 47.
 * @returns the quick replies that hold every word, those in a wanted language first, then the best match, then by title.
 */
export function findQuickReplies(
  replies: readonly QuickReply[],
  search: string,
  languages: readonly string[],
): QuickReply[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const wanted = languages.map((tag) => tag.toLowerCase().split('-')[0]);
  const language = (reply: QuickReply): number => {
    const place = wanted.indexOf(reply.locale);
    return place === -1 ? wanted.length : place;
  };
  return replies
    .flatMap((reply) => {
      const place = rank(reply, words);
      return place === null ? [] : [{ reply, place }];
    })
    .toSorted(
      (a, b) =>
        language(a.reply) - language(b.reply) ||
        a.place - b.place ||
        a.reply.title.localeCompare(b.reply.title),
    )
    .map(({ reply }) => reply);
}
