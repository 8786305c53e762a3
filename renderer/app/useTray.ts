// Changes when the icon beside the clock says or offers something else.
import { useEffect, useMemo, useRef } from 'react';
import type { TrayAct, TrayState } from '../../shared/ipc/main.ts';
import { browserTimers } from '../data/data.ts';
import type { Call } from '../../shared/phone/types.ts';
import type { PhoneView } from '../data/phone-client.ts';
import { useData } from '../data/hooks.ts';
import { nameOf } from '../features/phone/call-words.ts';
import { callInHand, ringingCall, usePhone } from '../features/phone/usePhone.ts';
import { liveOf, liveWords } from '../state/live-call.ts';
import { useT, type Translate } from '../state/intl.tsx';
import { createThinned } from './thinned.ts';
import { usePresence } from './usePresence.ts';

/** It is told so often at most, ms. */
const trayMs = 250;

/** @param count what waits for this agent. The tray shows it with the presence, and sets the presence. */
export function useTray(count: number): void {
  const t = useT();
  const { main } = useData();
  const { presence, status, words, choices, choose } = usePresence();
  const call = useTrayCall();
  const state = {
    status,
    text: (count === 0
      ? t('tray.idle', { presence: words })
      : t('tray.count', { presence: words, count })
    ).slice(0, 200),
    show: t('tray.show'),
    quit: t('tray.quit'),
    choices: choices
      .slice(0, 60)
      .map(({ id, label, checked, own }) => ({ id, label: label.slice(0, 100), checked, own })),
    ...(call === undefined ? {} : { call }),
  };
  const asText = JSON.stringify(presence === null ? null : state);
  const tray = useMemo(
    () =>
      createThinned<string>(trayMs, browserTimers, (_, text) => {
        void main.request('tray.set', { state: JSON.parse(text) as typeof state | null }).catch(() => {});
      }),
    [main],
  );
  useEffect(() => tray.tell('tray', asText), [tray, asText]);
  // Nobody is signed in any more.
  useEffect(
    () => () => {
      tray.stop();
      void main.request('tray.set', { state: null }).catch(() => {});
    },
    [main, tray],
  );
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => main.on('presence', ({ choice }) => latest.current(choice)), [main]);
}

/** What rings, else what is talked in: how it stands, in the words of the bar, and what can be done from outside. */
function useTrayCall(): TrayState['call'] {
  const t = useT();
  const { main, phone: client } = useData();
  const view = usePhone();
  const now = view.phone;
  const ringing = now === null ? undefined : ringingCall(now);
  const call = ringing ?? (now === null ? undefined : callInHand(now));
  useEffect(
    () =>
      main.on('trayCall', ({ act }) => {
        const { phone } = client.get();
        const one = phone === null ? undefined : (ringingCall(phone) ?? callInHand(phone));
        if (one === undefined) return;
        const { id } = one;
        if (act === 'mute') client.ask({ type: 'mute', id, on: !one.muted });
        else if (act === 'hold') client.ask({ type: 'hold', id, on: !one.held });
        else client.ask({ type: act, id });
      }),
    [main, client],
  );
  if (call === undefined) return undefined;
  const talking = call.phase === 'talking';
  const labels: [TrayAct, string][] =
    call === ringing
      ? [
          ['answer', t('phone.answer')],
          ['reject', t('phone.reject')],
        ]
      : [
          ...(talking
            ? ([
                ['mute', t(call.muted ? 'phone.unmute' : 'phone.mute')],
                ['hold', t(call.held ? 'phone.resume' : 'phone.hold')],
              ] satisfies [TrayAct, string][])
            : []),
          ['hangUp', t('phone.hangUp')],
        ];
  return {
    text: callSaid(call, view, t),
    acts: labels.map(([act, label]) => ({ act, label: label.slice(0, 60) })),
  };
}

/** So many letters of a caller's name are said where there is one line: how the call stands must not be cut off for it. */
const longestName = 24;

/** @returns who it is and how the call stands, in the words of the bar; 200 letters at most. */
export function callSaid(call: Call, view: PhoneView, t: Translate): string {
  const letters = Array.from(nameOf(call, t));
  const name =
    letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : letters.join('');
  return t('tray.call', { name, state: liveWords(liveOf(call, view), t) }).slice(0, 200);
}
