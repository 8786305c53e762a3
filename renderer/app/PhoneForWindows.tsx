// Changes when the main window does something else with its phone for the sessions in windows of their own.
import { memo, useEffect, useEffectEvent, useRef } from 'react';
import type { CallAct, PhoneOrder } from '../data/phone-elsewhere.ts';
import { useData } from '../data/hooks.ts';
import { callInHand, ringingCall, usePhone } from '../features/phone/usePhone.ts';
import { useT } from '../state/intl.tsx';
import { useShell } from '../state/shell.ts';
import type { Commands } from './commands.ts';
import type { CommandId } from './key-list.ts';
import { callSaid } from './useTray.ts';

const commandOf: Record<CallAct, CommandId> = {
  answer: 'answerCall',
  hangUp: 'hangUpCall',
  mute: 'muteCall',
  hold: 'holdCall',
  swap: 'swapCalls',
  keypad: 'keypadCall',
  transfer: 'transferCall',
};

/** Draws nothing: tells the other windows how the phone stands, and does what they ask of it. */
export const PhoneForWindows = memo(function PhoneForWindows({ commands }: { commands: Commands }) {
  const t = useT();
  const { phone: client, phoneElsewhere, main } = useData();
  const shell = useShell();
  const view = usePhone();
  const { phone } = view;
  const call = phone === null ? undefined : (ringingCall(phone) ?? callInHand(phone));
  const there = phone !== null;
  const says = call === undefined ? '' : callSaid(call, view, t);

  const onOrder = useEffectEvent((order: PhoneOrder): void => {
    const now = client.get().phone;
    if (now === null) return;
    const toFront = (): void => void main.request('windows.show', { windowId: null }).catch(() => {});
    if (order.t === 'dial') {
      const { to, name } = order;
      shell.show({ kind: 'dial', ...(to !== undefined && { to }), ...(name !== undefined && { name }) });
      return toFront();
    }
    // Who answers wants to see who it is; the rest is done without leaving where one is.
    const seen =
      order.act === 'answer'
        ? ringingCall(now) !== undefined
        : (order.act === 'keypad' || order.act === 'transfer') && callInHand(now)?.phase === 'talking';
    commands[commandOf[order.act]]();
    if (seen) toFront();
  });
  const serving = useRef<ReturnType<typeof phoneElsewhere.serve>>(undefined);
  useEffect(() => {
    const served = phoneElsewhere.serve((order) => onOrder(order));
    serving.current = served;
    return served.stop;
  }, [phoneElsewhere]);
  useEffect(() => serving.current?.tell({ there, says }), [there, says]);
  return null;
});
