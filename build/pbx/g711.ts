// Changes when sound of the demo telephone exchange is packed otherwise. G.711 mu-law: 8,000 samples a second, a byte each.

/** Samples a second. */
export const sampleRate = 8_000;
/** Samples in one packet: 20 ms. */
export const frameSamples = 160;

const bias = 0x84;
const clip = 32_635;

/** One 16-bit sample as a byte. */
export function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const value = Math.min(clip, Math.abs(Math.round(sample))) + bias;
  let exponent = 7;
  for (let mask = 0x4000; (value & mask) === 0 && exponent > 0; mask >>= 1) exponent -= 1;
  return ~(sign | (exponent << 4) | ((value >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** A byte as a 16-bit sample. */
export function decodeSample(byte: number): number {
  const bits = ~byte & 0xff;
  const value = (((bits & 0x0f) << 3) + bias) << ((bits & 0x70) >> 4);
  return bits & 0x80 ? bias - value : value - bias;
}

/** Gives the next 20 ms of a voice, as 16-bit samples. */
export type Voice = () => Int16Array;

/** A pure tone. @param hz between 50 and 3,800. */
export function tone(hz: number, loudness = 9_000): Voice {
  let at = 0;
  return () => {
    const frame = new Int16Array(frameSamples);
    for (let i = 0; i < frameSamples; i += 1, at += 1)
      frame[i] = Math.round(loudness * Math.sin((2 * Math.PI * hz * at) / sampleRate));
    return frame;
  };
}

/** Nothing at all. */
export function silence(): Voice {
  const frame = new Int16Array(frameSamples);
  return () => frame;
}

/** Vowels of a throat, by their two lowest resonances in Hz. */
const vowels = [
  [730, 1090],
  [270, 2290],
  [300, 870],
  [530, 1840],
  [570, 840],
] as const;

/**
 * Somebody who speaks, without words: a throat's pulses through the resonances of changing vowels, in syllables and
 * sentences with pauses between. For the demo, so that a caller sounds like one.
 * @param pitch Hz, about 110 to 220.
 * @param random 0 to 1.
 */
export function murmur(pitch: number, random: () => number): Voice {
  let at = 0;
  let until = 0;
  let speaking = false;
  let phase = 0;
  let vowel: readonly [number, number] = vowels[0];
  let bend = 1;
  const memory = [0, 0, 0, 0];
  const resonate = (input: number, hz: number, slot: number): number => {
    const radius = 0.96;
    const turn = 2 * radius * Math.cos((2 * Math.PI * hz) / sampleRate);
    const out = input + turn * memory[slot]! - radius * radius * memory[slot + 1]!;
    memory[slot + 1] = memory[slot]!;
    memory[slot] = out;
    return out;
  };
  const next = (): number => {
    if (at >= until) {
      speaking = random() > (speaking ? 0.14 : 0.4);
      vowel = vowels[Math.floor(random() * vowels.length)] ?? vowels[0];
      bend = 0.85 + random() * 0.35;
      until = at + sampleRate * (speaking ? 0.09 + random() * 0.16 : 0.2 + random() * 0.5);
    }
    at += 1;
    phase += (pitch * bend) / sampleRate;
    const pulse = phase >= 1 ? 1 : 0;
    if (phase >= 1) phase -= 1;
    const throat = speaking ? pulse : 0;
    return resonate(throat, vowel[0], 0) + 0.6 * resonate(throat, vowel[1], 2);
  };
  return () => {
    const frame = new Int16Array(frameSamples);
    for (let i = 0; i < frameSamples; i += 1)
      frame[i] = Math.max(-20_000, Math.min(20_000, Math.round(next() * 2_500)));
    return frame;
  };
}
