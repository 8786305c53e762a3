// Changes when what is told of the reasons for a score does.
import type { Role, Roles } from './fillers.ts';
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

/** What was felt in a message, in pieces that a reader takes for reasons, and what is of none of them. All in logits. */
export interface Felt {
  named: Share[];
  rest: number;
}

/** "Not at all satisfied": so far, in tokens, a "not" looks for its word. */
const reach = 4;

/**
 * @param shares what each token added; `bias` what is of none of them.
 * @returns words, emoji and runs of marks with what they added. "Not" and "very" are of one piece with their word; what only
 * holds a sentence together, addresses and plain marks are of the rest. Pieces do not overlap, and with the rest they add up
 * to the shares and the bias.
 */
export function phrased(
  tokens: readonly Token[],
  shares: ArrayLike<number>,
  roles: Roles,
  bias: number,
): Felt {
  const role = tokens.map(({ kind, text }): Role | 'alone' | 'wall' | 'gap' => {
    if (kind === 'word') return roles.of(text);
    if (kind === 'emoji' || (kind === 'mark' && stressed.test(text))) return 'alone';
    return kind === 'mark' && /^["«»„“”*_-]+$/.test(text) ? 'gap' : 'wall';
  });
  const head = role.map((one, at) => (one === 'word' || one === 'alone' ? at : -1));
  const walls = new Set(['alone', 'wall', undefined]);
  const take = (from: number, to: number, of: number): void => {
    for (let at = from; at <= to; at++) head[at] = of;
  };
  /** Joins a token with the next word. @param over what may stand between. */
  const forward = (at: number, over: ReadonlySet<unknown>): boolean => {
    for (let next = at + 1; next <= at + reach && !walls.has(role[next]); next++) {
      if (role[next] === 'word') {
        take(at, next - 1, next);
        return true;
      }
      if (!over.has(role[next])) return false;
    }
    return false;
  };
  /** Joins a token with the piece before it. */
  const backward = (at: number, far: number): boolean => {
    for (let before = at - 1; before >= at - far && !walls.has(role[before]); before--) {
      if (head[before] !== -1) {
        take(before + 1, at, head[before]!);
        return true;
      }
      if (role[before] !== 'filler' && role[before] !== 'gap') return false;
    }
    return false;
  };
  role.forEach((one, at) => {
    if (head[at] !== -1 || one === 'filler' || one === 'wall' || one === 'gap') return;
    if (one === 'more' || one === 'strong') {
      const joined = (roles.moreFollows && backward(at, 1)) || forward(at, beside);
      if (!joined && one === 'strong') head[at] = at;
    } else {
      const joined = one === 'after' ? backward(at, reach) : forward(at, between) || backward(at, reach - 1);
      if (!joined && one !== 'bare') head[at] = at;
    }
  });
  const pieces = new Map<number, Share>();
  let rest = bias;
  tokens.forEach(({ kind, start, end }, at) => {
    const weight = shares[at] ?? 0;
    const of = head[at]!;
    const piece = pieces.get(of);
    if (of === -1) rest += weight;
    else if (piece === undefined)
      pieces.set(of, { start, end, weight, source: kind === 'emoji' ? 'emoji' : 'model' });
    else pieces.set(of, { ...piece, end, weight: piece.weight + weight });
  });
  return { named: [...pieces.values()].filter(({ weight }) => weight !== 0), rest };
}
const beside = new Set<unknown>(['more', 'strong', 'not', 'bare', 'after', 'gap']);
const between = new Set<unknown>([...beside, 'filler']);

/** Less than this is nothing, in logits. */
const nothing = 1e-9;

/** Where a rule has spoken, it did at least this part of the score. */
const leastOfRules = 1 / 3;

/** What is to be told of a score. */
export interface Told {
  /** Rules first, then the strongest first; parts of the score. */
  reasons: Share[];
  /** What of the score is of none of them, so that all together are the score. */
  rest: number;
}

/**
 * @param felt what the model says of the words; its rest holds all else that the model says, such as where it starts from.
 * @param said the score by the model alone, `score` the one that rules made of it.
 * @param rules where rules hit, in the same units as the pieces.
 */
export function tellReasons(
  felt: Felt,
  said: number,
  score: number,
  rules: readonly { start: number; end: number }[],
): Told {
  const reasons = rules.length > 0 ? ruled(felt, said, score, rules) : strongest(felt, said);
  const kept = reasons.slice(0, mostReasons);
  return { reasons: kept, rest: score - kept.reduce((sum, { weight }) => sum + weight, 0) };
}

/** Whatever kind was said beside a rule is overruled, and is no reason for the result; what is within one is told as the rule. */
function ruled(
  { named }: Felt,
  said: number,
  score: number,
  rules: readonly { start: number; end: number }[],
): Share[] {
  const down = named.filter(({ weight }) => weight < 0);
  const beside = down.filter((share) => !rules.some((hit) => hit.start < share.end && share.start < hit.end));
  const sum = (shares: readonly Share[]): number => shares.reduce((all, { weight }) => all + weight, 0);
  const all = sum(down);
  const words =
    all < -nothing ? Math.min((Math.max(0, -said) * sum(beside)) / all, (1 - leastOfRules) * -score) : 0;
  const told = rules.map(
    ({ start, end }): Share => ({ start, end, weight: (score + words) / rules.length, source: 'rule' }),
  );
  if (words < nothing) return told.map((rule) => ({ ...rule, weight: score / rules.length }));
  const scale = -words / sum(beside);
  return [...told, ...ordered(beside).map((share) => ({ ...share, weight: share.weight * scale }))];
}

/** The pieces that did something, the strongest first. */
function ordered(shares: readonly Share[]): Share[] {
  const most = Math.max(0, ...shares.map(({ weight }) => Math.abs(weight)));
  return shares
    .filter(({ weight }) => Math.abs(weight) >= most * least)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start);
}

/**
 * Log-odds as parts of the score: in proportion, so that they add up to it. Where much speaks for both sides the parts would
 * be far larger than the score: then they are held to twice its size, and the rest makes up the difference.
 */
function strongest({ named, rest }: Felt, score: number): Share[] {
  const sizes = named.map(({ weight }) => Math.abs(weight));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  if (whole < nothing) return [];
  const sum = named.reduce((total, { weight }) => total + weight, rest);
  const size = Math.abs(score);
  const scale = Math.min(
    Math.abs(sum) < nothing ? Infinity : size / Math.abs(sum),
    (2 * size) / (whole + Math.abs(rest)),
    1 / Math.max(...sizes),
  );
  return ordered(named).map((share) => ({ ...share, weight: share.weight * scale }));
}
