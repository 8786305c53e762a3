// Changes when Parley sounds differently. Four sounds, short and soft, different in rhythm as well as in pitch.

/** What can be heard. */
export type Sound = 'offer' | 'message' | 'call' | 'trouble';

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

/**
 * @param open makes the audio context when it is first needed.
 * @returns a function that plays a sound, at a share of its loudness from 0 to 1.
 */
export function createSounds(open: () => AudioContext): (sound: Sound, volume?: number) => void {
  let context: AudioContext | null = null;
  const last = new Map<Sound, number>();
  return (sound, share = 1) => {
    if (share <= 0) return;
    context ??= open();
    const { currentTime, destination } = context;
    if (currentTime - (last.get(sound) ?? -gap) < gap) return;
    last.set(sound, currentTime);
    for (const [pitch, at, length] of scores[sound]) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const begin = currentTime + at;
      tone.type = 'sine';
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, begin);
      volume.gain.linearRampToValueAtTime(loudness * Math.min(1, share), begin + 0.015);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + length);
      tone.connect(volume).connect(destination);
      tone.start(begin);
      tone.stop(begin + length + 0.02);
    }
  };
}
