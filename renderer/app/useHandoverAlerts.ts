// Changes when handovers that come in, and promises that are due, are told outside the window differently.
import { useEffect, useRef } from 'react';
import { useData, useNow, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { useTabView, useWorkspaceActions, windowBag } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';
import type { Sound } from './sounds.ts';

/** So many due promises are remembered as told. */
const mostTold = 200;
const none: readonly string[] = [];
const tagOf = (id: string): string => `handover:${id}`;

/** @returns how many handovers wait for this agent's answer. */
export function useHandoverAlerts(play: (sound: Sound, volume?: number) => void): number {
  const t = useT();
  const toast = useToast();
  const { main } = useData();
  const { settings } = useSettings();
  const actions = useWorkspaceActions();
  const { rows } = useQuery('handover.offered', {});
  const rung = useRef(new Set<string>());
  const { sounds, notificationText, volumes } = settings;
  const volume = volumes?.offer;
  useEffect(() => {
    if (rows === undefined) return;
    const here = new Set(rows.map(({ id }) => id));
    for (const id of rung.current)
      if (!here.has(id)) void main.request('notification.close', { tag: tagOf(id) }).catch(() => {});
    for (const { id, kind, fromName: name, title, comment } of rows) {
      if (rung.current.has(id)) continue;
      if (sounds) play('offer', volume);
      const words = kind === 'consult' ? 'handover.incomingConsult' : 'handover.incoming';
      void main
        .request('notification.show', {
          tag: tagOf(id),
          title: t(words, { name, title }).slice(0, 200),
          body: notificationText ? comment.slice(0, 500) : '',
          urgent: true,
          // It is answered in the window: who takes it over should see what comes along.
          actions: [],
        })
        .catch(() => {});
    }
    rung.current = here;
  }, [rows, main, play, sounds, volume, notificationText, t]);

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
  return rows?.length ?? 0;
}
