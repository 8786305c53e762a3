// Changes when the weights are applied to a message in another way.
import { eachFeature, kind, kinds, type FeatureInput } from './features.ts';
import { slot, tagged } from './hash.ts';
import type { Judged } from './languages.ts';
import { findPlace } from './places.ts';
import type { Valence } from './read.ts';
import { decodeTable, type Weights } from './weights.ts';
import { createValence, languageTag, supportTag } from './words.ts';

/**
 * What was written where: messages to support are calm about problems, other texts are not. `auto` tells by the text how
 * much of either it is.
 */
export type Domain = 'auto' | 'support' | 'general';

/** The model's view of one message. */
export interface Opinion {
  /** Log-odds of negative and of positive against neutral. */
  negative: number;
  positive: number;
  /** How strongly it is said, on the scale of the weights' own cuts. */
  strength: number;
  /** How much it is taken to be written to support, 0 to 1. */
  support: number;
  /**
   * What each token added to `positive - negative`. Their sum and `rest` are that difference exactly, but for rounding:
   * `rest` is the bias and what is of the message as a whole.
   */
  shares: Float64Array;
  rest: number;
  /** What the features of each kind added to `negative` and to `positive`, two numbers a kind. */
  byKind: Float64Array;
}

/** How much a feature counts that occurs several times. */
export const timesTable = Float64Array.from({ length: 256 }, (_, times) =>
  times === 0 ? 0 : 1 + Math.log(times),
);

/** Places for distinct features; more than a message of the longest length that is read can have, which is about 12,000. */
const room = 1 << 14;

/** So many features are kept with what was found of them, and so many codes are kept of each. */
const known = 1 << 14;
const codesEach = 8;

/** Applies weights to messages. Holds scratch memory and no state. */
export interface Model {
  judge(input: FeatureInput, language: Judged | 'und', domain: Domain): Opinion;
  valence: Valence;
}

