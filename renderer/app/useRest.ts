// Changes when a pane that is kept out of sight costs something else.
import { useLayoutEffect, useRef, type CSSProperties, type RefObject } from 'react';
import { useLocale } from '../state/intl.tsx';
import { usePainted } from '../ui/after-paint.ts';
import { observeSize } from '../ui/observe-size.ts';

/** How a pane that is kept stands now. */
export interface Rest {
  /** What is read in it goes on. It begins and ends a frame after the pane has come and gone: a switch does not wait for it. */
  awake: boolean;
  /** It lies as it was left, neither laid out nor painted nor reachable. */
  resting: boolean;
  /** The size it was left with: whatever becomes of the window, nothing in it is laid out again before it is shown. */
  size: CSSProperties | undefined;
}

/**
 * @returns how a pane that is or is not shown stands; the size is its own, measured while it is shown. One whose language has
 * changed meanwhile is hidden in the plain way until it is shown again: Chromium 114 ends the page when all of what is
 * frozen becomes other text.
 */
export function useRest(self: RefObject<HTMLElement | null>, shown: boolean): Rest {
  const locale = useLocale();
  const measured = useRef<{ width: number; height: number; locale: string } | null>(null);
  const awake = usePainted(shown);
  useLayoutEffect(() => {
    const element = self.current;
    if (!shown || element === null) return undefined;
    return observeSize(element, ({ contentRect: { width, height } }) => {
      if (width > 0 && height > 0) measured.current = { width, height, locale };
    });
  }, [self, shown, locale]);
  useLayoutEffect(() => {
    // For good, until it is shown: back in its first language it would be frozen in the moment in which all of it changes.
    if (!shown && measured.current?.locale !== locale) measured.current = null;
  }, [shown, locale]);
  const size = shown || measured.current?.locale !== locale ? null : measured.current;
  return {
    awake,
    resting: size !== null,
    size:
      size === null
        ? undefined
        : { width: size.width, height: size.height, insetInlineEnd: 'auto', insetBlockEnd: 'auto' },
  };
}
