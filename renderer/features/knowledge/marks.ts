// Changes when the words of a search are found in an article otherwise. The index folds text the same way.
import { plain, queryWords } from '../../../shared/cache/text.ts';

/** A stretch of a text: found or not. */
export interface Part {
  text: string;
  hit: boolean;
}

const word = /[\p{L}\p{N}\p{M}\u200b-\u200d\u00ad]+/gu;
const joiners = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** @returns the text in parts; a word is a hit, whole, where a word of the query begins it. Accents and letter forms do not matter. */
export function marked(text: string, query: string): Part[] {
  const words = queryWords(query);
  if (words.length === 0) return [{ text, hit: false }];
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(word)) {
    const folded = plain(found);
    // Written with a joiner it is found joined and apart, as in the index.
    const forms = [folded.replace(joiners, ''), ...folded.split(joiners)];
    if (!words.some((wanted) => forms.some((form) => form.startsWith(wanted)))) continue;
    if (index > from) parts.push({ text: text.slice(from, index), hit: false });
    parts.push({ text: found, hit: true });
    from = index + found.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), hit: false });
  return parts;
}
