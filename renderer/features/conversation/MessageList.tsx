// Changes when the list of messages scrolls, follows or jumps differently.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useQuery, useShown } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useShell, useSought, type Sought } from '../../state/shell.ts';
import type { ConversationView, MessageView } from '../../../shared/ipc/views.ts';
import { ActsContext, type Acts, type FoundMessage } from './acts.ts';
import { Chunk, chunkPx } from './Chunk.tsx';
import { JumpMenu } from './JumpMenu.tsx';
import { chunkSize } from './limits.ts';
import { ListSkeleton } from './ListSkeleton.tsx';
import type { Row } from './rows.ts';
import { RowView } from './RowView.tsx';
import { useActsOf } from './useActsOf.ts';
import { useNewAfter, useReadMark, useWindowFocus } from './useReadMark.ts';
import { useRows } from './useRows.ts';
import { endPx, useScroll } from './useScroll.ts';
import styles from './list.module.css';

interface MessageListProps {
  view: ConversationView;
  tabId: string;
  agentId: string | null;
}

const none: readonly Row[] = [];
const overscan = 6;

/** All messages, the newest at the end. Follows new ones only when the agent is at the end, and keeps its place per tab. */
export function MessageList({ view, tabId, agentId }: MessageListProps) {
  const t = useT();
  const shown = useShown();
  const { conversation } = view;
  const focused = useWindowFocus();
  const newAfter = useNewAfter(conversation, shown && focused);
  const { rows: known, chunked } = useRows(view, newAfter);
  const rows = known ?? none;
  const scroller = useRef<HTMLDivElement>(null);
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const type = rows[index]?.type;
      return type === 'chunk' ? chunkPx : type === 'message' ? 64 : 36;
    },
    getItemKey,
    overscan,
    // One chunk beyond the view is as much as several rows.
    rangeExtractor: ({ startIndex, endIndex, count }) => {
      const from = Math.max(0, startIndex - (rows[startIndex - 1]?.type === 'chunk' ? 1 : overscan));
      const to = Math.min(count - 1, endIndex + (rows[endIndex + 1]?.type === 'chunk' ? 1 : overscan));
      return Array.from({ length: to - from + 1 }, (_, at) => from + at);
    },
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: endPx,
    paddingStart: 16,
    paddingEnd: 12,
  });
  const { atEnd, toEnd, toRow } = useScroll(tabId, rows, virtualizer, scroller, shown, agentId);
  useReadMark(conversation, agentId, shown && focused && atEnd && known !== undefined);

  const [hit, setHit] = useHit();
  const [found, setFound] = useState<FoundMessage | null>(null);
  const toSeq = (seq: number): void => {
    if (seq <= chunked) return toRow(`c${Math.floor((seq - 1) / chunkSize)}`, 0);
    const at = rows.findIndex((row) => row.type === 'message' && (row.message.seq ?? 0) >= seq);
    toRow(rows[at]?.key ?? '', -24);
  };
  const jump = (message: MessageView): void => {
    setHit(message.id);
    if (message.seq !== null) toSeq(message.seq);
  };
  const acts = useActsOf(view, tabId, hit, found, jump);
  const [day, setDay] = useState<number | null>(null);
  const dayAt = useQuery('conversation.at', { id: conversation.id, at: day }).rows;
  const arrive = useEffectEvent((seq: number | null) => {
    setDay(null);
    if (seq === null) toEnd();
    else toSeq(seq);
  });
  useEffect(() => {
    if (day !== null && dayAt?.at === day) arrive(dayAt.seq);
  }, [day, dayAt]);

  const sought = useSought('message', conversation.id);
  const { found: foundIt } = useShell();
  const ready = shown && known !== undefined;
  const seek = useEffectEvent(({ id, find, seq, times }: Sought) => {
    foundIt(times);
    setHit(id);
    setFound({ id, find });
    if (seq === undefined) toRow(id, -24);
    else toSeq(seq);
  });
  // What a search has found; after the list is where it was before.
  useEffect(() => {
    if (sought !== null && ready) seek(sought);
  }, [sought, ready]);

  const unread = view.row.unread;
  if (known === undefined) return <ListSkeleton />;
  return (
    <ActsContext value={acts}>
      <div className={styles.frame}>
        {/* A log that reads itself out would shout; ConversationTab announces what the customer writes. */}
        <div
          ref={scroller}
          className={styles.scroller}
          role="log"
          aria-live="off"
          aria-label={t('conversation.messages')}
          tabIndex={0}
        >
          <div className={styles.canvas} style={{ blockSize: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  className={styles.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {row.type === 'chunk' ? (
                    <Chunk conversationId={conversation.id} from={row.from} />
                  ) : (
                    <RowView row={row} />
                  )}
                </div>
              );
            })}
          </div>
        </div>
        {chunked > 0 && (
          <JumpMenu
            unread={unread}
            toStart={() => toSeq(1)}
            toUnread={() => toSeq(conversation.agentReadSeq + 1)}
            toEnd={toEnd}
            toDay={setDay}
          />
        )}
        {!atEnd && (
          <button type="button" className={styles.toEnd} data-unread={unread > 0} onClick={toEnd}>
            <ArrowDown size={14} aria-hidden="true" />
            {unread > 0 ? t('conversation.newBelow', { count: unread }) : t('conversation.toEnd')}
          </button>
        )}
      </div>
    </ActsContext>
  );
}

const hitMs = 2_500;

/** The message that was jumped to, marked for a moment. */
function useHit(): [Acts['hit'], (id: string) => void] {
  const [hit, setHit] = useState<Acts['hit']>(null);
  useEffect(() => {
    if (hit === null) return undefined;
    const timer = setTimeout(() => setHit(null), hitMs);
    return () => clearTimeout(timer);
  }, [hit]);
  return [hit, useCallback((id: string) => setHit({ id }), [])];
}
