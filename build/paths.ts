// Changes when the places Parley builds from, builds to or caches in move.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The repository's root folder, absolute. */
export const repository = resolve(import.meta.dirname, '..');

/** Where the builds go; `dist/electron/{main,preload,store}`, `dist/renderer`, `dist/widget`. */
export const distFolder = join(repository, 'dist');

/** Builds one absolute path inside the repository. */
export function inRepository(...parts: string[]): string {
  return join(repository, ...parts);
}

/** The per-user cache folder of Parley's build, outside the repository. `env` is what to read it from. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'parley');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'parley');
  if (process.platform === 'win32' && env['LOCALAPPDATA'])
    return join(env['LOCALAPPDATA'], 'parley', 'Cache');
  return join(homedir(), '.cache', 'parley');
}
