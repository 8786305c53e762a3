// Changes when native notifications are shown, answered or taken back otherwise.
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { z } from 'zod';
import type { mainContract } from '../../shared/ipc/main.ts';
import type { Words } from './words.ts';

/** A notification as a window asks for it. */
export type NotificationRequest = z.output<(typeof mainContract.requests)['notification.show']['input']>;
/** What the person did with it. */
export type NotificationAnswer = 'open' | 'accept' | 'decline';

/** What showing them needs. */
export interface NotificationOptions {
  readonly create: (options: NotificationConstructorOptions) => Notification;
  readonly supported: () => boolean;
  readonly platform: NodeJS.Platform;
  /** Whether a window of ours is in front: then the window itself says it. */
  readonly inFront: () => boolean;
  /** Whether texts may stand on the screen for all to see. */
  readonly showText: () => boolean;
  readonly words: Words;
  readonly onAnswer: (tag: string, answer: NotificationAnswer) => void;
}

/** The native notifications on show, one a tag. */
export interface Notifications {
  /** @returns whether it was shown. The same tag again replaces the one before. */
  show(request: NotificationRequest): boolean;
  close(tag: string): void;
  closeAll(): void;
}

/** So many at once; the oldest makes room. */
const most = 20;

/** Linux reads markup in the body, links and pictures among it, and Electron passes it on; customers write these texts. */
function plain(text: string, platform: NodeJS.Platform): string {
  const oneLine = text.replace(/\p{Cc}+/gu, ' ');
  if (platform !== 'linux') return oneLine;
  return oneLine.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** See {@link Notifications}. */
export function createNotifications(options: NotificationOptions): Notifications {
  const { create, supported, platform, inFront, showText, words, onAnswer } = options;
  // Kept here, or the garbage collector takes them and their clicks away.
  const shown = new Map<string, Notification>();

  const close = (tag: string): void => {
    const notification = shown.get(tag);
    shown.delete(tag);
    notification?.close();
  };

  return {
    show: (request) => {
      if (inFront() || !supported()) return false;
      close(request.tag);
      const oldest = shown.keys().next();
      if (shown.size >= most && !oldest.done) close(oldest.value);
      const notification = create({
        title: showText() ? request.title : words().notification.title,
        body: showText() ? plain(request.body, platform) : words().notification.hidden,
        // The window plays our own sounds, at the volume and on the device the agent chose.
        silent: true,
        urgency: request.urgent ? 'critical' : 'normal',
        timeoutType: request.urgent ? 'never' : 'default',
        actions: request.actions.map(({ label }) => ({ type: 'button', text: label })),
      });
      const answer = (value: NotificationAnswer): void => {
        if (shown.get(request.tag) !== notification) return;
        close(request.tag);
        onAnswer(request.tag, value);
      };
      notification.on('click', () => answer('open'));
      notification.on('action', (details, deprecatedIndex) => {
        // An older Electron gives the index only as the second argument.
        const index = typeof details.actionIndex === 'number' ? details.actionIndex : deprecatedIndex;
        answer(request.actions[index]?.id ?? 'open');
      });
      notification.on('close', () => {
        if (shown.get(request.tag) === notification) shown.delete(request.tag);
      });
      shown.set(request.tag, notification);
      notification.show();
      return true;
    },
    close,
    closeAll: () => {
      for (const tag of shown.keys()) close(tag);
    },
  };
}
