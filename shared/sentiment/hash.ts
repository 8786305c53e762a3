// Changes when features should be numbered in another way: then all weights must be trained again.

const prime = 0x01000193;

/** @returns 32 bits, with a sign as that costs no memory, in which each bit of the input counts. */
export function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** @returns one step of FNV-1a: the hash so far and one more UTF-16 unit. */
export function step(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, prime);
}

/** @returns the hash of a text. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return mix(hash);
}

/** @returns the hash of two hashes in this order. */
export function join(first: number, second: number, seed = 0): number {
  return mix((Math.imul(first, 0x9e3779b1) + (second ^ seed)) | 0);
}

/** @returns a place from 0 to size - 1 for a hash. */
export function slot(hash: number, size: number): number {
  return Math.floor((hash >>> 0) * (size / 4294967296));
}

/** @returns the hash of a feature in one language or one domain only. */
export function tagged(hash: number, tag: number): number {
  let h = Math.imul(hash, 0x9e3779b1) ^ Math.imul(tag, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 12);
}
