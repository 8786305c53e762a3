// Changes when the file of weights is put together in another way.
import {
  descriptionSchema,
  digest,
  formatVersion,
  headBytes,
  magic,
  type Description,
} from '../../shared/sentiment/weights.ts';

/** @returns codes for weights: the root of the size, so that small weights keep their differences. */
export function encode(weights: Float64Array): { codes: Uint8Array; scale: number } {
  let scale = 0;
  for (const weight of weights) scale = Math.max(scale, Math.abs(weight));
  const codes = new Int8Array(weights.length);
  weights.forEach((weight, i) => {
    codes[i] = scale === 0 ? 0 : Math.sign(weight) * Math.round(127 * Math.sqrt(Math.abs(weight) / scale));
  });
  return { codes: new Uint8Array(codes.buffer), scale };
}

/** The tables of a file. */
export interface Tables {
  marks: Uint8Array;
  polarity: Float64Array;
  strength: Float64Array;
  gate: Float64Array;
  language: Float64Array;
  /** Hash and value, the value as it is written. */
  words: ReadonlyMap<number, number>;
}

/** @returns the file. */
export function packWeights(tables: Tables, rest: Omit<Description, keyof Tables>): Uint8Array {
  const words = [...tables.words].toSorted(([a], [b]) => a - b);
  const list = new Uint8Array(words.length * 5);
  new Uint32Array(list.buffer, 0, words.length).set(words.map(([hash]) => hash));
  new Int8Array(list.buffer, words.length * 4).set(words.map(([, value]) => value));
  const parts = {
    marks: { codes: tables.marks, scale: 0 },
    polarity: encode(tables.polarity),
    strength: encode(tables.strength),
    gate: encode(tables.gate),
    language: encode(tables.language),
    words: { codes: list, scale: 0 },
  };
  const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;
  // Places depend on the length of the description, which holds the places: room enough is left for it.
  const begin = 4096;
  let at = begin;
  const place = ({ codes, scale }: { codes: Uint8Array; scale: number }) => {
    const section = { at, bytes: codes.byteLength, scale };
    at += padded(codes.byteLength);
    return section;
  };
  const description = descriptionSchema.parse({
    marks: place(parts.marks),
    polarity: place(parts.polarity),
    strength: place(parts.strength),
    gate: place(parts.gate),
    language: place(parts.language),
    words: place(parts.words),
    ...rest,
  });
  const text = new TextEncoder().encode(JSON.stringify(description));
  if (text.byteLength > begin - headBytes) throw new Error('The description is too long');
  const file = new Uint8Array(at);
  file.set(text, headBytes);
  for (const key of ['marks', 'polarity', 'strength', 'gate', 'language', 'words'] as const) {
    file.set(parts[key].codes, description[key].at);
  }
  const view = new DataView(file.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, formatVersion, true);
  view.setUint32(8, file.byteLength, true);
  view.setUint32(20, text.byteLength, true);
  const [first, second] = digest(file.subarray(20));
  view.setUint32(12, first, true);
  view.setUint32(16, second, true);
  return file;
}
