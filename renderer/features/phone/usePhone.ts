// Changes when the calls of this desk are read, or asked for something by key, otherwise.
import { useMemo, useSyncExternalStore } from 'react';
import type { Call, PhoneState } from '../../../shared/phone/types.ts';
import type { PhoneView } from '../../data/phone-client.ts';
import { useData } from '../../data/hooks.ts';
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

/** What can be done with calls by key or palette. Where there is no such call, nothing happens. */
export interface CallCommands {
  dial(): void;
  /** @returns whether one rang. */
  answer(): boolean;
  /** Refuses what rings, else ends what is talked in. @returns whether there was one. */
  hangUp(): boolean;
  mute(): void;
  hold(): void;
  /** Goes on with the next call that waits; the one that is talked in waits then. */
  swap(): void;
  keypad(): void;
  transfer(): void;
}

/** @returns always the same object. */
export function useCallCommands(): CallCommands {
  const { phone } = useData();
  const shell = useShell();
  return useMemo(() => {
    const state = (): PhoneState => phone.get().phone ?? { line: 'off', calls: [], conference: [] };
    const last = { id: '' };
    const panel = (name: 'keypad' | 'transfer'): void => {
      const call = callInHand(state());
      if (call?.phase === 'talking') shell.toggleCallPanel(call.id, name);
    };
    return {
      dial: () => shell.show({ kind: 'dial' }),
      answer: () => {
        const call = ringingCall(state());
        if (call !== undefined) phone.ask({ type: 'answer', id: call.id });
        return call !== undefined;
      },
      hangUp: () => {
        const ringing = ringingCall(state());
        const call = ringing ?? callInHand(state());
        if (call !== undefined) phone.ask({ type: call === ringing ? 'reject' : 'hangUp', id: call.id });
        return call !== undefined;
      },
      mute: () => {
        const call = callInHand(state());
        if (call !== undefined) phone.ask({ type: 'mute', id: call.id, on: !call.muted });
      },
      hold: () => {
        const call = callInHand(state());
        if (call?.phase === 'talking') phone.ask({ type: 'hold', id: call.id, on: !call.held });
      },
      swap: () => {
        const { calls } = state();
        const talked = calls.filter(({ phase }) => phase === 'talking');
        const at = talked.findIndex(({ id, held }) => !held || id === last.id);
        // Around, from the one that is talked in; where all wait, from the one that was chosen last.
        const next = [...talked.slice(at + 1), ...talked.slice(0, at + 1)].find(({ held }) => held);
        if (next === undefined) return;
        last.id = next.id;
        phone.ask({ type: 'hold', id: next.id, on: false });
      },
      keypad: () => panel('keypad'),
      transfer: () => panel('transfer'),
    };
  }, [phone, shell]);
}
