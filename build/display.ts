// Changes when a machine without a display should show windows another way than under Xvfb.
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { hasDisplay } from './linux-libraries.ts';

/** A place where windows can be shown. */
export interface Display {
  /** What to add to the environment of whatever shows windows; empty where there is a display already. */
  readonly env: Record<string, string>;
  /** True when it is ours, so that nobody sees the windows. */
  readonly virtual: boolean;
  /** Ends it, if it is ours. */
  stop(): Promise<void>;
}

/** Size of the virtual screen in pixels. */
export const virtualScreen = { width: 1600, height: 1000 };

/**
 * Gives a display: the one that is there, else an Xvfb of our own on a free number.
 * The Xvfb ends with this process, or with `stop`.
 * @throws Error when Xvfb cannot start.
 */
export async function startDisplay(env: NodeJS.ProcessEnv = process.env): Promise<Display> {
  if (process.platform !== 'linux' || hasDisplay(env)) {
    return { env: {}, virtual: false, stop: () => Promise.resolve() };
  }
  const screen = `${virtualScreen.width}x${virtualScreen.height}x24`;
  // With -displayfd the server picks a free number and writes it once it is ready for windows.
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = (): void => void child.kill('SIGTERM');
  process.once('exit', kill);
  const number = await new Promise<string>((resolve, reject) => {
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    (child.stdio[3] as Socket).setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`Xvfb ended with ${code}: ${complaint.trim()}`)));
  });
  // A display alone must not keep the process alive.
  child.unref();
  for (const pipe of [child.stderr, child.stdio[3]]) (pipe as Socket).unref();
  return {
    env: { DISPLAY: `:${number}` },
    virtual: true,
    stop: async () => {
      process.off('exit', kill);
      child.ref();
      kill();
      await ended;
    },
  };
}
