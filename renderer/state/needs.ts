// Changes when "who needs me next" weighs things differently. Pure: rows and offers in, the order with reasons out.
import type { NeedWeights } from '../../shared/ipc/main.ts';
import type { ConversationRow, OfferView } from '../../shared/ipc/views.ts';
import { fallOf } from './mood.ts';
import { slaNow } from './sla.ts';

/** Why somebody needs the agent, for one short line. */
export type NeedReason =
  | { kind: 'offer'; leftMs: number }
  /** `leftMs` is negative once it is missed. */
  | { kind: 'sla'; leftMs: number }
  | { kind: 'held'; ms: number }
  | { kind: 'waiting'; ms: number }
  | { kind: 'unread'; count: number }
  | { kind: 'negative'; level: ConversationRow['sentiment']['level'] }
  | { kind: 'falling' }
  | { kind: 'wrapUp' };

/** One conversation, or one offer, that wants something. */
export interface Need {
  id: string;
  /** `offer`: not accepted yet. */
  type: 'conversation' | 'offer';
  title: string;
  score: number;
  /** The weightiest first. */
  reasons: NeedReason[];
}

/** What there is beside the rows. */
export interface NeedOptions {
  /** How much each factor counts; 1 each where nobody has said otherwise. */
  weights?: NeedWeights | undefined;
  /** Since when the caller of a conversation is on hold, by conversation. */
  held?: ReadonlyMap<string, number>;
}

/** Every factor counts as it is. */
export const usualWeights: NeedWeights = { sla: 1, mood: 1, slope: 1, waiting: 1, unread: 1, held: 1 };

const moods: Partial<Record<ConversationRow['sentiment']['level'], number>> = {
  slightlyNegative: 8,
  negative: 22,
  veryNegative: 40,
};
const minute = 60_000;
/** From this share of its time on a clock presses by itself, also while nobody waits. */
const pressing = 0.2;

/** @returns who needs the agent, most of all first; nobody who merely is there. */
export function needs(
  rows: readonly ConversationRow[],
  offers: readonly OfferView[],
  now: number,
  options: NeedOptions = {},
): Need[] {
  const found = [
    ...rows.map((row) => needOf(row, now, options)),
    ...offers.map((one) => offerNeed(one, now)),
  ];
  return found
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function offerNeed(offer: OfferView, now: number): Need {
  const leftMs = Math.max(0, offer.expiresAt - now);
  // The less time is left the more it presses; one with plenty left waits behind an angry customer.
  const share = leftMs / Math.max(1, offer.expiresAt - offer.offeredAt);
  const score = leftMs === 0 ? 0 : 30 + 40 * (1 - share);
  return {
    id: offer.id,
    type: 'offer',
    title: offer.customerName,
    score,
    reasons: [{ kind: 'offer', leftMs }],
  };
}

function needOf(row: ConversationRow, now: number, { weights = usualWeights, held }: NeedOptions): Need {
  const weighed: { points: number; reason: NeedReason }[] = [];
  const add = (points: number, reason: NeedReason): void => {
    if (points > 0) weighed.push({ points, reason });
  };
  const { waitingSince, unread, sentiment, state } = row;
  const wrapUp = state === 'wrapUp';
  const waiting = waitingSince !== null && !wrapUp;
  const heldSince = held?.get(row.id);
  if (heldSince !== undefined) {
    const ms = Math.max(0, now - heldSince);
    add(weights.held * (30 + Math.min(40, (ms / minute) * 20)), { kind: 'held', ms });
  }
  const clock = wrapUp ? null : slaNow(row.sla, now);
  if (clock !== null && clock.state !== 'paused')
    add(weights.sla * slaPoints(clock.share, clock.left, waiting), { kind: 'sla', leftMs: clock.left });
  if (waiting) {
    const ms = Math.max(0, now - waitingSince);
    // The first minutes weigh most: that is when a customer begins to wonder.
    add(weights.waiting * (10 + Math.min(60, (ms / minute) * 8)), { kind: 'waiting', ms });
    if ((sentiment.mode ?? 'judged') === 'judged') {
      add(weights.mood * (moods[sentiment.level] ?? 0), { kind: 'negative', level: sentiment.level });
      add(weights.slope * slopePoints(sentiment.steps), { kind: 'falling' });
    }
  }
  if (unread > 0) add(weights.unread * (5 + Math.min(15, unread * 3)), { kind: 'unread', count: unread });
  if (wrapUp) add(4, { kind: 'wrapUp' });
  weighed.sort((a, b) => b.points - a.points);
  return {
    id: row.id,
    type: 'conversation',
    title: row.title,
    score: weighed.reduce((sum, { points }) => sum + points, 0),
    reasons: weighed.map(({ reason }) => reason),
  };
}

/** Up to 20 while a customer waits, 20 to 40 in the last fifth, and up to 20 more once it is missed. */
function slaPoints(share: number, leftMs: number, waiting: boolean): number {
  if (leftMs < 0) return 40 + Math.min(20, -leftMs / minute / 2);
  if (share <= pressing) return 20 + 20 * (1 - share / pressing);
  return waiting ? 20 * (1 - share) : 0;
}

/** Up to 12 when the mood has been falling over the last messages. */
function slopePoints(steps: readonly number[]): number {
  // As far as the line through them falls, not only from the first to the last: one good word in between does not hide it.
  return Math.min(12, fallOf(steps) * Math.max(0, steps.length - 1) * 8);
}
