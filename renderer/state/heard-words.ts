// Changes when what is true of who hears whom is said in other words.
import type { MessageKey } from '../../shared/i18n/index.ts';
import type { Heard } from '../../shared/phone/heard.ts';

const keys: Record<Heard, MessageKey> = {
  transferring: 'phone.is.transferring',
  reconnecting: 'phone.is.lost',
  held: 'phone.is.held',
  connecting: 'phone.is.answering',
  muted: 'phone.is.muted',
  microphoneGone: 'phone.is.microphoneGone',
  microphoneOff: 'phone.is.microphoneOff',
  microphoneSilent: 'phone.is.microphoneSilent',
  heldByFar: 'phone.is.heldByFar',
  farLost: 'phone.is.farLost',
  farSilent: 'phone.is.farSilent',
  heard: 'phone.is.heard',
};

/** @returns the key of the words for it. */
export function heardKey(heard: Heard): MessageKey {
  return keys[heard];
}
