// Changes when what is thought of a message becomes another score.
import { cuts, spoken } from './levels.ts';
import type { Verdict } from './second.ts';

/** So much likelier than neutral must a class be to be said as strongly as it sounds. */
const sureness = 0.3;

/**
 * From the first chance of the other sign on a message is said less strongly, from the second on at most slightly: what may as
 * well be meant the other way is no strong word. Chosen on the same rows as the next.
 */
const contrary = [0.08, 0.15] as const;

/**
 * What may be strong and meant the other way is not said at all, from this share of the chance of the sign that is likelier.
 * The lowest of 0.15, 0.1, 0.07, 0.05, 0.03 with which nine in ten of our training rows are right, each heard by a model that has
 * not read it: of 3,403 strong ones 13 have the wrong sign, where 22 had with 0.15.
 */
const hazard = 0.05;

/**
 * Of two signs that are nearly as likely, by this factor, the worse is said: who is angry is to be seen. Of 13,000 training rows it
 * turns 30, of which 12 are negative: less than 1 in 1,000 fewer are right.
 */
const tie = 1.1;
const isGlad = (negative: number, positive: number): boolean => positive > tie * negative;

/** @returns the place of a value between the borders, as a score between theirs. */
function between(value: number, low: number, high: number, from: number, to: number): number {
  const share = Math.max(0, Math.min(0.999, (value - low) / (high - low)));
  return from + share * (to - from);
}

/** @returns whether a message sounds strong, and may mean the opposite of what is likeliest. */
export function isTorn([veryNegative, less, , more, veryPositive]: Verdict): boolean {
  const [negative, positive] = [veryNegative + less, more + veryPositive];
  return isGlad(negative, positive) ? veryNegative > hazard * positive : veryPositive > hazard * negative;
}

/**
 * @returns -1 to 1. Its sign is that of the likeliest class, of two nearly as likely the worse; its size says how strongly that was
 * said. A neutral message leans a little to where it would go.
 * @param strength how strongly it is said, on the scale of the cuts.
 * @param strengthCuts where slight and plain end.
 */
export function scoreOf(verdict: Verdict, strength: number, strengthCuts: readonly [number, number]): number {
  const [veryNegative, less, neutral, more, veryPositive] = verdict;
  const [negative, positive] = [veryNegative + less, more + veryPositive];
  if ((neutral >= negative && neutral >= positive) || isTorn(verdict)) {
    return (positive - negative) * cuts[0] * 0.99;
  }
  const [first, second] = strengthCuts;
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
  return isGlad(negative, positive) ? size : -size;
}
