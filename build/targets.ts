// Changes when Parley gets another thing to build, or one is built from other sources.
import type { InlineConfig } from 'vite';
import type { BuildMode } from './electron.vite.config.ts';
import { inRepository } from './paths.ts';

/** The things that are built. The service is not among them: Node runs it from source. */
export type TargetName = 'main' | 'preload' | 'store' | 'speller' | 'renderer' | 'widget';

/** One thing to build. */
export interface Target {
  readonly name: TargetName;
  /** Source folders and files that decide its content, absolute. */
  readonly inputs: readonly string[];
  /** What must exist before it can be built. */
  readonly entry: string;
  /** What exists after it was built. */
  readonly output: string;
  /** Its vite configuration; loaded late, because loading vite costs what a second start can do without. */
  readonly config: (mode: BuildMode) => Promise<InlineConfig>;
}

const everything = [inRepository('shared'), inRepository('package-lock.json')];
/** The window shows the figures of the model card. */
const moodCard = [inRepository('build', 'mood-card.ts'), inRepository('build', 'sentiment', 'CARD.md')];
const desktopConfig = inRepository('build', 'electron.vite.config.ts');
const desktop = () => import('./electron.vite.config.ts');

/** Everything there is to build, in the order in which it is built. */
export const targets: readonly Target[] = [
  {
    name: 'main',
    inputs: [inRepository('electron', 'main'), desktopConfig, ...everything],
    entry: inRepository('electron', 'main', 'index.ts'),
    output: inRepository('dist', 'electron', 'main', 'index.cjs'),
    config: async (mode) => (await desktop()).mainConfig(mode),
  },
  {
    name: 'preload',
    inputs: [inRepository('electron', 'preload'), desktopConfig, ...everything],
    entry: inRepository('electron', 'preload', 'index.ts'),
    output: inRepository('dist', 'electron', 'preload', 'index.cjs'),
    config: async (mode) => (await desktop()).preloadConfig(mode),
  },
  {
    name: 'store',
    inputs: [inRepository('electron', 'store'), desktopConfig, ...everything],
    entry: inRepository('electron', 'store', 'index.ts'),
    output: inRepository('dist', 'electron', 'store', 'index.mjs'),
    config: async (mode) => (await desktop()).storeConfig(mode),
  },
  {
    name: 'speller',
    inputs: [
      inRepository('electron', 'speller'),
      inRepository('build', 'speller.vite.config.ts'),
      ...everything,
    ],
    entry: inRepository('node_modules', 'hunspell-wasm', 'package.json'),
    output: inRepository('dist', 'electron', 'speller', 'index.cjs'),
    config: async (mode) => (await import('./speller.vite.config.ts')).spellerConfig(mode),
  },
  {
    name: 'renderer',
    inputs: [inRepository('renderer'), desktopConfig, ...moodCard, ...everything],
    entry: inRepository('renderer', 'index.html'),
    output: inRepository('dist', 'renderer', 'index.html'),
    config: async (mode) => (await desktop()).rendererConfig(mode),
  },
  {
    name: 'widget',
    inputs: [
      inRepository('service', 'widget'),
      inRepository('build', 'widget.vite.config.ts'),
      ...everything,
    ],
    entry: inRepository('service', 'widget', 'index.ts'),
    output: inRepository('dist', 'widget', 'widget.js'),
    config: async (mode) => (await import('./widget.vite.config.ts')).widgetConfig(mode),
  },
];
