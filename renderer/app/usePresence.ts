// Changes when an agent can choose another presence, or choosing one does something else. Menu, palette and tray share it.
import { useMemo } from 'react';
import { toErrorData } from '../../shared/errors.ts';
import { presenceStatusSchema, type Presence, type PresenceStatus } from '../../shared/domain/presence.ts';
import { useDesk, useQuery, useRun } from '../data/hooks.ts';
import { useLocale, useT, type Translate } from '../state/intl.tsx';
import { presenceWords, stateWord } from '../state/presence.ts';
import { useToast } from '../ui/Toast.tsx';
import { errorWords } from './UiProvider.tsx';

/** One presence to choose. */
export interface PresenceChoice {
  /** A status, or "state:" and the id of one of the company's own. */
  id: string;
  label: string;
  status: PresenceStatus;
  checked: boolean;
  own: boolean;
}

/** How this agent stands, and what it may change to. */
export interface PresenceNow {
  presence: Presence | null;
  status: PresenceStatus;
  words: string;
  /** Why it is so: chosen by hand and kept, or following from how much the agent carries. */
  reason: string | undefined;
  choices: readonly PresenceChoice[];
  /** Where it cannot be, the agent is told why. */
  choose(id: string): void;
}

/** See {@link PresenceNow}. */
export function usePresence(): PresenceNow {
  const t = useT();
  const locale = useLocale();
  const run = useRun();
  const toast = useToast();
  const { presence } = useDesk();
  const { rows } = useQuery('presenceState.list', {});
  return useMemo(() => {
    const states = rows ?? [];
    const status = presence?.status ?? 'offline';
    const chosen = presence?.stateId ?? null;
    const plain = chosen === null && (presence?.text ?? null) === null;
    const choices: PresenceChoice[] = [
      ...presenceStatusSchema.options.map((one) => ({
        id: one,
        label: t(`presence.${one}`),
        status: one,
        checked: plain && one === status,
        own: false,
      })),
      ...states.map((state) => ({
        id: `state:${state.id}`,
        label: stateWord(state, locale),
        status: state.status,
        checked: state.id === chosen,
        own: true,
      })),
    ];
    return {
      presence,
      status,
      words: presenceWords(t, locale, presence ?? { status }, states),
      reason: reasonOf(t, presence),
      choices,
      choose: (id) => {
        const choice = choices.find((one) => one.id === id);
        const stateId = id.startsWith('state:') ? id.slice('state:'.length) : null;
        // From the tray, whose menu may be a moment behind.
        if (choice === undefined) return toast({ title: t('presence.gone'), tone: 'danger' });
        run('presence.set', { status: choice.status, stateId }).catch((error: unknown) =>
          toast({
            title: t('presence.refused', { name: choice.label }),
            text: errorWords(t, toErrorData(error)),
            tone: 'danger',
          }),
        );
      },
    };
  }, [presence, rows, t, locale, run, toast]);
}

function reasonOf(t: Translate, presence: Presence | null): string | undefined {
  if (presence === null) return undefined;
  const cause = causeOf(t, presence);
  if (cause !== null) return cause;
  if (presence.sticky) return t('presence.stays');
  return t('presence.byCapacity', { used: presence.used, capacity: presence.capacity });
}

/** @returns why the agent has a presence that it did not choose, in one line; null: it did, or its load did. */
export function causeOf(t: Translate, { cause, status }: Presence): string | null {
  if (cause == null) return null;
  if (cause === 'missedOffer' && status === 'away') return t('presence.missed');
  return t(`presence.${cause}`, { status: t(`presence.${status}`) });
}
