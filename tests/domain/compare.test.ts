// Changes when it means something else that somebody has changed a field meanwhile.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clash, sameValue, withGiven } from '../../shared/domain/compare.ts';

const json = fc.jsonValue({ maxDepth: 3 });

/** The same content as another database may give it back: keys in the other order, and keys without a value. */
function otherwise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(otherwise);
  if (typeof value !== 'object' || value === null) return value;
  const turned = Object.entries(value)
    .toReversed()
    .map(([key, one]): [string, unknown] => [key, otherwise(one)]);
  return { ...Object.fromEntries(turned), nothing: undefined };
}

test('SYNC-46 what holds the same is the same, in whatever order its keys are', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(sameValue(value, otherwise(value))).toBe(true);
      expect(sameValue(otherwise(value), structuredClone(value))).toBe(true);
    }),
  );
});

test('SYNC-46 what holds something else is not: another value, another order in a list, one more of it', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      // -0 is written as 0, and so is read as it.
      const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(sameValue(a, b)).toBe(same);
    }),
  );
  expect(sameValue([1, 2], [2, 1])).toBe(false);
  expect(sameValue({ a: [{ b: 1 }] }, { a: [{ b: 1 }, {}] })).toBe(false);
  expect(sameValue({}, [])).toBe(false);
  expect(sameValue(null, undefined)).toBe(false);
  expect(sameValue({ a: null }, {})).toBe(false);
  expect(sameValue(JSON.parse('{"__proto__":{}}'), {})).toBe(false);
  expect(sameValue({ toString: undefined }, {})).toBe(true);
});

test('SYNC-46 an edit that says what is there is no conflict and no change', () => {
  const before = { contacts: [{ kind: 'email', value: 'a@example.com' }], city: 'Leeds' };
  const again = { contacts: [{ value: 'a@example.com', kind: 'email', preferred: undefined }] };
  expect(clash(before, again, { contacts: [] })).toBeNull();
  expect(withGiven(before, again)).toBe(before);
  const other = { contacts: [{ value: 'b@example.com', kind: 'email' }] };
  expect(clash(before, other, { contacts: [] })).toMatchObject({ refusal: { kind: 'conflict' } });
  expect(clash(before, other, again)).toBeNull();
});

/** With the keys of each object in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
