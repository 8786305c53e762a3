// Changes when the `electron` package downloads or lays out its own binary differently.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { must } from './run.ts';

/** How long the download may be silent, in milliseconds: before its first byte, and between two. */
export interface Patience {
  readonly firstByteMs: number;
  readonly stallMs: number;
}

/** What the attempt to install needs. */
export interface InstallOptions {
  readonly report: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  readonly patience?: Patience;
  /** Where the download is kept; default is where Electron's own tools keep it. */
  readonly cache?: string;
}

/** The part of @electron/get that is used: it comes with `electron`, so it is not ours to import by name. */
interface ElectronGet {
  downloadArtifact(request: {
    version: string;
    artifactName: 'electron';
    platform: string;
    arch: string;
    checksums: Record<string, string>;
    cacheRoot?: string;
    downloadOptions: {
      quiet: boolean;
      signal: AbortSignal;
      getProgressCallback: (progress: { transferred: number; total: number | null }) => Promise<void>;
    };
  }): Promise<string>;
}

const SHORT: Patience = { firstByteMs: 8_000, stallMs: 30_000 };
const requireHere = createRequire(import.meta.url);

/** The Electron inside the `electron` package, or undefined where it has not been downloaded. */
export function installedElectron():
  | { executablePath: string; version: string; distPath: string }
  | undefined {
  const folder = dirname(requireHere.resolve('electron/package.json'));
  const distPath = join(folder, 'dist');
  const versionFile = join(distPath, 'version');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(versionFile) || !existsSync(pathFile)) return undefined;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  const executablePath = join(distPath, readFileSync(pathFile, 'utf8'));
  if (version !== wantedVersion() || !existsSync(executablePath)) return undefined;
  return { executablePath, version, distPath };
}

/**
 * Downloads the `electron` package's binary with progress lines and unpacks it where the package expects it.
 * Gives up early on a network that does not answer, so that a closed one costs seconds.
 * @throws Error with the reason, in words fit for the console.
 */
export async function installElectron({
  report,
  env = process.env,
  patience = SHORT,
  cache,
}: InstallOptions): Promise<void> {
  const electronPackage = requireHere.resolve('electron/package.json');
  const requireThere = createRequire(electronPackage);
  const version = wantedVersion();
  report(`Electron ${version}: trying its own download`);
  const get = (await import(pathToFileURL(requireThere.resolve('@electron/get')).href)) as ElectronGet;
  const silence = new AbortController();
  const giveUp = (): void => silence.abort(new Error('the download host does not answer'));
  let timer = setTimeout(giveUp, patience.firstByteMs);
  let shown = 0;
  try {
    await get.downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: requireThere('./checksums.json') as Record<string, string>,
      ...(cache ? { cacheRoot: cache } : {}),
      downloadOptions: {
        quiet: true,
        signal: silence.signal,
        getProgressCallback: ({ transferred, total }) => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, patience.stallMs);
          const tenth = total ? Math.floor((transferred / total) * 10) : 0;
          if (tenth > shown) report(`Electron ${version}: ${tenth * 10} % of ${megabytes(total)}`);
          shown = Math.max(shown, tenth);
          return Promise.resolve();
        },
      },
    });
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
  report(`Electron ${version}: unpacking`);
  // The package's own installer finds the file just downloaded in the cache that both share.
  await must(process.execPath, [join(dirname(electronPackage), 'install.js')], { env });
}

function wantedVersion(): string {
  return (requireHere('electron/package.json') as { version: string }).version;
}

function megabytes(bytes: number | null): string {
  return bytes ? `${Math.round(bytes / 1e6)} MB` : 'an unknown size';
}

/** The innermost message: fetch wraps "no such host" in a bare "fetch failed". */
function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof Error ? inner.message : String(inner);
}
