// Changes when what is true of a call, or could not be done with it, is said in other words.
import type { PhoneTrouble } from '../../data/phone-client.ts';
import type { Heard } from '../../../shared/phone/heard.ts';
import type { Call, PhoneState } from '../../../shared/phone/types.ts';
import { formatNumber } from '../../../shared/phone/number.ts';
import type { Translate } from '../../state/intl.tsx';
import { heardKey } from './heard-words.ts';

/** Who is at the other end, in one word. */
export function nameOf({ party }: Call, t: Translate): string {
  return party.name || formatNumber(party.number) || t('phone.unknown');
}

/** What is true just now: whether the agent is heard. */
export function stateWords(call: Call, heard: Heard, together: boolean, t: Translate): string {
  switch (call.phase) {
    case 'dialling':
      return t('phone.is.dialling');
    case 'ringing':
      return t(call.direction === 'in' ? 'phone.is.ringing' : 'phone.is.ringsThere');
    case 'answering':
      return t('phone.is.answering');
    case 'ended': {
      const key = call.end === null ? undefined : worthSaying(call.end);
      return key === undefined ? '' : t(key);
    }
    case 'talking':
      return t(together && heard === 'heard' ? 'phone.is.together' : heardKey(heard));
  }
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
