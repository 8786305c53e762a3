// Changes when it is learned in another way how a message and its sentences are weighed against each other.
import { createModel } from '../../shared/sentiment/model.ts';
import { cut, read } from '../../shared/sentiment/read.ts';
import { clueCount, cluesOf, hearSentences, shownBy } from '../../shared/sentiment/second.ts';
import { readWeights } from '../../shared/sentiment/weights.ts';
import type { Lesson } from './polarity.ts';

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
 * @returns the rows of these lessons as the second judgement sees them.
 * @param file weights that have not learned from them: of what it has read a model is far too sure.
 */
export function weighUnread(
  file: Uint8Array,
  lessons: readonly Pick<Lesson, 'language' | 'texts' | 'levels' | 'answers'>[],
): Weighed[] {
  const weights = readWeights(file);
  const model = createModel(weights);
  return lessons.flatMap(({ language, texts, levels, answers = false }) =>
    texts.map((text, row) => {
      const reading = read(text, cut(text), language, model.valence);
      const whole = model.judge(reading.input, language, 'auto');
      const each = hearSentences(model, reading, whole, language);
      const shown = shownBy(reading.tokens, answers);
      const clues = cluesOf(whole, each, shown, weights.description.strengthCuts);
      return { clues, which: fiveOf(levels?.[row] ?? 0) };
    }),
  );
}

const steps = 600;
const rate = 0.05;
/** Keeps weights small that a few thousand messages say little of. */
const price = 1e-3;
/** Weights are written with so many places. */
const precision = 1e4;

/** Each clue less its mean, by how much it varies: then one step suits all of them. */
interface Scale {
  mean: number;
  size: number;
}

function scalesOf(messages: readonly Weighed[]): Scale[] {
  const mean = (value: (clues: number[]) => number): number =>
    messages.reduce((sum, { clues }) => sum + value(clues), 0) / messages.length;
  return Array.from({ length: clueCount }, (_, at) => {
    if (at === 0) return { mean: 0, size: 1 };
    const middle = mean((clues) => clues[at]!);
    return { mean: middle, size: Math.sqrt(mean((clues) => (clues[at]! - middle) ** 2)) + 1e-9 };
  });
}

/** Writes how the loss grows with each weight. @param scaled one row of clues for each message. */
function descent(
  scaled: Float64Array,
  which: Uint8Array,
  weights: Float64Array,
  gradient: Float64Array,
): void {
  const odds = new Float64Array(5);
  gradient.forEach((_, i) => (gradient[i] = price * weights[i]!));
  for (let row = 0; row < which.length; row++) {
    const from = row * clueCount;
    let highest = -Infinity;
    for (let one = 0; one < 5; one++) {
      let said = 0;
      for (let at = 0; at < clueCount; at++) said += weights[one * clueCount + at]! * scaled[from + at]!;
      odds[one] = said;
      highest = Math.max(highest, said);
    }
    let sum = 0;
    for (let one = 0; one < 5; one++) sum += odds[one] = Math.exp(odds[one]! - highest);
    for (let one = 0; one < 5; one++) {
      const off = (odds[one]! / sum - (which[row] === one ? 1 : 0)) / which.length;
      for (let at = 0; at < clueCount; at++) {
        const place = one * clueCount + at;
        gradient[place] = gradient[place]! + off * scaled[from + at]!;
      }
    }
  }
}

/** @returns the table of the second judgement: softmax regression by Adam on all messages at once, on clues of one size. */
export function learnSecond(messages: readonly Weighed[]): number[][] {
  const scales = scalesOf(messages);
  const scaled = Float64Array.from(
    messages.flatMap(({ clues }) => clues.map((clue, at) => (clue - scales[at]!.mean) / scales[at]!.size)),
  );
  const which = Uint8Array.from(messages, (one) => one.which);
  const weights = new Float64Array(5 * clueCount);
  const gradient = new Float64Array(weights.length);
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  for (let step = 1; step <= steps; step++) {
    descent(scaled, which, weights, gradient);
    gradient.forEach((g, i) => {
      const m = (mean[i] = 0.9 * mean[i]! + 0.1 * g);
      const v = (square[i] = 0.99 * square[i]! + 0.01 * g * g);
      weights[i] = weights[i]! - (rate * m) / (1 - 0.9 ** step) / (Math.sqrt(v / (1 - 0.99 ** step)) + 1e-8);
    });
  }
  return unlearned.map((_, one) => {
    const row = scales.map(({ size }, at) => weights[one * clueCount + at]! / size);
    row[0] = row.reduce((sum, weight, at) => sum - weight * scales[at]!.mean, row[0]!);
    return row.map((weight) => Math.round(weight * precision) / precision);
  });
}
