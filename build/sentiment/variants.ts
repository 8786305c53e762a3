// Changes when messages are varied in another way before they train: a few thousand rows are few for six languages.
import type { Judged } from '../../shared/sentiment/languages.ts';
import type { DataSet } from './data.ts';

/** Letters as people write them who have no keyboard for them, or no time. */
const plainly: Partial<Record<Judged, readonly (readonly [RegExp, string])[]>> = {
  de: [
    [/ä/g, 'ae'],
    [/ö/g, 'oe'],
    [/ü/g, 'ue'],
    [/Ä/g, 'Ae'],
    [/Ö/g, 'Oe'],
    [/Ü/g, 'Ue'],
    [/ß/g, 'ss'],
  ],
  da: [
    [/å/g, 'aa'],
    [/ø/g, 'oe'],
    [/æ/g, 'ae'],
    [/Å/g, 'Aa'],
    [/Ø/g, 'Oe'],
    [/Æ/g, 'Ae'],
  ],
  pl: [
    [/ł/g, 'l'],
    [/Ł/g, 'L'],
  ],
};

/** Whose marks over and under letters are left away by who is in a hurry. */
const unmarked: ReadonlySet<Judged> = new Set(['pl', 'fr', 'it', 'pt', 'es']);

/** @returns the text typed without the letters that are of this language only; the same text where there are none. */
function typedPlainly(text: string, language: Judged): string {
  const letters = (plainly[language] ?? []).reduce(
    (now, [letter, plain]) => now.replace(letter, plain),
    text,
  );
  return unmarked.has(language) ? letters.normalize('NFD').replace(/\p{Mn}/gu, '') : letters;
}

const behind = (first: string, second: string): string =>
  /[.!?؟…]$/u.test(first) ? `${first} ${second}` : `${first}. ${second}`;

/** @returns an empty set of the same language, and how a text of the other is added to it with its label. */
function remade(set: DataSet): { more: DataSet; add: (text: string, row: number) => void } {
  const levels: number[] = [];
  const more: DataSet = {
    name: `${set.name}, varied`,
    language: set.language,
    texts: [],
    labels: [],
    levels,
  };
  return {
    more,
    add: (text, row) => {
      more.texts.push(text);
      more.labels.push(set.labels[row]!);
      levels.push(set.levels?.[row] ?? 0);
    },
  };
}

/** @returns the texts again, each without the letters of its language, where that is another text. */
export function plainlyTyped(set: DataSet): DataSet {
  const { more, add } = remade(set);
  set.texts.forEach((text, row) => {
    const typed = typedPlainly(text, set.language);
    if (typed !== text) add(typed, row);
  });
  return more;
}

/**
 * @returns the texts again, each behind a plain one of the same set, which changes nothing of how it is meant.
 * @param random 0 up to 1: which plain one.
 */
export function behindPlain(set: DataSet, random: () => number): DataSet {
  const plain = set.texts.filter((_, row) => set.labels[row] === 1);
  const { more, add } = remade(set);
  set.texts.forEach((text, row) => {
    const before = plain[Math.floor(random() * plain.length)];
    if (before !== undefined && before !== text) add(behind(before, text), row);
  });
  return more;
}

/** @returns the texts again: each behind a plain one, and, where that is another text, each without the letters of its language. */
export function varied(set: DataSet, random: () => number): DataSet {
  const [behindOne, typed] = [behindPlain(set, random), plainlyTyped(set)];
  return {
    ...behindOne,
    texts: [...behindOne.texts, ...typed.texts],
    labels: [...behindOne.labels, ...typed.labels],
    levels: [...(behindOne.levels ?? []), ...(typed.levels ?? [])],
  };
}
