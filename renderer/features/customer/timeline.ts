// Changes when a customer's history is put into sections or into short words differently.
import type { TimelineItem } from '../../../shared/ipc/views-customer.ts';

/** A stretch of history under one heading. */
export interface TimelineSection {
  /** Of the first item, from which the heading is made. */
  at: number;
  key: string;
  items: TimelineItem[];
}

/** @returns the id of what the item shows. */
export function itemId(item: TimelineItem): string {
  switch (item.type) {
    case 'conversation':
      return item.conversation.id;
    case 'case':
      return item.case.id;
    case 'note':
      return item.note.id;
    case 'activity':
      return item.activity.id;
  }
}

/** @returns the items, which come newest first, under one heading per month; what is still to come has its own. */
export function sectionsOf(
  items: readonly TimelineItem[],
  headingOf: (item: TimelineItem) => string,
): TimelineSection[] {
  const sections: TimelineSection[] = [];
  for (const item of items) {
    const key = headingOf(item);
    const last = sections.at(-1);
    if (last?.key === key) last.items.push(item);
    else sections.push({ at: item.at, key, items: [item] });
  }
  return sections;
}

/** @returns whether it is still to be done. Clocks differ by moments, so only of what is planned. */
export function isAhead(item: TimelineItem, now: number): boolean {
  return item.type === 'activity' && item.activity.doneAt === null && item.at > now;
}

/** What opens when an item is chosen; null for what is on the customer alone. */
export function targetOf(item: TimelineItem): { kind: 'conversation' | 'case'; id: string } | null {
  switch (item.type) {
    case 'conversation':
      return { kind: 'conversation', id: item.conversation.id };
    case 'case':
      return { kind: 'case', id: item.case.id };
    case 'note': {
      const { subjectKind, subjectId } = item.note;
      return subjectKind === 'customer' ? null : { kind: subjectKind, id: subjectId };
    }
    case 'activity': {
      const { caseId, conversationId } = item.activity;
      if (caseId !== null) return { kind: 'case', id: caseId };
      return conversationId === null ? null : { kind: 'conversation', id: conversationId };
    }
  }
}

const longest = 300;

/** @returns a note in one line: without the marks of rich text, which would only be noise there. */
export function inOneLine({ text, format }: { text: string; format?: 'plain' | 'rich' | undefined }): string {
  const begin = text.slice(0, longest * 2);
  const bare =
    format === 'rich'
      ? begin
          .replace(/^\s*(?:#{1,6}|[-*+]|\d+\.)\s+/gm, '')
          .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
          .replace(/\*{1,2}/g, '')
      : begin;
  return bare.replace(/\s+/g, ' ').trim().slice(0, longest);
}
