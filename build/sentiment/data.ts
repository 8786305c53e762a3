// Changes when the model learns from other data, or is judged by other data.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judged } from '../../shared/sentiment/languages.ts';

/** Classes in the order of all tables: negative, neutral, positive. */
export const classes = ['neg', 'neu', 'pos'] as const;

/** Labelled texts of one kind. */
export interface DataSet {
  name: string;
  language: Judged;
  texts: string[];
  /** Places in {@link classes}. */
  labels: number[];
  /** -3 to 3, only for rows of our own. */
  levels?: number[];
}

/** What may train the shipped weights, with its language, its terms and how much one row counts. */
export const trainable: readonly {
  name: string;
  language: Judged;
  terms: string;
  weight: number;
}[] = [
  ...(['ar', 'en', 'fr', 'de', 'hi', 'it', 'pt', 'es'] as const).map((language) => ({
    name: language,
    language,
    terms: 'UMSAB, repository Apache-2.0; platform terms for the tweets',
    weight: 3,
  })),
  {
    name: 'en-semeval1316',
    language: 'en',
    terms: 'annotations public; platform terms for the tweets',
    weight: 1,
  },
  { name: 'pl', language: 'pl', terms: 'PolEmo sentences, CC BY-SA 4.0', weight: 1 },
  { name: 'ar-dz', language: 'ar', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'ar-ma', language: 'ar', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'pt-mz', language: 'pt', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'en-pcm', language: 'en', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'da-lcc', language: 'da', terms: 'CC BY', weight: 1 },
  { name: 'ar-arsarcasm', language: 'ar', terms: 'MIT; platform terms for the tweets', weight: 1 },
  { name: 'hi-en', language: 'hi', terms: 'MIT', weight: 1 },
];

/** What the model is tuned and judged by, and never learns from. */
export const judgedBy: readonly { name: string; language: Judged }[] = [
  ...(['ar', 'en', 'fr', 'de', 'hi', 'it', 'pt', 'es', 'pl', 'da', 'fa'] as const).map((language) => ({
    name: language,
    language,
  })),
  { name: 'en-support', language: 'en' },
  { name: 'en-tweeteval', language: 'en' },
  { name: 'fa-snappfood', language: 'fa' },
  { name: 'fa-digikala', language: 'fa' },
  { name: 'hi-en', language: 'hi' },
  { name: 'hi-deva', language: 'hi' },
  { name: 'es-en', language: 'es' },
  { name: 'ar-dz', language: 'ar' },
  { name: 'ar-ma', language: 'ar' },
  { name: 'pt-mz', language: 'pt' },
  { name: 'en-pcm', language: 'en' },
];

/** The languages with rows of our own. */
export const ownLanguages = ['en', 'de', 'pl', 'da', 'ar', 'fa'] as const;

/** @returns a set of text TAB label, or undefined where the folder does not hold it. */
export function readSet(
  folder: string,
  name: string,
  split: 'train' | 'val' | 'test',
  language: Judged,
): DataSet | undefined {
  const path = join(folder, `${name}.${split}.tsv`);
  if (!existsSync(path)) return undefined;
  const set: DataSet = { name, language, texts: [], labels: [] };
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const cut = line.lastIndexOf('\t');
    const label = (classes as readonly string[]).indexOf(line.slice(cut + 1).trim());
    if (cut < 0 || label < 0) continue;
    set.texts.push(line.slice(0, cut));
    set.labels.push(label);
  }
  return set;
}

/** Every fifth row, counted from 0, is kept aside and never trains. */
export const isKept = (index: number): boolean => index % 5 === 4;

/** @returns the rows of our own in a language: those that train, or those kept aside. */
export function readRows(folder: string, language: Judged, kept: boolean): DataSet {
  const levels: number[] = [];
  const set: DataSet = { name: `rows ${language}`, language, texts: [], labels: [], levels };
  const lines = readFileSync(join(folder, 'rows', `${language}.tsv`), 'utf8').split('\n');
  lines
    .filter((line) => line !== '')
    .forEach((line, index) => {
      if (isKept(index) !== kept) return;
      const [level, , ...rest] = line.split('\t');
      const value = Number(level);
      levels.push(value);
      set.labels.push(Math.sign(value) + 1);
      set.texts.push(
        rest.join('\t').replace(/\\([n\\])/g, (_, mark: string) => (mark === 'n' ? '\n' : '\\')),
      );
    });
  return set;
}

/** @returns the plainest things that are said, "ok" and "I am not happy": they train, and measure nothing. */
export function readBasics(folder: string, language: Judged): DataSet {
  const levels: number[] = [];
  const set: DataSet = { name: `basics ${language}`, language, texts: [], labels: [], levels };
  for (const line of readFileSync(join(folder, 'basics', `${language}.tsv`), 'utf8').split('\n')) {
    const [level, text] = line.split('\t');
    if (text === undefined) continue;
    levels.push(Number(level));
    set.labels.push(Math.sign(Number(level)) + 1);
    set.texts.push(text);
  }
  return set;
}

/** A conversation: the customer's messages, oldest first, and the level at its end. */
export interface LabelledTalk {
  language: Judged;
  messages: string[];
  level: number;
}

/** @returns the conversations of our own in a language. */
export function readTalks(folder: string, language: Judged, kept: boolean): LabelledTalk[] {
  return readFileSync(join(folder, 'conversations', `${language}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .filter((_, index) => isKept(index) === kept)
    .map((line) => {
      const { messages, level } = JSON.parse(line) as { messages: string[]; level: number };
      return { language, messages, level };
    });
}
