// Changes when it is decided differently which messages are read at once, and which as they come into view.
import { useMemo, useRef, useState } from 'react';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { chunkSize, firstLimit, growStep, mostLimit } from './limits.ts';
import { localDay, toRows, type Row } from './rows.ts';

/** The rows of a conversation: older messages in chunks, the newest ones singly. */
export interface ConversationRows {
  /** Undefined until the first have come. */
  rows: readonly Row[] | undefined;
  /** Messages numbered up to this stand in chunks. */
  chunked: number;
}

/** @param newAfter messages of others above this number are new; null when nothing is. */
export function useRows(
  { conversation: { id, lastSeq } }: ConversationView,
  newAfter: number | null,
): ConversationRows {
  // The newest ones grow in steps: what was read singly goes into a chunk only far behind.
  const [first] = useState(lastSeq);
  const grown = Math.floor(Math.max(0, lastSeq - first) / growStep) * growStep;
  const limit = Math.min(mostLimit, firstLimit + grown);
  const { rows: fresh } = useQuery('conversation.messages', { id, limit });
  const last = useRef(fresh);
  if (fresh !== undefined) last.current = fresh;
  const result = fresh ?? last.current;

  const firstSeq = result?.messages.find(({ seq }) => seq !== null)?.seq ?? 1;
  const older = result !== undefined && result.messages.length >= limit ? firstSeq - 1 : 0;
  const chunks = Math.ceil(older / chunkSize);
  const chunked = chunks * chunkSize;
  const before = useMemo(
    () =>
      Array.from(
        { length: chunks },
        (_, at): Row => ({ type: 'chunk', key: `c${at}`, from: at * chunkSize }),
      ),
    [chunks],
  );
  const rows = useMemo(() => {
    if (result === undefined) return undefined;
    const messages =
      chunked === 0 ? result.messages : result.messages.filter(({ seq }) => seq === null || seq > chunked);
    const newest = toRows({ messages, total: result.total, newAfterSeq: newAfter, dayOf: localDay });
    return [...before, ...newest];
  }, [result, before, chunked, newAfter]);
  return { rows, chunked };
}
