// Changes when the place in a conversation is kept or followed differently.
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useTabView } from '../../state/workspace.ts';
import { observeSize } from '../../ui/observe-size.ts';
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
const framesToReach = 4;
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

/** Where the list is, and how to move it. */
export interface Scroll {
  atEnd: boolean;
  toEnd: () => void;
  /** Goes to a row, so many pixels into it. */
  toRow: (key: string, into: number) => void;
}

/**
 * Keeps the place of a list across switches, restarts and crashes, and tells whether it is at its end.
 * @param shown false while the pane is hidden: the place then rests.
 * @param agentId whose own new messages are gone to.
 */
export function useScroll(
  tabId: string,
  rows: readonly Row[],
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
  shown: boolean,
  agentId: string | null,
): Scroll {
  const [saved, save] = useTabView<unknown>(tabId, 'scroll', theEnd);
  const place = useRef<Place | null>(null);
  const [atEnd, setAtEnd] = useState(() => placeOf(saved).atEnd);
  const here = shown && rows.length > 0;

  // Rows have estimated heights until they are drawn, so the place is reached in a few frames, and not read meanwhile.
  const framesLeft = useRef(0);
  const approach = useEffectEvent((target: Place): boolean => {
    const index = rows.findIndex((row) => row.key === target.key);
    const top = virtualizer.measurementsCache[index]?.start;
    if (top === undefined) virtualizer.scrollToEnd();
    else virtualizer.scrollToOffset(top + target.into);
    framesLeft.current = top === undefined ? 0 : framesLeft.current - 1;
    return framesLeft.current > 0;
  });
  const restore = useEffectEvent(() => {
    const target = place.current ?? placeOf(saved);
    place.current = target;
    framesLeft.current = target.atEnd ? 0 : framesToReach;
    if (target.atEnd) {
      virtualizer.scrollToEnd();
      return;
    }
    const step = (): void => {
      if (approach(target)) requestAnimationFrame(step);
    };
    step();
  });
  // The first rows, and every return to the pane, put the list where it was; later rows are followed by the virtualizer.
  useLayoutEffect(() => {
    if (here) restore();
  }, [here]);

  // Somebody wants to be elsewhere.
  const [wanted, setWanted] = useState(0);
  useLayoutEffect(() => {
    if (wanted > 0) restore();
  }, [wanted]);

  /** By the first message or chunk that shows: day marks come and go. */
  const placeAt = (offset: number): Place | null => {
    const item = virtualizer.getVirtualItemForOffset(offset);
    if (item === undefined) return null;
    const index = rows.findIndex(
      (row, at) => at >= item.index && (row.type === 'message' || row.type === 'chunk'),
    );
    const key = rows[index]?.key;
    const top = virtualizer.measurementsCache[index]?.start;
    if (key === undefined || top === undefined) return null;
    return { atEnd: false, key, into: Math.round(offset - top) };
  };

  const look = useEffectEvent((element: HTMLElement) => {
    if (element.clientHeight === 0 || framesLeft.current > 0) return;
    const end = element.scrollHeight - element.scrollTop - element.clientHeight <= endPx;
    setAtEnd(end);
    place.current = end ? theEnd : (placeAt(element.scrollTop) ?? theEnd);
  });
  const follow = useEffectEvent(() => {
    if (place.current?.atEnd === true) virtualizer.scrollToEnd();
  });
  // New rows at the end are followed from there.
  const newest = useRef<string | null>(null);
  const arrived = useEffectEvent(() => {
    const last = rows.at(-1);
    const own = last?.type === 'message' && last.message.authorId === agentId;
    // Who sends something goes to it; but not when a list comes back that happens to end so.
    if (own && newest.current !== null && newest.current !== last.key) place.current = theEnd;
    newest.current = last?.key ?? null;
    follow();
  });
  useLayoutEffect(() => {
    if (here) arrived();
  }, [rows, here]);
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
    const unobserve = observeSize(element, () => follow());
    return () => {
      unobserve();
      element.removeEventListener('scroll', onScroll);
      clearTimeout(timer);
      keep();
    };
  }, [scroller, here]);

  return {
    atEnd,
    toRow: (key, into) => {
      place.current = { atEnd: false, key, into };
      setAtEnd(false);
      save(place.current);
      setWanted((before) => before + 1);
    },
    toEnd: () => {
      place.current = theEnd;
      setAtEnd(true);
      virtualizer.scrollToEnd();
    },
  };
}
