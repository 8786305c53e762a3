// Changes when the sound that a test's microphone hears is written otherwise.

/** A tone as a WAV file, 16 bit, mono; whole seconds of whole hertz have no seam when they are played again and again. */
export function waveOf(hz: number, seconds = 1, rate = 48_000): Buffer {
  const size = rate * seconds * 2;
  const wave = Buffer.alloc(44 + size);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(36 + size, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(rate, 24);
  wave.writeUInt32LE(rate * 2, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(size, 40);
  for (let at = 0; at < rate * seconds; at += 1)
    wave.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hz * at) / rate)), 44 + at * 2);
  return wave;
}
