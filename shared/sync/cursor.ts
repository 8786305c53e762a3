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
  const [aXid = '0', aSeq = '0'] = a.split('.');
  const [bXid = '0', bSeq = '0'] = b.split('.');
  const byXid = BigInt(aXid) - BigInt(bXid);
  if (byXid !== 0n) return byXid < 0n ? -1 : 1;
  const bySeq = BigInt(aSeq) - BigInt(bSeq);
  return bySeq === 0n ? 0 : bySeq < 0n ? -1 : 1;
}
