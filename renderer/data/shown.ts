// Changes when it is told differently whether a pane is in sight. A store, not a value: those for whom nothing changes by it are not drawn again.

/** Whether the pane that something is in is in sight. */
export interface Shown {
  get(): boolean;
  /** Calls back when it changes. @returns stop. */
  watch(listener: () => void): () => void;
}

/** A {@link Shown} that its pane sets. */
export interface ShownSwitch extends Shown {
  set(shown: boolean): void;
}

/** What is in no pane that could be hidden. */
export const alwaysShown: Shown = { get: () => true, watch: () => () => undefined };

export function createShown(initial: boolean): ShownSwitch {
  const listeners = new Set<() => void>();
  let shown = initial;
  return {
    get: () => shown,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      if (next === shown) return;
      shown = next;
      for (const listener of listeners) listener();
    },
  };
}

/**
 * Listens to `source` while the pane is in sight, and calls back once whenever it comes into sight again.
 * @returns stop.
 */
export function watchWhileShown(
  shown: Shown,
  source: (changed: () => void) => () => void,
  changed: () => void,
): () => void {
  let stop = shown.get() ? source(changed) : null;
  const stopShown = shown.watch(() => {
    if (!shown.get()) {
      stop?.();
      stop = null;
    } else {
      stop ??= source(changed);
      changed();
    }
  });
  return () => {
    stop?.();
    stopShown();
  };
}
