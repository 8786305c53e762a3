// Changes when the second opinion, that of a small hidden layer, is learned in another way.
import { bucketOf, bucketSize, findPlace, layout, markOf } from '../../shared/sentiment/places.ts';
import { timesTable } from '../../shared/sentiment/times.ts';
import { languageTag } from '../../shared/sentiment/words.ts';
import type { Sparse } from './featurise.ts';
import { classWeights, type Lesson } from './polarity.ts';
import { createRandom, shuffle } from './random.ts';

/** What is learned; {@link layout} says where what lies in `numbers`. */
export interface Layer {
  units: number;
  marks: Uint8Array;
  weights: Float64Array;
  numbers: Float32Array;
}

/** How it is learned. Chosen on inner fifths of our training rows. */
export interface LayerOptions {
  units: number;
  /** How many features it hears. A multiple of 4. */
  places: number;
  rounds: number;
  averaged: number;
  rate: number;
  dropped: number;
  balance: number;
  strong: number;
  /** What a text that is not written to support counts when the features are chosen. */
  elsewhere: number;
  seed: number;
}

const leastTexts = 4;

/**
 * @param known the features that the first opinion keeps: only these are asked.
 * @returns marks of those that differ most between the classes.
 */
function choose(
  lessons: readonly Lesson[],
  known: Uint8Array,
  { places, elsewhere }: LayerOptions,
): Uint8Array {
  const counts = new Float32Array(known.length * 3);
  const texts = new Uint32Array(known.length);
  const hashes = new Uint32Array(known.length);
  const totals = [0, 0, 0];
  for (const { sparse, labels, weight, varied, support } of lessons) {
    if (varied === true) continue;
    const counted = support ? weight : weight * elsewhere;
    labels.forEach((label, row) => {
      totals[label]! += counted;
      for (let i = sparse.from[row]!; i < sparse.from[row + 1]!; i++) {
        const at = findPlace(known, sparse.ids[i]!);
        if (at < 0) continue;
        counts[3 * at + label]! += counted;
        texts[at]! += 1;
        hashes[at] = sparse.ids[i]!;
      }
    });
  }
  const all = totals.reduce((sum, one) => sum + one, 0);
  const worth = Float64Array.from(texts, (n, at) => {
    if (n < leastTexts) return 0;
    const whole = counts[3 * at]! + counts[3 * at + 1]! + counts[3 * at + 2]!;
    return totals.reduce((sum, total, label) => {
      const expected = (whole * total) / all;
      return sum + (counts[3 * at + label]! - expected) ** 2 / expected;
    }, 0);
  });
  const order = [...texts.keys()]
    .filter((at) => worth[at]! > 0)
    .toSorted((a, b) => worth[b]! - worth[a]! || a - b);
  const marks = new Uint8Array(places);
  let left = places;
  for (const at of order) {
    if (left === 0) break;
    const hash = hashes[at]!;
    if (findPlace(marks, hash) >= 0) continue;
    const from = bucketOf(hash, places);
    const free = marks.subarray(from, from + bucketSize).indexOf(0);
    if (free < 0) continue;
    marks[from + free] = markOf(hash);
    left -= 1;
  }
  return marks;
}

/** Numbers that AdaGrad moves, and their mean over the last rounds. */
function createMoved(start: Float32Array, rate: number, slow: number) {
  const squares = new Float32Array(start.length);
  const mean = new Float32Array(start.length);
  return {
    now: start,
    mean,
    move: (at: number, gradient: number): void => {
      if (gradient === 0) return;
      const square = squares[at]! + gradient * gradient;
      squares[at] = square;
      start[at] = start[at]! - (rate * gradient) / (Math.sqrt(square) + slow);
    },
    keep: (share: number): void => {
      for (let i = 0; i < mean.length; i++) mean[i] = mean[i]! + start[i]! * share;
    },
  };
}

