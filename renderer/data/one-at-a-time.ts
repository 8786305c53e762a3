// Changes when what must not be begun twice is held apart differently.
import { useCallback, useRef } from 'react';

/** Begins something, or gets what goes on already. */
export type OneAtATime<T> = (begin: () => Promise<T>) => Promise<T>;

/**
 * For what makes something new on each press. A key that is held down, or pressed twice before the store has answered, is
 * one press: who begins while the last one goes on gets the promise of that.
 */
export function useOneAtATime<T = void>(): OneAtATime<T> {
  const going = useRef<Promise<T> | null>(null);
  return useCallback((begin) => {
    going.current ??= begin().finally(() => (going.current = null));
    return going.current;
  }, []);
}
