// Changes when the spell checker, main and the windows agree on more: which languages can be checked, how much is asked at once.
import { z } from 'zod';
import { locales } from '../domain/locales.ts';

export const spelledLanguageSchema = z.enum(locales);
/** A language that words can be checked in: those of the interface, without their countries. */
export type SpelledLanguage = z.infer<typeof spelledLanguageSchema>;

/** All of them. */
export const spelledLanguages = spelledLanguageSchema.options;

/** Where the dictionary of a language lies; null: there is none on this machine. */
export const dictionarySourceSchema = z.enum(['parley', 'computer', 'own']).nullable();
export type DictionarySource = z.infer<typeof dictionarySourceSchema>;

/** Bounds of what is asked; longer words are never marked. */
export const spellingBounds = {
  /** Letters of a word (UTF-16 units). */
  word: 60,
  /** Words of one text. */
  words: 5_000,
  /** Suggestions for one word. */
  suggestions: 5,
  /** Names and own words that a window makes known; each may be of several words. */
  known: 4_000,
  knownText: 200,
} as const;

/** Words that are right here whatever dictionaries say: names of customers and queues, words that the agent has taught. */
export const knownWordsSchema = z.array(z.string().max(spellingBounds.knownText)).max(spellingBounds.known);

/** What the settings show of the checker. */
export const spellingStateSchema = z.object({
  /**
   * `system`: the operating system checks, in the languages that it is set to. `parley`: Parley's own checker.
   * `none`: its program is missing.
   */
  by: z.enum(['system', 'parley', 'none']),
  /** Of Parley's own checker: each language and where its dictionary lies. */
  languages: z.array(z.object({ language: spelledLanguageSchema, from: dictionarySourceSchema })),
  /** The folder in which own dictionaries are looked for. */
  folder: z.string().max(4_096),
});
export type SpellingState = z.infer<typeof spellingStateSchema>;
