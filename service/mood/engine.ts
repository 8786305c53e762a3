// Changes when the service finds the weights of the sentiment engine elsewhere, or answers their failure differently.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../shared/log.ts';
import { createSentimentEngine, createSilentEngine } from '../../shared/sentiment/index.ts';
import { readerOf, type MoodReader } from '../../shared/sentiment/mood.ts';

const shipped = fileURLToPath(new URL('../../shared/sentiment/weights.bin', import.meta.url));

/**
 * @param file the weights; those that ship by default.
 * @returns what reads; it judges nothing where the weights are missing or damaged: the service works without moods.
 */
export function openMoodReader(log: Log, file = shipped): MoodReader {
  try {
    return readerOf(createSentimentEngine(readFileSync(file)));
  } catch (error) {
    log.error('Moods are off: the weights cannot be used', { error });
    return readerOf(createSilentEngine());
  }
}
