// Changes when handovers that come in, and promises that are due, are told outside the window differently.
import { useEffect, useRef } from 'react';
import type { Sound } from '../../shared/ipc/main.ts';
import { useData, useNow, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { useTabView, useWorkspaceActions, windowBag } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';
import { useHandoverAnswers } from '../features/handover/useHandoverAnswers.ts';
import { focusCard } from './focus-card.ts';
import { useRinging } from './useRinging.ts';

/** So many due promises are remembered as told. */
const mostTold = 200;
const none: readonly string[] = [];
const tagOf = (id: string): string => `handover:${id}`;

/** Rings for handovers that wait for this agent's answer, and tells of promises that are due. */
export function useHandoverAlerts(ring: (sound: Sound) => void): void {
  const t = useT();
  const toast = useToast();
  const { main, live } = useData();
  const { settings } = useSettings();
  const actions = useWorkspaceActions();
  const { rows } = useQuery('handover.offered', {});
  const { notificationText } = settings;
  const answers = useHandoverAnswers();
  useRinging(
    rows?.map(({ id, kind, fromName: name, title, comment }) => ({
      id,
      sound: 'offer',
      notification: {
        title: t(kind === 'consult' ? 'handover.incomingConsult' : 'handover.incoming', { name, title }),
        body: notificationText ? comment : '',
        actions: [
          { id: 'accept', label: t('offer.accept') },
          { id: 'decline', label: t('offer.decline') },
        ],
      },
    })),
    tagOf,
    ring,
  );
  const latest = useRef({ answers, t, toast });
  latest.current = { answers, t, toast };
  useEffect(
    () =>
      main.on('notificationClick', ({ tag, action }) => {
        const [kind, id = ''] = tag.split(/:(.*)/s);
        if (kind !== 'handover') return;
        const { answers, t, toast } = latest.current;
        const handover = live.peek('handover.offered', {}).rows?.find((one) => one.id === id);
        if (handover === undefined) return toast({ title: t('handover.lost') });
        if (action === 'accept') answers.accept(handover);
        else if (action === 'decline') answers.decline(handover);
        else focusCard(id);
      }),
    [main, live],
  );

  const { rows: promised } = useQuery('reminder.mine', {});
  const now = useNow(15_000);
  // Also after a restart each is told once.
  const [told, setTold] = useTabView<readonly string[]>(windowBag, 'promises.told', none);
  useEffect(() => {
    const due = (promised ?? []).filter(
      ({ id, dueAt }) => dueAt !== null && dueAt <= now && !told.includes(id),
    );
    if (due.length === 0) return;
    setTold([...told, ...due.map(({ id }) => id)].slice(-mostTold));
    for (const { id, title, customerName, conversationId } of due) {
      const words = t('handover.due', { title });
      const open = (): void => void (conversationId !== null && actions.openConversation(conversationId));
      toast({
        title: words,
        text: customerName ?? undefined,
        action: conversationId === null ? undefined : { label: t('home.open'), run: open },
      });
      void main
        .request('notification.show', {
          tag: conversationId === null ? `promise:${id}`.slice(0, 100) : `conversation:${conversationId}`,
          title: notificationText ? words.slice(0, 200) : t('handover.reminders'),
          body: notificationText ? (customerName ?? '') : '',
          urgent: false,
          actions: [],
        })
        .catch(() => {});
    }
  }, [promised, now, told, setTold, main, notificationText, actions, toast, t]);
}
