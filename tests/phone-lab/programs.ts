// Changes when the lab starts, watches or ends a program otherwise.
import { spawn, type ChildProcess } from 'node:child_process';
import { until } from '../support/until.ts';

/** A program that runs beside the tests. */
export interface RunningProgram {
  /** What it has printed, the last of it. */
  said(): string;
  /** Lines that it has printed so far and that fit. */
  count(pattern: RegExp): number;
  readonly child: ChildProcess;
  /** Ends it without a word, with all of its children; resolves when it is gone. */
  kill(): Promise<void>;
}

const kept = 200_000;

/**
 * Starts a program. It ends with `kill`, or with the lab: they share a namespace of processes.
 * @param options `ready` says when it can be used; without it: at once.
 * @throws Error with what it said when it ends before that.
 */
export async function startProgram(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; ready?: () => Promise<boolean> | boolean } = {},
): Promise<RunningProgram> {
  const child = spawn(command, args, {
    env: options.env,
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  let ended: string | undefined;
  const take = (text: string): void => {
    said = (said + text).slice(-kept);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
  const over = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      ended = `${command} ended with ${code ?? signal}`;
      resolve();
    });
    child.once('error', (error) => {
      ended = `${command}: ${error.message}`;
      resolve();
    });
  });
  const running: RunningProgram = {
    child,
    said: () => said,
    count: (pattern) => said.split('\n').filter((line) => pattern.test(line)).length,
    kill: async () => {
      if (ended !== undefined || child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
      await over;
    },
  };
  const came = await until(async () => ended ?? (((await options.ready?.()) ?? true) ? 'ready' : null), {
    what: `${command} to be ready`,
    timeoutMs: 15_000,
  }).catch(String);
  if (came !== 'ready') {
    await running.kill();
    throw new Error(`${came}\n${said.slice(-1500)}`);
  }
  return running;
}
