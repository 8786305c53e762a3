// Changes when the weights of the sentiment engine lie elsewhere, or their failure is answered differently.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../shared/log.ts';
import { createSentimentEngine, createSilentEngine } from '../../shared/sentiment/index.ts';
import type { SentimentEngine } from '../../shared/sentiment/types.ts';

/** Beside the bundle; where the store runs from source, beside the engine. */
const places = ['weights.bin', '../../shared/sentiment/weights.bin'];

/** @returns the file of weights. @throws the error of the file system when it lies nowhere. */
export function readWeightsFile(folder: string): Uint8Array {
  for (const place of places.slice(0, -1)) {
    try {
      return readFileSync(join(folder, place));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return readFileSync(join(folder, places[places.length - 1]!));
}

/**
 * @param folder where the store's own code lies.
 * @returns the engine; one that judges nothing when the weights are missing or damaged: a desk works without moods.
 */
export function openSentimentEngine(folder: string, log: Log): SentimentEngine {
  try {
    return createSentimentEngine(readWeightsFile(folder));
  } catch (error) {
    log.error('Sentiment is off: its weights cannot be used', { error });
    return createSilentEngine();
  }
}
