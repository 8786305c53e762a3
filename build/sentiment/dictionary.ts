// Changes when it is chosen in another way which features are learned at all.
import { tagged } from '../../shared/sentiment/hash.ts';
import { timesTable } from '../../shared/sentiment/model.ts';
import { languageTag, supportTag } from '../../shared/sentiment/words.ts';
import type { Lesson } from './polarity.ts';

/** A lesson in the numbers of a {@link Dictionary}: text i has `ids[from[i]]` to `ids[from[i + 1]]`, those it knows. */
export interface Numbered {
  from: Uint32Array;
  ids: Uint32Array;
  counts: Uint8Array;
  /** The squares of all values of a text together, of the features that are not known among them. */
  squares: Float64Array;
}

/** The features that occur often enough, each with a place for its weights: for all, for some languages, perhaps for support. */
export interface Dictionary {
  lessons: Numbered[];
  /** Under which hash the weights of each place are found. */
  hashes: Uint32Array;
  /** How often what stands at a place occurs, each text counted as the learner counts it. */
  often: Float32Array;
  /** By tag: where the copy of a feature lies; 0 for none, as place 0 is of a feature for all. */
  copies: ReadonlyMap<number, Uint32Array>;
}

/** How often a feature must occur to be learned: what occurs once is a text learned by heart. */
export interface Least {
  /** In all texts. */
  shared: number;
  /** Among those of one language. */
  language: number;
  /** Among those to support. */
  support: number;
}

/** A table of hashes that only grows: open addressing, twice as many places as there are hashes at most. */
export interface Tally {
  keys: Uint32Array;
  times: Uint16Array;
  /** @returns where a hash stands, or the place that is free for it. */
  find(hash: number): number;
}

/** @returns an empty table for less than `2 ** bits` hashes. A place is free where `times` is 0. */
export function createTally(bits: number): Tally {
  const size = 2 ** bits;
  const keys = new Uint32Array(size);
  const times = new Uint16Array(size);
  return {
    keys,
    times,
    find: (hash) => {
      let at = (hash ^ (hash >>> 15)) & (size - 1);
      while (times[at] !== 0 && keys[at] !== hash) at = (at + 1) & (size - 1);
      return at;
    },
  };
}

const most = 65_535;

function count(lessons: readonly Lesson[]): Tally {
  const rows = lessons.reduce((sum, { sparse }) => sum + sparse.ids.length, 0);
  // Never more hashes than occurrences; of millions of these, most are of the same few.
  const tally = createTally(Math.min(25, 1 + Math.ceil(Math.log2(rows + 1))));
  let distinct = 0;
  for (const { sparse, varied } of lessons) {
    // A text that was made of another says nothing new of what occurs.
    const step = varied === true ? 0 : 1;
    for (const hash of sparse.ids) {
      const at = tally.find(hash);
      if (tally.times[at] === 0) {
        if (step === 0) continue;
        distinct += 1;
        if (distinct > tally.keys.length * 0.9) throw new Error('More features than were expected');
        tally.keys[at] = hash;
      }
      tally.times[at] = Math.min(most, tally.times[at]! + step);
    }
  }
  return tally;
}

/** @returns the places of a table by how often they occur, most often first, those that occur often enough. */
function frequent({ times }: Tally, least: number): Uint32Array {
  const starts = new Uint32Array(most + 2);
  for (const n of times) if (n >= least) starts[most - n + 1]! += 1;
  for (let i = 1; i < starts.length; i++) starts[i] = starts[i]! + starts[i - 1]!;
  const order = new Uint32Array(starts[most + 1]!);
  times.forEach((n, at) => {
    if (n < least) return;
    order[starts[most - n]!] = at;
    starts[most - n]! += 1;
  });
  return order;
}

function renumber({ sparse }: Lesson, tally: Tally, numbers: Uint32Array): Numbered {
  const { from, ids, counts } = sparse;
  const rows = from.length - 1;
  const found: Numbered = {
    from: new Uint32Array(rows + 1),
    ids: new Uint32Array(ids.length),
    counts: new Uint8Array(ids.length),
    squares: new Float64Array(rows),
  };
  let used = 0;
  for (let row = 0; row < rows; row++) {
    let square = 0;
    for (let i = from[row]!; i < from[row + 1]!; i++) {
      square += timesTable[counts[i]!]! ** 2;
      const at = tally.find(ids[i]!);
      const number = tally.times[at] === 0 ? 0 : numbers[at]!;
      if (number === 0) continue;
      found.ids[used] = number - 1;
      found.counts[used] = counts[i]!;
      used += 1;
    }
    found.squares[row] = square;
    found.from[row + 1] = used;
  }
  return { ...found, ids: found.ids.slice(0, used), counts: found.counts.slice(0, used) };
}

/** @returns the features that occur often enough in the lessons, and the lessons in their numbers. */
export function createDictionary(lessons: readonly Lesson[], least: Least): Dictionary {
  const tally = count(lessons);
  const order = frequent(tally, least.shared);
  const numbers = new Uint32Array(tally.keys.length);
  order.forEach((at, number) => (numbers[at] = number + 1));
  const shared = Uint32Array.from(order, (at) => tally.keys[at]!);
  const numbered = lessons.map((lesson) => renumber(lesson, tally, numbers));

  /** How often each occurs in some of the lessons: texts, and texts as they count. */
  const occurring = (chosen: (lesson: Lesson) => boolean) => {
    const texts = new Uint32Array(shared.length);
    const counted = new Float32Array(shared.length);
    lessons.forEach((lesson, at) => {
      if (lesson.varied === true || !chosen(lesson)) return;
      for (const id of numbered[at]!.ids) {
        texts[id]! += 1;
        counted[id]! += lesson.weight;
      }
    });
    return { texts, counted };
  };
  const hashes: Uint32Array[] = [shared];
  const often: Float32Array[] = [occurring(() => true).counted];
  const copies = new Map<number, Uint32Array>();
  let next = shared.length;
  const copy = (tag: number, times: number, chosen: (lesson: Lesson) => boolean): void => {
    const { texts, counted } = occurring(chosen);
    const places = new Uint32Array(shared.length);
    const own: number[] = [];
    texts.forEach((n, id) => {
      if (n < times) return;
      places[id] = next + own.length;
      own.push(id);
    });
    next += own.length;
    copies.set(tag, places);
    hashes.push(Uint32Array.from(own, (id) => tagged(shared[id]!, tag)));
    often.push(Float32Array.from(own, (id) => counted[id]!));
  };
  for (const language of new Set(lessons.map((lesson) => lesson.language)))
    copy(languageTag(language), least.language, (lesson) => lesson.language === language);
  copy(supportTag, least.support, (lesson) => lesson.support);
  return {
    lessons: numbered,
    hashes: joined(hashes, Uint32Array),
    often: joined(often, Float32Array),
    copies,
  };
}

function joined<T extends Uint32Array | Float32Array>(parts: readonly T[], kind: new (size: number) => T): T {
  const all = new kind(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
