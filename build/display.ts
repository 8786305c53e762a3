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

/** Our end of its input closes however we end, even killed; then the server goes too. */
const untilInputEnds = 'Xvfb "$@" & server=$!; exec 3>&-; cat > /dev/null; kill "$server"; wait "$server"';

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
  // With -displayfd the server picks a free number and writes it once it is ready for windows. It must not begin anew when its
  // last window goes: whoever comes at that moment, as a desktop does that is started again after a kill, waits for ever.
  const server = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('sh', ['-c', untilInputEnds, 'sh', ...server], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C must not take the display away before what is shown on it has ended.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const [input, , complaints, answer] = child.stdio as unknown as [Socket, null, Socket, Socket];
  const number = await new Promise<string>((resolve, reject) => {
    let complaint = '';
    complaints.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    answer.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    answer.once('end', () => reject(new Error(`Xvfb could not start: ${complaint.trim()}`)));
    child.once('error', reject);
  }).catch((error: unknown) => {
    input.end();
    throw error;
  });
  // A display alone must not keep the process alive.
  child.unref();
  for (const pipe of [input, complaints, answer]) pipe.unref();
  return {
    env: { DISPLAY: `:${number}` },
    virtual: true,
    stop: async () => {
      child.ref();
      input.end();
      await ended;
    },
  };
}
