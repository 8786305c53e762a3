// Changes when the sound that a test's microphone hears is written otherwise.

/** A second of a tone as a WAV file, 16 bit, mono; played again and again it has no seam. */
export function waveOf(hz: number): Buffer {
  const rate = 48_000;
  const wave = Buffer.alloc(44 + rate * 2);
  wave.write('RIFF', 0);
  wave.writeUInt32LE(36 + rate * 2, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(rate, 24);
  wave.writeUInt32LE(rate * 2, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(rate * 2, 40);
  for (let at = 0; at < rate; at += 1)
    wave.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hz * at) / rate)), 44 + at * 2);
  return wave;
}
