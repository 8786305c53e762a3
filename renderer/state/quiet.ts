// Changes when another rule keeps Parley quiet. Which kinds of sound, in which situation, and why.
import type { Quiet, Sound } from '../../shared/ipc/main.ts';

/** Why something is not heard now. */
export type QuietReason = 'onlyOffers' | 'call' | 'focus';

/** What the rules look at. */
export interface Situation {
  /** Whether this agent is in a call. */
  inCall: boolean;
  /** Now, by this machine's clock and time zone. */
  at: Date;
}

/** Where nothing was set: a call is not talked over by messages. */
export const usualQuiet: Quiet = {
  onlyOffers: false,
  inCall: ['message'],
  inFocus: ['message'],
  focus: null,
};

/** Nine to half past eleven on working days: what the hours of focus begin with when they are turned on. */
export const usualFocus: NonNullable<Quiet['focus']> = { from: 540, to: 690, days: [1, 2, 3, 4, 5] };

/** @returns whether it is one of the hours of focus; hours past midnight belong to the day on which they began. */
export function inFocusHours(focus: Quiet['focus'], at: Date): boolean {
  if (focus === null) return false;
  const { from, to, days } = focus;
  const minute = at.getHours() * 60 + at.getMinutes();
  const today = at.getDay();
  if (from <= to) return days.includes(today) && minute >= from && minute < to;
  const yesterday = (today + 6) % 7;
  return (days.includes(today) && minute >= from) || (days.includes(yesterday) && minute < to);
}

/** @returns why this kind is not to be heard now; null when it is. */
export function whyQuiet(sound: Sound, quiet: Quiet, { inCall, at }: Situation): QuietReason | null {
  if (inCall && quiet.inCall.includes(sound)) return 'call';
  if (quiet.inFocus.includes(sound) && inFocusHours(quiet.focus, at)) return 'focus';
  return quiet.onlyOffers && sound !== 'offer' && sound !== 'call' ? 'onlyOffers' : null;
}
