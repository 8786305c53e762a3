// Changes when it is learned in another way how the mood of a conversation moves with its messages.
import { moods, sumUp, type Talk } from '../../shared/sentiment/conversation.ts';
import { sentimentLevels, sentimentWindow } from '../../shared/sentiment/types.ts';

/** The scores of a conversation's messages, and its level from -3 to 3. */
export interface ScoredTalk {
  scores: number[];
  level: number;
}

/** @returns how many levels lie between what is said and what is labelled, for each conversation. */
export function distances(talks: readonly ScoredTalk[], talk: Talk): number[] {
  return talks.map(({ scores, level }) =>
    Math.abs(sentimentLevels.indexOf(sumUp(scores, talk).level) - 3 - level),
  );
}

/** What a level is worth that is so many away: exact counts most, two away is what must not be. */
const worth = [1, 0.65, -0.7, -1.2, -1.6, -2, -2.4] as const;

/** Where a border may lie. */
const grid = Array.from({ length: 91 }, (_, i) => -0.9 + i * 0.02);
/** A sum this far from a border counts as half beyond it: with a few hundred conversations a border is no sharper. */
const blur = 0.05;
/** Borders are at least so many places of the grid apart. */
const apart = 2;

/** @returns the six borders between sums and levels that are worth most, softly, so that no single conversation moves them. */
function fitCuts(talks: readonly { sum: number; level: number }[]): number[] {
  /** How much of each conversation lies beyond each border. */
  const beyond = grid.map((cut) => talks.map(({ sum }) => 1 / (1 + Math.exp((cut - sum) / blur))));
  let before = -apart;
  const cuts = [-2, -1, 0, 1, 2, 3].map((above) => {
    // What it is worth to say this level and not the one below. Passing each border adds its own: each is found by itself.
    const gains = talks.map(
      ({ level }) => worth[Math.abs(above - level)]! - worth[Math.abs(above - 1 - level)]!,
    );
    let best = { at: Math.min(before + apart, grid.length - 1), value: -Infinity };
    for (let at = before + apart; at < grid.length; at++) {
      const value = gains.reduce((sum, one, i) => sum + one * beyond[at]![i]!, 0);
      if (value > best.value + 1e-9) best = { at, value };
    }
    before = best.at;
    return best.at;
  });
  return cuts.map((at) => Math.round(grid[at]! * 1000) / 1000);
}

type Shape = Omit<Talk, 'cuts'>;

/** What is tried for each number, one after the other, and again. Few, so that little can be learned by heart. */
const choices: { [Key in keyof Shape]: readonly number[] } = {
  // Not less: two messages that say nothing must not make an angry customer a calm one, and too few conversations show that.
  fadeBad: [0.8, 0.85, 0.9, 0.95],
  fadeGood: [0.5, 0.6, 0.7, 0.8, 0.9],
  gain: [0, 0.1, 0.2, 0.3, 0.45],
  pull: [0.4, 0.55, 0.7, 0.85],
  turnBad: [1, 1.5, 2, 3, 5],
  turnGood: [1, 1.5, 2, 3, 5],
  power: [0.7, 1, 1.4],
};
/** Where the search begins. */
export const plainTalk: Shape = {
  fadeBad: 0.9,
  fadeGood: 0.7,
  gain: 0.2,
  pull: 0.7,
  turnBad: 2,
  turnGood: 2,
  power: 1,
};
const rounds = 2;
/** What another number must be worth more than the one before it, as a share of all conversations. */
const margin = 0.002;

/** Conversations are judged by borders that were found without them: in so many parts, which are drawn in so many ways. */
const folds = 5;
const draws = 4;
/** Neighbours are in different parts in each of the draws, so that every part has all languages. */
const partOf = (index: number, draw: number): number => (index + draw * Math.floor(index / folds)) % folds;

/** What was learned, and how well the same way does on conversations that it has not seen. */
export interface LearnedTalk {
  talk: Talk;
  /** Shares, 0 to 1. */
  exact: number;
  withinOne: number;
}

/** @returns a way of adding up with the borders that fit these conversations best. */
export function fitTalk(talks: readonly ScoredTalk[], shape: Shape): Talk {
  const sums = talks.map(({ scores, level }) => ({
    sum: moods(scores.slice(-sentimentWindow), { ...shape, cuts: [] }).at(-1) ?? 0,
    level,
  }));
  return { ...shape, cuts: fitCuts(sums) };
}

/** @returns how far off conversations are that the borders were not fitted to, once for each draw. */
function unseen(talks: readonly ScoredTalk[], shape: Shape): number[] {
  return Array.from({ length: draws * folds }, (_, at) => {
    const [draw, fold] = [Math.floor(at / folds), at % folds];
    const isLeft = (index: number): boolean => partOf(index, draw) === fold;
    return distances(
      talks.filter((_one, index) => isLeft(index)),
      fitTalk(
        talks.filter((_one, index) => !isLeft(index)),
        shape,
      ),
    );
  }).flat();
}

/**
 * @returns the way of adding up that does best on conversations that it was not fitted to, then fitted to all.
 * @param unread as heard by a model that has not read their messages: of these the shares are told.
 * @param read the same as heard by the model that is shipped, which is surer; both count as much. By the unread alone, turns would be
 * taken for noise that are none.
 */
export function learnTalk(unread: readonly ScoredTalk[], read: readonly ScoredTalk[]): LearnedTalk {
  const worthOf = (off: readonly number[]): number =>
    off.reduce((sum, one) => sum + worth[one]!, 0) / off.length;
  const valueOf = (shape: Shape) => {
    const off = unseen(unread, shape);
    return { shape, off, value: (worthOf(off) + worthOf(unseen(read, shape))) / 2 };
  };
  let best = valueOf(plainTalk);
  for (let round = 0; round < rounds; round++) {
    for (const key of Object.keys(choices) as (keyof Shape)[]) {
      for (const choice of choices[key]) {
        const shape = { ...best.shape, [key]: choice };
        if (choice === best.shape[key] || shape.gain + shape.pull > 1) continue;
        const other = valueOf(shape);
        if (other.value > best.value + margin) best = other;
      }
    }
  }
  const share = (most: number): number => best.off.filter((one) => one <= most).length / best.off.length;
  return { talk: fitTalk([...unread, ...read], best.shape), exact: share(0), withinOne: share(1) };
}
