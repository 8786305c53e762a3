// Changes when something of the training is chosen otherwise.
import type { PolarityOptions } from './polarity.ts';

/** What was chosen on the validation sets. */
export const settings = {
  polarity: {
    places: 1_148_000,
    rounds: 16,
    settled: 6,
    averaged: 5,
    rate: 0.12,
    balance: 0.7,
    dropped: 0.6,
    contrary: [0, 0, 0],
    pace: { shared: 0.5, support: 1.5 },
    least: { shared: 2, language: 2, support: 1 },
    seeds: [1, 2, 3],
  } satisfies PolarityOptions,
  strengthPlaces: 1 << 17,
  languagePlaces: 1 << 14,
  gatePlaces: 1 << 16,
  /** For the second models. */
  brief: { seeds: [1], rounds: 10, settled: 4, averaged: 3 },
  weights: { rows: 9, varied: 6, replies: 0.5, basics: 10, said: 10, phrases: 4, behind: 3, general: 10 },
  /** Added to negative and to positive for messages to support: of where an inner fifth of our training rows is best, the middle. */
  feeling: [-0.3, 0] as const,
};
