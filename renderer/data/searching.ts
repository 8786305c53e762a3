// Changes when the search over everything is asked differently: first for what was typed, then, where that is hardly anywhere, for what may have been meant.
import { enoughHits } from '../../shared/cache/slips.ts';
import type { SearchHit, SearchType } from '../../shared/ipc/views.ts';
import { useQuery } from './hooks.ts';

/** What was found for a text. */
export interface Found {
  /** Have what was typed. */
  hits: readonly SearchHit[];
  /** Have what may have been meant, each saying by which words; none of them is among `hits`. */
  near: readonly SearchHit[];
  /** Nothing can be shown for this text yet. */
  busy: boolean;
}

const none: readonly SearchHit[] = [];

/**
 * What may have been meant is asked for once it is known that hardly anything has what was typed, so that a text that is
 * already another one costs nothing.
 * @param text '' asks for nothing.
 * @param literal only what was typed.
 */
export function useSearch(text: string, only?: SearchType, literal = false): Found {
  const exact = useQuery('search.all', { text, ...(only && { only }) });
  const few = text !== '' && !literal && exact.rows !== undefined && exact.rows.length < enoughHits;
  const near = useQuery('search.near', { text: few ? text : '', ...(only && { only }) });
  const waits = ({ rows, error }: Pick<typeof exact, 'rows' | 'error'>): boolean =>
    rows === undefined && error === null;
  const hits = exact.rows ?? none;
  return {
    hits,
    near: few ? (near.rows ?? none) : none,
    busy: text !== '' && (waits(exact) || (few && hits.length === 0 && waits(near))),
  };
}
