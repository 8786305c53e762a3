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
  /** Said in the middle of a conversation. */
  answers?: boolean;
}

/** The languages that Parley speaks, with rows and conversations of our own. */
export const ownLanguages = ['en', 'de', 'pl', 'da', 'ar', 'fa'] as const;

/** The languages beside them, with sayings and fewer rows. */
export const furtherLanguages = ['fr', 'it', 'pt', 'es', 'hi'] as const;

/**
 * What trains the shipped weights, with its language, its terms and how much one row counts. Of UMSAB not Hindi: its labels are
 * near chance: a model that learned from all else says the same of 38 in 100, and of `hi-en` of 64. The others of it count as much
 * as makes up for the rows of our own, which are more, and of another kind.
 */
export const trainable: readonly {
  name: string;
  language: Judged;
  terms: string;
  weight: number;
}[] = [
  ...(['ar', 'en', 'fr', 'de', 'it', 'pt', 'es'] as const).map((language) => ({
    name: language,
    language,
    terms: 'UMSAB, repository Apache-2.0; platform terms for the tweets',
    weight: 17,
  })),
  {
    name: 'en-semeval1316',
    language: 'en',
    terms: 'annotations public; platform terms for the tweets',
    weight: 1,
  },
  { name: 'pl', language: 'pl', terms: 'PolEmo sentences, CC BY-SA 4.0', weight: 3 },
  { name: 'ar-dz', language: 'ar', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'ar-ma', language: 'ar', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'pt-mz', language: 'pt', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'en-pcm', language: 'en', terms: 'AfriSenti, CC BY 4.0', weight: 1 },
  { name: 'da-lcc', language: 'da', terms: 'CC BY', weight: 3 },
  { name: 'ar-arsarcasm', language: 'ar', terms: 'MIT; platform terms for the tweets', weight: 1 },
  { name: 'hi-en', language: 'hi', terms: 'MIT', weight: 1 },
];

/**
 * What the model is tuned and judged by, and never learns from. `leans`: how much it counts where it is chosen how readily its
 * language is negative or positive outside of support.
 */
export const judgedBy: readonly { name: string; language: Judged; leans?: number }[] = [
  ...(['ar', 'en', 'fr', 'de', 'it', 'pt', 'es', 'pl', 'da', 'fa'] as const).map((language) => ({
    name: language,
    language,
    leans: 1,
  })),
  // Its labels are near chance; that its classes are equally many holds.
  { name: 'hi', language: 'hi', leans: 0.5 },
  { name: 'en-support', language: 'en', leans: 1 },
  { name: 'en-tweeteval', language: 'en' },
  { name: 'fa-snappfood', language: 'fa' },
  { name: 'fa-digikala', language: 'fa', leans: 0.25 },
  { name: 'hi-en', language: 'hi', leans: 1 },
  { name: 'hi-deva', language: 'hi' },
  { name: 'es-en', language: 'es', leans: 0.25 },
  { name: 'ar-dz', language: 'ar', leans: 0.25 },
  { name: 'ar-ma', language: 'ar', leans: 0.25 },
  { name: 'pt-mz', language: 'pt', leans: 0.25 },
  { name: 'en-pcm', language: 'en' },
];

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

type Labelled = DataSet & { levels: number[] };

const emptySet = (name: string, language: Judged): Labelled => ({
  name,
  language,
  texts: [],
  labels: [],
  levels: [],
});

function add({ texts, labels, levels }: Labelled, level: number, text: string): void {
  texts.push(text);
  labels.push(Math.sign(level) + 1);
  levels.push(level);
}

/** @returns the lines of a file of level TAB text; none where there is no file. */
const sayingsOf = (path: string): [level: number, text: string][] =>
  !existsSync(path)
    ? []
    : readFileSync(path, 'utf8')
        .split('\n')
        .map((line) => line.split('\t'))
        .flatMap(([level, text]) => (text === undefined ? [] : [[Number(level), text]]));

/** Every fifth row, counted from 0, is kept aside and never trains. */
export const isKept = (index: number): boolean => index % 5 === 4;

