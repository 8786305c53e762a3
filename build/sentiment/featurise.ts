// Changes when texts are turned into numbers for the learner in another way. The features themselves are the product's own.
import { eachFeature } from '../../shared/sentiment/features.ts';
import { cut, read, type Valence } from '../../shared/sentiment/read.ts';
import type { Judged } from '../../shared/sentiment/languages.ts';

/** The features of many texts: text i has `ids[from[i]]` to `ids[from[i + 1]]`. */
export interface Sparse {
  from: Uint32Array;
  ids: Uint32Array;
  /** How often each occurs in its text, at most 255. */
  counts: Uint8Array;
}

/** @returns the distinct features of each text. */
export function featurise(texts: readonly string[], language: Judged | 'und', valence: Valence): Sparse {
  const from = new Uint32Array(texts.length + 1);
  let ids = new Uint32Array(1 << 20);
  let counts = new Uint8Array(1 << 20);
  let used = 0;
  texts.forEach((text, index) => {
    const seen = new Map<number, number>();
    const { input } = read(text, cut(text), language, valence);
    eachFeature(input, (hash) => seen.set(hash, (seen.get(hash) ?? 0) + 1));
    while (used + seen.size > ids.length) {
      ids = grown(ids, new Uint32Array(ids.length * 2));
      counts = grown(counts, new Uint8Array(counts.length * 2));
    }
    for (const [hash, count] of seen) {
      ids[used] = hash;
      counts[used] = Math.min(255, count);
      used += 1;
    }
    from[index + 1] = used;
  });
  return { from, ids: ids.slice(0, used), counts: counts.slice(0, used) };
}

function grown<T extends Uint32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
