// Changes when it is chosen in another way how readily a language is taken to be negative or positive where it is not written to support.
import { judged, type Judged } from '../../shared/sentiment/languages.ts';
import { macroF1 } from './measure.ts';

/** What the model says of a validation set: log-odds of negative and of positive against neutral, and the labels. */
export interface Asked {
  language: Judged;
  /** How much this set counts among those of its language. */
  weight: number;
  odds: (readonly [down: number, up: number])[];
  labels: readonly number[];
}

/** Two numbers for each language, added to the log-odds of negative and of positive. */
export type Lean = [down: number, up: number];

const step = 0.1;
const reach = 10;
/** Points of macro-F1 that a lean of 1 must gain at least: a few hundred texts say little. */
const usualPrice = 3;
const folds = 5;

const classWith = ([down, up]: readonly [number, number], [a, b]: Lean): number => {
  const negative = down + a;
  const positive = up + b;
  return negative > 0 && negative >= positive ? 0 : positive > 0 ? 2 : 1;
};

/** @returns the lean that does best on these texts; of what is nearly as good, the middle, as one place alone may be chance. */
function fit(sets: readonly Asked[], chosen: (row: number) => boolean, price: number): Lean {
  const size = 2 * reach + 1;
  const parts = sets.map(({ odds, labels, weight }) => {
    const rows = labels.flatMap((_, row) => (chosen(row) ? [row] : []));
    return { odds: rows.map((row) => odds[row]!), labels: rows.map((row) => labels[row]!), weight };
  });
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  const values = Array.from({ length: size * size }, (_, i) => {
    const lean: Lean = [((i % size) - reach) * step, (Math.floor(i / size) - reach) * step];
    return parts.reduce(
      (sum, { odds, labels, weight }) =>
        sum +
        (weight / whole) *
          macroF1(
            labels,
            odds.map((one) => classWith(one, lean)),
          ),
      0,
    );
  });
  let best: { lean: Lean; value: number } = { lean: [0, 0], value: -Infinity };
  for (let x = 1; x < size - 1; x++) {
    for (let y = 1; y < size - 1; y++) {
      const lean: Lean = [
        Math.round((x - reach) * step * 100) / 100,
        Math.round((y - reach) * step * 100) / 100,
      ];
      let value = 0;
      for (const [dx, dy] of [
        [0, 0],
        [0, 0],
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        value += values[(y + dy) * size + x + dx]! / 6;
      }
      value -= price * (lean[0] ** 2 + lean[1] ** 2);
      if (value > best.value) best = { lean, value };
    }
  }
  return best.lean;
}

/** What was chosen, and what the same way of choosing does on texts that it did not see. */
export interface LearnedLean {
  general: Lean[];
  /** By set, in their order: macro-F1 without, and with a lean that was chosen on the other four fifths. */
  before: number[];
  after: number[];
}

/** @returns the lean of each language, [0, 0] where no set asks for it. */
export function learnLean(sets: readonly Asked[], price = usualPrice): LearnedLean {
  const general = judged.map((language): Lean => {
    const own = sets.filter((one) => one.language === language);
    return own.length === 0 ? [0, 0] : fit(own, () => true, price);
  });
  const plain: Lean = [0, 0];
  const before = sets.map(({ odds, labels }) =>
    macroF1(
      labels,
      odds.map((one) => classWith(one, plain)),
    ),
  );
  const said = sets.map(({ labels }) => labels.map(() => 1));
  for (const language of new Set(sets.map((one) => one.language))) {
    const own = sets.filter((one) => one.language === language);
    for (let fold = 0; fold < folds; fold++) {
      const lean = fit(own, (row) => row % folds !== fold, price);
      sets.forEach((set, at) => {
        if (set.language !== language) return;
        set.odds.forEach((one, row) => {
          if (row % folds === fold) said[at]![row] = classWith(one, lean);
        });
      });
    }
  }
  return { general, before, after: sets.map(({ labels }, at) => macroF1(labels, said[at]!)) };
}
