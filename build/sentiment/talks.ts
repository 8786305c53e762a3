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

/** @returns the six borders that fit best between sums and levels, found one after the other until nothing moves. */
function bestCuts(sums: readonly { sum: number; level: number }[]): { cuts: number[]; value: number } {
  const grid = Array.from({ length: 91 }, (_, i) => -0.9 + i * 0.02);
  let cuts = [-0.6, -0.35, -0.1, 0.1, 0.35, 0.6];
  const value = (some: readonly number[]): number =>
    sums.reduce((total, { sum, level }) => {
      let step = -3;
      for (const cut of some) if (sum >= cut) step += 1;
      return total + worth(Math.abs(step - level));
    }, 0);
  let best = value(cuts);
  for (let pass = 0; pass < 6; pass++) {
    const before = best;
    for (let i = 0; i < 6; i++) {
      for (const cut of grid) {
        if (i > 0 && cut <= cuts[i - 1]! + 0.02) continue;
        if (i < 5 && cut >= cuts[i + 1]! - 0.02) continue;
        const tried = cuts.with(i, cut);
        const now = value(tried);
        if (now > best) [best, cuts] = [now, tried];
      }
    }
    if (best === before) break;
  }
  return { cuts, value: best };
}

/** @returns the way of adding up that fits the conversations best. A small grid, so that little can be learned by heart. */
export function learnTalk(talks: readonly ScoredTalk[]): Talk {
  let best: { talk: Talk; value: number } | undefined;
  for (const decay of [0.5, 0.6, 0.7, 0.8, 0.9]) {
    for (const newest of [1, 1.5, 2, 3]) {
      for (const prior of [0.15, 0.3, 0.6]) {
        for (const power of [0.7, 1]) {
          const talk: Talk = { decay, newest, prior, power, cuts: [-0.6, -0.35, -0.1, 0.1, 0.35, 0.6] };
          const sums = talks.map(({ scores, level }) => ({
            sum: addUp(scores.slice(-sentimentWindow), talk),
            level,
          }));
          const { cuts, value } = bestCuts(sums);
          if (best === undefined || value > best.value) best = { talk: { ...talk, cuts }, value };
        }
      }
    }
  }
  return best!.talk;
}
