// Changes when it is learned in another way how a message and its sentences are weighed against each other.
import type { Judged } from '../../shared/sentiment/languages.ts';
import { createModel } from '../../shared/sentiment/model.ts';
import { cut, read } from '../../shared/sentiment/read.ts';
import { clueCount, cluesOf, hearSentences, weighClues } from '../../shared/sentiment/second.ts';
import { readWeights } from '../../shared/sentiment/weights.ts';

/** A message as the second judgement sees it, and which of the five it is: very negative 0 to very positive 4. */
export interface Weighed {
  clues: number[];
  which: number;
}

/** Knows nothing: all five are as likely. What a file of weights holds before it is learned. */
export const unlearned: number[][] = Array.from({ length: 5 }, () =>
  Array.from({ length: clueCount }, () => 0),
);

/** @returns the place of a level, -3 to 3, among the five. Slight and plain are one. */
export const fiveOf = (level: number): number =>
  level === -3 ? 0 : level === 3 ? 4 : level === 0 ? 2 : level < 0 ? 1 : 3;

/**
 * @returns messages as the second judgement sees them.
 * @param file weights that have not learned from these messages: of what it has read a model is far too sure.
 */
export function weighUnread(
  file: Uint8Array,
  messages: readonly { text: string; language: Judged; level: number }[],
): Weighed[] {
  const weights = readWeights(file);
  const model = createModel(weights);
  return messages.map(({ text, language, level }) => {
    const reading = read(text, cut(text), language, model.valence);
    const whole = model.judge(reading.input, language, 'auto');
    const each = hearSentences(model, reading, whole, language);
    return { clues: cluesOf(whole, each, weights.description.strengthCuts), which: fiveOf(level) };
  });
}

const steps = 600;
const rate = 0.05;
/** Keeps weights small that a few thousand messages say little of. */
const price = 1e-3;
/** Weights are written with so many places. */
const precision = 1e4;

/** @returns the table of the second judgement: softmax regression by Adam on all messages at once, on clues of one size. */
export function learnSecond(messages: readonly Weighed[]): number[][] {
  const count = messages.length;
  const shape = Array.from({ length: clueCount }, (_, at) => {
    if (at === 0) return { mean: 0, size: 1 };
    const mean = messages.reduce((sum, { clues }) => sum + clues[at]!, 0) / count;
    const square = messages.reduce((sum, { clues }) => sum + (clues[at]! - mean) ** 2, 0) / count;
    return { mean, size: Math.sqrt(square) + 1e-9 };
  });
  const scaled = messages.map(({ clues }) =>
    clues.map((clue, at) => (clue - shape[at]!.mean) / shape[at]!.size),
  );
  const table = unlearned.map((row) => [...row]);
  const mean = unlearned.map((row) => [...row]);
  const square = unlearned.map((row) => [...row]);
  for (let step = 1; step <= steps; step++) {
    const gradient = table.map((row) => row.map((weight) => price * weight));
    scaled.forEach((clues, row) => {
      const said = weighClues(clues, table);
      gradient.forEach((of, which) => {
        const off = (said[which]! - (messages[row]!.which === which ? 1 : 0)) / count;
        for (let at = 0; at < clueCount; at++) of[at] = of[at]! + off * clues[at]!;
      });
    });
    table.forEach((row, which) => {
      for (let at = 0; at < clueCount; at++) {
        const g = gradient[which]![at]!;
        const m = (mean[which]![at] = 0.9 * mean[which]![at]! + 0.1 * g);
        const v = (square[which]![at] = 0.99 * square[which]![at]! + 0.01 * g * g);
        row[at] = row[at]! - (rate * m) / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.99 ** step)) + 1e-8);
      }
    });
  }
  return table.map((row) => {
    const raw = row.map((weight, at) => weight / shape[at]!.size);
    raw[0] =
      row[0]! -
      row.reduce(
        (sum, weight, at) => (at === 0 ? sum : sum + (weight * shape[at]!.mean) / shape[at]!.size),
        0,
      );
    return raw.map((weight) => Math.round(weight * precision) / precision);
  });
}
