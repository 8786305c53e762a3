// A cursor: how far a desk has read the service's log. Ordered by (transaction, sequence), see SYNC-4 in SPEC.md.
import { z } from 'zod';

/** "xid.seq", both decimal; "0.0" is before everything. */
export const cursorSchema = z
  .string()
  .max(41)
  .regex(/^\d{1,20}\.\d{1,20}$/, 'must be a cursor');
export type Cursor = z.infer<typeof cursorSchema>;

/** Before the first entry. */
export const cursorStart: Cursor = '0.0';

/** @returns negative, zero or positive as `a` is before, at or after `b`. */
export function compareCursors(a: Cursor, b: Cursor): number {
  // Asked for every desk and every run of the log: numbers are compared as text, by their length first.
  if (a === b) return 0;
  const [aDot, bDot] = [a.indexOf('.'), b.indexOf('.')];
  return (
    compareNumbers(a.slice(0, aDot), b.slice(0, bDot)) || compareNumbers(a.slice(aDot + 1), b.slice(bDot + 1))
  );
}

function compareNumbers(a: string, b: string): number {
  // A number may come with zeros in front: they count for nothing.
  if ((a.startsWith('0') && a.length > 1) || (b.startsWith('0') && b.length > 1)) {
    const by = BigInt(a) - BigInt(b);
    return by === 0n ? 0 : by < 0n ? -1 : 1;
  }
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}
