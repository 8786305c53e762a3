// Changes when what is said of a call is said otherwise: its direction, how it stands or ended, and for how long it was talked.
import { farNumber, talkedMs, type ConversationCall } from '../../shared/domain/call.ts';
import { formatNumber } from '../../shared/phone/number.ts';
import type { Translate } from './intl.tsx';

/** How a call stands, for words and pictures. */
export type CallFace = 'in' | 'out' | 'missed';

/** @returns the picture of a call: one that came and was not answered is told apart from those that were. */
export function callFace(call: ConversationCall): CallFace {
  if (call.direction === 'out') return 'out';
  return call.endedAt !== undefined && call.answeredAt === undefined && call.outcome !== 'elsewhere'
    ? 'missed'
    : 'in';
}

/** @returns its title, such as "Missed call". */
export function callTitle(call: ConversationCall, t: Translate): string {
  return t(`call.${callFace(call)}`);
}

/** @returns how it stands now, or how it ended. */
export function callState(call: ConversationCall, t: Translate): string {
  // What was talked did come about: then it broke off.
  if (call.outcome === 'failed' && call.answeredAt !== undefined) return t('call.outcome.lost');
  if (call.outcome !== undefined) return t(`call.outcome.${call.outcome}`);
  if (call.answeredAt !== undefined) return t('call.talking');
  return t(call.direction === 'in' ? 'call.ringing' : 'call.dialling');
}

/**
 * @param duration writes ms, such as "2:05".
 * @returns what a line of a list says beside the title: the outcome, how long, the number.
 */
export function callFacts(call: ConversationCall, t: Translate, duration: (ms: number) => string): string[] {
  const talked = talkedMs(call);
  // A missed call says so already.
  const said = callFace(call) === 'missed' && call.outcome === 'missed' ? '' : callState(call, t);
  return [said, talked === null ? '' : duration(talked), formatNumber(farNumber(call))].filter(
    (fact) => fact !== '',
  );
}
