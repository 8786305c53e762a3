// Changes when a list that scrolls finds its place again, or tells it, differently.
import { useEffect, useLayoutEffect, type RefObject } from 'react';

/** @param initial where it stands when it appears, in px. @param onRest hears where it stands when scrolling has ended. */
export function useScrollPlace(
  scroller: RefObject<HTMLElement | null>,
  initial: number,
  onRest: ((offset: number) => void) | undefined,
): void {
  useLayoutEffect(() => {
    if (scroller.current !== null && initial > 0) scroller.current.scrollTop = initial;
    // Once, when it appears.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || onRest === undefined) return undefined;
    const atRest = (): void => onRest(element.scrollTop);
    element.addEventListener('scrollend', atRest);
    return () => element.removeEventListener('scrollend', atRest);
  }, [scroller, onRest]);
}
