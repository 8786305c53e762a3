// Changes when rows are compared differently: keeps the old object wherever nothing in it changed, so that memoised rows rest.

/** @returns `next`, with every part that equals its counterpart in `previous` replaced by that counterpart. */
export function reuse<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (typeof previous !== 'object' || typeof next !== 'object' || previous === null || next === null)
    return next;
  if (Array.isArray(previous) && Array.isArray(next)) return reuseArray(previous, next) as T;
  if (Array.isArray(previous) || Array.isArray(next)) return next;
  const before = previous as Record<string, unknown>;
  const after = next as Record<string, unknown>;
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const out: Record<string, unknown> = {};
  for (const key of keys) {
    out[key] = reuse(before[key], after[key]);
    if (!Object.is(out[key], before[key])) same = false;
  }
  return (same ? previous : out) as T;
}

function reuseArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  // Rows with ids may move; match them by id, everything else by place.
  const byId = new Map<unknown, unknown>();
  for (const item of previous) {
    const id = idOf(item);
    if (id !== undefined) byId.set(id, item);
  }
  let same = previous.length === next.length;
  const out = next.map((item, at) => {
    const id = idOf(item);
    const kept = reuse(id === undefined ? previous[at] : byId.get(id), item);
    if (!Object.is(kept, previous[at])) same = false;
    return kept;
  });
  return same ? previous : out;
}

function idOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : undefined;
}
