// What main, the windows' preloads and the speller's process say to each other. Changes when they must agree on more.
//
//   main ---- init, window (+ port), known, off, suggest, languages ---> speller
//   main <--- suggested, languages, log -------------------------------- speller
//   preload ---- asked ---> speller       (over the window's port; main is off the path)
//   preload <--- wrong, again --- speller
import { z } from 'zod';
import {
  dictionarySourceSchema,
  knownWordsSchema,
  spelledLanguageSchema,
  spellingBounds,
} from '../../shared/ipc/spelling.ts';

const window = z.number().int().min(0);
const turn = z.number().int().min(0);

/** Main -> speller. The first message is `init`, and it comes once. */
export const toSpellerSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('init'),
    /** The folder of the person's own Hunspell dictionaries, absolute; it need not be there. */
    own: z.string().min(1),
  }),
  /** With a port: a page wants to ask. One of the same number takes the place of the one before. */
  z.object({ t: z.literal('window'), window }),
  z.object({ t: z.literal('windowClosed'), window }),
  /** All words that are right in this window. */
  z.object({ t: z.literal('known'), window, words: knownWordsSchema }),
  /** In these languages nothing is marked. */
  z.object({ t: z.literal('off'), languages: z.array(spelledLanguageSchema).max(20) }),
  /** What could have been meant, in the language that this window has asked in last. */
  z.object({ t: z.literal('suggest'), turn, window, word: z.string().max(1_000) }),
  z.object({ t: z.literal('languages'), turn }),
]);
export type ToSpeller = z.infer<typeof toSpellerSchema>;

/** Speller -> main. */
export const fromSpellerSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('suggested'),
    turn,
    words: z.array(z.string()).max(spellingBounds.suggestions),
  }),
  z.object({
    t: z.literal('languages'),
    turn,
    languages: z.array(z.object({ language: spelledLanguageSchema, from: dictionarySourceSchema })),
  }),
  /** One finished, redacted log line (JSON) for main's log file. */
  z.object({ t: z.literal('log'), line: z.string() }),
]);
export type FromSpeller = z.infer<typeof fromSpellerSchema>;

/** Preload -> speller: which of these are wrong? All words of a text, in the language of its field (BCP 47). */
export const askedSchema = z.object({
  turn,
  language: z.string().max(35),
  words: z.array(z.string()),
});
/** Speller -> preload: the wrong ones among them; or, without being asked: what was said before may be otherwise now. */
export type ToPreload =
  | { readonly turn: number; readonly wrong: readonly string[] }
  | { readonly again: true };
