// Changes when Parley sounds differently. Four sounds, short and soft, different in rhythm as well as in pitch.
import type { Settings, Sound } from '../../shared/ipc/main.ts';

/** One tone: its pitch in Hz, when it begins and how long it lasts, in s. */
type Tone = readonly [pitch: number, at: number, length: number];

const scores: Record<Sound, readonly Tone[]> = {
  offer: [
    [523.25, 0, 0.16],
    [659.25, 0.17, 0.16],
    [783.99, 0.34, 0.3],
  ],
  message: [[698.46, 0, 0.14]],
  call: [
    [587.33, 0, 0.12],
    [587.33, 0.2, 0.12],
    [739.99, 0.4, 0.34],
  ],
  trouble: [
    [392, 0, 0.18],
    [329.63, 0.24, 0.34],
  ],
};
const loudness = 0.06;
/** The same sound again sooner than this, in s, is left out: ten messages at once are one. */
const gap = 1.5;

/** A device that sounds can go to. */
export interface Output {
  id: string;
  name: string;
}

/** The part of an audio context that we use; older browsers cannot choose its device. */
export type SoundContext = Pick<
  AudioContext,
  'currentTime' | 'destination' | 'createOscillator' | 'createGain'
> & {
  setSinkId?: (id: string) => Promise<void>;
};

/** What playing needs. */
export interface SoundsDeps {
  /** Makes an audio context when one is first needed for a device. */
  open: () => SoundContext;
  /** The devices that are connected now. */
  outputs: () => Promise<readonly Output[]>;
  /** A chosen device is not there, so the sound went to the usual one. Once, until it has been there again. */
  onLost: (output: Output) => void;
}

/** Plays our sounds. */
export interface Sounds {
  /** As the settings say; one that was played just now is left out, ten messages at once are one. */
  play(sound: Sound, settings: Pick<Settings, 'volumes' | 'outputs'>): void;
  /** The same for somebody who wants to hear it now. @returns whether the chosen device was there. */
  try(sound: Sound, settings: Pick<Settings, 'volumes' | 'outputs'>): Promise<boolean>;
}

/** @returns the devices that sounds can go to, without the two names that the system has for its usual one. */
export async function soundOutputs(): Promise<Output[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(
      ({ kind, deviceId }) => kind === 'audiooutput' && !['', 'default', 'communications'].includes(deviceId),
    )
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}

/** @returns the chosen device among those that are there: by its id, or by its name where ids were made anew. */
export function findOutput(chosen: Output, there: readonly Output[]): Output | undefined {
  return (
    there.find(({ id }) => id === chosen.id) ?? there.find(({ name }) => name !== '' && name === chosen.name)
  );
}

/** See {@link Sounds}. */
export function createSounds({ open, outputs, onLost }: SoundsDeps): Sounds {
  const usual = '';
  const contexts = new Map<string, SoundContext>();
  const last = new Map<Sound, number>();
  const lost = new Set<string>();

  const contextOf = (id: string): SoundContext => {
    const found = contexts.get(id) ?? open();
    contexts.set(id, found);
    return found;
  };
  /** @returns the context of a device, or of the usual one where it cannot be had. */
  const toDevice = async (chosen: Output): Promise<{ context: SoundContext; there: boolean }> => {
    const device = findOutput(chosen, await outputs().catch(() => []));
    if (device !== undefined) {
      const context = contexts.get(device.id) ?? open();
      try {
        await context.setSinkId?.(device.id);
        contexts.set(device.id, context);
        lost.delete(chosen.id);
        return { context, there: true };
      } catch {
        // Gone between being listed and being asked for, or refused: the same as not there.
        contexts.delete(device.id);
      }
    }
    if (!lost.has(chosen.id)) onLost(chosen);
    lost.add(chosen.id);
    return { context: contextOf(usual), there: false };
  };
  const sound = async (what: Sound, settings: Pick<Settings, 'volumes' | 'outputs'>): Promise<boolean> => {
    const share = Math.min(1, settings.volumes?.[what] ?? 1);
    if (share <= 0) return true;
    const chosen = settings.outputs?.[what];
    const { context, there } =
      chosen === undefined ? { context: contextOf(usual), there: true } : await toDevice(chosen);
    perform(context, what, share);
    return there;
  };
  return {
    play: (what, settings) => {
      const now = contextOf(usual).currentTime;
      if (now - (last.get(what) ?? -gap) < gap) return;
      last.set(what, now);
      void sound(what, settings);
    },
    try: sound,
  };
}

/** @param share of the usual loudness, 0 to 1. */
function perform(context: SoundContext, sound: Sound, share: number): void {
  for (const [pitch, at, length] of scores[sound]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const begin = context.currentTime + at;
    tone.type = 'sine';
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(loudness * share, begin + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + length);
    tone.connect(volume).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + length + 0.02);
  }
}
