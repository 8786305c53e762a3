// Changes when panes side by side share the width differently.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveBorder, panesThatFit, sharesOf, shownPanes } from '../../renderer/app/pane-sizes.ts';

describe('panes side by side', () => {
  test('as many as have room, and the one with the keyboard among them', () => {
    expect(panesThatFit(1_500, 4)).toBe(4);
    expect(panesThatFit(792, 3)).toBe(2);
    expect(panesThatFit(200, 3)).toBe(1);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 4 }),
        (count, at, fits) => {
          const panes = ['a', 'b', 'c', 'd'].slice(0, count);
          const focused = Math.min(at, count - 1);
          const shown = shownPanes({ panes, focused }, fits);
          expect(shown.panes).toHaveLength(Math.min(count, fits));
          expect(shown.panes).toContain(panes[focused]);
          expect(panes.slice(shown.first, shown.first + shown.panes.length)).toEqual(shown.panes);
        },
      ),
    );
  });

  test('share all of the width, however borders are moved, and none gets too small', () => {
    const moves = fc.array(fc.tuple(fc.nat(3), fc.double({ min: -2, max: 2, noNaN: true })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), moves, (count, steps) => {
        let shares = sharesOf(null, count);
        for (const [at, by] of steps) shares = moveBorder(shares, at, by, 0.15);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(0.15 - 1e-9);
      }),
    );
  });

  test.each([null, 'x', [1], [0.5, 'x'], [0.01, 0.99], [NaN, 0.5]])(
    'what was kept as %o is not trusted',
    (kept) => {
      expect(sharesOf(kept, 2)).toEqual([0.5, 0.5]);
    },
  );
});
