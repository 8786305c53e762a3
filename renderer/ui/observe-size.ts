// Changes when it is heard differently that an element has another size.

type Told = (entry: ResizeObserverEntry) => void;

const tolds = new Map<Element, Set<Told>>();
/**
 * One for the whole window: the engine looks through every observer at each frame, also through those that were given up, until
 * it cleans its memory. With one made anew for what each switch of session shows, frames took longer by the hour.
 */
let observer: ResizeObserver | undefined;

/**
 * Calls back with the size of an element, for the first time with the next frame, and whenever it has become another one. Never
 * where there are no sizes, as in jsdom.
 * @returns stop.
 */
export function observeSize(element: Element, told: Told): () => void {
  if (typeof ResizeObserver === 'undefined') return () => {};
  observer ??= new ResizeObserver((entries) => {
    for (const entry of entries) for (const tell of tolds.get(entry.target) ?? []) tell(entry);
  });
  const all = tolds.get(element) ?? new Set();
  tolds.set(element, all.add(told));
  observer.observe(element);
  return () => {
    all.delete(told);
    if (all.size > 0 || tolds.get(element) !== all) return;
    tolds.delete(element);
    observer?.unobserve(element);
  };
}