/** @returns the model with these weights. */
export function createModel(weights: Weights): Model {
  const { description, marks, polarity, strength, gate, wordHashes, wordValues } = weights;
  const decode = decodeTable(description.polarity.scale);
  const decodeStrength = decodeTable(description.strength.scale);
  const decodeGate = decodeTable(description.gate.scale);
  // A small hash table that is never cleared: an entry counts only with this round's number.
  const keys = new Int32Array(room);
  const rounds = new Uint32Array(room);
  const entries = new Uint32Array(room);
  let round = 0;
  let ids = new Int32Array(4096);
  let times = new Uint32Array(4096);
  let kindOf = new Uint8Array(4096);
  let seenAs = new Uint32Array(8192);
  let seenFrom = new Int32Array(8192);
  let seenTo = new Int32Array(8192);
  /** What each distinct feature adds to the difference, per occurrence. */
  let each = new Float64Array(4096);

  /** What was looked up last: ids, their languages, and the codes that were found. */
  const recalledIds = new Int32Array(known);
  const recalledTags = new Uint8Array(known);
  const recalled = new Uint8Array(known * codesEach);

  function collect(input: FeatureInput): { distinct: number; seen: number } {
    let distinct = 0;
    let seen = 0;
    round += 1;
    eachFeature(input, (hash, of, from, to) => {
      let at = (hash ^ (hash >>> 16)) & (room - 1);
      while (rounds[at] === round && keys[at] !== hash) at = (at + 1) & (room - 1);
      if (rounds[at] !== round) {
        if (distinct === room - 1) return;
        rounds[at] = round;
        keys[at] = hash;
        entries[at] = distinct;
        if (distinct === ids.length) {
          ids = doubled(ids, Int32Array);
          times = doubled(times, Uint32Array);
          kindOf = doubled(kindOf, Uint8Array);
        }
        ids[distinct] = hash;
        times[distinct] = 0;
        kindOf[distinct] = of;
        distinct += 1;
      }
      if (seen === seenAs.length) {
        seenAs = doubled(seenAs, Uint32Array);
        seenFrom = doubled(seenFrom, Int32Array);
        seenTo = doubled(seenTo, Int32Array);
      }
      const entry = entries[at]!;
      times[entry] = times[entry]! + 1;
      seenAs[seen] = entry;
      seenFrom[seen] = from;
      seenTo[seen] = to;
      seen += 1;
    });
    return { distinct, seen };
  }

  /** Writes the two codes of a feature, 0 and 0 where it has no weight. */
  function recallPolarity(hash: number, to: number): void {
    const place = findPlace(marks, hash);
    recalled[to] = place < 0 ? 0 : polarity[2 * place]!;
    recalled[to + 1] = place < 0 ? 0 : polarity[2 * place + 1]!;
  }

  /**
   * @returns where in `recalled` the codes of a feature stand: for all, for the language, for support, two each, then how strong it
   * is, and whether it is of support. The tables are too large for a processor's caches, and most features of a sentence have
   * just been looked up for the whole message.
   */
  function recall(id: number, tag: number): number {
    const at = (id ^ (id >>> 13)) & (known - 1);
    const to = at * codesEach;
    if (recalledIds[at] === id && recalledTags[at] === tag + 1) return to;
    recalledIds[at] = id;
    recalledTags[at] = tag + 1;
    recallPolarity(id, to);
    if (tag === 0) recalled.fill(0, to + 2, to + 4);
    else recallPolarity(tagged(id, tag), to + 2);
    recallPolarity(tagged(id, supportTag), to + 4);
    recalled[to + 6] = strength[slot(id, strength.length)]!;
    recalled[to + 7] = gate[slot(id, gate.length)]!;
    return to;
  }

  /** @returns how much a text with the features just collected is written to support, 0 to 1. */
  function supportShare(distinct: number, tag: number): number {
    let square = 0;
    let said = 0;
    for (let i = 0; i < distinct; i++) {
      const value = timesTable[Math.min(255, times[i]!)]!;
      square += value * value;
      said += value * decodeGate[recalled[recall(ids[i]!, tag) + 7]!]!;
    }
    return 1 / (1 + Math.exp(-(said / Math.sqrt(square || 1) + description.gateBias)));
  }

  function judge(input: FeatureInput, language: Judged | 'und', domain: Domain): Opinion {
    const { distinct, seen } = collect(input);
    const tag = languageTag(language);
    const support = domain === 'auto' ? supportShare(distinct, tag) : domain === 'support' ? 1 : 0;
    const copies = 1 + (tag === 0 ? 0 : 1) + support * support;
    let square = 0;
    let how = 0;
    const byKind = new Float64Array(2 * kinds);
    if (each.length < distinct) each = new Float64Array(ids.length);
    for (let i = 0; i < distinct; i++) {
      const id = ids[i]!;
      const value = timesTable[Math.min(255, times[i]!)]!;
      square += value * value;
      const at = recall(id, tag);
      const down = decode[recalled[at]!]! + decode[recalled[at + 2]!]! + support * decode[recalled[at + 4]!]!;
      const up =
        decode[recalled[at + 1]!]! + decode[recalled[at + 3]!]! + support * decode[recalled[at + 5]!]!;
      const side = 2 * kindOf[i]!;
      byKind[side] = byKind[side]! + value * down;
      byKind[side + 1] = byKind[side + 1]! + value * up;
      how += value * decodeStrength[recalled[at + 6]!]!;
      each[i] = (value * (up - down)) / times[i]!;
    }
    const norm = 1 / Math.sqrt(square * copies || 1);
    const [generalDown, generalUp] = description.general[tag - 1] ?? [0, 0];
    const biasDown = description.bias[0] + support * description.support[0] + (1 - support) * generalDown;
    const biasUp = description.bias[1] + support * description.support[1] + (1 - support) * generalUp;
    let negative = 0;
    let positive = 0;
    for (let side = 0; side < byKind.length; side += 2) {
      negative += byKind[side] = byKind[side]! * norm;
      positive += byKind[side + 1] = byKind[side + 1]! * norm;
    }
    const shares = new Float64Array(input.tokens.length);
    let rest = biasUp - biasDown;
    let listed = 0;
    for (let i = 0; i < seen; i++) {
      const entry = seenAs[i]!;
      const share = each[entry]! * norm;
      const of = kindOf[entry]!;
      if (of === kind.whole) rest += share;
      else if (of === kind.lists) listed += share;
      else {
        const from = seenFrom[i]!;
        const to = seenTo[i]!;
        shares[from] = shares[from]! + share / 2;
        shares[to] = shares[to]! + share / 2;
      }
    }
    rest += credit(input, listed, shares);
    return {
      negative: negative + biasDown,
      positive: positive + biasUp,
      strength: how / Math.sqrt(square || 1),
      support,
      shares,
      rest,
      byKind,
    };
  }

  return { judge, valence: createValence(wordHashes, wordValues) };
}

/** Gives what the lists said to the words they know, by how much they weigh. @returns what is left when they know none. */
function credit({ values, foreign }: FeatureInput, listed: number, shares: Float64Array): number {
  const weight = (at: number): number => Math.abs(values[at] ?? 0) + Math.abs(foreign[at] ?? 0);
  let whole = 0;
  for (let at = 0; at < shares.length; at++) whole += weight(at);
  if (whole === 0) return listed;
  for (let at = 0; at < shares.length; at++) shares[at] = shares[at]! + (listed * weight(at)) / whole;
  return 0;
}

function doubled<T extends Uint32Array | Int32Array | Uint8Array>(
  old: T,
  array: new (length: number) => T,
): T {
  const larger = new array(old.length * 2);
  larger.set(old);
  return larger;
}
