// Changes when what waits for an answer rings differently: once, again and again, and after a start.
import { useEffect, useRef } from 'react';
import type { Sound } from '../../shared/ipc/main.ts';
import { useData } from '../data/hooks.ts';
import { useSettings } from '../state/settings.ts';

/** An offer that nobody has answered rings again after so long, in ms. */
const againMs = 8_000;

/** Something that rings until it is answered. */
export interface Ringing {
  id: string;
  sound: Sound;
  /** The native notification beside it. */
  notification: {
    title: string;
    body: string;
    actions: { id: 'accept' | 'decline'; label: string }[];
  };
}

/**
 * Rings for each of these once, also those that were there already when the window came back, and again until they are
 * answered; shows a native notification for each, and takes it away with it.
 * @param rows undefined until they are known.
 * @param tag names the notification of one.
 */
export function useRinging(
  rows: readonly Ringing[] | undefined,
  tag: (id: string) => string,
  ring: (sound: Sound) => void,
): void {
  const { main, clock } = useData();
  const { settings } = useSettings();
  const rung = useRef(new Set<string>());
  const latest = useRef(rows);
  latest.current = rows;
  // The rows are made anew with each render; what rings changes with their ids alone.
  const ids = rows?.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (ids === undefined) return;
    const here = new Set<string>();
    for (const { id, sound, notification } of latest.current ?? []) {
      here.add(id);
      if (rung.current.has(id)) continue;
      ring(sound);
      void main
        .request('notification.show', {
          tag: tag(id),
          title: notification.title.slice(0, 200),
          body: notification.body.slice(0, 500),
          urgent: true,
          actions: notification.actions,
        })
        .catch(() => {});
    }
    for (const id of rung.current)
      if (!here.has(id)) void main.request('notification.close', { tag: tag(id) }).catch(() => {});
    rung.current = here;
  }, [ids, main, ring, tag]);

  const again = settings.ringOn !== false && ids !== undefined && ids !== '';
  useEffect(() => {
    if (!again) return undefined;
    let last = clock.now();
    return clock.onTick(() => {
      if (clock.now() - last < againMs) return;
      last = clock.now();
      const first = latest.current?.[0];
      if (first !== undefined) ring(first.sound);
    });
  }, [again, clock, ring]);
}
