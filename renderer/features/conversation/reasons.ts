// Changes when the words behind the sentiment are found in their message differently.
import type { ConversationView } from '../../../shared/ipc/views.ts';

/** One of the words behind the sentiment. */
export type Reason = ConversationView['reasons'][number];
/** A stretch of a message; `weight` is null where nothing was felt. */
export interface MarkedPart {
  text: string;
  weight: number | null;
}

/** Marks where the reasons stand in a message, the strongest first where they overlap. The parts joined are the text. */
export function markReasons(text: string, reasons: readonly Pick<Reason, 'text' | 'weight'>[]): MarkedPart[] {
  const folded = text.toLowerCase();
  // Some letters change their length in lower case: positions would not fit, so only the exact spelling is looked for.
  const haystack = folded.length === text.length ? folded : text;
  const spans: { start: number; end: number; weight: number }[] = [];
  for (const reason of reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))) {
    const needle = haystack === text ? reason.text : reason.text.toLowerCase();
    if (needle.trim() === '') continue;
    for (
      let start = haystack.indexOf(needle);
      start !== -1;
      start = haystack.indexOf(needle, start + needle.length)
    ) {
      const end = start + needle.length;
      if (!spans.some((span) => start < span.end && end > span.start))
        spans.push({ start, end, weight: reason.weight });
    }
  }
  const parts: MarkedPart[] = [];
  let done = 0;
  for (const { start, end, weight } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > done) parts.push({ text: text.slice(done, start), weight: null });
    parts.push({ text: text.slice(start, end), weight });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), weight: null });
  return parts;
}

/** @returns the reasons of each message, in the order the messages come. */
export function byMessage(reasons: readonly Reason[]): { messageId: string; reasons: Reason[] }[] {
  const groups = new Map<string, Reason[]>();
  for (const reason of reasons)
    groups.set(reason.messageId, [...(groups.get(reason.messageId) ?? []), reason]);
  return [...groups].map(([messageId, group]) => ({ messageId, reasons: group }));
}

/** @returns the strongest words, each once, for the strip. */
export function strongest(reasons: readonly Reason[], most: number): Reason[] {
  const seen = new Set<string>();
  return reasons
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .filter(({ text }) => {
      const key = text.toLowerCase();
      return !seen.has(key) && seen.add(key) !== undefined;
    })
    .slice(0, most);
}
