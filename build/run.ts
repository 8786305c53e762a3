// Changes when the build needs another way to run a program and hear how it ended.
import { spawn, type SpawnOptions } from 'node:child_process';

/** How a program ended, with everything it printed. */
export interface Finished {
  /** Exit code; 128 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and collects its output. Rejects only when it cannot be started at all. */
export function capture(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 128, stdout, stderr }));
  });
}

/** Runs a program with our own terminal as its input and output; gives its exit code. */
export function passThrough(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/** Like `capture`, but an exit code other than 0 rejects with the command and the end of what it printed. */
export async function must(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await capture(command, args, options);
  if (code === 0) return stdout;
  const tail = (stderr || stdout).trim().split('\n').slice(-5).join('\n');
  throw new Error(`"${command} ${args[0] ?? ''}" ended with ${code}: ${tail}`);
}
