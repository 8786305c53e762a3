// Changes when a customer's history is filtered or put into sections differently.
import type { Channel } from '../../../shared/domain/conversation.ts';
import type { TimelineItem } from '../../../shared/ipc/views.ts';

/** What of the history is shown; null means all. */
export interface TimelineFilter {
  kind: TimelineItem['type'] | null;
  channel: Channel | null;
}

/** A stretch of history under one heading. */
export interface TimelineSection {
  /** Of the first item, from which the heading is made. */
  at: number;
  key: string;
  items: TimelineItem[];
}

/** @returns the id of what the item shows. */
export function itemId(item: TimelineItem): string {
  if (item.type === 'conversation') return item.conversation.id;
  return item.type === 'case' ? item.case.id : item.note.id;
}

/** A channel belongs to conversations only: choosing one shows only those. */
export function filterTimeline(
  items: readonly TimelineItem[],
  { kind, channel }: TimelineFilter,
): TimelineItem[] {
  return items.filter((item) => {
    if (kind !== null && item.type !== kind) return false;
    return channel === null || (item.type === 'conversation' && item.conversation.channel === channel);
  });
}

/** @returns the items, newest first, under one heading per month. */
export function sectionsOf(
  items: readonly TimelineItem[],
  monthOf: (at: number) => string,
): TimelineSection[] {
  const sections: TimelineSection[] = [];
  for (const item of items.toSorted((a, b) => b.at - a.at || itemId(b).localeCompare(itemId(a)))) {
    const key = monthOf(item.at);
    const last = sections.at(-1);
    if (last?.key === key) last.items.push(item);
    else sections.push({ at: item.at, key, items: [item] });
  }
  return sections;
}

/** @returns how many items there are of each kind, for the filter. */
export function countKinds(items: readonly TimelineItem[]): Record<TimelineItem['type'], number> {
  const counts = { conversation: 0, case: 0, note: 0 };
  for (const { type } of items) counts[type] += 1;
  return counts;
}
