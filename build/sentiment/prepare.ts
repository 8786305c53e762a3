// Changes when something else is made of the data before anything is learned.
import type { Judged } from '../../shared/sentiment/languages.ts';
import type { Valence } from '../../shared/sentiment/read.ts';
import { createValence } from '../../shared/sentiment/words.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { readLessons } from './lessons.ts';
import { wordTable } from './lists.ts';
import type { Lesson } from './polarity.ts';
import { settings } from './settings.ts';

/** Where the training reads from. */
export interface Sources {
  /** The folder of our own rows. */
  own: string;
  /** The folder of labelled data. */
  data: string;
  /** That of the word lists of others. */
  lists: string | undefined;
}

/** What is learned from; the same for the same sources. */
export interface Prepared {
  words: Map<number, number>;
  valence: Valence;
  lessons: Lesson[];
  texts: Map<Judged, string[]>;
  dictionary: Dictionary;
}

/** @returns the texts as numbers. */
export function prepare({ own, data, lists }: Sources, say: (line: string) => void): Prepared {
  const words = wordTable(lists);
  const sorted = [...words].toSorted(([a], [b]) => a - b);
  const valence = createValence(
    Uint32Array.from(sorted, ([hash]) => hash),
    Int8Array.from(sorted, ([, value]) => value),
  );
  const read = readLessons(own, data, valence, settings.weights, say);
  say(`${read.lessons.reduce((sum, { texts }) => sum + texts.length, 0)} texts read`);
  return { words, valence, ...read, dictionary: createDictionary(read.lessons, settings.polarity.least) };
}
