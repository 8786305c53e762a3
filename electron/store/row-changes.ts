// Which rows of a list are others than before, so that a window is sent those alone. Applied again by renderer/data/row-changes.ts.
import { isDeepStrictEqual } from 'node:util';
import type { RowChanges } from '../../shared/ipc/store.ts';

function idOf(row: unknown): string | undefined {
  const id = typeof row === 'object' && row !== null ? (row as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** @returns `same` when nothing is other than before, `other` when the rows are best sent whole. */
export function changesOf(before: unknown, after: unknown): RowChanges | 'same' | 'other' {
  const lists = Array.isArray(before) && Array.isArray(after) && before.length > 0 && after.length > 0;
  if (!lists || idOf(before[0]) === undefined || idOf(after[0]) === undefined)
    return isDeepStrictEqual(before, after) ? 'same' : 'other';
  const places = new Map<string | undefined, number>();
  before.forEach((row: unknown, at) => places.set(idOf(row), at));
  const rows: unknown[] = [];
  let moved = before.length !== after.length;
  const order = after.map((row: unknown, at) => {
    // Most rows stay where they are.
    const place = idOf(before[at]) === idOf(row) ? at : (places.get(idOf(row)) ?? -1);
    if (place !== at) moved = true;
    if (place !== -1 && isDeepStrictEqual(before[place], row)) return place;
    rows.push(row);
    return -1;
  });
  if (rows.length === 0 && !moved) return 'same';
  return rows.length === after.length ? 'other' : { order, rows };
}
