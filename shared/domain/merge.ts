// Two edits of one text: merged line by line where they touch different lines. Rule: SYNC-36.
import { diff3Merge } from 'node-diff3';
import { bounds } from './text.ts';

/** Finding what two texts have in common costs the product of their lines: larger ones count as overlapping. */
const maxLines = 1_000;
/** Equal lines (empty ones, most of all) can be paired in many ways, and each is tried. */
const maxPairs = 50_000;

/**
 * Merges two edits of the same text.
 * @param base the text that `yours` was made from.
 * @param theirs the text as it is now.
 * @returns the text with both edits; null where they touch the same or neighbouring lines, or are too large to tell.
 * Merging the same edit into the result once more gives the result.
 */
export function mergeText(base: string, theirs: string, yours: string): string | null {
  if (yours === base || yours === theirs) return theirs;
  if (theirs === base) return yours;
  const merged = mergeOnce(base, theirs, yours);
  // Where lines are alike, they can be paired in another way the second time: such an edit could be applied twice.
  return merged !== null && mergeOnce(base, merged, yours) === merged ? merged : null;
}

function mergeOnce(base: string, theirs: string, yours: string): string | null {
  const [o, a, b] = [base.split('\n'), theirs.split('\n'), yours.split('\n')];
  if (Math.max(o.length, a.length, b.length) > maxLines) return null;
  if (pairs(o, a) > maxPairs || pairs(o, b) > maxPairs) return null;
  const lines: string[] = [];
  for (const block of diff3Merge(a, o, b, { excludeFalseConflicts: true })) {
    if (block.ok === undefined) return null;
    lines.push(...block.ok);
  }
  const merged = lines.join('\n');
  return merged.length <= bounds.description ? merged : null;
}

/** @returns how many pairs of equal lines there are. */
function pairs(some: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return some.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}
