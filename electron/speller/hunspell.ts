// Changes when Hunspell is loaded or spoken to otherwise.
//
// Why Hunspell, as WebAssembly, in a process of its own. Measured with the dictionaries of the six languages (Node 24, 2
// cores): it loads English in 0.1 s and Polish and Arabic in 0.2 s, takes 6 to 15 MB for each, answers a word in 3 to
// 150 µs and knows compounds (German, Danish). nspell, the same in JavaScript, spreads every form out: Polish took 22 s
// and 700 MB, Danish 5 s, and compounds such as "leveringstidspunkt" were wrong to it. Chromium's own checker wants files
// of a format of its own that nothing here makes, knows no Arabic, and checks all languages at once on the page's thread.
// Hunspell under MPL 1.1, one of its three licences.
import { readFile } from 'node:fs/promises';
import initialise from 'hunspell-wasm/wasm/hunspell.js';

/** One opened dictionary. Nothing here throws: a word that cannot be asked for is right. */
export interface Dictionary {
  isRight(word: string): boolean;
  /** What could have been meant, best first. */
  suggest(word: string): string[];
}

/** The part of Emscripten's module that is used. Addresses are numbers within its memory. */
interface Module {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  _malloc(bytes: number): number;
  _free(address: number): void;
  _Hunspell_create(affixes: number, words: number): number;
  _Hunspell_spell(handle: number, word: number): number;
  _Hunspell_suggest(handle: number, list: number, word: number): number;
  _Hunspell_free_list(handle: number, list: number, count: number): void;
}

/** Opens dictionaries from the bytes of their two files, UTF-8. @throws Error where Hunspell cannot read them. */
export type OpenDictionary = (affixes: Uint8Array, words: Uint8Array) => Dictionary;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param program path of hunspell.wasm. @throws Error where it cannot be read or run. */
export async function loadHunspell(program: string): Promise<OpenDictionary> {
  const start = initialise as unknown as (options: object) => Promise<Module>;
  const wasmBinary = await readFile(program);
  const module = await start({ wasmBinary, print: () => {}, printErr: () => {} });

  const withText = <T>(text: string, read: (address: number) => T): T => {
    const bytes = encoder.encode(text);
    const address = module._malloc(bytes.length + 1);
    try {
      // Its memory may have grown, and so be another array, since it was looked at last.
      module.HEAPU8.set(bytes, address);
      module.HEAPU8[address + bytes.length] = 0;
      return read(address);
    } finally {
      module._free(address);
    }
  };
  const textAt = (address: number): string => {
    const end = module.HEAPU8.indexOf(0, address);
    return decoder.decode(module.HEAPU8.subarray(address, end));
  };

  return (affixes, words) => {
    module.FS.writeFile('x.aff', affixes);
    module.FS.writeFile('x.dic', words);
    const handle = withText('x.aff', (aff) => withText('x.dic', (dic) => module._Hunspell_create(aff, dic)));
    module.FS.unlink('x.aff');
    module.FS.unlink('x.dic');
    if (handle === 0) throw new Error('Hunspell cannot read this dictionary.');
    return {
      isRight: (word) => withText(word, (address) => module._Hunspell_spell(handle, address)) !== 0,
      suggest: (word) =>
        withText(word, (address) => {
          const list = module._malloc(4);
          try {
            const count = module._Hunspell_suggest(handle, list, address);
            const first = (module.HEAPU32[list / 4] ?? 0) / 4;
            const found = Array.from({ length: count }, (_, at) => textAt(module.HEAPU32[first + at] ?? 0));
            if (count > 0) module._Hunspell_free_list(handle, list, count);
            return found;
          } finally {
            module._free(list);
          }
        }),
    };
  };
}