/** Softmax regression behind one layer of rectified units, by AdaGrad; features are left out at random while it learns. */
export function learnLayer(
  lessons: readonly Lesson[],
  known: Uint8Array,
  options: LayerOptions,
  say: (line: string) => void,
): Layer {
  const { units, rounds, averaged, rate, dropped, balance, strong, seed } = options;
  const marks = choose(lessons, known, options);
  const random = createRandom(seed);
  const at = layout(units);
  const weights = createMoved(
    Float32Array.from({ length: marks.length * units }, () => random() - 0.5),
    rate,
    0.02,
  );
  const numbers = createMoved(new Float32Array(at.count), rate, 0.1);
  for (let i = at.down; i < at.bias; i++) numbers.now[i] = (random() - 0.5) * 0.8;
  const heard = lessons.map(({ sparse }) => hearing(sparse, marks, units));
  const byClass = lessons.map(({ labels }) => classWeights(labels, balance));
  const order: [lesson: number, row: number][] = [];
  lessons.forEach(({ labels }, which) => labels.forEach((_, row) => order.push([which, row])));
  const unit = new Float64Array(units);
  const back = new Float64Array(units);
  const used = new Uint32Array(1 << 16);
  const value = new Float64Array(1 << 16);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    let loss = 0;
    for (const [which, row] of order) {
      const { support, language, labels, levels, weight } = lessons[which]!;
      const { from, places, values } = heard[which]!;
      let count = 0;
      let square = 0;
      for (let i = from[row]!; i < from[row + 1]! && count < used.length; i++) {
        if (random() < dropped) continue;
        used[count] = places[i]!;
        value[count] = values[i]!;
        square += values[i]! ** 2;
        count += 1;
      }
      const norm = 1 / Math.sqrt(square || 1);
      const starts = [at.base, at.language(languageTag(language)), ...(support ? [at.support] : [])];
      for (let k = 0; k < units; k++)
        unit[k] = starts.reduce((sum, start) => sum + numbers.now[start + k]!, 0);
      for (let i = 0; i < count; i++) {
        const v = value[i]! * norm;
        for (let k = 0, place = used[i]!; k < units; k++) unit[k] = unit[k]! + v * weights.now[place + k]!;
      }
      let down = numbers.now[at.bias]! + (support ? numbers.now[at.bias + 2]! : 0);
      let up = numbers.now[at.bias + 1]! + (support ? numbers.now[at.bias + 3]! : 0);
      for (let k = 0; k < units; k++) {
        if (unit[k]! <= 0) continue;
        down += numbers.now[at.down + k]! * unit[k]!;
        up += numbers.now[at.up + k]! * unit[k]!;
      }
      const most = Math.max(0, down, up);
      const e = [Math.exp(down - most), Math.exp(-most), Math.exp(up - most)];
      const sum = e[0]! + e[1]! + e[2]!;
      const label = labels[row]!;
      loss -= Math.log(e[label]! / sum);
      const counted = weight * byClass[which]![label]! * (Math.abs(levels?.[row] ?? 0) === 3 ? strong : 1);
      const g0 = (e[0]! / sum - (label === 0 ? 1 : 0)) * counted;
      const g1 = (e[2]! / sum - (label === 2 ? 1 : 0)) * counted;
      for (let k = 0; k < units; k++) {
        back[k] = 0;
        if (unit[k]! <= 0) continue;
        back[k] = g0 * numbers.now[at.down + k]! + g1 * numbers.now[at.up + k]!;
        numbers.move(at.down + k, (g0 * unit[k]!) / 2);
        numbers.move(at.up + k, (g1 * unit[k]!) / 2);
      }
      for (const start of starts) for (let k = 0; k < units; k++) numbers.move(start + k, back[k]!);
      for (let i = 0; i < count; i++) {
        const v = value[i]! * norm;
        for (let k = 0, place = used[i]!; k < units; k++) weights.move(place + k, back[k]! * v);
      }
      for (const [place, gradient] of [g0, g1, ...(support ? [g0, g1] : [])].entries())
        numbers.move(at.bias + place, gradient);
    }
    say(`second opinion, round ${round + 1} of ${rounds}: loss ${(loss / order.length).toFixed(4)}`);
    if (round < rounds - averaged) continue;
    weights.keep(1 / averaged);
    numbers.keep(1 / averaged);
  }
  return { units, marks, weights: Float64Array.from(weights.mean), numbers: numbers.mean };
}

/** @returns of each text the features that are heard: where their weights begin, and how much each counts. */
function hearing({ from, ids, counts }: Sparse, marks: Uint8Array, units: number) {
  const heard = {
    from: new Uint32Array(from.length),
    places: new Uint32Array(ids.length),
    values: new Float32Array(ids.length),
  };
  let used = 0;
  for (let row = 0; row + 1 < from.length; row++) {
    for (let i = from[row]!; i < from[row + 1]!; i++) {
      const place = findPlace(marks, ids[i]!);
      if (place < 0) continue;
      heard.places[used] = place * units;
      heard.values[used] = timesTable[counts[i]!]!;
      used += 1;
    }
    heard.from[row + 1] = used;
  }
  return { ...heard, places: heard.places.slice(0, used), values: heard.values.slice(0, used) };
}

/** @returns the log-odds of negative and of positive against neutral as learned, before the weights become bytes. */
export function layerOdds(
  { units, marks, weights, numbers }: Layer,
  { from, ids, counts }: Sparse,
  row: number,
  tag: number,
  toSupport: boolean,
): [down: number, up: number] {
  const at = layout(units);
  const unit = new Float64Array(units);
  let square = 0;
  for (let i = from[row]!; i < from[row + 1]!; i++) {
    const place = findPlace(marks, ids[i]!);
    if (place < 0) continue;
    const v = timesTable[counts[i]!]!;
    square += v * v;
    for (let k = 0; k < units; k++) unit[k] = unit[k]! + v * weights[place * units + k]!;
  }
  const norm = 1 / Math.sqrt(square || 1);
  const odds: [number, number] = [numbers[at.bias]!, numbers[at.bias + 1]!];
  if (toSupport) {
    odds[0] += numbers[at.bias + 2]!;
    odds[1] += numbers[at.bias + 3]!;
  }
  for (let k = 0; k < units; k++) {
    const heard =
      unit[k]! * norm +
      numbers[at.base + k]! +
      numbers[at.language(tag) + k]! +
      (toSupport ? numbers[at.support + k]! : 0);
    if (heard <= 0) continue;
    odds[0] += numbers[at.down + k]! * heard;
    odds[1] += numbers[at.up + k]! * heard;
  }
  return odds;
}
