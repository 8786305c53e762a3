// Changes when the store needs another way to become one file. A bundle starts in half the time; tests that kill it start it often.
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { inRepository, repository } from '../../../build/paths.ts';

/** The store as one file. */
export interface StoreBundle {
  readonly entry: string;
  remove(): void;
}

/** Bundles the store as it is in the source now. */
export async function bundleStore(): Promise<StoreBundle> {
  // Within the repository, so that better-sqlite3 is found.
  mkdirSync(inRepository('out', 'faults'), { recursive: true });
  const folder = mkdtempSync(inRepository('out', 'faults', 'store-'));
  await build({
    configFile: false,
    root: repository,
    envDir: false,
    logLevel: 'error',
    build: {
      ssr: 'electron/store/index.ts',
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
