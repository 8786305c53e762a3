// Changes when the desktop is started differently: by start.ts for a person, or by Playwright for the tour and the tests.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { _electron, type ElectronApplication } from 'playwright';
import { startDisplay } from './display.ts';
import { electronRuntime, runtimeEnvironment } from './electron-runtime.ts';
import { inRepository, repository } from './paths.ts';
import { supervise, type Running } from './world.ts';

/** How to start one desktop. */
export interface LaunchOptions {
  /** The desktop's own data folder; two desktops at once need two. */
  readonly userData: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments, after the ones every test wants. */
  readonly args?: readonly string[];
  /** A packaged app's program instead of the built app in this checkout. */
  readonly packaged?: string;
  /** Milliseconds until a start counts as failed. Default 30 000. */
  readonly timeoutMs?: number;
}

/**
 * Starts the built desktop (run the build first) on the Electron of this machine, under a display of its own
 * where there is none. Close it with `app.close()`; the display goes with it.
 * @throws Error when Electron does not come up in time.
 */
export async function launchDesktop(options: LaunchOptions): Promise<ElectronApplication> {
  const runtime = await electronRuntime({ report: () => {} });
  const display = await startDisplay({ ...process.env, ...options.env });
  try {
    const args = [...desktopArguments(options.userData), ...(options.args ?? [])];
    const common = {
      env: { ...desktopEnvironment(), ...runtimeEnvironment(runtime), ...display.env, ...options.env },
      timeout: options.timeoutMs ?? 30_000,
    };
    const app =
      options.packaged === undefined
        ? await attach({ ...common, executablePath: runtime.executablePath, args: [repository, ...args] })
        : await attachPackaged({ ...common, executablePath: options.packaged, args });
    app.once('close', () => void display.stop());
    return app;
  } catch (error) {
    await display.stop();
    throw error;
  }
}

/**
 * Starts an Electron of this machine under Playwright, with an app that is not packaged.
 * @throws Error when it does not come up in time.
 */
export async function attach(
  options: NonNullable<Parameters<typeof _electron.launch>[0]> & { timeout: number },
): Promise<ElectronApplication> {
  const args = ['-r', inRepository('build', 'hold-ready.cjs'), ...(options.args ?? [])];
  return _electron.launch({ ...options, args });
}

/** The same for a packaged app, which loads nothing at its start: Playwright's race is lost once in a great while. Then once more. */
async function attachPackaged(
  options: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<ElectronApplication> {
  return _electron.launch(options).catch((error: unknown) => {
    if (error instanceof Error && /timeout/i.test(error.message)) return _electron.launch(options);
    throw error;
  });
}

/** The arguments every start in a test or a tour wants. */
export function desktopArguments(userData: string): string[] {
  const own = [`--user-data-dir=${userData}`, '--lang=en-GB', '--force-color-profile=srgb', '--disable-gpu'];
  // Chromium refuses its own sandbox to root; nobody else may go without it.
  return process.getuid?.() === 0 ? ['--no-sandbox', ...own] : own;
}

/** The environment every desktop of ours starts in. */
export function desktopEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => {
    // An Electron that inherits this would run as a plain Node.
    return entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE';
  });
  // Where main finds a Node for the store on a runtime that cannot load the store's SQLite itself.
  return { ...Object.fromEntries(inherited), PARLEY_NODE: process.execPath };
}

const usableWithinMs = 90_000;

/**
 * Starts the built desktop for a person, signed in, without Playwright.
 * @returns once its window can be used (main says so on its standard output).
 * @throws Error when it ends before that.
 */
export async function startDesktop(options: {
  executable: string;
  userData: string;
  service: string;
  account: { handle: string; password: string };
  /** Display and runtime, added to the desktop's environment. */
  env: Readonly<Record<string, string>>;
}): Promise<Running> {
  const { account } = options;
  const args = [
    repository,
    ...desktopArguments(options.userData),
    `--service=${options.service}`,
    `--demo=${account.handle}`,
  ];
  const child = spawn(options.executable, args, {
    env: { ...desktopEnvironment(), ...options.env, PARLEY_DEMO_PASSWORD: account.password },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches whoever started us, and they end it in order.
    detached: true,
  });
  const running = supervise(child);
  let complaints = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaints = (complaints + text).slice(-2000)));
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`${what}\n${complaints.trim()}`));
    timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`The desktop's window could not be used within ${usableWithinMs / 1000} s.`);
    }, usableWithinMs);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"usable":true')) resolve();
    });
    child.once('error', reject);
    void running.ended.then((code) =>
      fail(`The desktop ended with ${code} before its window could be used.`),
    );
  }).finally(() => clearTimeout(timer));
  return running;
}
