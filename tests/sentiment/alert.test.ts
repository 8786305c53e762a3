// Changes when somebody is told of an unhappy customer earlier, later or again.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { moodAlertLevels } from '../../shared/domain/mood.ts';
import { alertAfter, reaches } from '../../shared/sentiment/alert.ts';
import { sentimentLevels, type SentimentLevel } from '../../shared/sentiment/types.ts';

const rank = (level: SentimentLevel): number => sentimentLevels.indexOf(level);
const level = fc.option(fc.constantFrom(...sentimentLevels));
const at = fc.constantFrom(...moodAlertLevels);

test('SENT-16: between two calms each level is told once at most, each worse than the one before, none above the threshold', () => {
  fc.assert(
    fc.property(fc.array(level, { maxLength: 40 }), at, (levels, threshold) => {
      let told: SentimentLevel | null = null;
      for (const now of levels) {
        const next = alertAfter(told, now, threshold);
        if (now === null || rank(now) >= rank('neutral')) expect(next).toBeNull();
        else if (next !== told) {
          expect(next).toBe(now);
          expect(reaches(now, threshold)).toBe(true);
          if (told !== null) expect(rank(now)).toBeLessThan(rank(told));
        }
        // Asked again, nothing is new.
        expect(alertAfter(next, now, threshold)).toBe(next);
        told = next;
      }
      if (threshold === 'none') expect(told).toBeNull();
    }),
  );
});

test('SENT-16: a level that goes to and fro across the threshold raises nothing', () => {
  const raised: SentimentLevel[] = [];
  let told: SentimentLevel | null = null;
  for (const now of ['negative', 'slightlyNegative', 'negative', 'slightlyNegative', 'negative'] as const) {
    const next: SentimentLevel | null = alertAfter(told, now, 'negative');
    if (next !== null && next !== told) raised.push(next);
    told = next;
  }
  expect(raised).toEqual(['negative']);
});
