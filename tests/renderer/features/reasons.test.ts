// Changes when the words behind a mood are marked or ordered differently.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { driversOf, markReasons, spansIn } from '../../../renderer/features/conversation/reasons.ts';
import type { MoodMessage } from '../../../shared/ipc/moods.ts';
import { engine } from '../../sentiment/engine.ts';

const reason = fc.record({
  start: fc.integer({ min: -3, max: 40 }),
  end: fc.integer({ min: -3, max: 40 }),
  weight: fc.double({ min: -1, max: 1, noNaN: true }),
});

test('the parts joined are the text, whatever the places', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.array(reason), (text, reasons) => {
      expect(
        markReasons(text, reasons)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
      const spans = spansIn(text, reasons);
      spans.forEach((span, at) => expect(span.start).toBeGreaterThanOrEqual(spans[at - 1]?.end ?? 0));
    }),
  );
});

test('what stands at the place is marked, not the same word elsewhere', () => {
  const text = 'Not good. Good day.';
  expect(markReasons(text, [{ start: 4, end: 8, weight: -0.4 }])).toEqual([
    { text: 'Not ', weight: null },
    { text: 'good', weight: -0.4 },
    { text: '. Good day.', weight: null },
  ]);
});

test.each([
  ['en', 'I am furious, this is UNACCEPTABLE 😡'],
  ['ar', 'أنا غاضب جدًا، هذه خدمة سيئة للغاية'],
  ['fa', 'اصلاً راضی نیستم، خیلی بد بود'],
])('%s: the engine’s places are those of the words as written', (hint, text) => {
  const { reasons } = engine.message(text, hint);
  expect(reasons.length).toBeGreaterThan(0);
  for (const { start, end, text: word } of reasons) expect(text.slice(start, end)).toBe(word);
  expect(markReasons(text, reasons).some(({ weight }) => weight !== null && weight < 0)).toBe(true);
});

test('rules come first, then the strongest; words of what was set right drove nothing', () => {
  const message = (
    id: string,
    reasons: MoodMessage['reasons'],
    corrected: MoodMessage['corrected'] = null,
  ) => ({
    id,
    at: 0,
    text: '',
    level: 'negative' as const,
    score: -0.5,
    language: 'en',
    judged: true,
    corrected,
    reasons,
  });
  const word = (text: string, weight: number, source: 'rule' | 'model' = 'model') => ({
    start: 0,
    end: 1,
    text,
    weight,
    source,
  });
  const { drivers, rest } = driversOf(
    [
      message('m1', [word('late', -0.3), word('oath', -0.2, 'rule')]),
      message('m2', [word('awful', -0.9)], 'veryNegative'),
      message('m3', [word('thanks', 0.4)]),
    ],
    8,
  );
  expect(drivers.map(({ text, place }) => [text, place])).toEqual([
    ['oath', 1],
    ['thanks', 3],
    ['late', 1],
  ]);
  expect(rest).toBe(0);
});

test('SENT-2: the shares that are shown and the rest are one, also of more words than are shown', () => {
  const weight = fc.double({ min: 0.01, max: 1, noNaN: true });
  const one = fc.record({ weights: fc.array(weight, { minLength: 1, maxLength: 8 }), rest: weight });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (messages) => {
      const { drivers, rest } = driversOf(
        messages.map(({ weights, rest: left }, at) => ({
          id: `m${String(at)}`,
          at: 0,
          text: '',
          level: 'negative',
          score: -0.5,
          language: 'en',
          judged: true,
          corrected: null,
          reasons: weights.map((share) => ({ start: 0, end: 1, text: 'x', weight: -share, source: 'model' })),
          rest: -left,
        })),
        8,
      );
      expect(drivers.length).toBeLessThanOrEqual(8);
      expect(drivers.reduce((sum, { share }) => sum + share, rest)).toBeCloseTo(1, 6);
    }),
  );
});
