// Changes when a session whose customer has become unhappy calls for the agent differently. Pure: rows in, marks out.
//
//   calm --reaches the threshold--> called (marked while not in view) --in view--> answered
//     ^                               ^------------- becomes worse, or falls again -----|
//     +---- neutral or better: only then may it pulse again ----------------------------+
import type { SentimentLevel } from '../../shared/sentiment/types.ts';
import { sentimentLevels } from '../../shared/sentiment/types.ts';
import { alertAfter, reaches } from '../../shared/sentiment/alert.ts';
import type { AlertAt } from './mood.ts';

/** One that has fallen below neutral. Others are not remembered. */
export interface Called {
  level: SentimentLevel;
  /** It wants to be looked at. */
  marked: boolean;
  /** It pulses now. */
  pulse: boolean;
  /** It has pulsed, or was not to, since its customer was calm last. */
  spent: boolean;
}
/** By conversation. The same object while nothing changes. */
export type Calls = ReadonlyMap<string, Called>;

/** What there is to look at. */
export interface Mooded {
  id: string;
  level: SentimentLevel;
}

/** What the marks depend on beside the rows. */
export interface CallRules {
  at: AlertAt;
  /** Conversations that are in view. */
  seen: ReadonlySet<string>;
  /** Nothing may move now: quiet rules, or the desk has only just been opened. */
  still: boolean;
}

export const noCalls: Calls = new Map();
const rank = (level: SentimentLevel): number => sentimentLevels.indexOf(level);
const neutral = rank('neutral');

/** @returns the marks after these rows. At most one pulses at a time, and none twice while its customer stays unhappy. */
export function nextCalls(before: Calls, rows: readonly Mooded[], { at, seen, still }: CallRules): Calls {
  const after = new Map<string, Called>();
  let pulsing = [...before.values()].some(({ pulse }) => pulse);
  for (const { id, level } of rows) {
    if (rank(level) >= neutral) continue;
    const old = before.get(id);
    const reached = reaches(level, at);
    const fresh = reached && (old === undefined || rank(level) < rank(old.level) || !reaches(old.level, at));
    const marked = reached && !seen.has(id) && (fresh || old?.marked === true);
    const wants = marked && level === 'veryNegative' && old?.spent !== true;
    const begins = wants && !still && !pulsing;
    pulsing ||= begins;
    after.set(id, {
      level,
      marked,
      pulse: begins || (marked && old?.pulse === true),
      spent: wants || old?.spent === true,
    });
  }
  return same(before, after) ? before : after;
}

/** @returns the marks after the pulse of one has ended. */
export function pulsed(calls: Calls, id: string): Calls {
  const one = calls.get(id);
  return one?.pulse === true ? new Map([...calls, [id, { ...one, pulse: false }]]) : calls;
}

/** Whom a supervisor was told of, and how unhappy they were at worst. Who is calm again is forgotten. */
export type Told = ReadonlyMap<string, SentimentLevel>;
export const nobodyTold: Told = new Map();

/** @returns who has fallen to the threshold, or further than was told before; and what is told with that. */
export function tellOf<T extends Mooded>(
  before: Told,
  rows: readonly T[],
  at: AlertAt,
): { told: Told; fresh: T[] } {
  const told = new Map<string, SentimentLevel>();
  const fresh: T[] = [];
  for (const row of rows) {
    const worst = before.get(row.id) ?? null;
    const now = alertAfter(worst, row.level, at);
    if (now === null) continue;
    told.set(row.id, now);
    if (now !== worst) fresh.push(row);
  }
  return { told, fresh };
}

function same(a: Calls, b: Calls): boolean {
  if (a.size !== b.size) return false;
  for (const [id, one] of b) {
    const other = a.get(id);
    if (other === undefined) return false;
    const { level, marked, pulse, spent } = other;
    if (one.level !== level || one.marked !== marked || one.pulse !== pulse || one.spent !== spent)
      return false;
  }
  return true;
}
