// Changes when calls reach the agent differently: what rings, links of other programs, devices that come and go.
import { useEffect, useMemo, useRef } from 'react';
import { usePhone } from '../features/phone/usePhone.ts';
import { conversationIdOf } from '../data/call-reporter.ts';
import { useData, useQuery } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useSettings } from '../state/settings.ts';
import { useShell } from '../state/shell.ts';
import type { Sounds } from '../state/sounds.ts';
import { useToast } from '../ui/Toast.tsx';
import { formatNumber } from '../../shared/phone/number.ts';
import { useRing } from './useAlerting.ts';
import { useRinging } from './useRinging.ts';

const callTag = (id: string): string => `call:${id}`;

/** Rings for calls, takes what other programs ask to be called, and keeps the phone's devices as they were chosen. */
export function useCallAlerts(sounds: Sounds): void {
  useCallRinging(sounds);
  usePhoneLinks();
  usePhoneDevices();
}

function useCallRinging(sounds: Sounds): void {
  const t = useT();
  const { main, phone: client } = useData();
  const { settings } = useSettings();
  const { phone } = usePhone();
  const ring = useRing(sounds);
  // A call that is offered as well rings once: by its offer, which says whose it is.
  const { rows: offers } = useQuery('offer.ringing', {});
  const offered = new Set((offers ?? []).map(({ conversationId }) => conversationId));
  const calls = (phone?.calls ?? []).filter(
    (call) =>
      call.phase === 'ringing' && call.direction === 'in' && !offered.has(conversationIdOf(call) ?? ''),
  );
  const answers = [
    { id: 'accept' as const, label: t('phone.answer') },
    { id: 'decline' as const, label: t('phone.reject') },
  ];
  useRinging(
    calls.map(({ id, party, queue }) => ({
      id,
      sound: 'call' as const,
      notification: {
        title: t('phone.calls', { name: party.name || formatNumber(party.number) || t('phone.unknown') }),
        body: settings.notificationText ? (queue ?? formatNumber(party.number)) : '',
        actions: answers,
      },
    })),
    callTag,
    ring,
  );
  useEffect(
    () =>
      main.on('notificationClick', ({ tag, action }) => {
        const [kind, id = ''] = tag.split(/:(.*)/s);
        if (kind !== 'call') return;
        // The click alone brings the window to the front: whoever is unsure looks first.
        if (action === 'accept') client.ask({ type: 'answer', id });
        else if (action === 'decline') client.ask({ type: 'reject', id });
      }),
    [main, client],
  );
}

/** Whoever asks from outside: the number is shown, and the agent is asked. */
function usePhoneLinks(): void {
  const { main } = useData();
  const shell = useShell();
  useEffect(
    () => main.on('dial', ({ to, extension }) => shell.show({ kind: 'dial', to, extension, link: true })),
    [main, shell],
  );
}

/** The phone forgets with its window what was chosen; this machine's settings do not. */
function usePhoneDevices(): void {
  const t = useT();
  const toast = useToast();
  const { phone } = useData();
  const { settings } = useSettings();
  const { microphone = null, speaker = null } = settings.phoneDevices ?? {};
  useEffect(() => phone.devices.choose({ microphone, speaker }), [phone, microphone, speaker]);
  const say = useRef({ t, toast });
  useEffect(() => {
    say.current = { t, toast };
  });
  const said = useMemo(() => new Map<string, string>(), []);
  useEffect(() => {
    const talking = (): boolean => phone.get().phone?.calls.some(({ phase }) => phase === 'talking') === true;
    return phone.devices.watch(() => {
      const { devices } = phone.devices.get();
      if (devices === null) return;
      for (const which of ['microphone', 'speaker'] as const) {
        const { trouble, wanted } = devices[which];
        const now = trouble === null ? '' : `${trouble} ${wanted ?? ''}`;
        if (said.get(which) === now) continue;
        said.set(which, now);
        const { t, toast } = say.current;
        if (trouble === 'missing' && wanted !== null)
          toast({ title: t('calls.trouble.missing', { name: wanted }), tone: 'danger' });
        // That there is none at all is news to somebody who is spoken to, and to nobody before.
        else if (trouble !== null && trouble !== 'missing' && (trouble !== 'none' || talking()))
          toast({ title: t(`calls.${which}`), text: t(`calls.trouble.${trouble}`), tone: 'danger' });
      }
    });
  }, [phone, said]);
}
