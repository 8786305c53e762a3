// Changes when `npm run package` takes other steps from the source to an app that starts.
import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.ts';
import { electronRuntime, runtimeEnvironment, type ElectronRuntime } from './electron-runtime.ts';
import { readFuses, type FuseReading } from './fuses.ts';
import { ensureLinuxLibraries } from './linux-libraries.ts';
import { cacheFolder, inRepository, repository } from './paths.ts';
import { capture } from './run.ts';
import { smoke, type Seen } from './smoke.ts';
import { zipFolder } from './zip.ts';

/** An unpacked app. */
export interface Packaged {
  /** Its folder below `release/`. */
  readonly folder: string;
  /** Its program. */
  readonly program: string;
  readonly fuses: readonly FuseReading[];
  /** Its window, as it was seen after a start. */
  readonly seen: Seen;
  readonly runtime: ElectronRuntime;
}

/**
 * Makes the unpacked app for this machine's platform, reads its fuses back and starts it once.
 * @throws Error when a fuse does not stand as wanted or no window shows.
 */
export async function packageApp(report: (line: string) => void): Promise<Packaged> {
  const runtime = await electronRuntime({ report });
  await ensureLinuxLibraries({ electron: runtime.executablePath, display: true, browser: false }, { report });
  await build({ report });
  const env = { ...process.env, ...runtimeEnvironment(runtime), ...(await localElectron(runtime, report)) };
  report('Packaging with Electron Forge');
  const forge = createRequire(import.meta.url).resolve('@electron-forge/cli/package.json');
  const cli = join(forge, '..', 'dist', 'electron-forge.js');
  const { code, stdout, stderr } = await capture(process.execPath, [cli, 'package'], {
    cwd: repository,
    env,
  });
  if (code !== 0) throw new Error(`Electron Forge ended with ${code}:\n${stdout}${stderr}`);

  const folder = inRepository('release', `Parley-${process.platform}-${process.arch}`);
  const program = programIn(folder);
  const fuses = await readFuses(program);
  for (const { name, wanted, found, ok } of fuses) {
    report(`fuse ${name}: ${found}${ok ? '' : `, but it must be ${wanted ? 'on' : 'off'}`}`);
  }
  if (!fuses.every(({ ok }) => ok)) throw new Error('A fuse does not stand as it must.');
  report('Starting the packaged app once');
  const seen = await smoke(program);
  report(`It shows ${seen.url} ("${seen.title}").`);
  return { folder, program, fuses, seen, runtime };
}

/** Where Electron came from the npm registry, Forge gets it as the zip it would have downloaded. */
async function localElectron(
  runtime: ElectronRuntime,
  report: (line: string) => void,
): Promise<Record<string, string>> {
  if (!runtime.standIn) return {};
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
  const folder = join(cacheFolder(), `electron-zip-${runtime.version}`);
  // Forge asks for the version that package.json names; what is inside is the stand-in, and is not for shipping.
  const zip = join(folder, `electron-v${version}-${process.platform}-${process.arch}.zip`);
  if (!existsSync(zip)) {
    report(
      `Packing the stand-in Electron ${runtime.version} for Forge; an app made with it is a trial, not a release`,
    );
    await mkdir(folder, { recursive: true });
    await zipFolder(runtime.distPath, zip, (path) => path.startsWith('resources/app/'));
    report(`${Math.round((await stat(zip)).size / 1e6)} MB packed`);
  }
  return { PARLEY_ELECTRON_ZIP_DIR: folder };
}

function programIn(folder: string): string {
  if (process.platform === 'darwin') return join(folder, 'Parley.app', 'Contents', 'MacOS', 'parley');
  return join(folder, process.platform === 'win32' ? 'parley.exe' : 'parley');
}

if (import.meta.main) {
  const begun = performance.now();
  const report = (line: string): void =>
    console.log(`[${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s] ${line}`);
  await rm(inRepository('release'), { recursive: true, force: true });
  await packageApp(report).then(
    ({ folder }) => report(`The app is in ${folder}`),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
