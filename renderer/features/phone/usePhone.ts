// Changes when the calls of this desk are read, or asked for something by key, otherwise.
import { useMemo, useSyncExternalStore } from 'react';
import type { Call, PhoneState } from '../../../shared/phone/types.ts';
import type { PhoneView } from '../../data/phone-client.ts';
import type { CallAct } from '../../data/phone-elsewhere.ts';
import { useData } from '../../data/hooks.ts';
import { useAskDial } from '../../state/dialling.ts';
import { useShell } from '../../state/shell.ts';

/** @returns the phone as it is now. */
export function usePhone(): PhoneView {
  const { phone } = useData();
  return useSyncExternalStore(phone.watch, phone.get);
}

/** The call that keys are about: what is talked in, else what we call, else what is on hold. */
export function callInHand({ calls }: PhoneState): Call | undefined {
  const live = calls.filter(({ phase, direction }) => !(phase === 'ringing' && direction === 'in'));
  return (
    live.find(({ phase, held }) => phase === 'talking' && !held) ??
    live.find(({ phase }) => phase === 'dialling' || phase === 'ringing' || phase === 'answering') ??
    live.find(({ phase }) => phase === 'talking')
  );
}

/** The call that rings here and has waited longest. */
export function ringingCall({ calls }: PhoneState): Call | undefined {
  return calls.find(({ phase, direction }) => phase === 'ringing' && direction === 'in');
}

/** What can be done with calls by key or palette, in a window without the phone too. Where there is no such call, nothing happens. */
export interface CallCommands {
  dial(): void;
  answer(): void;
  /** Refuses what rings, else ends what is talked in. */
  hangUp(): void;
  mute(): void;
  hold(): void;
  /** Goes on with the next call that waits; the one that is talked in waits then. */
  swap(): void;
  keypad(): void;
  transfer(): void;
}

/** @returns always the same object. */
export function useCallCommands(): CallCommands {
  const { phone, phoneElsewhere } = useData();
  const shell = useShell();
  const dial = useAskDial();
  return useMemo((): CallCommands => {
    const state = (): PhoneState => phone.get().phone ?? { line: 'off', calls: [], conference: [] };
    const last = { id: '' };
    const panel = (name: 'keypad' | 'transfer'): void => {
      const call = callInHand(state());
      if (call?.phase === 'talking') shell.toggleCallPanel(call.id, name);
    };
    /** Here, or where the phone is. */
    const act = (name: CallAct, here: () => void) => (): void => {
      if (phone.get().phone === null) phoneElsewhere.order({ t: 'act', act: name });
      else here();
    };
    return {
      dial: () => dial(),
      answer: act('answer', () => {
        const call = ringingCall(state());
        if (call !== undefined) phone.ask({ type: 'answer', id: call.id });
      }),
      hangUp: act('hangUp', () => {
        const ringing = ringingCall(state());
        const call = ringing ?? callInHand(state());
        if (call !== undefined) phone.ask({ type: call === ringing ? 'reject' : 'hangUp', id: call.id });
      }),
      mute: act('mute', () => {
        const call = callInHand(state());
        if (call !== undefined) phone.ask({ type: 'mute', id: call.id, on: !call.muted });
      }),
      hold: act('hold', () => {
        const call = callInHand(state());
        if (call?.phase === 'talking') phone.ask({ type: 'hold', id: call.id, on: !call.held });
      }),
      swap: act('swap', () => {
        const { calls } = state();
        const talked = calls.filter(({ phase }) => phase === 'talking');
        const at = talked.findIndex(({ id, held }) => !held || id === last.id);
        // Around, from the one that is talked in; where all wait, from the one that was chosen last.
        const next = [...talked.slice(at + 1), ...talked.slice(0, at + 1)].find(({ held }) => held);
        if (next === undefined) return;
        last.id = next.id;
        phone.ask({ type: 'hold', id: next.id, on: false });
      }),
      keypad: act('keypad', () => panel('keypad')),
      transfer: act('transfer', () => panel('transfer')),
    };
  }, [phone, phoneElsewhere, shell, dial]);
}
