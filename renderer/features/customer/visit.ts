// Changes when the way of a visitor is put into steps differently. All of it is the visitor's word.
import type { Visitor } from '../../../shared/domain/conversation.ts';

type Visit = NonNullable<Visitor['visits']>[number];

/** One thing a visitor did before writing. */
export interface VisitStep extends Visit {
  key: string;
  /** How long until the next, ms; null where that cannot be told. */
  stayedMs: number | null;
}

/** Longer than this nobody reads one page: the visitor was away. */
const longestStayMs = 3_600_000;

/** @param until when the visitor wrote, ms since the epoch. @returns the steps, newest first. */
export function stepsOf(visits: readonly Visit[], until: number): VisitStep[] {
  const inOrder = visits.toSorted((a, b) => a.at - b.at);
  return inOrder
    .map((visit, index) => {
      const stayed = (inOrder[index + 1]?.at ?? until) - visit.at;
      const told = visit.did === 'page' && stayed > 0 && stayed <= longestStayMs;
      return { ...visit, key: `${String(visit.at)} ${String(index)}`, stayedMs: told ? stayed : null };
    })
    .toReversed();
}

/** @returns an address without what all pages of a site share; any other text as it is. */
export function pathOf(text: string): string {
  try {
    const { protocol, pathname, search } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? `${pathname}${search}` : text;
  } catch {
    return text;
  }
}
