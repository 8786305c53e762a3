// Changes when the model learns from other texts, or one kind of them counts otherwise.
import type { Judged } from '../../shared/sentiment/languages.ts';
import type { Valence } from '../../shared/sentiment/read.ts';
import {
  furtherLanguages,
  ownLanguages,
  readBasics,
  readRows,
  readSaid,
  readSet,
  trainable,
  type DataSet,
} from './data.ts';
import { featurise } from './featurise.ts';
import type { Lesson } from './polarity.ts';
import { createRandom } from './random.ts';
import { behindPlain, plainlyTyped, varied } from './variants.ts';

/** How much a text of each kind counts. What others wrote counts as {@link trainable} says. */
export interface LessonWeights {
  rows: number;
  /** Made of rows, and of sayings. */
  varied: number;
  /** A reply counts so much of what a row counts. */
  replies: number;
  basics: number;
  said: number;
  phrases: number;
  behind: number;
  general: number;
}

/** How many second models there are. Together they have read all rows that train; each leaves out a part of its own. */
export const secondModels = 4;

/** @returns the rows of a set in parts: of each second model those that it does not read. */
function partsOf(set: DataSet): DataSet[] {
  return Array.from({ length: secondModels }, (_one, by) => {
    const rows = set.texts.flatMap((_, row) => (row % secondModels === by ? [row] : []));
    return {
      ...set,
      texts: rows.map((row) => set.texts[row]!),
      labels: rows.map((row) => set.labels[row]!),
      levels: rows.map((row) => set.levels?.[row] ?? 0),
    };
  });
}

/** @returns all that trains, and the texts of each language. */
export function readLessons(
  folder: string,
  data: string,
  valence: Valence,
  weights: LessonWeights,
  say: (line: string) => void,
): { lessons: Lesson[]; texts: Map<Judged, string[]> } {
  const lessons: Lesson[] = [];
  const texts = new Map<Judged, string[]>();
  const teach = (lesson: Omit<Lesson, 'sparse'>): void => {
    if (lesson.texts.length === 0) return;
    lessons.push({ ...lesson, sparse: featurise(lesson.texts, lesson.language, valence) });
    texts.set(lesson.language, [...(texts.get(lesson.language) ?? []), ...lesson.texts]);
  };
  const teachSayings = (language: Judged): void => {
    const phrases = readBasics(folder, language, 'phrases');
    teach({ ...phrases, weight: weights.phrases, support: true });
    teach({ ...plainlyTyped(phrases), weight: weights.phrases, support: true, varied: true });
    teach({
      ...behindPlain(phrases, createRandom(2)),
      weight: weights.behind,
      support: true,
      varied: true,
    });
  };
  for (const { name, language, weight } of trainable) {
    const set = readSet(data, name, 'train', language);
    if (set === undefined) say(`${name}: not in the folder, left out`);
    else teach({ ...set, weight, support: false });
  }
  const teachMessages = (of: DataSet, unread?: number): void => {
    const more = { support: true, ...(unread === undefined ? {} : { unread }) };
    const share = of.answers === true ? weights.replies : 1;
    teach({ ...of, ...more, weight: share * weights.rows });
    teach({ ...varied(of, createRandom(1)), ...more, weight: share * weights.varied, varied: true });
  };
  for (const language of [...ownLanguages, ...furtherLanguages]) {
    teachSayings(language);
    for (const set of [readRows(folder, language, false), readBasics(folder, language, 'replies')])
      partsOf(set).forEach((part, by) => teachMessages(part, by));
    teachMessages(readBasics(folder, language, 'stories'));
    teach({ ...readBasics(folder, language), weight: weights.basics, support: true });
    teach({ ...readBasics(folder, language, 'general'), weight: weights.general, support: false });
  }
  for (const language of ownLanguages) {
    teach({ ...readSaid(folder, language), weight: weights.said, support: true, unread: 'all' });
  }
  return { lessons, texts };
}
