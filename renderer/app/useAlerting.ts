// Changes when it is decided differently whether something is heard or shown outside the window: settings and quiet rules.
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { soundSchema, type Sound } from '../../shared/ipc/main.ts';
import type { QueryRows } from '../../shared/ipc/store.ts';
import { useData, useQueryPart } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { usualQuiet, whyQuiet, type QuietReason } from '../state/quiet.ts';
import { useSettings } from '../state/settings.ts';
import { createSounds, soundOutputs, type Output, type Sounds } from '../state/sounds.ts';
import { useToast } from '../ui/Toast.tsx';

/** @returns the player of this window; says it when a chosen device is gone. */
export function useSounds(): Sounds {
  const t = useT();
  const toast = useToast();
  const say = useRef((_output: Output): void => {});
  say.current = ({ name }) =>
    toast({ title: t('alerts.deviceGone', { name }), text: t('alerts.deviceGoneHint') });
  return useMemo(
    () =>
      createSounds({
        open: () => new AudioContext(),
        outputs: soundOutputs,
        onLost: (output) => say.current(output),
      }),
    [say],
  );
}

const speaks = (rows: QueryRows<'conversation.mine'> | undefined): boolean =>
  (rows ?? []).some(({ channel, state }) => channel === 'voice' && state === 'active');

/** @returns a function that says why a kind of sound is quiet now; null when it is not. */
export function useWhyQuiet(): (sound: Sound) => QuietReason | null {
  const { clock } = useData();
  const { settings } = useSettings();
  const inCall = useQueryPart('conversation.mine', {}, speaks);
  const quiet = settings.quiet ?? usualQuiet;
  return useCallback(
    (sound) => whyQuiet(sound, quiet, { inCall, at: new Date(clock.now()) }),
    [quiet, inCall, clock],
  );
}

/** Why each kind is quiet now; one that is not is left out. */
export type QuietReasons = Partial<Record<Sound, QuietReason>>;

/** @returns them; looked at again with the clock, rendered only when they change. */
export function useQuietReasons(): QuietReasons {
  const { clock } = useData();
  const why = useWhyQuiet();
  const watch = useCallback((changed: () => void) => clock.onTick(changed), [clock]);
  const read = useCallback(() => soundSchema.options.map((sound) => why(sound) ?? '').join(','), [why]);
  const text = useSyncExternalStore(watch, read);
  return useMemo((): QuietReasons => {
    const reasons = text.split(',');
    const found = soundSchema.options.map((sound, at) => [sound, reasons[at]] as const);
    return Object.fromEntries(found.filter(([, reason]) => reason !== ''));
  }, [text]);
}

/** @returns a function that plays a sound as far as the settings and the quiet rules allow. The same one always. */
export function useRing(sounds: Sounds): (sound: Sound) => void {
  const { settings } = useSettings();
  const why = useWhyQuiet();
  const now = useRef({ settings, why });
  useEffect(() => {
    now.current = { settings, why };
  });
  return useCallback(
    (sound) => {
      const { settings, why } = now.current;
      if (settings.sounds && why(sound) === null) sounds.play(sound, settings);
    },
    [sounds],
  );
}
