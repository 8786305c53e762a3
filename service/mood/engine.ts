// Changes when the service finds the weights of the sentiment engine elsewhere, or answers their failure differently.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../shared/log.ts';
import { createSentimentEngine, createSilentEngine } from '../../shared/sentiment/index.ts';
import { readerOf, type MoodReader } from '../../shared/sentiment/mood.ts';
import type { SentimentEngine } from '../../shared/sentiment/types.ts';

const shipped = fileURLToPath(new URL('../../shared/sentiment/weights.bin', import.meta.url));

/**
 * @param file the weights; those that ship by default.
 * @returns the engine; one that judges nothing where the weights are missing or damaged: the service works without moods.
 */
export function openMoodEngine(log: Log, file = shipped): SentimentEngine {
  try {
    return createSentimentEngine(readFileSync(file));
  } catch (error) {
    log.error('Moods are off: the weights cannot be used', { error });
    return createSilentEngine();
  }
}

/** @returns the same as what reads. */
export const openMoodReader = (log: Log, file = shipped): MoodReader => readerOf(openMoodEngine(log, file));
