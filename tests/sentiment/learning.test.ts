// Changes when it is chosen in another way what the model learns, what of it is kept, and how its parts add up.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDictionary } from '../../build/sentiment/dictionary.ts';
import { featurise } from '../../build/sentiment/featurise.ts';
import { keep } from '../../build/sentiment/keep.ts';
import { learnLean, type Asked } from '../../build/sentiment/lean.ts';
import type { Lesson } from '../../build/sentiment/polarity.ts';
import { learnTalk } from '../../build/sentiment/talks.ts';
import { moods, moved, sumUp, type Talk } from '../../shared/sentiment/conversation.ts';
import { mix } from '../../shared/sentiment/hash.ts';
import { judged } from '../../shared/sentiment/languages.ts';
import { findPlace } from '../../shared/sentiment/places.ts';
import { sentimentLevels } from '../../shared/sentiment/types.ts';
import { createValence, wordKey } from '../../shared/sentiment/words.ts';
import { engine } from './engine.ts';

const lesson = (texts: string[], more: Partial<Lesson> = {}): Lesson => ({
  name: 'some',
  language: 'en',
  texts,
  labels: texts.map(() => 0),
  weight: 1,
  support: false,
  sparse: featurise(texts, 'en', () => 0),
  ...more,
});

describe('the features that are learned', () => {
  const least = { shared: 2, language: 2, support: 1 };
  test('are those of more than one text; a text made of another is none', () => {
    const first = lesson(['zebra crossing', 'zebra house']);
    const again = lesson(['lonely crossing lonely', 'lonely'], { varied: true, support: true });
    const { hashes, lessons } = createDictionary([first, again], least);
    const known = (sparse: Lesson['sparse'], row: number): number =>
      sparse.from[row + 1]! - sparse.from[row]!;
    const [numbered, varied] = lessons;
    expect(hashes.length).toBeGreaterThan(0);
    // All of "zebra" is in both texts.
    expect(numbered!.from[1]!).toBeGreaterThan(10);
    expect(numbered!.from[1]!).toBeLessThan(known(first.sparse, 0));
    expect(varied!.from[2]! - varied!.from[1]!).toBeLessThan(known(again.sparse, 1) / 2);
    // What is not known still counts for how long a text is.
    const squares = first.sparse.counts
      .slice(0, first.sparse.from[1])
      .reduce((sum, n) => sum + (1 + Math.log(n)) ** 2, 0);
    expect(numbered!.squares[0]).toBeCloseTo(squares, 6);
  });

  test('are found again where they were put, the weightier ones first; few others are taken for them', () => {
    const hashes = Uint32Array.from({ length: 3000 }, (_, i) => mix(i + 1));
    const weights = Float32Array.from({ length: 6000 }, (_, i) => 1 / (1 + (i >> 1)));
    const often = new Float32Array(3000).fill(1);
    const kept = keep(
      { weights, bias: [0, 0], support: [0, 0] },
      { hashes, often, lessons: [], copies: new Map() },
      2048,
    );
    const found = [...hashes].map((hash) => findPlace(kept.marks, hash));
    const first = found
      .slice(0, 500)
      .filter((place, i) => place >= 0 && kept.weights[2 * place] === weights[2 * i]);
    expect(first.length).toBeGreaterThan(490);
    expect(kept.kept.filter((one) => one === 1).length).toBeGreaterThan(1900);
    const strangers = Array.from({ length: 5000 }, (_, i) => findPlace(kept.marks, mix(i + 100_000)));
    expect(strangers.filter((place) => place >= 0).length).toBeLessThan(5000 * 0.03);
  });
});

describe('how readily a language is negative or positive', () => {
  const asked = (count: number, shift: number): Asked => ({
    language: 'da',
    weight: 1,
    labels: Array.from({ length: count }, (_, i) => i % 3),
    // Clear once the shift is taken away.
    odds: Array.from({ length: count }, (_, i) => {
      const sure = 0.2 + (i % 7) / 20;
      return [(i % 3 === 0 ? sure : -sure) + shift, (i % 3 === 2 ? sure : -sure) - shift] as const;
    }),
  });
  test('is set right where texts show it, and left alone where they do not', () => {
    const { general, before, after } = learnLean([asked(300, 0.4)]);
    const [down, up] = general[judged.indexOf('da')]!;
    expect(down).toBeLessThan(-0.15);
    expect(up).toBeGreaterThan(0.15);
    expect(after[0]!).toBeGreaterThan(before[0]! + 5);
    expect(
      learnLean([asked(300, 0)])
        .general.flat()
        .every((one) => Math.abs(one) < 0.15),
    ).toBe(true);
    expect(general[judged.indexOf('pl')]).toEqual([0, 0]);
  });
});

