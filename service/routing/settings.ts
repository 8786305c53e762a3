// Changes when routing's clocks get other values or new ones.
import type { Channel } from '../../shared/domain/conversation.ts';
import { usualOfferLost, type OfferLost } from '../../shared/domain/queue.ts';

/** How long a conversation may stay in a state before the clock closes it, in ms; null: for ever. */
export interface AutoClose {
  openMs: number | null;
  wrapUpMs: number | null;
}

/** The clocks of routing. Tests pass short ones or own the time. */
export interface RoutingSettings {
  /** An offer whose agent has had no desk linked for this long goes to somebody else, in ms. */
  lostOfferMs: number;
  /** An active conversation whose agent has had no desk linked for this long goes back to its queue, in ms. */
  presenceGraceMs: number;
  /** The same for one on the telephone, in ms: its sound may go on without us. */
  lostCallMs: number;
  /** An offer of a call rings for no longer than this, in ms: somebody listens to it. */
  callOfferMs: number;
  /** A call that rings where its exchange wants it, and of whose end nobody told, is closed after so long, in ms. */
  ringMs: number;
  /** When everybody has declined or let an offer pass, the pause before anybody is asked again, in ms. */
  askAgainMs: number;
  autoClose: Record<Channel, AutoClose>;
  /** What becomes of an agent who lets an offer pass unanswered, where the queue does not say it. */
  missedOffer: OfferLost;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** D365's clocks, with continuous timers instead of its daily sweep. */
export const routingDefaults: RoutingSettings = {
  lostOfferMs: 10_000,
  presenceGraceMs: 2.5 * minute,
  lostCallMs: 15 * minute,
  callOfferMs: 30_000,
  ringMs: 5 * minute,
  askAgainMs: 30_000,
  missedOffer: usualOfferLost.missed,
  autoClose: {
    chat: { openMs: 20 * minute, wrapUpMs: 15 * minute },
    sms: { openMs: 30 * day, wrapUpMs: day },
    social: { openMs: 30 * day, wrapUpMs: day },
    email: { openMs: null, wrapUpMs: day },
    voice: { openMs: 20 * minute, wrapUpMs: 15 * minute },
  },
};
