// Changes when tests find the loudest tone in a sound otherwise: a Fourier transform, nothing else.

/**
 * @param samples as many as a power of two.
 * @returns the loudest frequency, and its amplitude in units of the samples.
 */
export function loudest(samples: Int16Array | Float32Array, rate: number): { hz: number; level: number } {
  const size = samples.length;
  const real = Float64Array.from(samples, (value, at) => value * hann(at, size));
  const imaginary = new Float64Array(size);
  transform(real, imaginary);
  let best = 1;
  const power = (at: number): number => Math.hypot(real[at] ?? 0, imaginary[at] ?? 0);
  for (let at = 2; at < size / 2; at += 1) if (power(at) > power(best)) best = at;
  // Between two bins: where their weights say.
  const [left, mid, right] = [power(best - 1), power(best), power(best + 1)];
  const shift = left + mid + right > 0 ? (right - left) / (left + mid + right) : 0;
  return { hz: ((best + shift) * rate) / size, level: (4 * mid) / size };
}

function hann(at: number, size: number): number {
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size);
}

/** In place, after Cooley and Tukey. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i += 1) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) [real[i], real[j]] = [real[j]!, real[i]!];
  }
  for (let span = 2; span <= size; span *= 2) {
    for (let at = 0; at < size; at += span) {
      for (let k = 0; k < span / 2; k += 1) {
        const angle = (-2 * Math.PI * k) / span;
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const [a, b] = [at + k, at + k + span / 2];
        const re = real[b]! * cos - imaginary[b]! * sin;
        const im = real[b]! * sin + imaginary[b]! * cos;
        real[b] = real[a]! - re;
        imaginary[b] = imaginary[a]! - im;
        real[a] = real[a]! + re;
        imaginary[a] = imaginary[a]! + im;
      }
    }
  }
}

/** @returns how loud one tone is in a sound, in units of the samples (Goertzel). */
export function levelAt(samples: Int16Array | Float32Array, hz: number, rate: number): number {
  const size = samples.length;
  const turn = (2 * Math.PI * hz) / rate;
  let [real, imaginary] = [0, 0];
  for (let at = 0; at < size; at += 1) {
    const value = (samples[at] ?? 0) * hann(at, size);
    real += value * Math.cos(turn * at);
    imaginary += value * Math.sin(turn * at);
  }
  return (4 * Math.hypot(real, imaginary)) / size;
}
