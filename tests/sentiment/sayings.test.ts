// Changes when what the sentiment model learns from has to have another form.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  furtherLanguages,
  isKept,
  ownLanguages,
  readBasics,
  readOthers,
  readOthersReplies,
  readRows,
  readSaid,
} from '../../build/sentiment/data.ts';
import { plainlyTyped } from '../../build/sentiment/variants.ts';

const folder = new URL('../../build/sentiment', import.meta.url).pathname;
const trades = ['shop', 'bank', 'telecom', 'airline', 'software', 'health', 'utility'];
const level = /^-?[1-3]$|^0$/;
const linesOf = (path: string): string[] => {
  const text = existsSync(`${folder}/${path}`) ? readFileSync(`${folder}/${path}`, 'utf8') : '';
  if (text !== '') expect(text.endsWith('\n'), `${path} ends with a line break`).toBe(true);
  return text.split('\n').slice(0, -1);
};
const twice = (texts: readonly string[]): string[] => texts.filter((text, at) => texts.indexOf(text) !== at);

function expectRows(path: string): void {
  const cells = linesOf(path).map((line) => line.split('\t'));
  const wrong = cells.filter(
    ([of, trade, text, ...more]) =>
      !level.test(of!) || !trades.includes(trade!) || (text ?? '').trim() === '' || more.length > 0,
  );
  expect(wrong).toEqual([]);
  expect(twice(cells.map(([, , text]) => text!))).toEqual([]);
}

describe.each(ownLanguages)('%s', (language) => {
  test.each(['basics', 'phrases', 'stories', 'replies', 'others/replies', 'general'])(
    '%s: a level and a text in each line, none of them twice',
    (kind) => {
      const cells = linesOf(`${kind}/${language}.tsv`).map((line) => line.split('\t'));
      const wrong = cells.filter(
        (line) => line.length !== 2 || !level.test(line[0]!) || line[1]!.trim() !== line[1] || line[1] === '',
      );
      expect(wrong).toEqual([]);
      expect(twice(cells.map(([, text]) => text!))).toEqual([]);
    },
  );

  test('rows have a level, a trade and a text in each line, none of them twice', () =>
    expectRows(`rows/${language}.tsv`));

  test('conversations: a level at the end, and where messages have levels, one for each; none in what is kept aside', () => {
    const talks = linesOf(`conversations/${language}.jsonl`).map(
      (line) =>
        JSON.parse(line) as { level: number; trade: string; messages: string[]; levels?: (number | null)[] },
    );
    const wrong = talks.filter(
      ({ level: of, trade, messages, levels }, at) =>
        !level.test(`${of}`) ||
        !trades.includes(trade) ||
        messages.length < 1 ||
        messages.length > 12 ||
        (levels !== undefined && (isKept(at) || levels.length !== messages.length)) ||
        (levels ?? []).some((one) => one !== null && !level.test(`${one}`)),
    );
    expect(wrong).toEqual([]);
    expect(readSaid(folder, language).texts.length).toBeGreaterThan(250);
  });

  test('SENT-7: a saying that is kept aside among the rows is not read, whatever marks it has', () => {
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[\p{P}\s]+/gu, ' ')
        .trim();
    const kept = new Set(
      [
        readRows(folder, language, true),
        readOthers(folder, language),
        readOthersReplies(folder, language),
      ].flatMap(({ texts }) => texts.map(plain)),
    );
    for (const kind of ['basics', 'phrases', 'stories', 'replies', 'general'] as const)
      expect(readBasics(folder, language, kind).texts.filter((text) => kept.has(plain(text)))).toEqual([]);
  });
});

test.each([...ownLanguages, ...furtherLanguages])(
  'SENT-7: %s: messages by other writers have the form of rows, and none of them trains or is a row',
  (language) => {
    expectRows(`others/${language}.tsv`);
    const said = ['rows', 'basics', 'phrases', 'stories', 'replies', 'general'].flatMap((kind) =>
      linesOf(`${kind}/${language}.tsv`).map((line) => line.slice(line.lastIndexOf('\t') + 1)),
    );
    const known = new Set(said);
    const others = readOthers(folder, language).texts;
    expect(others.length).toBeGreaterThan(480);
    const replies = readOthersReplies(folder, language).texts;
    expect(replies.length).toBeGreaterThan(70);
    expect([...others, ...replies].filter((text) => known.has(text))).toEqual([]);
  },
);

test.each(
  furtherLanguages.flatMap((language) =>
    ['phrases', 'basics', 'replies', 'others/replies'].map((kind) => [language, kind]),
  ),
)('%s: %s of each level, a text in each line, none of them twice', (language, kind) => {
  const cells = linesOf(`${kind}/${language}.tsv`).map((line) => line.split('\t'));
  const wrong = cells.filter(
    (line) => line.length !== 2 || !level.test(line[0]!) || line[1]!.trim() !== line[1],
  );
  expect(wrong).toEqual([]);
  expect(twice(cells.map(([, text]) => text!))).toEqual([]);
  expect(new Set(cells.map(([of]) => of)).size).toBe(7);
});

test('a text without the letters of its language keeps its label and its level', () => {
  const set = readRows(folder, 'de', false);
  const typed = plainlyTyped(set);
  const at = set.texts.findIndex((text) => text.includes('ü'));
  const row = typed.texts.indexOf(
    plainlyTyped({ ...set, texts: [set.texts[at]!], labels: [0], levels: [0] }).texts[0]!,
  );
  expect([typed.labels[row], typed.levels![row]]).toEqual([set.labels[at], set.levels![at]]);
  expect(typed.texts.join('')).not.toMatch(/[äöüß]/i);
});
