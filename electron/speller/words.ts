// Changes when other words are never marked, or a word is compared with the known ones otherwise.
import { spellingBounds } from '../../shared/ipc/spelling.ts';

/**
 * Whether a word is one that a dictionary can judge. Never marked: single letters, what holds digits (case numbers,
 * "R2D2"), short words in capitals (SLA, VAT), words with a capital inside (GmbH, PayPal), and what is no word at all.
 */
export function canBeJudged(word: string): boolean {
  if (word.length < 2 || word.length > spellingBounds.word) return false;
  // Letters, their marks, and what joins them: apostrophes, hyphens, the joiners of Arabic and Persian.
  if (!/^[\p{L}\p{M}'’‘ʼ\-‐\u200c\u200d]+$/u.test(word)) return false;
  if (/\p{Ll}\p{Lu}/u.test(word)) return false;
  return word.length > 6 || word !== word.toUpperCase() || word === word.toLowerCase();
}

/** The word as dictionaries have it: composed letters, straight apostrophes, no stretching and no vowel signs in Arabic letters. */
export function asInDictionary(word: string): string {
  return word
    .normalize('NFC')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[\u0640\u064b-\u0652\u0670]/g, '');
}

/** Names and taught words, as they can be asked for. */
export interface KnownWords {
  /** @returns whether the word is one of them, or the genitive of one: "Kowalski's", "Müllers". */
  has(word: string): boolean;
}

/** @param texts words, or names and titles of several words. */
export function knownWords(texts: Iterable<string>): KnownWords {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}'’‘ʼ\u200c\u200d]+/gu)) words.add(key(word));
  }
  return {
    has: (word) => {
      const asked = key(word);
      return words.has(asked) || words.has(asked.replace(/'?s$/, ''));
    },
  };
}

const key = (word: string): string => asInDictionary(word).toLowerCase();
