// Changes when tests need another way to wait for something without sleeping.

/** What to wait for, how long, and what to call it when it does not come. */
export interface UntilOptions {
  /** Milliseconds before the wait is given up. Default 30 000: for what hangs, not for what is slow. */
  readonly timeoutMs?: number;
  /** Names the thing awaited; appears in the error. */
  readonly what: string;
}

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

const EAGER_TURNS = 20;
const POLL_MS = 15;

/**
 * Waits until `condition` gives a truthy value and returns that value.
 * The condition is asked at once, then after each of a few turns of the event loop, then every 15 ms.
 * A condition that throws counts as "not yet"; its last error is the cause of the final one.
 * @throws Error naming `what` once `timeoutMs` has passed.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 30_000, what }: UntilOptions,
): Promise<Truthy<T>> {
  const deadline = performance.now() + timeoutMs;
  for (let turn = 0; ; turn += 1) {
    let cause: unknown;
    try {
      const value = await condition();
      if (value) return value as Truthy<T>;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= deadline) {
      const reason = cause instanceof Error ? `: ${cause.message}` : '';
      throw new Error(`Waited ${timeoutMs} ms for ${what}${reason}`, { cause });
    }
    await nextTurn(turn);
  }
}

/** The first turns come back as soon as pending events are handled; later ones leave the processor alone. */
function nextTurn(turn: number): Promise<void> {
  return new Promise((resolve) => {
    if (turn < EAGER_TURNS) setImmediate(resolve);
    else setTimeout(resolve, POLL_MS);
  });
}
