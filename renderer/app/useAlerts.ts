// Changes when the agent is alerted differently: sounds and native notifications.
import { useEffect, useRef } from 'react';
import { browserTimers } from '../data/data.ts';
import { useData, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import type { Sounds } from '../state/sounds.ts';
import { useWorkspaceActions, useWorkspaceReader } from '../state/workspace.ts';
import { useToast } from '../ui/Toast.tsx';
import { focusCard } from './focus-card.ts';
import { sessionsShown } from './pane-sizes.ts';
import { useRing, useWhyQuiet } from './useAlerting.ts';
import { useHandoverAlerts } from './useHandoverAlerts.ts';
import { errorWords } from './UiProvider.tsx';
import { createThinned } from './thinned.ts';
import { useRinging } from './useRinging.ts';
import type { Work } from './useWork.ts';

const offerTag = (id: string): string => `offer:${id}`;
const conversationTag = (id: string): string => `conversation:${id}`;
/** A customer who writes line after line is shown again so often at most, with the newest line, ms. */
const againMs = 1_000;

/** Listens for what happens, and says so outside the window as far as the settings allow. */
export function useAlerts(work: Work, sounds: Sounds): void {
  const t = useT();
  const toast = useToast();
  const { store, main, live } = useData();
  const { settings } = useSettings();
  const actions = useWorkspaceActions();
  const shell = useShell();
  const read = useWorkspaceReader();
  const ring = useRing(sounds);
  const why = useWhyQuiet();
  // The listeners live as long as the desk; what they read changes under them.
  const now = useRef({ t, settings, work, why, toast });
  now.current = { t, settings, work, why, toast };

  useEffect(() => {
    /** The conversations that the agent looks at, in whichever window of ours has the keyboard. */
    const seen = (): (string | null)[] => {
      const { fits, tornFront } = shell.state.getState();
      if (tornFront !== null) return [tornFront];
      return document.hasFocus() ? sessionsShown(read(), fits).map(({ subjectId }) => subjectId) : [];
    };
    const shown = createThinned<{ title: string; body: string }>(againMs, browserTimers, (tag, words) => {
      // Main shows it only while no window of ours is in front: it alone knows of all of them.
      void main.request('notification.show', { tag, ...words, urgent: false, actions: [] }).catch(() => {});
    });
    const stop = store.on('event', (event) => {
      const { t, settings, why, toast } = now.current;
      if (event.type === 'refused') {
        ring('trouble');
        if (event.presence !== undefined)
          toast({ title: t('presence.notSet'), text: errorWords(t, event.presence), tone: 'danger' });
        return;
      }
      // Offers ring for as long as they are there, see below.
      if (event.type === 'offer' || seen().includes(event.conversationId)) return;
      ring('message');
      if (why('message') !== null) return;
      shown.tell(conversationTag(event.conversationId), {
        title: event.title.slice(0, 200),
        body: settings.notificationText ? event.text.slice(0, 500) : '',
      });
    });
    return () => {
      stop();
      shown.stop();
    };
  }, [store, main, shell, read, ring]);

  useEffect(
    () =>
      main.on('notificationClick', ({ tag, action }) => {
        const [kind, id = ''] = tag.split(/:(.*)/s);
        if (kind === 'conversation') return actions.openConversation(id);
        if (kind !== 'offer') return;
        const offer = live.peek('offer.ringing', {}).rows?.find((ringing) => ringing.id === id);
        if (offer === undefined) return now.current.toast({ title: now.current.t('offer.gone') });
        if (action === 'accept') now.current.work.accept(offer);
        else if (action === 'decline') now.current.work.decline(offer);
        else focusCard(id);
      }),
    [main, live, actions],
  );
  useEffect(
    () => main.on('open', ({ conversationId }) => actions.openConversation(conversationId)),
    [main, actions],
  );

  const { rows: offers } = useQuery('offer.ringing', {});
  const answers = [
    { id: 'accept' as const, label: t('offer.accept') },
    { id: 'decline' as const, label: t('offer.decline') },
  ];
  useRinging(
    offers?.map(({ id, channel, customerName, subject }) => ({
      id,
      sound: channel === 'voice' ? 'call' : 'offer',
      notification: {
        title: customerName,
        body: settings.notificationText ? subject : '',
        actions: answers,
      },
    })),
    offerTag,
    ring,
  );

  useHandoverAlerts(ring);
}
