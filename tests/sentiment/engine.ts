// Changes when tests of the sentiment engine should use other weights: they use those that ship.
import { readFileSync } from 'node:fs';
import { createSentimentEngine } from '../../shared/sentiment/index.ts';

/** The file that ships. */
export const shippedWeights: Uint8Array = readFileSync(
  new URL('../../shared/sentiment/weights.bin', import.meta.url),
);
/** The engine that ships. */
export const engine = createSentimentEngine(shippedWeights);
