// Help for mistyped words: which words of the index a person may have meant. Only asked where hardly anything was found.
import type { SearchKind } from '../../../shared/cache/spec.ts';
import { enoughHits, slips } from '../../../shared/cache/slips.ts';
import { nearBeginnings, type Budget, type Near } from '../search/near.ts';
import { withoutArticle } from '../search/parts.ts';
import { listedPrefix } from '../search/layout.ts';
import type { OpenIndex } from '../search/reader.ts';
import { anyOf, beginning, withPart } from './search-words.ts';

/** Kinds whose words are few (names, titles, subjects): where every word is had, but no text has all, each may be a slip. */
export const forgiving: readonly SearchKind[] = ['customer', 'case', 'conversation', 'article'];

/** A word of a query, with how many texts have it in any kind; from {@link enoughHits} on it does not matter. */
export interface Typed {
  /** Folded; the first as it is written. */
  forms: readonly string[];
  had: number;
}

/** Words that are counted, and offered, for one that was typed. */
const mostCounted = 100;
const mostOffered = 5;
/** Texts that are counted: what more of them have is as likely. */
const mostTexts = 400;
/** A word that is had is only a slip of one that so many times as many texts have. */
const timesAsMany = 10;

/** In which a digit is another number, not a slip. */
const word = /^\p{L}+$/u;

const arabic = /^\p{Script=Arabic}/u;

/** @returns the expression for texts with a word that begins with what was meant; of very short words only the whole. */
export const begunAsMeant = (index: OpenIndex, kind: SearchKind, meant: string): string | null =>
  meant.length <= listedPrefix ? `"${meant}"` : beginning(index, kind, meant);

/** Arabic words may stand behind an article alone. */
function asMeant(index: OpenIndex, kind: SearchKind, meant: string): string | null {
  const begun = begunAsMeant(index, kind, meant);
  return arabic.test(meant) ? anyOf([begun ?? [], withPart(index, kind, meant) ?? []].flat()) : begun;
}

/**
 * @param has whether a text that the cache has now fits an expression.
 * @param budget of all these words.
 * @returns for each word what stands for it, the likeliest first, at most 5; an empty list where it stays; null where
 * nothing comes near.
 */
export function meantWords(
  index: OpenIndex,
  kind: SearchKind,
  typed: readonly Typed[],
  has: (expression: string) => boolean,
  budget: Budget,
): string[][] | null {
  const rare = typed.some(({ had }) => had < enoughHits);
  const each = !rare && forgiving.includes(kind);
  const meant: string[][] = [];
  for (const { forms, had } of typed) {
    const one = forms[0]!;
    const asked = word.test(one) && (each || had < enoughHits);
    const near = asked ? likeliest(index, kind, one, each ? 0 : had * timesAsMany, has, budget) : [];
    // A text that has all of them there is not.
    if (near.length === 0 && had === 0) return null;
    meant.push(each && near.length > 0 ? [one, ...near] : near);
  }
  return meant.some((words) => words.length > 0) ? meant : null;
}

/** Those with the fewest slips alone, words before mere beginnings, by how many texts have them. */
function likeliest(
  index: OpenIndex,
  kind: SearchKind,
  typed: string,
  least: number,
  has: (expression: string) => boolean,
  budget: Budget,
): string[] {
  for (let most = 1; most <= slips(typed); most++) {
    const near = nearWords(index, kind, typed, most, budget);
    for (const whole of [true, false]) {
      const counted = near
        .filter((one) => one.whole === whole)
        .toSorted((a, b) => Number(b.beginning[0] === typed[0]) - Number(a.beginning[0] === typed[0]))
        .slice(0, mostCounted)
        .map(({ beginning: meant }) => ({ meant, expression: asMeant(index, kind, meant) }))
        .map((one) => ({ ...one, texts: textsWith(index, kind, one.expression) }))
        .filter(({ texts }) => texts > 0 && texts >= Math.min(least, mostTexts))
        .toSorted((a, b) => b.texts - a.texts);
      const offered: string[] = [];
      for (const { meant, expression } of counted) {
        // What only texts had that are gone is not offered to anybody.
        if (has(expression!)) offered.push(meant);
        if (offered.length === mostOffered) break;
      }
      if (offered.length > 0) return offered;
    }
  }
  return [];
}

/** Arabic words stand behind their articles, in what was typed and in the index. */
function nearWords(index: OpenIndex, kind: SearchKind, typed: string, most: number, budget: Budget): Near[] {
  const words = index.vocabulary(kind);
  const near = nearBeginnings(words, typed, most, budget);
  if (!arabic.test(typed)) return near;
  const bare = withoutArticle(typed) ?? typed;
  const behind =
    slips(bare) < most
      ? []
      : [
          ...(bare === typed ? [] : nearBeginnings(words, bare, most, budget)),
          ...nearBeginnings(index.partVocabulary(kind), bare, most, budget),
        ];
  return [...new Map([...behind, ...near].map((one) => [one.beginning, one])).values()];
}

const textsWith = (index: OpenIndex, kind: SearchKind, expression: string | null): number =>
  expression === null ? 0 : index.entries(kind, expression, Number.MAX_SAFE_INTEGER, mostTexts).length;
