// Changes when it is learned in another way how messages add up to the mood of a conversation.
import { addUp, sumUp, type Talk } from '../../shared/sentiment/conversation.ts';
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

/** Exact counts most, within one next, far off is punished. */
const worth = (distance: number): number => (distance === 0 ? 1 : distance === 1 ? 0.35 : -0.3 * distance);

/** Where a border may lie. */
const grid = Array.from({ length: 91 }, (_, i) => -0.9 + i * 0.02);
/** A sum this far from a border counts as half beyond it: with a few hundred conversations a border is no sharper. */
const blur = 0.05;
/** Borders are at least this far apart. */
const apart = 0.04;

/**
 * @returns the six borders between sums and levels. How far off a level is, is how many borders are on the wrong side:
 * so each border is found by itself, softly, that no single conversation moves it.
 */
function fitCuts(sums: readonly { sum: number; level: number }[]): number[] {
  let before = -1;
  return [-2, -1, 0, 1, 2, 3].map((above) => {
    let best = { cut: before + apart, cost: Infinity };
    for (const cut of grid) {
      if (cut < before + apart) continue;
      let cost = 0;
      for (const { sum, level } of sums) {
        const beyond = 1 / (1 + Math.exp((cut - sum) / blur));
        cost += level >= above ? 1 - beyond : beyond;
      }
      if (cost < best.cost - 1e-9) best = { cut, cost };
    }
    before = best.cut;
    return Math.round(best.cut * 1000) / 1000;
  });
}

/** Every way of adding up that is tried. Few, so that little can be learned by heart. */
function* shapes(): Iterable<Omit<Talk, 'cuts'>> {
  for (const decay of [0.5, 0.6, 0.7, 0.8, 0.9])
    for (const newest of [1, 1.5, 2, 3])
      for (const prior of [0.15, 0.3, 0.6, 1.2, 2.4])
        for (const power of [0.7, 1, 1.4]) yield { decay, newest, prior, power };
}

/** Conversations are judged by borders that were found without them: in so many parts. */
const folds = 5;

/** What was learned, and how well the same way does on conversations that it has not seen. */
export interface LearnedTalk {
  talk: Talk;
  /** Shares, 0 to 1. */
  exact: number;
  withinOne: number;
}

/** @returns the way of adding up that does best on conversations that it was not fitted to, then fitted to all. */
export function learnTalk(talks: readonly ScoredTalk[]): LearnedTalk {
  let best: { shape: Omit<Talk, 'cuts'>; value: number; off: number[] } | undefined;
  const fitted = (some: readonly ScoredTalk[], shape: Omit<Talk, 'cuts'>): Talk => ({
    ...shape,
    cuts: fitCuts(
      some.map(({ scores, level }) => ({
        sum: addUp(scores.slice(-sentimentWindow), { ...shape, cuts: [] }),
        level,
      })),
    ),
  });
  for (const shape of shapes()) {
    const off = Array.from({ length: folds }, (_, fold) => {
      const talk = fitted(
        talks.filter((_one, index) => index % folds !== fold),
        shape,
      );
      return distances(
        talks.filter((_one, index) => index % folds === fold),
        talk,
      );
    }).flat();
    const value = off.reduce((sum, one) => sum + worth(one), 0);
    if (best === undefined || value > best.value) best = { shape, value, off };
  }
  const { shape, off } = best!;
  const share = (most: number): number => off.filter((one) => one <= most).length / off.length;
  return { talk: fitted(talks, shape), exact: share(0), withinOne: share(1) };
}
