// Changes when what a mistyped word may have been is looked for otherwise: the walk along the words of an index, held to a comparison with each of them.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearBeginnings, type Vocabulary } from '../../electron/store/search/near.ts';
import { slipsBetween } from '../../shared/cache/slips.ts';

/** As SQLite orders them. */
const inOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function vocabularyOf(words: readonly string[]): Vocabulary & { asked: number } {
  const sorted = [...new Set(words)].toSorted(inOrder);
  return {
    asked: 0,
    from(text) {
      this.asked += 1;
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (inOrder(sorted[middle]!, text) < 0) low = middle + 1;
        else high = middle;
      }
      return sorted[low];
    },
  };
}
const unbounded = () => ({ left: Infinity });
const near = (words: readonly string[], typed: string, most: number): string[] =>
  nearBeginnings(vocabularyOf(words), typed, most, unbounded()).map(({ beginning }) => beginning);

/** Few letters, so that words lie close together; with one beyond the Basic Multilingual Plane. */
const letters = [
  ['a', 'b', 'c', 'z'],
  ['ا', 'ب', 'ک', 'ی'],
  ['\u{10400}', 'я', '書'],
] as const;
const scenes = fc.constantFrom(...letters).chain((alphabet) => {
  const word = fc
    .array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 7 })
    .map((all) => all.join(''));
  return fc.record({
    words: fc.array(word, { maxLength: 30 }),
    typed: word,
    most: fc.integer({ min: 1, max: 2 }),
  });
});
const lengthOf = (text: string): string =>
  // Each letter as one unit, so that slips are counted in letters.
  Array.from(text, (one) => (one.length === 1 ? one : '#')).join('');

const letterOf = (text: string): string => String.fromCodePoint(text.codePointAt(0)!);

describe('what may have been meant', () => {
  test('every word that so few slips lead to begins with what is found, and only such words do', () => {
    fc.assert(
      fc.property(scenes, ({ words, typed, most }) => {
        const found = nearBeginnings(vocabularyOf(words), typed, most, unbounded());
        for (const word of words) {
          const off = slipsBetween(lengthOf(typed), lengthOf(word), most);
          if (off > most || word.startsWith(typed)) continue;
          // Of two slips none is in the first letter.
          if (off > 1 && letterOf(word) !== letterOf(typed)) continue;
          const rest = slipsBetween(lengthOf(typed).slice(1), lengthOf(word).slice(1), most);
          if (off > 1 && rest > off) continue;
          expect(found.some(({ beginning }) => word.startsWith(beginning))).toBe(true);
        }
        for (const { beginning, whole } of found) {
          expect(words.some((word) => word.startsWith(beginning))).toBe(true);
          expect(whole).toBe(words.includes(beginning));
          expect(slipsBetween(lengthOf(typed), lengthOf(beginning), most)).toBeLessThanOrEqual(most);
          expect(beginning.startsWith(typed)).toBe(false);
        }
        expect(new Set(found.map(({ beginning }) => beginning)).size).toBe(found.length);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['two swapped', 'refnud'],
    ['one left out', 'refud'],
    ['one too many', 'refuund'],
    ['another one', 'rwfund'],
    ['the first one', 'tefund'],
    ['the first left out', 'efund'],
    ['the first two swapped', 'erfund'],
    ['the last one', 'refunf'],
  ])('a letter: %s', (_, typed) => {
    expect(near(['apple', 'refund', 'zebra'], typed, 1)).toContain('refund');
  });

  test('neither figures nor another script stand for a letter', () => {
    expect(near(['ord3r', 'ordеr'], 'order', 1)).toEqual([]);
    expect(near(['b2bb', 'babb'], 'bbb', 1)).toEqual(['bab', 'babb']);
  });

  test('whatever is typed and whatever words there are, no more is looked up than may be', () => {
    const words = Array.from({ length: 30_000 }, (_, i) => (i * 7919).toString(26).replace(/\d/g, 'x'));
    for (const typed of ['x'.repeat(64), 'abcdefghijklmnopqrstuvwxyz', 'qqqqqqqq', '\u{10ffff}'.repeat(30)]) {
      const vocabulary = vocabularyOf(words);
      const budget = { left: 500 };
      nearBeginnings(vocabulary, typed, 2, budget);
      expect(vocabulary.asked).toBeLessThanOrEqual(500);
    }
  });
});
