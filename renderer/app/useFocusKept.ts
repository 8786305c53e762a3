// Changes when the keyboard finds another place where what had it has gone.
import { useEffect, type RefObject } from 'react';
import { targetIn } from './pane-focus.ts';

/**
 * A form that is saved, or a button that is done with, goes with the keyboard in it: then the keyboard stays in this part of
 * the window instead of falling out of it. Nothing is done where it is at work elsewhere by then.
 */
export function useFocusKept(part: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = part.current;
    if (element === null) return undefined;
    let last: Element | null = null;
    const remember = (event: FocusEvent): void => {
      last = event.target as Element;
    };
    // The engine tells nobody that what has the focus is taken out of the page.
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      if (document.activeElement === document.body) targetIn(element)?.focus();
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [part]);
}
