// Changes when something else has to be there before the store can start: its key, its program, its Node.
import { join } from 'node:path';
import type { utilityProcess } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { childEnvironment } from './launch-options.ts';
import { loadKey, setKeyAside, type StoreKey } from './keys.ts';
import { openKeystore, type SafeStorageLike } from './keystore.ts';
import { forkStore } from './store-fork.ts';
import type { GiveUp } from './store-host.ts';
import type { LaunchStore } from './store-launcher.ts';
import { canRunStore, findNode } from './store-node.ts';
import { thriftyEnvironment } from './store-thrift.ts';
import { launchUtility } from './store-utility.ts';
import type { Trouble } from './trouble.ts';

/** What choosing a launcher needs. */
export interface LauncherOptions {
  /** The folder of package.json; may be an asar. */
  readonly appFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly utilityProcess: typeof utilityProcess;
  readonly log: Log;
}

/** The way to run the store on this Electron. The only place that knows there are two. */
export function chooseLauncher({
  appFolder,
  env,
  versions,
  utilityProcess,
  log,
}: LauncherOptions): LaunchStore {
  const entry = join(appFolder, 'dist', 'electron', 'store', 'index.mjs');
  const shared = {
    env: { ...childEnvironment(env), ...thriftyEnvironment },
    onOutput: (text: string) => log.warn('the store printed', { output: text.slice(0, 2000) }),
    onNonsense: (problem: string) => log.error('the store said what nobody understands', { problem }),
  };
  if (canRunStore(versions)) return async () => launchUtility({ ...shared, entry, utilityProcess });
  // Looked for at once, while Electron is still getting ready; looked for again when there was none.
  let search = findNode(appFolder, shared.env);
  search.catch(() => {});
  return async () => {
    const found = await search.catch(() => (search = findNode(appFolder, shared.env)));
    // A plain Node does not see into an asar; the store is unpacked beside it.
    return forkStore({ ...shared, entry: entry.replace(/\.asar(?=[\\/])/, '.asar.unpacked'), node: found });
  };
}

/** What having the key needs. */
export interface KeyStartOptions {
  readonly folder: string;
  readonly safeStorage: SafeStorageLike;
  readonly platform: NodeJS.Platform;
  readonly randomKey: () => Uint8Array;
  readonly now: () => number;
  readonly trouble: Trouble;
  readonly log: Log;
}

/** Gets the key, asking the person as long as it cannot be had. Undefined when the person would rather quit. */
export async function obtainKey(options: KeyStartOptions): Promise<StoreKey | undefined> {
  const { folder, safeStorage, platform, randomKey, now, trouble, log } = options;
  for (;;) {
    try {
      const keystore = await openKeystore(safeStorage, platform);
      return await loadKey({ folder, keystore, randomKey, log });
    } catch (error) {
      log.error('no key for the local data', { error });
      const answer = await ask(error, folder, trouble);
      if (answer === 'quit') return undefined;
      if (answer === 'anew') await setKeyAside(folder, String(now()));
    }
  }
}

function ask(error: unknown, folder: string, trouble: Trouble): Promise<'retry' | 'anew' | 'quit'> {
  if (error instanceof AppError && error.kind === 'forbidden') return trouble.keyGone();
  const why: GiveUp = { kind: 'storage', reason: error instanceof Error ? error.message : String(error) };
  return trouble.storeGone(why, folder);
}
