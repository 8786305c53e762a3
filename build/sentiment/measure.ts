// Changes when it is measured in another way how often the engine is right.
import { sentimentLevels, type ExplainingEngine } from '../../shared/sentiment/types.ts';
import type { DataSet, LabelledTalk } from './data.ts';

/** Class a level belongs to: 0 negative, 1 neutral, 2 positive. */
export const classOf = (level: string): number => {
  const step = sentimentLevels.findIndex((one) => one === level) - 3;
  return Math.sign(step) + 1;
};

/** What was said about each text of a set. */
export interface Answers {
  set: DataSet;
  said: number[];
  steps: number[];
  languages: string[];
}

/** Asks the engine as a desk would. @param mode `model`: the likeliest class of the general model, before any rule. */
export function ask(
  engine: ExplainingEngine,
  set: DataSet,
  hinted: boolean,
  mode: 'product' | 'model',
): Answers {
  const answers: Answers = { set, said: [], steps: [], languages: [] };
  for (const text of set.texts) {
    const hint = hinted ? set.language : undefined;
    if (mode === 'model') {
      const { negative, neutral, positive, language } = engine.explain(text, hint, 'general');
      answers.said.push(negative > neutral && negative >= positive ? 0 : positive > neutral ? 2 : 1);
      answers.languages.push(language);
      continue;
    }
    const { level, language } = engine.message(text, hint, set.answers);
    answers.said.push(classOf(level));
    answers.steps.push(sentimentLevels.indexOf(level) - 3);
    answers.languages.push(language);
  }
  return answers;
}

/** @returns how often each class (row) was taken for each (column). */
export function confusion(labels: readonly number[], said: readonly number[]): number[][] {
  const table = [0, 1, 2].map(() => [0, 0, 0]);
  labels.forEach((label, i) => (table[label]![said[i]!]! += 1));
  return table;
}

/** @returns the F1 of the classes that occur, averaged, in percent. */
export function macroF1(labels: readonly number[], said: readonly number[]): number {
  const table = confusion(labels, said);
  const each = [0, 1, 2].flatMap((one) => {
    const truth = table[one]!.reduce((sum, n) => sum + n, 0);
    if (truth === 0) return [];
    const claimed = table.reduce((sum, row) => sum + row[one]!, 0);
    return [(2 * table[one]![one]!) / (truth + claimed)];
  });
  return (100 * each.reduce((sum, one) => sum + one, 0)) / each.length;
}

/** @returns how many are right, in percent. */
export function accuracy(labels: readonly number[], said: readonly number[]): number {
  return (100 * labels.filter((label, i) => label === said[i]).length) / labels.length;
}

/** @returns texts that are strong and were taken for the opposite, by `least` levels or more. */
export function flipped({ set, steps }: Answers, least = 1): string[] {
  return set.texts.filter(
    (_, i) =>
      Math.abs(set.levels![i]!) === 3 && set.levels![i]! * steps[i]! < 0 && Math.abs(steps[i]!) >= least,
  );
}

/** Levels of conversations: how far off, for each. */
export function talkDistances(engine: ExplainingEngine, talks: readonly LabelledTalk[]): number[] {
  return talks.map(({ messages, language, level }) => {
    const scores = messages.map((text, at) => engine.message(text, language, at > 0).score);
    return Math.abs(sentimentLevels.indexOf(engine.conversation(scores).level) - 3 - level);
  });
}