/** @returns the rows of a file, those whose place is wanted. None where there is no file. */
function rowsOf(path: string, name: string, language: Judged, wanted: (index: number) => boolean): DataSet {
  const set = emptySet(name, language);
  if (!existsSync(path)) return set;
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .forEach((line, index) => {
      if (!wanted(index)) return;
      const [level, , ...rest] = line.split('\t');
      const text = rest.join('\t').replace(/\\([n\\])/g, (_, mark: string) => (mark === 'n' ? '\n' : '\\'));
      add(set, Number(level), text);
    });
  return set;
}

/** @returns the rows of our own in a language: those that train, or those kept aside. */
export const readRows = (folder: string, language: Judged, kept: boolean): DataSet =>
  rowsOf(
    join(folder, 'rows', `${language}.tsv`),
    `rows ${language}`,
    language,
    (index) => isKept(index) === kept,
  );

/** @returns messages by other writers than the rows, in a language: none trains, all measure. */
export const readOthers = (folder: string, language: Judged): DataSet =>
  rowsOf(join(folder, 'others', `${language}.tsv`), `others ${language}`, language, () => true);

/** @returns answers in the middle of a conversation, by one more writer: none trains, all measure. */
export function readOthersReplies(folder: string, language: Judged): Labelled {
  const set = { ...emptySet(`replies ${language}`, language), answers: true };
  for (const [level, text] of sayingsOf(join(folder, 'others', 'replies', `${language}.tsv`)))
    add(set, level, text);
  return set;
}

/** The folders of what trains and measures nothing; README.md says what is in them. */
export type SayingKind = 'basics' | 'phrases' | 'stories' | 'replies' | 'general';

/** @returns a text as it is compared: that somebody wrote it with another mark at its end makes it no other one. */
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim();

/** @returns the messages of a language that measure, as they are compared: short ones may have been written twice. */
const measuredIn = (folder: string, language: Judged): Set<string> =>
  new Set(
    [
      readRows(folder, language, true),
      readOthers(folder, language),
      readOthersReplies(folder, language),
    ].flatMap(({ texts }) => texts.map(bare)),
  );

/**
 * @returns what trains and measures nothing: the plainest things that are said to support ("ok", "I am not happy"), the stock of
 * sayings by which people show what they feel, messages in which they do so by what they tell, or what is said elsewhere in a
 * language for which no data of others may train.
 * Empty where there is none. What stands among the rows that are kept aside, or among those of others, as short sayings may, is left
 * out.
 */
export function readBasics(folder: string, language: Judged, kind: SayingKind = 'basics'): Labelled {
  const set = { ...emptySet(`${kind} ${language}`, language), answers: kind === 'replies' };
  const sayings = sayingsOf(join(folder, kind, `${language}.tsv`));
  if (sayings.length === 0) return set;
  const kept = measuredIn(folder, language);
  for (const [level, text] of sayings) if (!kept.has(bare(text))) add(set, level, text);
  return set;
}

/**
 * @returns messages of the conversations that train, each by itself, with the level that its own words show, where somebody has
 * given one. What is said twice is read once.
 */
export function readSaid(folder: string, language: Judged): Labelled {
  const kept = measuredIn(folder, language);
  const set = emptySet(`said ${language}`, language);
  for (const { messages, levels = [] } of linesOfTalks(folder, language, false)) {
    messages.forEach((text, at) => {
      const level = levels[at] ?? null;
      if (level === null || kept.has(bare(text))) return;
      kept.add(bare(text));
      add(set, level, text);
    });
  }
  return set;
}

/** A conversation: the customer's messages, oldest first, and the level at its end. */
export interface LabelledTalk {
  language: Judged;
  messages: string[];
  level: number;
}

interface WrittenTalk {
  messages: string[];
  level: number;
  /** Of each message by itself; null where its words alone do not tell. */
  levels?: (number | null)[];
}

const linesOfTalks = (folder: string, language: Judged, kept: boolean): WrittenTalk[] =>
  readFileSync(join(folder, 'conversations', `${language}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .filter((_, index) => isKept(index) === kept)
    .map((line) => JSON.parse(line) as WrittenTalk);

/** @returns the conversations of our own in a language. */
export function readTalks(folder: string, language: Judged, kept: boolean): LabelledTalk[] {
  return linesOfTalks(folder, language, kept).map(({ messages, level }) => ({ language, messages, level }));
}
