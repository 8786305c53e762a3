// Changes when a customer's history is listed or paged differently.
import { useMemo, useRef, type KeyboardEvent } from 'react';
import { channelSchema, type Channel } from '../../../shared/domain/conversation.ts';
import {
  longestTimeline,
  timelineKindSchema,
  usualTimeline,
  type TimelineItem,
} from '../../../shared/ipc/views-customer.ts';
import { useNow, useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useTabView } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { isAhead, itemId, sectionsOf } from './timeline.ts';
import { TimelineFilters, type KindShown } from './TimelineFilters.tsx';
import { TimelineRow } from './TimelineRow.tsx';
import styles from './customer-timeline.module.css';

type Line =
  | { key: string; heading: string }
  | { key: string; item: TimelineItem }
  | { key: string; more: number };

/** Everything of one customer on one line of time, the newest first. */
export function Timeline({ customerId, tabId }: { customerId: string; tabId: string }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const [savedKind, setKind] = useTabView<string>(tabId, 'kind', 'all');
  const [savedChannel, setChannel] = useTabView<string>(tabId, 'channel', 'all');
  const [savedLimit, setLimit] = useTabView<number>(tabId, 'limit', usualTimeline);
  const [offset, setOffset] = useTabView<number>(tabId, 'offset', 0);
  const kind: KindShown = timelineKindSchema.safeParse(savedKind).data ?? 'all';
  const channel: Channel | null = channelSchema.safeParse(savedChannel).data ?? null;
  const limit =
    Number.isInteger(savedLimit) && savedLimit > 0 ? Math.min(savedLimit, longestTimeline) : usualTimeline;
  const { rows: fresh, error } = useQuery('customer.timeline', {
    id: customerId,
    ...(kind === 'all' ? {} : { kind }),
    ...(channel === null ? {} : { channel }),
    limit,
  });
  const { rows: tally } = useQuery('customer.tally', { id: customerId });
  // Another filter or a longer list shows what was there until it has come, so that nothing blinks.
  const before = useRef({ customerId, rows: fresh });
  if (fresh !== undefined || before.current.customerId !== customerId)
    before.current = { customerId, rows: fresh };
  const { rows } = before.current;
  const lines = useMemo<Line[]>(() => {
    const headingOf = (item: TimelineItem): string =>
      isAhead(item, now)
        ? t('customer.timeline.upcoming')
        : intl.formatDate(item.at, { month: 'long', year: 'numeric' });
    const shown = sectionsOf(rows ?? [], headingOf).flatMap((section): Line[] => [
      { key: `month ${section.key}`, heading: section.key },
      ...section.items.map((item) => ({ key: `${item.type} ${itemId(item)}`, item })),
    ]);
    const full = rows !== undefined && rows.length >= limit && limit < longestTimeline;
    return full ? [...shown, { key: 'more', more: rows.length }] : shown;
  }, [rows, limit, intl, now, t]);
  const nothing = tally !== undefined && Object.values(tally.kinds).every((count) => count === 0);
  return (
    <section className={styles.timeline} aria-label={t('customer.timeline')}>
      <TimelineFilters
        tally={tally}
        kind={kind}
        channel={channel}
        onKind={(next) => {
          setKind(next);
          setOffset(0);
        }}
        onChannel={(next) => {
          setChannel(next ?? 'all');
          setOffset(0);
        }}
      />
      {error !== null && <ErrorNote error={error} />}
      {rows === undefined && error === null && <SkeletonRows count={8} height={32} />}
      {rows !== undefined && lines.length === 0 && (
        <EmptyState title={t(nothing ? 'customer.timeline.empty' : 'customer.timeline.filtered')}>
          {t(nothing ? 'customer.timeline.emptyText' : 'customer.timeline.filteredText')}
        </EmptyState>
      )}
      {lines.length > 0 && (
        // The arrows are a shorter way through the list; every line can be reached with Tab as well.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div className={styles.list} onKeyDown={walk}>
          <VirtualList
            key={`${kind} ${channel ?? ''}`}
            label={t('customer.timeline')}
            items={lines}
            keyOf={(line) => line.key}
            rowHeight={52}
            measured
            initialOffset={offset}
            onOffset={setOffset}
            render={(line) =>
              'heading' in line ? (
                <h3 className={styles.month}>{line.heading}</h3>
              ) : 'more' in line ? (
                <div className={styles.more}>
                  <Button onClick={() => setLimit(Math.min(longestTimeline, limit + usualTimeline))}>
                    {t('customer.timeline.more')}
                  </Button>
                </div>
              ) : (
                <TimelineRow item={line.item} />
              )
            }
          />
        </div>
      )}
    </section>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = all.findIndex((one) => one === document.activeElement);
  const next = all[at + step];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