test('a word of the lists is known in another form of its language, never under another one', () => {
  const keys = [wordKey('elendig', 'da'), wordKey('ugly', 'und')].toSorted((a, b) => a - b);
  const values = Int8Array.from(keys, (key) => (key === wordKey('elendig', 'da') ? -60 : -40));
  const valence = createValence(Uint32Array.from(keys), values);
  expect(valence('elendige', 'da')).toBe(-3);
  expect(valence('elendige', 'de')).toBe(0);
  expect(valence('elendighed', 'da')).toBe(0);
  expect(valence('ugly', 'de')).toBe(-2);
});

test('a word drawn out is the word that the lists know, and says nothing of the language', () => {
  const keys = [wordKey('bad', 'en'), wordKey('cool', 'en')].toSorted((a, b) => a - b);
  const valence = createValence(
    Uint32Array.from(keys),
    Int8Array.from(keys, () => 40),
  );
  const hashesOf = (text: string): number[] => [...featurise([text], 'en', valence).ids];
  const whole = hashesOf('bad');
  expect(whole.filter((hash) => hashesOf('baaaad').includes(hash)).length).toBeGreaterThan(
    whole.length * 0.7,
  );
  const cool = hashesOf('cool');
  expect(cool.filter((hash) => hashesOf('coooool').includes(hash)).length).toBeGreaterThan(cool.length * 0.7);
  expect(engine.message('this is baaaaad').language).toBe('en');
});

describe('how a mood moves', () => {
  const upTo = (max: number) => fc.double({ min: 0, max, noNaN: true });
  const shape = fc
    .record({
      fadeBad: upTo(1),
      fadeGood: upTo(1),
      gain: upTo(1),
      share: upTo(1),
      turnBad: upTo(6),
      turnGood: upTo(6),
      power: fc.constantFrom(0.7, 1, 1.4),
    })
    .map(({ share, ...one }) => ({ ...one, pull: share * (1 - one.gain) }));
  const score = fc.double({ min: -1, max: 1, noNaN: true });
  const scores = fc.array(score, { minLength: 1, maxLength: 6 });
  const cuts = [-0.6, -0.35, -0.1, 0.1, 0.35, 0.6];
  test('SENT-6: whatever was learned, it stays within -1 and 1 and never rises because one message is worse', () => {
    fc.assert(
      fc.property(shape, scores, fc.nat(), upTo(2), (one, all, at, less) => {
        const talk: Talk = { ...one, cuts };
        const index = at % all.length;
        const worse = all.with(index, Math.max(-1, all[index]! - less));
        const before = moods(all, talk);
        moods(worse, talk).forEach((mood, i) => {
          expect(Math.abs(mood)).toBeLessThanOrEqual(1 + 1e-9);
          expect(mood).toBeLessThanOrEqual(before[i]! + 1e-9);
        });
      }),
      { numRuns: 3000 },
    );
  });
  test('SENT-6: a message that says nothing takes away what fades, and no more', () => {
    fc.assert(
      fc.property(shape, score, (one, mood) => {
        const talk: Talk = { ...one, cuts };
        const fade = mood < 0 ? talk.fadeBad : talk.fadeGood;
        expect(moved(mood, 0, talk)).toBeCloseTo(fade * mood, 9);
      }),
    );
  });
  test('borders lie where levels two away become rare', () => {
    const talks = Array.from({ length: 140 }, (_, i) => ({
      scores: [((i % 7) - 3) / 4],
      level: (i % 7) - 3,
    }));
    const { talk, exact, withinOne } = learnTalk(talks, talks);
    expect(exact).toBeGreaterThan(0.9);
    expect(withinOne).toBe(1);
    expect(talk.cuts.toSorted((a, b) => a - b)).toEqual(talk.cuts);
    expect(sentimentLevels.indexOf(sumUp([0.75], talk).level)).toBe(6);
  });
});
