// How loud tones are in recorded files. Runs in a page, which can decode. Changes when recordings are measured otherwise.

/** Of a thousand where one is full, by Hz: at most in any tenth of a second, each side for itself. */
export interface Levels {
  agent: Record<string, number>;
  caller: Record<string, number>;
  seconds: number;
}

/** @param files base64. To be sent to a page as its source: it uses nothing from here. */
export async function measure([files, tones]: [string[], number[]]): Promise<Levels> {
  const most: Levels = { agent: {}, caller: {}, seconds: 0 };
  for (const file of files) {
    const binary = Uint8Array.from(atob(file), (one) => one.charCodeAt(0));
    const sound = await new OfflineAudioContext(2, 48_000, 48_000).decodeAudioData(binary.buffer);
    most.seconds += sound.duration;
    for (const [at, side] of (['agent', 'caller'] as const).entries()) {
      const samples = sound.getChannelData(Math.min(at, sound.numberOfChannels - 1));
      const size = 4800;
      for (let from = 0; from + size <= samples.length; from += size)
        for (const frequency of tones) {
          let [real, imaginary] = [0, 0];
          for (let i = 0; i < size; i += 1) {
            const value = samples[from + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
            real += value * Math.cos((2 * Math.PI * frequency * i) / 48_000);
            imaginary += value * Math.sin((2 * Math.PI * frequency * i) / 48_000);
          }
          const level = (4000 * Math.hypot(real, imaginary)) / size;
          most[side][frequency] = Math.max(most[side][frequency] ?? 0, level);
        }
    }
  }
  return most;
}
