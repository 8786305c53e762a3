// Changes when weights are learned or written otherwise than so that they can be made again and lose nothing.
import { describe, expect, test } from 'vitest';
import {
  furtherLanguages,
  ownLanguages,
  readBasics,
  readRows,
  trainable,
  type DataSet,
} from '../../build/sentiment/data.ts';
import { featurise } from '../../build/sentiment/featurise.ts';
import { classOfOdds, oddsOf } from '../../build/sentiment/keep.ts';
import { learnPolarity, type Lesson } from '../../build/sentiment/polarity.ts';
import { encode } from '../../build/sentiment/write.ts';
import { decodeTable } from '../../shared/sentiment/weights.ts';
import { languageTag } from '../../shared/sentiment/words.ts';

const folder = new URL('../../build/sentiment', import.meta.url).pathname;
const nothing = (): number => 0;
const options = {
  places: 1 << 17,
  rounds: 3,
  settled: 1,
  averaged: 2,
  rate: 0.07,
  balance: 0.7,
  dropped: 0.2,
  least: { shared: 2, language: 2, support: 1 },
  contrary: [0.2, 0.4, 0.6],
  pace: { shared: 0.5, support: 1.5 },
  seeds: [1, 2],
} as const;
const lesson = (set: DataSet): Lesson => ({
  ...set,
  weight: 1,
  support: true,
  sparse: featurise(set.texts, set.language, nothing),
});

describe('a model of two languages', () => {
  const lessons = (['en', 'fa'] as const).map((language) => lesson(readRows(folder, language, false)));
  const learn = () => learnPolarity(lessons, options, () => undefined);
  const learned = learn();
  const classify = (...asked: Parameters<typeof oddsOf>): number => classOfOdds(oddsOf(...asked));

  test('is the same when it is learned again', () => {
    const again = learn();
    expect(Buffer.from(again.weights.buffer).equals(Buffer.from(learned.weights.buffer))).toBe(true);
    expect(Buffer.from(again.marks).equals(Buffer.from(learned.marks))).toBe(true);
  });

  test('says the same as bytes in 99.5 of 100 messages', () => {
    const { codes, scale } = encode(learned.weights);
    const table = decodeTable(scale);
    const bytes = { ...learned, weights: Float64Array.from(codes, (code) => table[code]!) };
    let same = 0;
    let all = 0;
    for (const kept of [true, false]) {
      for (const language of ['en', 'fa'] as const) {
        const set = lesson(readRows(folder, language, kept));
        set.texts.forEach((_, row) => {
          const tag = languageTag(language);
          all += 1;
          if (classify(learned, set.sparse, row, tag, true) === classify(bytes, set.sparse, row, tag, true))
            same += 1;
        });
      }
    }
    expect(all).toBeGreaterThan(2000);
    expect(same / all).toBeGreaterThanOrEqual(0.995);
  });

  test('has learned something', () => {
    const set = lesson(readRows(folder, 'fa', true));
    const right = set.labels.filter(
      (label, row) => classify(learned, set.sparse, row, languageTag('fa'), true) === label,
    );
    expect(right.length / set.labels.length).toBeGreaterThan(0.7);
  });
});

test('what a word means to the world is kept, though customers mean the opposite by it', () => {
  const fillers = [
    'today',
    'again',
    'the shop',
    'my phone',
    'this one',
    'the train',
    'our house',
    'the game',
  ];
  const texts = fillers.flatMap((one) => [`wicked ${one}`, `${one} is wicked`, `so wicked, ${one}`]);
  const set = (label: number): DataSet => ({
    name: '',
    language: 'en',
    texts,
    labels: texts.map(() => label),
  });
  const lessons = [{ ...lesson(set(2)), support: false }, lesson(set(0)), lesson(set(0))];
  const gladness = (pace: { shared: number; support: number }, toSupport: boolean): number => {
    const learned = learnPolarity(lessons, { ...options, pace }, () => undefined);
    const [down, up] = oddsOf(learned, lessons[0]!.sparse, 0, languageTag('en'), toSupport);
    return up - down;
  };
  const steered = { shared: 0.3, support: 1.7 };
  expect(gladness(steered, false)).toBeGreaterThan(gladness({ shared: 1, support: 1 }, false));
  expect(gladness(steered, true)).toBeLessThan(0);
});

test('SENT-7: rows that are kept aside, and sets that only measure, are not among what trains', () => {
  for (const language of [...ownLanguages, ...furtherLanguages]) {
    const kept = new Set(readRows(folder, language, true).texts);
    const trains = [
      ...readRows(folder, language, false).texts,
      ...(['basics', 'phrases', 'stories', 'replies', 'general'] as const).flatMap(
        (kind) => readBasics(folder, language, kind).texts,
      ),
    ];
    expect(
      trains.filter((text) => kept.has(text)),
      language,
    ).toEqual([]);
  }
  const measures = [
    'da',
    'fa',
    'fa-snappfood',
    'fa-digikala',
    'en-support',
    'en-tweeteval',
    'es-en',
    'hi-deva',
  ];
  expect(trainable.filter(({ name }) => measures.includes(name))).toEqual([]);
});
