// Ids: made by whoever creates the record, so that a create can be repeated without harm.
import { z } from 'zod';

/** A UUID in text, or a short stable id of seeded data such as "queue-support". */
export const idSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'must be an id');
/** See {@link idSchema}. */
export type Id = string;

/**
 * A UUID version 7: sortable by the time it was made (RFC 9562, 5.7).
 * @param nowMs ms since the epoch.
 * @param random ten random bytes.
 */
export function uuidV7(nowMs: number, random: Uint8Array): Id {
  const bytes = new Uint8Array(16);
  let time = nowMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Makes ids; tests pass a counting one. */
export type NewId = () => Id;
/** The time in ms since the epoch; tests own it. */
export type Now = () => number;

/** @returns a maker of version 7 UUIDs over the given randomness (the platform's crypto.getRandomValues). */
export function createNewId(now: Now, fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): NewId {
  return () => uuidV7(now(), fill(new Uint8Array(10)));
}
