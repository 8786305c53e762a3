// Changes when a button of a headset means something else to the calls, or a light of it says something else. Pure.
import type { Call, PhoneState, Wish } from '../../shared/phone/types.ts';
import type { Button, Light } from './headset-reports.ts';

/** What a button did: `on` as its bit says. */
export interface Press {
  readonly button: Button;
  readonly kind: 'state' | 'press';
  readonly on: boolean;
}

const isRinging = (call: Call): boolean => call.phase === 'ringing' && call.direction === 'in';
const isOurs = (call: Call): boolean =>
  call.phase === 'talking' ||
  call.phase === 'answering' ||
  (call.direction === 'out' && (call.phase === 'dialling' || call.phase === 'ringing'));

/** The call that buttons are about: what is talked in, else what we call, else what is on hold. */
function talkedIn({ calls }: PhoneState): Call | undefined {
  return (
    calls.find((call) => call.phase === 'talking' && !call.held) ??
    calls.find((call) => isOurs(call) && call.phase !== 'talking') ??
    calls.find(isOurs)
  );
}

/** @returns what a press asks of the phone; undefined where it means nothing now. */
export function wishOf({ button, kind, on }: Press, phone: PhoneState): Wish | undefined {
  const ringing = phone.calls.find(isRinging);
  const call = talkedIn(phone);
  switch (button) {
    case 'hook': {
      // What the lights have said already is no news: headsets answer each change of theirs with a report.
      if (kind === 'state' && on === (call !== undefined)) return undefined;
      if (kind === 'press' && !on) return undefined;
      // A new call goes before the one that is talked in: that one goes on hold.
      if (on && ringing !== undefined) return { type: 'answer', id: ringing.id };
      const ends = (kind === 'press' || !on) && call !== undefined;
      return ends ? { type: 'hangUp', id: call.id } : undefined;
    }
    case 'mute':
      if (call === undefined || (kind === 'press' && !on)) return undefined;
      if (kind === 'press') return { type: 'mute', id: call.id, on: !call.muted };
      return call.muted === on ? undefined : { type: 'mute', id: call.id, on };
    case 'flash': {
      if (!on) return undefined;
      if (ringing !== undefined) return { type: 'answer', id: ringing.id };
      const held = phone.calls.find((one) => one.phase === 'talking' && one.held);
      // To the other one and back; with one call alone, on hold and back.
      if (held !== undefined) return { type: 'hold', id: held.id, on: false };
      return call?.phase === 'talking' ? { type: 'hold', id: call.id, on: true } : undefined;
    }
    case 'drop':
      if (!on) return undefined;
      if (ringing !== undefined && call === undefined) return { type: 'reject', id: ringing.id };
      return call === undefined ? undefined : { type: 'hangUp', id: call.id };
    case 'reject':
      return on && ringing !== undefined ? { type: 'reject', id: ringing.id } : undefined;
  }
}

/** What a headset shows of the calls. */
export function lightsOf(phone: PhoneState): ReadonlySet<Light> {
  const on = new Set<Light>();
  const call = talkedIn(phone);
  if (call !== undefined) on.add('offHook');
  if (call?.muted === true) on.add('mute');
  if (call?.phase === 'talking' && call.held) on.add('hold');
  if (phone.calls.some(isRinging)) {
    on.add('ring');
    on.add('ringer');
  }
  return on;
}
