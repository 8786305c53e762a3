// Changes when the place in a conversation is kept or followed differently.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Virtualizer } from '@tanstack/react-virtual';
import { useTabView } from '../../state/workspace.ts';
import type { Row } from './rows.ts';

/** Where the agent was: at the end, or at a row and so many pixels into it. */
interface Place {
  atEnd: boolean;
  key: string;
  into: number;
}

/** This near to the end counts as the end, in px. */
export const endPx = 48;
const settleMs = 150;
const theEnd: Place = { atEnd: true, key: '', into: 0 };

function isPlace(value: unknown): value is Place {
  const place = value as Place | null;
  return (
    typeof place === 'object' &&
    place !== null &&
    typeof place.atEnd === 'boolean' &&
    typeof place.key === 'string' &&
    typeof place.into === 'number'
  );
}

/**
 * Keeps the place of a list across switches, restarts and crashes, and tells whether it is at its end.
 * @param shown false while the pane is hidden: the place then rests.
 */
export function useScroll(
  tabId: string,
  rows: readonly Row[],
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
  shown: boolean,
): { atEnd: boolean; toEnd: () => void } {
  const [saved, save] = useTabView<Place>(tabId, 'scroll', theEnd);
  const place = useRef<Place>(isPlace(saved) ? saved : theEnd);
  const [atEnd, setAtEnd] = useState(place.current.atEnd);
  const restored = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const toEnd = useCallback(() => {
    place.current = theEnd;
    setAtEnd(true);
    virtualizer.scrollToEnd();
  }, [virtualizer]);

  const restore = useCallback(() => {
    if (rows.length === 0) return;
    const { atEnd: end, key, into } = place.current;
    const index = end ? -1 : rows.findIndex((row) => row.key === key);
    if (index === -1) return virtualizer.scrollToEnd();
    const offset = virtualizer.getOffsetForIndex(index, 'start')?.[0] ?? 0;
    virtualizer.scrollToOffset(offset + into);
  }, [rows, virtualizer]);

  // The first rows put the list where it was; later rows are followed by the virtualizer itself.
  useLayoutEffect(() => {
    if (restored.current || rows.length === 0 || !shown) return;
    restored.current = true;
    restore();
  }, [rows, shown, restore]);

  // A pane that was hidden may have lost its place (display: none has no scroll).
  const wasShown = useRef(shown);
  useLayoutEffect(() => {
    if (shown && !wasShown.current && restored.current) restore();
    wasShown.current = shown;
  }, [shown, restore]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || !shown) return;
    const onScroll = (): void => {
      if (!restored.current || element.clientHeight === 0) return;
      const end = element.scrollHeight - element.scrollTop - element.clientHeight <= endPx;
      setAtEnd(end);
      const item = virtualizer.getVirtualItemForOffset(element.scrollTop);
      const row = item === undefined ? undefined : rows[item.index];
      place.current =
        end || item === undefined || row === undefined
          ? theEnd
          : { atEnd: false, key: row.key, into: Math.round(element.scrollTop - item.start) };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => save(place.current), settleMs);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
      clearTimeout(timer.current);
      save(place.current);
    };
  }, [scroller, shown, rows, virtualizer, save]);

  return { atEnd, toEnd };
}
