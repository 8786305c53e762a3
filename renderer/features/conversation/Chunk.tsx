// Changes when older messages are read or drawn differently: a few at a time, as they come into view.
import { memo, useMemo } from 'react';
import { useQuery } from '../../data/hooks.ts';
import { chunkSize, pageSize } from './limits.ts';
import { localDay, toRows } from './rows.ts';
import { RowView } from './RowView.tsx';
import styles from './list.module.css';

/** As high as its messages will be, more or less, until they have come. */
export const chunkPx = chunkSize * 68;

/** The messages numbered from `from` + 1 on, {@link chunkSize} of them. */
export const Chunk = memo(function Chunk({ conversationId, from }: { conversationId: string; from: number }) {
  const page = Math.floor(from / pageSize);
  const { rows: messages } = useQuery('conversation.page', { id: conversationId, page });
  const rows = useMemo(() => {
    const all = messages ?? [];
    const before = all.findLast(({ seq }) => seq !== null && seq <= from);
    const own = all.filter(({ seq }) => seq !== null && seq > from && seq <= from + chunkSize);
    const made = toRows({ messages: own, total: own.length, newAfterSeq: null, dayOf: localDay });
    // The day stands where it begins, not above each chunk.
    const sameDay =
      before !== undefined && own[0] !== undefined && localDay(before.at) === localDay(own[0].at);
    return sameDay ? made.slice(1) : made;
  }, [messages, from]);
  if (messages === undefined)
    return <div className={styles.unread} style={{ blockSize: chunkPx }} aria-busy="true" />;
  return rows.map((row) => <RowView key={row.key} row={row} />);
});
