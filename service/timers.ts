// Timers as an argument, so that tests own the time. Changes with what the service asks of a clock.

/** Runs things later; see {@link realTimers}. */
export interface Timers {
  /** Runs `run` once, after `ms`. @returns what {@link Timers.clear} takes. */
  set(run: () => void, ms: number): unknown;
  /** Takes back a timer, also one that has run, or none. */
  clear(timer: unknown): void;
}

/** The machine's timers. None of them keeps the process alive. */
export const realTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms).unref(),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
};

/** Runs `run` every `ms`, the first time after `ms`. @returns a function that stops it. */
export function repeat(timers: Timers, run: () => void, ms: number): () => void {
  let timer: unknown;
  const next = (): void => {
    timer = timers.set(() => {
      next();
      run();
    }, ms);
  };
  next();
  return () => timers.clear(timer);
}
