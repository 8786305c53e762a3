// Changes when it can be set differently how long a message can be taken back.
import { use, useSyncExternalStore } from 'react';
import type { Channel } from '../../shared/domain/conversation.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { SettingsContext } from './settings.ts';

/** Seconds for which a public message can be taken back, where nothing else is set: a chat is quick, a letter is not. */
export const undoDefaults: Record<Channel, number> = { chat: 0, email: 10, sms: 3, social: 3, voice: 0 };
/** The most that can be set: on a chat a longer wait annoys the customer. */
export const undoMost: Record<Channel, number> = { chat: 3, email: 30, sms: 10, social: 10, voice: 0 };

/** @returns the seconds that are set for a channel, within its bounds. */
export function undoSeconds(settings: Pick<Settings, 'undoSeconds'> | null, channel: Channel): number {
  const set = settings?.undoSeconds?.[channel] ?? undoDefaults[channel];
  return Math.max(0, Math.min(undoMost[channel], set));
}

/** @returns the seconds for which a message on this channel can be taken back. */
export function useUndoSeconds(channel: Channel): number {
  const store = use(SettingsContext);
  return useSyncExternalStore(store === null ? noWatch : store.state.subscribe, () =>
    undoSeconds(store?.state.getState() ?? null, channel),
  );
}

const noWatch = (): (() => void) => () => {};
