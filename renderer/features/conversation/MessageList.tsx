// Changes when the list of messages scrolls, follows or loads differently.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNow, useQuery, useShown } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useTabView } from '../../state/workspace.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { dayLabel } from './day-label.ts';
import { MessageRow } from './MessageRow.tsx';
import { localDay, toRows, type Row } from './rows.ts';
import { useNewAfter, useReadMark, useWindowFocus } from './useReadMark.ts';
import { endPx, useScroll } from './useScroll.ts';
import { ListSkeleton } from './ListSkeleton.tsx';
import styles from './list.module.css';

export const firstLimit = 200;
const moreStep = 400;
const mostLimit = 2000;

/** @returns how many messages to load, whatever was kept. */
function boundedLimit(limit: unknown): number {
  return typeof limit === 'number' && limit > firstLimit
    ? Math.min(mostLimit, Math.round(limit))
    : firstLimit;
}

interface MessageListProps {
  view: ConversationView;
  tabId: string;
  agentId: string | null;
}

/** All messages, the newest at the end. Follows new ones only when the agent is at the end, and keeps its place per tab. */
export function MessageList({ view, tabId, agentId }: MessageListProps) {
  const t = useT();
  const intl = useIntl();
  const shown = useShown();
  const { conversation } = view;
  const [limit, setLimit] = useTabView<unknown>(tabId, 'limit', firstLimit);
  const bounded = boundedLimit(limit);
  const { rows: result } = useQuery('conversation.messages', { id: conversation.id, limit: bounded });
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const onUnfold = useCallback((id: string) => setUnfolded((before) => new Set(before).add(id)), []);
  const now = useNow(60_000);
  const focused = useWindowFocus();
  const newAfter = useNewAfter(conversation, shown && focused);
  const rows = useMemo<Row[]>(
    () =>
      result === undefined
        ? []
        : toRows({
            messages: result.messages,
            total: result.total,
            newAfterSeq: newAfter,
            dayOf: localDay,
          }),
    [result, newAfter],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.type === 'message' ? 64 : 36),
    getItemKey,
    overscan: 6,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: endPx,
    paddingStart: 16,
    paddingEnd: 12,
  });
  const { atEnd, toEnd, hold } = useScroll(tabId, rows, virtualizer, scroller, shown, agentId);
  useReadMark(conversation, agentId, shown && focused && atEnd && result !== undefined);

  const unread = view.row.unread;
  const canLoadMore = bounded < mostLimit;
  if (result === undefined) return <ListSkeleton />;
  return (
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
                {row.type === 'message' && (
                  <MessageRow
                    message={row.message}
                    first={row.first}
                    last={row.last}
                    unfolded={unfolded.has(row.message.id)}
                    onUnfold={onUnfold}
                  />
                )}
                {row.type === 'day' && <div className={styles.day}>{dayLabel(row.at, now, intl, t)}</div>}
                {row.type === 'new' && <div className={styles.new}>{t('conversation.new')}</div>}
                {row.type === 'earlier' && (
                  <div className={styles.earlier}>
                    {canLoadMore ? (
                      <button
                        type="button"
                        onClick={() => {
                          hold();
                          setLimit(Math.min(mostLimit, bounded + moreStep));
                        }}
                      >
                        {t('conversation.earlier', { count: row.count })}
                      </button>
                    ) : (
                      t('conversation.earlierKept', { count: row.count })
                    )}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {!atEnd && (
        <button type="button" className={styles.toEnd} data-unread={unread > 0} onClick={toEnd}>
          <ArrowDown size={14} aria-hidden="true" />
          {unread > 0 ? t('conversation.newBelow', { count: unread }) : t('conversation.toEnd')}
        </button>
      )}
    </div>
  );
}
