// Changes when the place in a conversation is kept or followed differently.
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';
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

/** @returns a place as it was kept; the end where what was kept cannot be read. */
function placeOf(value: unknown): Place {
  const place = value as Partial<Place> | null;
  if (typeof place !== 'object' || place === null) return theEnd;
  const { atEnd, key, into } = place;
  return atEnd === false && typeof key === 'string' && typeof into === 'number'
    ? { atEnd, key, into }
    : theEnd;
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
  const [saved, save] = useTabView<unknown>(tabId, 'scroll', theEnd);
  const place = useRef<Place | null>(null);
  const [atEnd, setAtEnd] = useState(() => placeOf(saved).atEnd);
  const here = shown && rows.length > 0;

  const restore = useEffectEvent(() => {
    place.current ??= placeOf(saved);
    const { atEnd: end, key, into } = place.current;
    const index = end ? -1 : rows.findIndex((row) => row.key === key);
    if (index === -1) {
      virtualizer.scrollToEnd();
      return;
    }
    const offset = virtualizer.getOffsetForIndex(index, 'start')?.[0] ?? 0;
    virtualizer.scrollToOffset(offset + into);
  });
  // The first rows, and every return to the pane, put the list where it was; later rows are followed by the virtualizer.
  useLayoutEffect(() => {
    if (here) restore();
  }, [here]);

  const look = useEffectEvent((element: HTMLElement) => {
    if (element.clientHeight === 0) return;
    const end = element.scrollHeight - element.scrollTop - element.clientHeight <= endPx;
    setAtEnd(end);
    const item = virtualizer.getVirtualItemForOffset(element.scrollTop);
    const row = item === undefined ? undefined : rows[item.index];
    const known = !end && item !== undefined && row !== undefined;
    place.current = known
      ? { atEnd: false, key: row.key, into: Math.round(element.scrollTop - item.start) }
      : theEnd;
  });
  const follow = useEffectEvent(() => {
    if (place.current?.atEnd === true) virtualizer.scrollToEnd();
  });
  const keep = useEffectEvent(() => save(place.current ?? theEnd));
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !here) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (): void => {
      look(element);
      clearTimeout(timer);
      timer = setTimeout(() => keep(), settleMs);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    // The composer grows, a bar appears: who was at the end stays there.
    const resized = new ResizeObserver(() => follow());
    resized.observe(element);
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', onScroll);
      clearTimeout(timer);
      keep();
    };
  }, [scroller, here]);

  return {
    atEnd,
    toEnd: () => {
      place.current = theEnd;
      setAtEnd(true);
      virtualizer.scrollToEnd();
    },
  };
}
