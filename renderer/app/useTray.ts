// Changes when the icon beside the clock says or offers something else.
import { useEffect, useRef } from 'react';
import { useData } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { usePresence } from './usePresence.ts';

/** @param count what waits for this agent. The tray shows it with the presence, and sets the presence. */
export function useTray(count: number): void {
  const t = useT();
  const { main } = useData();
  const { presence, status, words, choices, choose } = usePresence();
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
  };
  const asText = JSON.stringify(presence === null ? null : state);
  useEffect(() => {
    void main.request('tray.set', { state: JSON.parse(asText) as typeof state | null }).catch(() => {});
  }, [main, asText]);
  // Nobody is signed in any more.
  useEffect(() => () => void main.request('tray.set', { state: null }).catch(() => {}), [main]);
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => main.on('presence', ({ choice }) => latest.current(choice)), [main]);
}
