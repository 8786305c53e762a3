// Changes when the store needs another way to become one file. As it ships, it starts in half the time of its source and takes half the memory.
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { inRepository, repository } from '../../build/paths.ts';

/** The store as one file. */
export interface StoreBundle {
  readonly entry: string;
  remove(): void;
}

/** Bundles the store as it is in the source now. @param from the module to begin with, from the repository's root. */
export async function bundleStore(from = 'electron/store/index.ts'): Promise<StoreBundle> {
  // Within the repository, so that better-sqlite3 is found.
  mkdirSync(inRepository('out', 'stores'), { recursive: true });
  const folder = mkdtempSync(inRepository('out', 'stores', 'store-'));
  await build({
    configFile: false,
    root: repository,
    envDir: false,
    logLevel: 'error',
    build: {
      ssr: from,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'index.mjs', codeSplitting: false } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  return {
    entry: join(folder, 'index.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
