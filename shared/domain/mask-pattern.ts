// Says whether a regular expression may be used as a rule of masking: one that can never take long, or why not.
//
// Backtracking tries, at each place of a text, at most as many ways as the pattern can be matched in. So that is what is
// counted: a choice adds its ways, a sequence multiplies them, and something repeated has the ways of every count. What
// may repeat without end repeats at most 32 times here. A repeated repetition has more ways than atoms in the world, and
// is refused by the same count.

/** The pattern to search with, or what is wrong with it. */
export type CheckedPattern =
  | { ok: true; regex: RegExp }
  | { ok: false; why: 'syntax' | 'unsupported' | 'nested' | 'tooManyWays' | 'empty' };

const mostRepeats = 32;
/** With texts of 16,000 characters, some 20 million steps at most: a few hundredths of a second. */
const mostWays = 1_100;

/** Thrown while a pattern is read. */
class Wrong extends Error {
  readonly why: 'syntax' | 'unsupported' | 'nested';
  constructor(why: 'syntax' | 'unsupported' | 'nested') {
    super(why);
    this.why = why;
  }
}

/** A part of a pattern: rewritten, in how many ways it matches, and whether it repeats or chooses within. */
interface Part {
  source: string;
  ways: number;
  varies: boolean;
  /** Whether it can match nothing. */
  empty: boolean;
}

const known = new Map<string, CheckedPattern>();

/** @param source a regular expression as in JavaScript, without flags: case does not matter. */
export function checkPattern(source: string): CheckedPattern {
  const before = known.get(source);
  if (before !== undefined) return before;
  const checked = check(source);
  if (known.size > 200) known.clear();
  known.set(source, checked);
  return checked;
}

function check(source: string): CheckedPattern {
  try {
    // Whether it is one at all.
    void new RegExp(source, 'u');
  } catch {
    return { ok: false, why: 'syntax' };
  }
  try {
    const reader = { source, at: 0 };
    const part = choice(reader);
    if (reader.at < source.length) return { ok: false, why: 'syntax' };
    if (part.empty) return { ok: false, why: 'empty' };
    if (part.ways > mostWays) return { ok: false, why: 'tooManyWays' };
    return { ok: true, regex: new RegExp(part.source, 'giu') };
  } catch (error) {
    return { ok: false, why: error instanceof Wrong ? error.why : 'syntax' };
  }
}

interface Reader {
  source: string;
  at: number;
}

function choice(reader: Reader): Part {
  const parts = [sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    parts.push(sequence(reader));
  }
  return {
    source: parts.map((part) => part.source).join('|'),
    ways: parts.reduce((sum, part) => sum + part.ways, 0),
    varies: parts.length > 1 || parts.some((part) => part.varies),
    empty: parts.some((part) => part.empty),
  };
}

function sequence(reader: Reader): Part {
  const all: Part = { source: '', ways: 1, varies: false, empty: true };
  for (;;) {
    const next = reader.source[reader.at];
    if (next === undefined || next === '|' || next === ')') return all;
    const part = repeated(reader, atom(reader));
    all.source += part.source;
    all.ways *= part.ways;
    all.varies ||= part.varies;
    all.empty &&= part.empty;
  }
}

function atom(reader: Reader): Part {
  const rest = reader.source.slice(reader.at);
  if (rest.startsWith('(')) {
    if (/^\(\?(?!:)/.test(rest)) throw new Wrong('unsupported');
    reader.at += rest.startsWith('(?:') ? 3 : 1;
    const inner = choice(reader);
    if (reader.source[reader.at] !== ')') throw new Wrong('syntax');
    reader.at += 1;
    return { ...inner, source: `(?:${inner.source})` };
  }
  if (/^\\(?:[1-9]|k<)/.test(rest)) throw new Wrong('unsupported');
  const match = /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[0-9a-f]+\}|\\u[0-9a-f]{4}|\\.|.)/isu.exec(
    rest,
  );
  if (match === null) throw new Wrong('syntax');
  reader.at += match[0].length;
  const place = /^(?:\^|\$|\\[bB])$/.test(match[0]);
  return { source: match[0], ways: 1, varies: false, empty: place };
}

function repeated(reader: Reader, part: Part): Part {
  const match = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(reader.source.slice(reader.at));
  if (match === null) return part;
  reader.at += match[0].length;
  const sign = match[0][0];
  let least = sign === '+' ? 1 : 0;
  let most = sign === '?' ? 1 : mostRepeats;
  if (sign === '{') {
    least = Number(match[1]);
    most = match[2] === undefined ? least : match[3] === '' ? least + mostRepeats : Number(match[3]);
  }
  if (part.varies && most > 1) throw new Wrong('nested');
  const lazy = match[0].length > 1 && match[0].endsWith('?') ? '?' : '';
  return {
    source: `${part.source}{${String(least)},${String(most)}}${lazy}`,
    ways: part.ways * (most - least + 1),
    varies: part.varies || most > least,
    empty: part.empty || least === 0,
  };
}
