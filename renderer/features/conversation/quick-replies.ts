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

/** What can be found by its title, its tags and its words. */
interface Titled {
  title: string;
  tags?: readonly string[];
  text?: string;
  locale: string | null;
}

function rank(reply: Titled, words: readonly string[]): number | null {
  const title = plain(reply.title);
  const tags = (reply.tags ?? []).map(plain);
  const text = plain(reply.text ?? '');
  let worst = 0;
  for (const word of words) {
    let found: number | null = null;
    if (word.startsWith('#')) {
      // A tag is wanted, and nothing but a tag will do.
      if (tags.some((tag) => tag.startsWith(word.slice(1)))) found = 0;
    } else if (title.startsWith(word)) found = 0;
    else if (title.includes(word)) found = 1;
    else if (tags.some((tag) => tag.includes(word))) found = 2;
    else if (text.includes(word)) found = 3;
    if (found === null) return null;
    worst = Math.max(worst, found);
  }
  return worst;
}

/**
 * @param search words, and tags such as "#refund".
 * @param languages the languages wanted, best first; BCP 47.
 * @returns the quick replies that hold every word, those in a wanted language first, then the best match, then by title.
 */
export function findQuickReplies(
  replies: readonly QuickReply[],
  search: string,
  languages: readonly string[],
): QuickReply[] {
  return findTitled(replies, search, languages);
}

/** As {@link findQuickReplies}, for whatever has a title; what has no language suits every customer. */
export function findTitled<T extends Titled>(
  items: readonly T[],
  search: string,
  languages: readonly string[],
): T[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const wanted = languages.map((tag) => tag.toLowerCase().split('-')[0]);
  const language = ({ locale }: Titled): number => {
    if (locale === null) return 0;
    const place = wanted.indexOf(locale);
    return place === -1 ? wanted.length : place;
  };
  return items
    .flatMap((item) => {
      const place = rank(item, words);
      return place === null ? [] : [{ item, place }];
    })
    .toSorted(
      (a, b) =>
        language(a.item) - language(b.item) || a.place - b.place || a.item.title.localeCompare(b.item.title),
    )
    .map(({ item }) => item);
}
