// Changes when the agent is alerted differently: sounds, native notifications, the number on the icon.
import { useEffect, useMemo, useRef } from 'react';
import { useData, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import { useWorkspaceActions, useWorkspaceReader } from '../state/workspace.ts';
import { sessionsShown } from './pane-sizes.ts';
import { createSounds } from './sounds.ts';
import { useHandoverAlerts } from './useHandoverAlerts.ts';
import type { Work } from './useWork.ts';

const offerTag = (id: string): string => `offer:${id}`;
const conversationTag = (id: string): string => `conversation:${id}`;

/** Listens for what happens, and says so outside the window as far as the settings allow. */
export function useAlerts(work: Work): void {
  const t = useT();
  const { store, main, live } = useData();
  const { settings } = useSettings();
  const actions = useWorkspaceActions();
  const shell = useShell();
  const read = useWorkspaceReader();
  const play = useMemo(() => createSounds(() => new AudioContext()), []);
  // The listeners live as long as the desk; what they read changes under them.
  const now = useRef({ t, settings, work });
  now.current = { t, settings, work };

  useEffect(() => {
    /** The conversations that the agent looks at, in whichever window of ours has the keyboard. */
    const seen = (): (string | null)[] => {
      const { fits, tornFront } = shell.state.getState();
      if (tornFront !== null) return [tornFront];
      return document.hasFocus() ? sessionsShown(read(), fits).map(({ subjectId }) => subjectId) : [];
    };
    return store.on('event', (event) => {
      const { t, settings } = now.current;
      if (event.type === 'refused') {
        if (settings.sounds) play('trouble', settings.volumes?.trouble);
        return;
      }
      const unseen = event.type === 'offer' || !seen().includes(event.conversationId);
      if (!unseen) return;
      if (settings.sounds) play(event.type, settings.volumes?.[event.type]);
      // Main shows it only while no window of ours is in front: it alone knows of all of them.
      const offer = event.type === 'offer';
      const body = settings.notificationText ? event.text : '';
      void main
        .request('notification.show', {
          tag: offer ? offerTag(event.offerId) : conversationTag(event.conversationId),
          title: event.title.slice(0, 200),
          body: body.slice(0, 500),
          urgent: offer,
          actions: offer
            ? [
                { id: 'accept', label: t('offer.accept') },
                { id: 'decline', label: t('offer.decline') },
              ]
            : [],
        })
        .catch(() => {});
    });
  }, [store, main, play, shell, read]);

  useEffect(
    () =>
      main.on('notificationClick', ({ tag, action }) => {
        const [kind, id = ''] = tag.split(/:(.*)/s);
        if (kind === 'conversation') return actions.openConversation(id);
        const offer = live.peek('offer.ringing', {}).rows?.find((ringing) => ringing.id === id);
        if (offer === undefined) return;
        if (action === 'accept') now.current.work.accept(offer);
        else if (action === 'decline') now.current.work.decline(offer);
      }),
    [main, live, actions],
  );
  useEffect(
    () => main.on('open', ({ conversationId }) => actions.openConversation(conversationId)),
    [main, actions],
  );

  const { rows: offers } = useQuery('offer.ringing', {});
  const ringing = useRef(new Set<string>());
  useEffect(() => {
    if (offers === undefined) return;
    const here = new Set(offers.map(({ id }) => id));
    for (const id of ringing.current) {
      if (!here.has(id)) void main.request('notification.close', { tag: offerTag(id) }).catch(() => {});
    }
    ringing.current = here;
  }, [offers, main]);

  const handovers = useHandoverAlerts(play);
  const { rows: mine } = useQuery('conversation.mine', {});
  const count = (mine ?? []).reduce((sum, row) => sum + row.unread, 0) + (offers?.length ?? 0) + handovers;
  useEffect(() => {
    document.title = count === 0 ? t('app.name') : `(${String(count)}) ${t('app.name')}`;
    void main.request('badge.set', { count }).catch(() => {});
  }, [count, main, t]);
}
