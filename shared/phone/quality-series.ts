// Changes when the quality of a whole call is kept otherwise: a bounded number of points, each longer as the call is.
import { mostQualityPoints, type CallHeard, type QualityPoint } from '../domain/call-media.ts';
import type { CallQuality } from './engine.ts';

/** Takes in a call's quality second by second. */
export interface QualitySeries {
  add(second: Pick<CallQuality, 'mos' | 'jitterMs' | 'roundTripMs' | 'loss'>): void;
  /** @returns what is to be kept; null before the first second. */
  kept(): CallHeard | null;
}

/** See {@link QualitySeries}. */
export function createQualitySeries(): QualitySeries {
  let points: QualityPoint[] = [];
  // So many seconds make a point; the last one may still be filling.
  let seconds = 1;
  let filling: QualityPoint[] = [];
  let worst = 4.5;

  return {
    add: ({ mos, jitterMs, roundTripMs, loss }) => {
      worst = Math.min(worst, mos);
      filling.push({ mos, jitterMs, roundTripMs, loss });
      if (filling.length < seconds) return;
      points.push(meanOf(filling));
      filling = [];
      // One place stays for the point that is filling.
      if (points.length < mostQualityPoints) return;
      points = Array.from({ length: points.length / 2 }, (_, at) => meanOf(points.slice(at * 2, at * 2 + 2)));
      seconds *= 2;
    },
    kept: () => {
      const all = filling.length === 0 ? points : [...points, meanOf(filling)];
      if (all.length === 0) return null;
      return {
        ...rounded(meanOf(all)),
        worst: Math.max(1, round(worst, 2)),
        everyMs: seconds * 1_000,
        points: all.map(rounded),
      };
    },
  };
}

/** Their mean; of the round trip the mean of those that know one. */
function meanOf(points: readonly QualityPoint[]): QualityPoint {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const trips = points.flatMap(({ roundTripMs }) => (roundTripMs === null ? [] : [roundTripMs]));
  return {
    mos: mean(points.map(({ mos }) => mos)),
    jitterMs: mean(points.map(({ jitterMs }) => jitterMs)),
    roundTripMs: trips.length === 0 ? null : mean(trips),
    loss: mean(points.map(({ loss }) => loss)),
  };
}

const bound = (value: number, most: number): number => Math.min(most, Math.max(0, value));
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function rounded({ mos, jitterMs, roundTripMs, loss }: QualityPoint): QualityPoint {
  return {
    mos: Math.min(4.5, Math.max(1, round(mos, 2))),
    jitterMs: round(bound(jitterMs, 60_000), 1),
    roundTripMs: roundTripMs === null ? null : Math.round(bound(roundTripMs, 60_000)),
    loss: round(bound(loss, 1), 4),
  };
}
