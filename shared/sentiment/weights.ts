// Changes when the file of weights has another form. Raise `formatVersion` then, and train again.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { mix } from './hash.ts';
import { bucketSize } from './places.ts';
import { clueCount } from './second.ts';

/** "PSNT", little-endian. */
export const magic = 0x544e5350;
/** Counts up whenever an older engine could not use the file. */
export const formatVersion = 5;
/** Bytes before the description: magic, version, length of the file, digest (two words), length of the description. */
export const headBytes = 24;
const longestFile = 4 * 1024 * 1024;

const finite = z.number().finite();
const share = finite.min(0).max(1);
const sectionSchema = z.object({
  at: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** The largest weight: what code 127 stands for. */
  scale: finite.nonnegative(),
});
/** The description in the file: where each table lies, and the few numbers that are no tables. */
export const descriptionSchema = z.object({
  /** Which feature has which place; see places.ts. */
  marks: sectionSchema,
  /** Weights towards negative and towards positive, against neutral: two codes a place. */
  polarity: sectionSchema,
  /** How strongly it is said: one code a place. */
  strength: sectionSchema,
  /** Whether it is written to support: one code a place. */
  gate: sectionSchema,
  /** Which language: one code a place for each language, then one for all others. */
  language: sectionSchema,
  /** Word list: hashes in rising order, then one signed byte each. */
  words: sectionSchema,
  /** Added for negative and positive. */
  bias: z.tuple([finite, finite]),
  /** Added beside {@link bias} for what is written to support. */
  support: z.tuple([finite, finite]),
  /** The same for what is not written to support: one pair for each language, in their order. */
  general: z
    .array(z.tuple([finite, finite]))
    .min(1)
    .max(32),
  /** Where slight ends and where plain ends on the scale of strength. */
  strengthCuts: z.tuple([finite, finite]),
  /** How a message and its sentences are weighed against each other; see second.ts. */
  second: z.array(z.array(finite).length(clueCount)).length(5),
  gateBias: finite,
  languageBias: z.array(finite).min(2).max(32),
  /** How the mood of a conversation moves with each message; see conversation.ts. */
  talk: z
    .object({
      /** What is left of a bad and of a good mood after one more message. */
      fadeBad: share,
      fadeGood: share,
      /** How much more of the same adds to it, whatever it is; and how much what is stronger than it draws it along. */
      gain: share,
      pull: share,
      /** A message of the other sign ends a mood once its size times this is 1: a bad one a good mood, a good one a bad one. */
      turnBad: finite.nonnegative(),
      turnGood: finite.nonnegative(),
      /** Of the size of a score. */
      power: finite.positive(),
      /** Where the levels meet, from very negative to very positive. */
      cuts: z.array(finite).length(6),
    })
    .refine(({ gain, pull }) => gain + pull <= 1),
});
/** See {@link descriptionSchema}. */
export type Description = z.infer<typeof descriptionSchema>;

/** Weights that were read and found whole. */
export interface Weights {
  description: Description;
  marks: Uint8Array;
  polarity: Uint8Array;
  strength: Uint8Array;
  gate: Uint8Array;
  language: Uint8Array;
  wordHashes: Uint32Array;
  wordValues: Int8Array;
}

/** @returns what each of the 256 codes stands for: the square of its size, so that small weights keep their differences. */
export function decodeTable(scale: number): Float64Array {
  const table = new Float64Array(256);
  for (let code = -127; code <= 127; code++) {
    table[code & 255] = Math.sign(code) * (code / 127) ** 2 * scale;
  }
  return table;
}

/** @returns two words that change when any byte does. Place and length must be multiples of 4. */
export function digest(bytes: Uint8Array): [number, number] {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  let first = 0x9e3779b1;
  let second = 0x85ebca6b;
  // A million words at each start: counted, not iterated, which is several times faster before the code is warm.
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    first = (Math.imul(first ^ word, 0xcc9e2d51) + 0x1b873593) | 0;
    first = (first << 13) | (first >>> 19);
    second = Math.imul(second + word, 0x2c1b3c6d) ^ (first >>> 3);
  }
  return [mix(first) >>> 0, mix(second) >>> 0];
}

const damaged = (what: string, cause?: unknown): AppError =>
  new AppError('storage', `The weights of the sentiment model are damaged: ${what}`, { cause });

/**
 * Reads a file of weights. Nothing of it is used unless all of it is as it was written. It must
 * not be changed afterwards.
 * @throws AppError `storage` when it is damaged, `version` when it is of another version.
 */
export function readWeights(file: Uint8Array): Weights {
  if (file.byteLength < headBytes || file.byteLength > longestFile || file.byteLength % 4 !== 0) {
    throw damaged(`${file.byteLength} bytes`);
  }
  // Tables of words need places that are multiples of 4.
  const bytes = file.byteOffset === 0 ? file : new Uint8Array(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== magic) throw damaged('this is another kind of file');
  const version = view.getUint32(4, true);
  if (version !== formatVersion) {
    throw new AppError(
      'version',
      `The weights of the sentiment model have form ${version}, this app knows ${formatVersion}`,
    );
  }
  if (view.getUint32(8, true) !== bytes.byteLength) throw damaged('it is cut off');
  const [first, second] = digest(bytes.subarray(20));
  if (view.getUint32(12, true) !== first || view.getUint32(16, true) !== second) {
    throw damaged('its digest does not fit');
  }
  const length = view.getUint32(20, true);
  if (length > bytes.byteLength - headBytes) throw damaged('its description is cut off');
  const description = describe(bytes.subarray(headBytes, headBytes + length));
  const part = ({ at, bytes: size }: Description['polarity']): Uint8Array => {
    if (at % 4 !== 0 || at + size > bytes.byteLength) throw damaged('a table lies outside it');
    return bytes.subarray(at, at + size);
  };
  const words = part(description.words);
  const marks = part(description.marks);
  const polarity = part(description.polarity);
  if (marks.length % bucketSize !== 0 || polarity.length !== 2 * marks.length) {
    throw damaged('its tables do not fit together');
  }
  const count = words.byteLength / 5;
  if (!Number.isInteger(count)) throw damaged('its word list is cut off');
  return {
    description,
    marks,
    polarity,
    strength: part(description.strength),
    gate: part(description.gate),
    language: part(description.language),
    wordHashes: new Uint32Array(bytes.buffer, words.byteOffset, count),
    wordValues: new Int8Array(bytes.buffer, words.byteOffset + count * 4, count),
  };
}

function describe(bytes: Uint8Array): Description {
  try {
    // Only ASCII is written there.
    return descriptionSchema.parse(JSON.parse(String.fromCharCode(...bytes)));
  } catch (error) {
    throw damaged('its description cannot be read', error);
  }
}
