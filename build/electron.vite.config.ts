// Changes when one of the desktop's processes is bundled differently: its format, its targets, what stays outside.
import { builtinModules } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { cardFigures } from './mood-card.ts';
import { inRepository } from './paths.ts';

/** The oldest engines Parley runs on: the stand-in Electron 25 (Chromium 114, Node 18). */
const CHROMIUM = 'chrome114';
export const MAIN_NODE = 'node18';
/** The store runs in the shipped Electron's Node, or in a forked Node 24. */
const STORE_NODE = 'node22';

const nodeModules = [...builtinModules, ...builtinModules.map((name) => `node:${name}`), /^node:/];

/** How a build is made: `watch` rebuilds on change and keeps the code readable. */
export interface BuildMode {
  readonly watch: boolean;
}

/** Main: CommonJS, because Electron 25 cannot load its main file as an ES module. */
export function mainConfig(mode: BuildMode): InlineConfig {
  return nodeProcess('electron/main/index.ts', 'main', 'index.cjs', 'cjs', MAIN_NODE, ['electron'], mode);
}

/** Preloads, the desk's and the phone's: a CommonJS file each, because a sandboxed preload can load nothing else. */
export function preloadConfig(mode: BuildMode): InlineConfig {
  const config = nodeProcess('', 'preload', '[name].cjs', 'cjs', MAIN_NODE, ['electron'], mode);
  const input = {
    index: inRepository('electron/preload/index.ts'),
    phone: inRepository('electron/preload/phone.ts'),
  };
  const output = { format: 'cjs', entryFileNames: '[name].cjs' } as const;
  return {
    ...config,
    build: { ...config.build, rolldownOptions: { ...config.build?.rolldownOptions, input, output } },
  };
}

/** Store: an ES module beside the native SQLite and the weights of the sentiment engine, which must stay files of their own. */
export function storeConfig(mode: BuildMode): InlineConfig {
  const outside = ['electron', 'better-sqlite3'];
  return {
    ...nodeProcess('electron/store/index.ts', 'store', 'index.mjs', 'es', STORE_NODE, outside, mode),
    plugins: [weightsBeside],
  };
}

const weightsBeside: Plugin = {
  name: 'sentiment-weights',
  generateBundle() {
    const source = readFileSync(inRepository('shared/sentiment/weights.bin'));
    this.emitFile({ type: 'asset', fileName: 'weights.bin', source });
  },
};

/** Renderer: the desk's page and, once it exists, the phone's; every asset is a file, as our CSP wants. */
export function rendererConfig(mode: BuildMode): InlineConfig {
  const pages = ['renderer/index.html', 'renderer/phone/index.html'].map((page) => inRepository(page));
  return {
    ...shared(),
    root: inRepository('renderer'),
    base: './',
    resolve: { alias: [{ find: /^zod$/, replacement: inRepository('renderer/zod.ts') }] },
    plugins: [react()],
    define: { PARLEY_MOOD_FIGURES: JSON.stringify(cardFigures()) },
    css: {
      transformer: 'lightningcss',
      lightningcss: { targets: { chrome: 114 << 16 }, cssModules: { pattern: '[name]-[local]-[hash]' } },
    },
    build: {
      ...output('dist/renderer', CHROMIUM, mode),
      cssMinify: 'lightningcss',
      cssTarget: CHROMIUM,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: pages.filter((page) => existsSync(page)) },
    },
  };
}

/** A bundle for one of the desktop's processes, under dist/electron. */
export function nodeProcess(
  entry: string,
  folder: string,
  file: string,
  format: 'cjs' | 'es',
  target: string,
  outside: string[],
  mode: BuildMode,
): InlineConfig {
  return {
    ...shared(),
    root: inRepository(),
    publicDir: false,
    resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
    // An SSR build is vite's name for "runs in Node": no polyfills, no browser fields, import.meta kept working.
    ssr: { noExternal: true, external: outside },
    build: {
      ...output(join('dist/electron', folder), target, mode),
      ssr: true,
      rolldownOptions: {
        input: inRepository(entry),
        external: [...outside, ...nodeModules],
        platform: 'node',
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

function shared(): InlineConfig {
  return { configFile: false, envDir: false, logLevel: 'warn', clearScreen: false, mode: 'production' };
}

function output(folder: string, target: string, { watch }: BuildMode): NonNullable<InlineConfig['build']> {
  return {
    outDir: inRepository(folder),
    emptyOutDir: true,
    target,
    minify: watch ? false : 'oxc',
    sourcemap: true,
    watch: watch ? {} : null,
  };
}
