// Changes when the words behind the sentiment are put in order, or marked in their message, differently.
import type { ConversationView } from '../../../shared/ipc/views.ts';
import type { MoodMessage, MoodReason } from '../../../shared/ipc/moods.ts';

/** One of the words behind the sentiment. */
export type Reason = ConversationView['reasons'][number];
/** A stretch of a message; `weight` is null where nothing was felt. */
export interface MarkedPart {
  text: string;
  weight: number | null;
}

type Span = Pick<MoodReason, 'start' | 'end' | 'weight'>;

/**
 * @returns the reasons that can be marked in this text, in its order: of two that overlap the stronger, and none that lies
 * outside. Places are UTF-16 units of the text itself, so what stands there is marked, and not what looks like it elsewhere.
 */
export function spansIn(text: string, reasons: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end, weight } of reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))) {
    if (start < 0 || end <= start || end > text.length) continue;
    if (!spans.some((span) => start < span.end && end > span.start)) spans.push({ start, end, weight });
  }
  return spans.toSorted((a, b) => a.start - b.start);
}

/** @returns the message in parts. Joined they are the text. */
export function markReasons(text: string, reasons: readonly Span[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let done = 0;
  for (const { start, end, weight } of spansIn(text, reasons)) {
    if (start > done) parts.push({ text: text.slice(done, start), weight: null });
    parts.push({ text: text.slice(start, end), weight });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), weight: null });
  return parts;
}

/** A word in the list of what drove the mood. */
export interface Driver extends MoodReason {
  /** Its message, counted from 1 among those that count. */
  place: number;
  messageId: string;
  /** Of all that was felt in the messages that count, 0 to 1. */
  share: number;
}

/**
 * @returns what drove the mood: rules first, then the strongest first; and `rest`, the share of everything that is not named.
 * The shares add up to one. Where an agent has set the level, words drove nothing.
 */
export function driversOf(
  messages: readonly MoodMessage[],
  most: number,
): { drivers: Driver[]; rest: number } {
  const computed = messages.filter(({ corrected }) => corrected === null);
  const all = messages.flatMap(({ id, corrected, reasons }, index) =>
    corrected === null ? reasons.map((reason) => ({ ...reason, place: index + 1, messageId: id })) : [],
  );
  const size = (sum: number, { weight }: { weight: number }): number => sum + Math.abs(weight);
  const unnamed = computed.reduce((sum, { rest = 0 }) => sum + Math.abs(rest), 0);
  const whole = all.reduce(size, unnamed) || 1;
  const drivers = all
    .map((driver) => ({ ...driver, share: Math.abs(driver.weight) / whole }))
    .toSorted(
      (a, b) =>
        Number(b.source === 'rule') - Number(a.source === 'rule') ||
        Math.abs(b.weight) - Math.abs(a.weight) ||
        b.place - a.place,
    )
    .slice(0, most);
  const named = drivers.reduce((sum, { share }) => sum + share, 0);
  return { drivers, rest: drivers.length === 0 ? 0 : Math.max(0, 1 - named) };
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
