// Changes when the curve of sentiment is drawn differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveOf } from '../../../renderer/features/conversation/curve.ts';

describe('the curve of sentiment', () => {
  it('goes down when the mood does, and ends at the right', () => {
    const { points } = curveOf([0.5, -0.5], 6, 60, 20, 2);
    expect(points[1]!.y).toBeGreaterThan(points[0]!.y);
    expect(points[1]!.x).toBe(58);
  });

  it('stays inside its box whatever the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (steps) => {
        const { points } = curveOf(steps, 6, 60, 20, 2);
        expect(points.length).toBe(Math.min(6, steps.length));
        for (const { x, y } of points) {
          expect(x).toBeGreaterThanOrEqual(2);
          expect(x).toBeLessThanOrEqual(58);
          expect(y).toBeGreaterThanOrEqual(2);
          expect(y).toBeLessThanOrEqual(18);
        }
      }),
    );
  });
});
