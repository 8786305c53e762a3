// Changes when it is told differently how much waits for the agent: the window's title, the number on the icon, the tray.
import { useEffect, useMemo } from 'react';
import type { QueryRows } from '../../shared/ipc/store.ts';
import { browserTimers } from '../data/data.ts';
import { useData, useQueryPart } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { createThinned } from './thinned.ts';
import { useTray } from './useTray.ts';

/** The system redraws its bar with each new number: while many come it is told so often at most, ms. */
export const iconMs = 250;

const unreadOf = (rows: QueryRows<'conversation.mine'> | undefined): number =>
  (rows ?? []).reduce((sum, row) => sum + row.unread, 0);
const lengthOf = (rows: readonly unknown[] | undefined): number => rows?.length ?? 0;

/** Tells what waits: messages, offers, handovers. */
export function useWaiting(): void {
  const t = useT();
  const { main } = useData();
  const unread = useQueryPart('conversation.mine', {}, unreadOf);
  const offers = useQueryPart('offer.ringing', {}, lengthOf);
  const handovers = useQueryPart('handover.offered', {}, lengthOf);
  const count = unread + offers + handovers;
  useTray(count);
  const badge = useMemo(
    () =>
      createThinned<number>(iconMs, browserTimers, (_, count) => {
        void main.request('badge.set', { count }).catch(() => {});
      }),
    [main],
  );
  useEffect(() => badge.stop, [badge]);
  useEffect(() => {
    document.title = count === 0 ? t('app.name') : `(${String(count)}) ${t('app.name')}`;
    badge.tell('badge', count);
  }, [count, badge, t]);
}
