// Changes when a Linux machine needs other packages before Electron, a display or a browser can run on it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findChromium } from './browser.ts';
import { capture, type Finished } from './run.ts';

/** What is about to run, and so what must be there. */
export interface Needs {
  /** Electron's program, to be asked for the libraries it misses; left out when no Electron will run. */
  readonly electron?: string;
  /** Whether something must be shown, so that a machine without a display needs Xvfb. */
  readonly display: boolean;
  /** Whether a Chromium must play the customer. */
  readonly browser: boolean;
  /** Whether calls to the system are recorded, as the tests of a power cut do. */
  readonly trace?: boolean;
}

/** What the check is made with; the defaults are this machine. */
export interface LibraryOptions {
  readonly report: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly isRoot?: boolean;
  readonly run?: (command: string, args: readonly string[]) => Promise<Finished>;
  readonly install?: (packages: readonly string[], report: (line: string) => void) => Promise<void>;
}

const ELECTRON_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libsecret-1-0',
];

/**
 * Makes sure the Linux packages for `needs` are there: as root it installs what is missing and says so.
 * Does nothing on other systems.
 * @throws Error with the one line to run, for a user who is not root or a system without apt.
 */
export async function ensureLinuxLibraries(needs: Needs, options: LibraryOptions): Promise<void> {
  const { platform = process.platform, run = capture, report } = options;
  if (platform !== 'linux') return;
  const wanted = await missingPackages(needs, options);
  if (wanted.length === 0) return;
  const packages = await Promise.all(wanted.map((name) => nameHere(name, run)));
  const line = `apt-get install -y ${packages.join(' ')}`;
  const isRoot = options.isRoot ?? process.getuid?.() === 0;
  if (!isRoot)
    throw new Error(`Linux packages are missing. Run this once, then start again:\n  sudo ${line}`);
  report(`Linux packages are missing; installing them: ${packages.join(' ')}`);
  await (options.install ?? aptInstall)(packages, report);
}

/** The packages, by Debian's names, that this machine lacks for `needs`. */
export async function missingPackages(needs: Needs, options: LibraryOptions): Promise<string[]> {
  const { env = process.env, run = capture } = options;
  const missing: string[] = [];
  if (needs.electron) {
    const { stdout } = await run('ldd', [needs.electron]);
    if (stdout.includes('not found')) missing.push(...ELECTRON_PACKAGES);
  }
  if (needs.display && !hasDisplay(env) && !(await has('Xvfb', run)))
    missing.push('xvfb', 'xauth', 'fonts-noto-color-emoji');
  if (needs.browser && !findChromium(env)) missing.push('chromium');
  if (needs.trace === true && !(await has('strace', run))) missing.push('strace');
  return missing;
}

/** Whether windows can be shown as things are. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

async function has(program: string, run: NonNullable<LibraryOptions['run']>): Promise<boolean> {
  return (await run('which', [program])).code === 0;
}

/** Debian 13 and Ubuntu 24.04 renamed some of these; `t64` is the new ending. */
async function nameHere(name: string, run: NonNullable<LibraryOptions['run']>): Promise<string> {
  if (!name.startsWith('lib')) return name;
  const { stdout } = await run('apt-cache', ['policy', `${name}t64`]).catch(() => ({ stdout: '' }));
  return /Candidate: (?!\(none\))/.test(stdout) ? `${name}t64` : name;
}

async function aptInstall(packages: readonly string[], report: (line: string) => void): Promise<void> {
  report('apt: reading the package lists');
  await apt(['update'], () => {});
  let count = 0;
  await apt(['install', '-y', '--no-install-recommends', ...packages], (line) => {
    const total = /(\d+) newly installed/.exec(line)?.[1];
    if (total) report(`apt: ${total} packages to install`);
    if (line.startsWith('Setting up ') && (count += 1) % 20 === 0) report(`apt: ${count} packages set up`);
  });
  report(`apt: done, ${count} packages set up`);
}

function apt(args: readonly string[], onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let tail: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        tail = [...tail, line].slice(-8);
        onLine(line);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`apt-get ${args[0]} ended with ${code}:\n${tail.join('\n')}`));
    });
  });
}
