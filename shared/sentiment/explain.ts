// Changes when what is told of the reasons for a score does.
import type { Token } from './tokens.ts';
import type { SentimentReason } from './types.ts';

/** At most so many reasons are told. */
export const mostReasons = 8;
/** A word that did less than this part of what the strongest did is no reason. */
const least = 0.12;

/** Marks that are heard. */
const stressed = /[!?؟]{2,}/;

/** A reason before it is known how strong the whole message is. */
export interface Share {
  start: number;
  end: number;
  /** Logits towards positive. */
  weight: number;
  source: SentimentReason['source'];
}

/** @returns what each word and emoji added, in order; most marks, and addresses, tell nobody anything. */
export function wordShares(tokens: readonly Token[], shares: ArrayLike<number>): Share[] {
  const found: Share[] = [];
  tokens.forEach(({ kind, text, start, end }, at) => {
    const weight = shares[at] ?? 0;
    if (weight === 0 || kind === 'name' || (kind === 'mark' && !stressed.test(text))) return;
    found.push({ start, end, weight, source: kind === 'emoji' ? 'emoji' : 'model' });
  });
  return found;
}

/**
 * @returns the strongest shares as parts of the score, strongest first. What speaks against the score is told only where
 * the score is something: of a neutral message nothing is told.
 */
export function strongest(shares: readonly Share[], score: number): Share[] {
  const most = Math.max(0, ...shares.map(({ weight }) => Math.abs(weight)));
  if (most === 0) return [];
  const whole = shares.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  return shares
    .filter(({ weight }) => Math.abs(weight) >= most * least)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
    .slice(0, mostReasons)
    .map((share) => ({ ...share, weight: (share.weight / whole) * Math.abs(score) }));
}
