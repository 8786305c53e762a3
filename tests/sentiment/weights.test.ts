// Changes when a file of weights is to be refused for another reason.
import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSentimentEngine } from '../../electron/store/sentiment-engine.ts';
import { readRows, ownLanguages } from '../../build/sentiment/data.ts';
import { AppError } from '../../shared/errors.ts';
import { createLog } from '../../shared/log.ts';
import { createSentimentEngine } from '../../shared/sentiment/index.ts';
import { readWeights } from '../../shared/sentiment/weights.ts';
import { engine, shippedWeights } from './engine.ts';

const problemOf = (bytes: Uint8Array): AppError => {
  try {
    readWeights(bytes);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was taken');
};

describe('SENT-3: a file of weights', () => {
  test('is small, and whole', () => {
    expect(shippedWeights.byteLength).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(readWeights(shippedWeights).polarity.length).toBeGreaterThan(1000);
  });
  test('is the one that the card tells of, and says as bytes what was learned in 99.5 of 100 texts', () => {
    const card = readFileSync(new URL('../../build/sentiment/CARD.md', import.meta.url), 'utf8');
    const sum = createHash('sha256').update(shippedWeights).digest('hex');
    expect(card).toContain(`SHA-256 of these weights: ${sum}`);
    const [, share, texts] = /agree on the class of ([\d.]+) % of (\d+) validation texts/.exec(card) ?? [];
    expect(Number(share)).toBeGreaterThanOrEqual(99.5);
    expect(Number(texts)).toBeGreaterThan(10_000);
  });
  test('with any bit turned is refused', () => {
    fc.assert(
      fc.property(fc.nat(shippedWeights.byteLength - 1), fc.nat(7), (at, bit) => {
        const bytes = new Uint8Array(shippedWeights);
        bytes[at] = bytes[at]! ^ (1 << bit);
        expect(['storage', 'version']).toContain(problemOf(bytes).kind);
      }),
      { numRuns: 40 },
    );
  });
  test('cut off, grown, empty or of another kind is refused, and says so', () => {
    for (const length of [0, 3, 20, 24, 4096, shippedWeights.byteLength - 4]) {
      expect(problemOf(shippedWeights.slice(0, length)).message).toMatch(/damaged/);
    }
    expect(problemOf(new Uint8Array(shippedWeights.byteLength + 4)).kind).toBe('storage');
    expect(problemOf(new Uint8Array(5 * 1024 * 1024)).kind).toBe('storage');
  });
  test('of a later form is refused as another version', () => {
    const bytes = new Uint8Array(shippedWeights);
    bytes[4] = 99;
    expect(problemOf(bytes).kind).toBe('version');
  });
});

describe('a desk', () => {
  const opened = (write: (folder: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-sentiment-'));
    const lines: unknown[] = [];
    try {
      write(folder);
      const found = openSentimentEngine(
        folder,
        createLog((line) => lines.push(line), Date.now),
      );
      return { found, lines };
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  test('SENT-3: goes on without moods when the weights are damaged or missing, and logs it', () => {
    const damaged = shippedWeights.slice(0, 5000);
    for (const write of [
      () => undefined,
      (folder: string) => writeFileSync(join(folder, 'weights.bin'), damaged),
    ]) {
      const { found, lines } = opened(write);
      expect(found.message('You are useless thieves', 'en')).toEqual({
        level: 'neutral',
        score: 0,
        language: 'und',
        reasons: [],
      });
      expect(found.conversation([-1, -1]).level).toBe('neutral');
      expect(JSON.stringify(lines)).toMatch(/Sentiment is off/);
    }
  });
  test('SENT-1: says of each message and conversation what the service says', () => {
    const { found, lines } = opened((folder) => writeFileSync(join(folder, 'weights.bin'), shippedWeights));
    const service = createSentimentEngine(new Uint8Array(shippedWeights));
    expect(lines).toEqual([]);
    const scores: number[] = [];
    for (const language of ownLanguages) {
      for (const text of readRows(new URL('../../build/sentiment', import.meta.url).pathname, language, true)
        .texts) {
        const said = found.message(text, language);
        expect(service.message(text, language)).toEqual(said);
        scores.push(said.score);
        expect(service.conversation(scores)).toEqual(found.conversation(scores));
      }
    }
    // And the order in which they were asked does not matter.
    expect(engine.message('wo ist es', 'de')).toEqual(found.message('wo ist es', 'de'));
  });
});
