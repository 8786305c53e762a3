// Changes when work gives way to the next frame differently: what can be seen comes first, what goes with it right after.
import { useEffect, useState } from 'react';

/** A page that is hidden paints nothing: then it is this long, in ms. */
const longestMs = 100;

/** Runs once what stands in the page now has been painted. @returns what takes it back. */
export function afterPaint(run: () => void): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    clearTimeout(late);
    soon = setTimeout(run, 0);
  });
  const late = setTimeout(() => {
    cancelAnimationFrame(frame);
    run();
  }, longestMs);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    clearTimeout(soon);
  };
}

/**
 * @param first what it is before anything of it was painted; the value itself where nothing is said.
 * @returns the value as it was painted last: what hangs on it follows a frame later.
 */
export function usePainted<T>(value: T, first: T = value): T {
  const [painted, setPainted] = useState(first);
  useEffect(() => (painted === value ? undefined : afterPaint(() => setPainted(value))), [painted, value]);
  return painted;
}
