// Changes when what is true of a call, or could not be done with it, is said in other words.
import type { PhoneTrouble } from '../../data/phone-client.ts';
import type { Call, PhoneState } from '../../../shared/phone/types.ts';
import { formatNumber } from '../../../shared/phone/number.ts';
import type { Translate } from '../../state/intl.tsx';
import { liveWords, type LiveCall } from '../../state/live-call.ts';

/** Who is at the other end, in one word. */
export function nameOf({ party }: Call, t: Translate): string {
  return party.name || formatNumber(party.number) || t('phone.unknown');
}

/** What is true just now: whether the agent is heard; of one that has ended, what did not come about. */
export function stateWords(call: Call, live: LiveCall, t: Translate): string {
  if (call.untold === true) return t('phone.untold');
  const key = call.end === null ? undefined : worthSaying(call.end);
  return key === undefined ? liveWords(live, t) : t(key);
}

/** What did not come about is said; a call that was talked, or that we ended, needs no words. */
export function worthSaying(end: NonNullable<Call['end']>) {
  if (end === 'completed' || end === 'transferred' || end === 'cancelled') return undefined;
  return `phone.end.${end}` as const;
}

/** What could not be, and what to do. */
export function troubleWords({ wish, kind }: PhoneTrouble, line: PhoneState['line'], t: Translate): string {
  if (kind === 'unreachable' || kind === 'gone' || kind === 'timeout') return t('phone.trouble.noPhone');
  if (wish === 'dial') return t(line === 'ready' ? 'phone.trouble.dial' : 'phone.trouble.line');
  switch (wish) {
    case 'answer':
      return t('phone.trouble.answer');
    case 'hold':
      return t('phone.trouble.hold');
    case 'transfer':
    case 'transferTo':
      return t('phone.trouble.transfer');
    case 'conference':
      return t('phone.trouble.conference');
    default:
      return t('phone.trouble.other');
  }
}
