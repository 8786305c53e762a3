// Changes when a message falls into sentences in another way, or they weigh otherwise against the whole of it.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fiveOf, learnSecond, unlearned, type Weighed } from '../../build/sentiment/second.ts';
import {
  chancesOf,
  clueCount,
  cluesOf,
  mixed,
  shownBy,
  weighClues,
  type Shown,
  type Verdict,
  type View,
  type WholeView,
} from '../../shared/sentiment/second.ts';
import { kinds } from '../../shared/sentiment/features.ts';
import { sentencesOf } from '../../shared/sentiment/sentences.ts';
import { cut } from '../../shared/sentiment/read.ts';

/** The sentences of a message as they are heard, as text. */
const heard = (text: string): string[] => {
  const { folded, tokens } = cut(text);
  return sentencesOf(tokens).map(({ from, to }) =>
    folded.text.slice(tokens[from]?.start, tokens[to - 1]?.end),
  );
};
const sum = (chances: readonly number[]): number => chances.reduce((all, one) => all + one, 0);
const cuts = [-0.5, 0.7] as const;
const odds = fc.double({ min: -40, max: 40, noNaN: true });
const view = fc.record<View>({ negative: odds, positive: odds, strength: odds });
const byKind = fc
  .array(odds, { minLength: 2 * kinds, maxLength: 2 * kinds })
  .map((each) => Float64Array.from(each));
const wholeView = fc.tuple(view, byKind).map(([opinion, each]): WholeView => ({ ...opinion, byKind: each }));
const shown = fc.record<Shown>({
  glad: fc.double({ min: 0, max: 90, noNaN: true }),
  sad: fc.double({ min: 0, max: 90, noNaN: true }),
  length: fc.nat(2000),
  answers: fc.boolean(),
});
const nothing: Shown = { glad: 0, sad: 0, length: 8, answers: false };

describe('the sentences of a message', () => {
  test.each([
    ['it works. thank you!', ['it works.', 'thank you!']],
    ['no answer?! 😡', ['no answer?!', '😡']],
    ['version 2.5 of app.example is out', ['version 2.5 of app.example is out']],
    ['first line\nsecond line', ['first line', 'second line']],
    ['one. two. three. four. five. six.', ['one.', 'four.', 'five.', 'six.']],
    ['كسرتوه؟ شكرا.', ['کسرتوه؟', 'شکرا.']],
    ['nice ... !!', ['nice ... !!']],
    ['...', ['...']],
  ])('%s', (text, sentences) => {
    expect(heard(text).map((one) => one.trim())).toEqual(sentences);
  });
  test('are one to four, in their order, never overlap, and end where the message ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('good', 'bad', '.', '!', '?', '\n', ' ', '😡', '12', '...', 'a.b')),
        (words) => {
          const { tokens } = cut(words.join(' '));
          const sentences = sentencesOf(tokens);
          expect(sentences.length).toBeGreaterThanOrEqual(1);
          expect(sentences.length).toBeLessThanOrEqual(4);
          expect(sentences.at(-1)!.to).toBe(tokens.length);
          sentences.forEach(({ from, to }, at) => {
            expect(from).toBeLessThanOrEqual(to);
            if (at > 0) expect(from).toBeGreaterThanOrEqual(sentences[at - 1]!.to);
          });
        },
      ),
    );
  });
});

describe('the second judgement', () => {
  const row = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: clueCount,
    maxLength: clueCount,
  });
  test('gives chances, whatever the opinions are', () => {
    fc.assert(
      fc.property(
        wholeView,
        fc.array(view, { minLength: 1, maxLength: 4 }),
        shown,
        fc.array(row, { minLength: 5, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (whole, each, beside, table, support) => {
          const clues = cluesOf(whole, each, beside, cuts);
          expect(clues.length).toBe(clueCount);
          const verdict = mixed(weighClues(clues, table), chancesOf(whole), support);
          expect(sum(verdict)).toBeCloseTo(1, 9);
          expect(Math.min(...verdict)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
  test('says of what is not written to support what the model says', () => {
    const learned: Verdict = [0.5, 0.5, 0, 0, 0];
    expect(mixed(learned, [0.1, 0.2, 0.7], 0)).toEqual([0, 0.1, 0.2, 0.7, 0]);
    expect(mixed(learned, [0.1, 0.2, 0.7], 1)).toEqual(learned);
  });
  test('learns that the end of a message is what is meant, where it is so', () => {
    const said = (sign: number): View => ({ negative: -2 * sign, positive: 2 * sign, strength: 0 });
    const torn: WholeView = {
      negative: 1,
      positive: 1,
      strength: 0,
      byKind: new Float64Array(2 * kinds),
    };
    const messages = Array.from({ length: 60 }, (_, i): Weighed => {
      const sign = i % 2 === 0 ? 1 : -1;
      return {
        clues: cluesOf(torn, [said(-sign), said(sign)], nothing, cuts),
        which: fiveOf(sign * (i % 3 === 0 ? 3 : 2)),
      };
    });
    const table = learnSecond(messages);
    const [, , , more, up] = weighClues(cluesOf(torn, [said(-1), said(1)], nothing, cuts), table);
    const [down, less] = weighClues(cluesOf(torn, [said(1), said(-1)], nothing, cuts), table);
    expect(more + up).toBeGreaterThan(0.9);
    expect(down + less).toBeGreaterThan(0.9);
    expect(learnSecond(messages)).toEqual(table);
    expect(weighClues(cluesOf(torn, [torn], nothing, cuts), unlearned).every((one) => one === 0.2)).toBe(
      true,
    );
  });
  test('learns that an emoji which does not fit the words may be what is meant, where it is so', () => {
    const angry: WholeView = {
      negative: 2,
      positive: -2,
      strength: 0,
      byKind: new Float64Array(2 * kinds),
    };
    const clues = (glad: number): number[] => cluesOf(angry, [angry], { ...nothing, glad }, cuts);
    const messages = Array.from({ length: 60 }, (_, i): Weighed => {
      const glad = i % 3 === 0 ? 2 : 0;
      return { clues: clues(glad), which: fiveOf(glad > 0 ? 3 : -2) };
    });
    const table = learnSecond(messages);
    expect(weighClues(clues(2), table)[4]).toBeGreaterThan(0.9);
    expect(weighClues(clues(0), table)[1]).toBeGreaterThan(0.9);
  });
  test('SENT-18: learns that dark words are facts in the middle of a conversation, where it is so', () => {
    const dark: WholeView = { negative: 2, positive: -2, strength: 0, byKind: new Float64Array(2 * kinds) };
    const clues = (answers: boolean): number[] => cluesOf(dark, [dark], { ...nothing, answers }, cuts);
    const table = learnSecond(
      Array.from({ length: 60 }, (_, i): Weighed => {
        const answers = i % 2 === 0;
        return { clues: clues(answers), which: fiveOf(answers ? 0 : -2) };
      }),
    );
    expect(weighClues(clues(true), table)[2]).toBeGreaterThan(0.9);
    expect(weighClues(clues(false), table)[1]).toBeGreaterThan(0.9);
  });
});

describe('what a message shows', () => {
  test('is what its glad and its sad emoji weigh, each for itself, and how long it is, what is said again not counted', () => {
    const { glad, sad, length } = shownBy(cut('well done 🎉🎉 but 😡').tokens, false);
    expect(glad).toBeGreaterThan(3);
    expect(sad).toBeGreaterThan(2);
    expect(length).toBe(5);
    expect(shownBy(cut('well done').tokens, true)).toEqual({ glad: 0, sad: 0, length: 2, answers: true });
  });
});
