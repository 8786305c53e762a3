// Changes when other slips are forgiven in what is typed into a search.
import { expect, test } from 'vitest';
import { slipsBetween } from '../../shared/cache/slips.ts';

test('slips are counted', () => {
  expect(slipsBetween('kestrle', 'kestrel', 2)).toBe(1);
  expect(slipsBetween('kest', 'kestrel', 2)).toBe(0);
  expect(slipsBetween('kxst', 'kestrel', 2)).toBe(1);
  expect(slipsBetween('zebra', 'kestrel', 2)).toBe(3);
});
