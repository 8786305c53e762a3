// Changes when the weight of a feature is found in another way: then the form of the file is another, and all is packed anew.
import { slot } from './hash.ts';

/** So many features share a bucket; which of them is which tells a mark of one byte. */
export const bucketSize = 4;

/** @returns the mark of a hash, 1 to 255; 0 is a place without a feature. Of other bits than the bucket is. */
export function markOf(hash: number): number {
  return hash & 255 || 255;
}

/** @returns where the bucket of a hash begins in a table of so many places, a multiple of {@link bucketSize}. */
export function bucketOf(hash: number, places: number): number {
  return slot(hash, places / bucketSize) * bucketSize;
}

/**
 * @returns the place of a feature, or -1 when it has no weight: most features of a new message were never seen, and only few of
 * them are taken for another (their bucket must hold their mark).
 */
export function findPlace(marks: Uint8Array, hash: number): number {
  const mark = markOf(hash);
  const from = bucketOf(hash, marks.length);
  for (let place = from; place < from + bucketSize; place++) {
    if (marks[place] === mark) return place;
  }
  return -1;
}
