// Changes when what the model says of a message becomes another score.
import { cuts, spoken } from './levels.ts';
import type { Opinion } from './model.ts';

/** Probabilities of negative, neutral and positive. They add up to 1. */
export type Chances = readonly [negative: number, neutral: number, positive: number];

/** @returns the probabilities behind an opinion. */
export function chancesOf({ negative, positive }: Pick<Opinion, 'negative' | 'positive'>): Chances {
  const most = Math.max(0, negative, positive);
  const down = Math.exp(negative - most);
  const none = Math.exp(-most);
  const up = Math.exp(positive - most);
  const sum = down + none + up;
  return [down / sum, none / sum, up / sum];
}

/** So much likelier than neutral must a class be to be said as strongly as it sounds. */
const sureness = 0.3;

/**
 * From the first chance of the other sign on a message is said less strongly, from the second on at most slightly: what may as
 * well be meant the other way is no strong word. Chosen on an inner fifth of our rows.
 */
const contrary = [0.15, 0.25] as const;

/** @returns the place of a value between the borders, as a score between theirs. */
function between(value: number, low: number, high: number, from: number, to: number): number {
  const share = Math.max(0, Math.min(0.999, (value - low) / (high - low)));
  return from + share * (to - from);
}

/**
 * @returns -1 to 1. Its sign is that of the likeliest class, its size says how strongly that was said; a neutral message
 * leans a little to where it would go.
 */
export function scoreOf(opinion: Opinion, strengthCuts: readonly [number, number]): number {
  const [negative, neutral, positive] = chancesOf(opinion);
  if (neutral >= negative && neutral >= positive) return (positive - negative) * cuts[0] * 0.99;
  const [first, second] = strengthCuts;
  const { strength } = opinion;
  const gap = second - first;
  const strong =
    strength < first
      ? between(strength, first - gap, first, cuts[0], cuts[1])
      : strength < second
        ? between(strength, first, second, cuts[1], cuts[2])
        : between(strength, second, second + gap, cuts[2], spoken);
  // What is hardly likelier than neutral is at most slight.
  const sure = Math.min(1, (Math.max(positive, negative) - neutral) / sureness);
  const other = between(Math.min(positive, negative), contrary[0], contrary[1], spoken, cuts[1] * 0.95);
  const size = Math.min(cuts[0] + (strong - cuts[0]) * sure, other);
  return positive > negative ? size : -size;
}
