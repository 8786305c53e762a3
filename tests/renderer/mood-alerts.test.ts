// Changes when an unhappy customer calls for the agent, or a supervisor, differently.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fallOf, faceOf, type AlertAt } from '../../renderer/state/mood.ts';
import {
  nextCalls,
  nobodyTold,
  noCalls,
  pulsed,
  tellOf,
  type Calls,
  type Mooded,
} from '../../renderer/state/mood-alerts.ts';
import { reaches } from '../../shared/sentiment/alert.ts';
import { sentimentLevels, type SentimentLevel } from '../../shared/sentiment/types.ts';

const one = (level: SentimentLevel, id = 'a'): Mooded => ({ id, level });
const rules = (at: AlertAt = 'negative', seen: string[] = [], still = false) => ({
  at,
  seen: new Set(seen),
  still,
});

describe('SENT-11: a session that calls', () => {
  test('is marked when its customer falls to the threshold while it is not in view, and no longer once it is', () => {
    let calls = nextCalls(noCalls, [one('slightlyNegative')], rules());
    expect(calls.get('a')?.marked).toBe(false);
    calls = nextCalls(calls, [one('negative')], rules());
    expect(calls.get('a')?.marked).toBe(true);
    calls = nextCalls(calls, [one('negative')], rules('negative', ['a']));
    expect(calls.get('a')?.marked).toBe(false);
    // Left again: it was seen, and nothing is new.
    calls = nextCalls(calls, [one('negative')], rules());
    expect(calls.get('a')?.marked).toBe(false);
    calls = nextCalls(calls, [one('veryNegative')], rules());
    expect(calls.get('a')).toMatchObject({ marked: true, pulse: true });
  });
  test('pulses once, and again only after its customer was calm', () => {
    let calls = nextCalls(noCalls, [one('veryNegative')], rules());
    expect(calls.get('a')?.pulse).toBe(true);
    calls = pulsed(calls, 'a');
    calls = nextCalls(calls, [one('negative')], rules());
    calls = nextCalls(calls, [one('veryNegative')], rules());
    expect(calls.get('a')?.pulse).toBe(false);
    calls = nextCalls(calls, [one('neutral')], rules());
    expect(calls.has('a')).toBe(false);
    calls = nextCalls(calls, [one('veryNegative')], rules());
    expect(calls.get('a')?.pulse).toBe(true);
  });
  test('stands still under quiet rules, and does not make up for it later', () => {
    let calls = nextCalls(noCalls, [one('veryNegative')], rules('negative', [], true));
    expect(calls.get('a')).toMatchObject({ marked: true, pulse: false });
    calls = nextCalls(calls, [one('veryNegative')], rules());
    expect(calls.get('a')?.pulse).toBe(false);
  });
  test('with the threshold at never, nothing is marked', () => {
    expect(nextCalls(noCalls, [one('veryNegative')], rules('none')).get('a')?.marked).toBe(false);
  });
  test('whatever happens: at most one pulse at a time, none in view, none twice without a calm between', () => {
    const step = fc.record({
      levels: fc.tuple(...['a', 'b', 'c'].map(() => fc.constantFrom(...sentimentLevels))),
      seen: fc.subarray(['a', 'b', 'c']),
      at: fc.constantFrom<AlertAt>('none', 'slightlyNegative', 'negative', 'veryNegative'),
      still: fc.boolean(),
      ends: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let calls: Calls = noCalls;
        const pulses = new Map<string, number>();
        for (const { levels, seen, at, still, ends } of steps) {
          const before = calls;
          const rows = levels.map((level, index) => one(level, 'abc'[index]));
          calls = nextCalls(before, rows, rules(at, seen, still));
          const now = [...calls].filter(([, { pulse }]) => pulse);
          expect(now.length).toBeLessThanOrEqual(1);
          for (const { id, level } of rows) if (!reaches(level, 'slightlyNegative')) pulses.delete(id);
          for (const [id, { marked }] of now) {
            expect(seen).not.toContain(id);
            expect(marked).toBe(true);
            if (before.get(id)?.pulse !== true) pulses.set(id, (pulses.get(id) ?? 0) + 1);
          }
          for (const [id, count] of pulses) expect(count, id).toBeLessThanOrEqual(1);
          expect(nextCalls(calls, rows, rules(at, seen, still))).toBe(calls);
          if (ends) for (const [id] of now) calls = pulsed(calls, id);
        }
      }),
    );
  });
});

describe('SENT-11: a supervisor is told', () => {
  const fresh = (levels: SentimentLevel[], at: AlertAt = 'negative'): boolean[] => {
    let told = nobodyTold;
    return levels.map((level) => {
      const next = tellOf(told, [one(level)], at);
      ({ told } = next);
      return next.fresh.length > 0;
    });
  };
  test('once of each customer, again when it becomes worse, anew after a calm', () => {
    expect(
      fresh(['neutral', 'negative', 'negative', 'slightlyNegative', 'negative', 'veryNegative']),
    ).toEqual([false, true, false, false, false, true]);
    expect(fresh(['negative', 'neutral', 'negative'])).toEqual([true, false, true]);
    expect(fresh(['veryNegative'], 'none')).toEqual([false]);
  });
});

test('what of a mood is shown: nothing where it is off, a word of its own where it cannot be told', () => {
  const mood = { level: 'negative', score: -0.5, steps: [-0.5] } as const;
  expect(faceOf({ ...mood, steps: [-0.5] })).toBe('negative');
  expect(faceOf({ ...mood, steps: [], mode: 'off' })).toBeNull();
  expect(faceOf({ ...mood, steps: [], mode: 'damaged' })).toBeNull();
  expect(faceOf({ ...mood, steps: [], mode: 'unjudged' })).toBe('unjudged');
});

test('a fall is that of the line through the scores: one good word in between does not hide it', () => {
  expect(fallOf([])).toBe(0);
  expect(fallOf([0.4])).toBe(0);
  expect(fallOf([-0.5, 0, 0.5])).toBe(0);
  expect(fallOf([0.5, 0, -0.5])).toBeCloseTo(0.5);
  expect(fallOf([0.6, 0.2, -0.4, -0.8, 0.1])).toBeGreaterThan(0);
});
