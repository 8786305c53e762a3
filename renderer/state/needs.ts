// Changes when "who needs me next" weighs things differently. Pure: rows and offers in, the order with reasons out.
import type { ConversationRow, OfferView } from '../../shared/ipc/views.ts';

/** Why somebody needs the agent, for one short line. */
export type NeedReason =
  | { kind: 'offer'; leftMs: number }
  | { kind: 'waiting'; ms: number }
  | { kind: 'unread'; count: number }
  | { kind: 'negative'; level: ConversationRow['sentiment']['level'] }
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

const moods: Partial<Record<ConversationRow['sentiment']['level'], number>> = {
  slightlyNegative: 8,
  negative: 22,
  veryNegative: 40,
};
const minute = 60_000;

/** @returns who needs the agent, most of all first; nobody who merely is there. */
export function needs(rows: readonly ConversationRow[], offers: readonly OfferView[], now: number): Need[] {
  const found = [...rows.map((row) => needOf(row, now)), ...offers.map((offer) => offerNeed(offer, now))];
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

function needOf(row: ConversationRow, now: number): Need {
  const weighed: { weight: number; reason: NeedReason }[] = [];
  const { waitingSince, unread, sentiment, state } = row;
  if (waitingSince !== null && state !== 'wrapUp') {
    const ms = Math.max(0, now - waitingSince);
    // The first minutes weigh most: that is when a customer begins to wonder.
    weighed.push({ weight: 10 + Math.min(60, (ms / minute) * 8), reason: { kind: 'waiting', ms } });
    const mood = moods[sentiment.level] ?? 0;
    if (mood > 0)
      weighed.push({
        weight: mood + slope(sentiment.steps),
        reason: { kind: 'negative', level: sentiment.level },
      });
  }
  if (unread > 0)
    weighed.push({ weight: 5 + Math.min(15, unread * 3), reason: { kind: 'unread', count: unread } });
  if (state === 'wrapUp') weighed.push({ weight: 4, reason: { kind: 'wrapUp' } });
  weighed.sort((a, b) => b.weight - a.weight);
  return {
    id: row.id,
    type: 'conversation',
    title: row.title,
    score: weighed.reduce((sum, { weight }) => sum + weight, 0),
    reasons: weighed.map(({ reason }) => reason),
  };
}

/** @returns up to 12 more when the mood has been falling. */
function slope(steps: readonly number[]): number {
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return 0;
  return Math.min(12, Math.max(0, (first - last) * 8));
}
