// Changes when a bound of the customer's link gets another value or a new one appears.

import type { Rate } from '../../bucket.ts';

/** Bounds of the chat channel. */
export interface ChatSettings {
  /** All frames of one connection. */
  frames: Rate;
  /** Messages of one connection. */
  messages: Rate;
  /** Pieces of files from one network address. */
  pieces: Rate;
  /** New conversations from one network address. */
  starts: Rate;
  /** For this long after it was opened, a conversation may be opened again with the same ids, in ms: the first answer was lost. */
  repeatStartMs: number;
  /** A token opens its conversation for this long, in ms. */
  tokenMs: number;
  /** The service pings this often, and hangs up after three times that without a sign of life, in ms. */
  heartbeatMs: number;
  /** A link that has neither begun nor resumed a conversation by then is closed, in ms. */
  greetingMs: number;
  /** Links of one network address that have not begun or resumed a conversation yet. */
  mostWaiting: number;
  /** Links of one network address in all; many customers may share one. */
  mostLinks: number;
  /** Links of one conversation: the same page in several tabs and windows. */
  mostPages: number;
  /** Where questions without a queue go, if there is such a queue, else to the first by name. */
  defaultQueueId: string;
  /** The built widget. */
  widgetPath: string;
}

const hour = 3_600_000;

/** What a service uses unless told otherwise. */
export const chatDefaults: Omit<ChatSettings, 'widgetPath'> = {
  frames: { burst: 60, perSecond: 20 },
  messages: { burst: 15, perSecond: 2 },
  pieces: { burst: 200, perSecond: 10 },
  starts: { burst: 60, perSecond: 1 },
  repeatStartMs: hour,
  tokenMs: 30 * 24 * hour,
  heartbeatMs: 25_000,
  greetingMs: 30_000,
  mostWaiting: 100,
  mostLinks: 1_000,
  mostPages: 20,
  defaultQueueId: 'queue-support',
};
