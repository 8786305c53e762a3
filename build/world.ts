// Changes when the parts of a running Parley, besides its desktop, are started or stopped differently.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createLogFile } from './log-file.ts';
import { inRepository, repository } from './paths.ts';

/** A process of ours that runs until it is stopped. */
export interface Running {
  /** Resolves with the exit code when it has ended by itself or by `stop`. */
  readonly ended: Promise<number>;
  /** Ends it in order (SIGTERM), by force after `forceAfterMs`; resolves when it is gone. */
  stop(): Promise<void>;
  readonly process: ChildProcess;
}

/** A running central service. */
export interface RunningService extends Running {
  /** For example http://127.0.0.1:4110 */
  readonly address: string;
}

const forceAfterMs = 10_000;

/**
 * Where the seeded world keeps its data: a folder of the user; for root one that the unprivileged
 * user of Postgres can reach.
 */
export function worldFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['PARLEY_DATA']) return env['PARLEY_DATA'];
  if (process.getuid?.() === 0) return '/var/lib/parley';
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Parley World');
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'Parley World');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'parley-world');
}

/** Watches over a child process: knows when it has ended, ends it in order. */
export function supervise(child: ChildProcess): Running {
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 128)));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), forceAfterMs);
    await ended;
    clearTimeout(force);
  };
  return { ended, stop, process: child };
}

/**
 * Starts the central service on its embedded Postgres and waits until it answers.
 * @param data its folder; seeded when it is empty.
 * @param port 0 takes a free one.
 * @throws Error with what the service said when it does not come up.
 */
export async function startService(options: {
  data: string;
  port: number;
  env?: Record<string, string>;
  /** A handover waits for the demo agent, for people to look at. */
  waiting?: boolean;
  /** File with the settings of telephones. */
  phone?: string | undefined;
  /** Start it again whenever one of its sources changes. */
  watch?: boolean;
  /** Hears every line it prints. */
  onLine?: (line: string) => void;
}): Promise<RunningService> {
  await mkdir(join(options.data, 'logs'), { recursive: true });
  const log = createLogFile(join(options.data, 'logs', 'service.log'));
  const args = [
    ...(options.watch ? ['--watch', '--watch-preserve-output'] : []),
    'service/index.ts',
    '--port',
    String(options.port),
    '--data',
    join(options.data, 'service'),
    '--seed',
    ...(options.waiting ? ['--seed-waiting'] : []),
    ...(options.phone === undefined ? [] : ['--phone', options.phone]),
  ];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches us alone, and we end it in order.
    detached: true,
  });
  const running = supervise(child);
  const complaints: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints.push(text);
    log.write(text);
    for (const line of text.trimEnd().split('\n')) options.onLine?.(line);
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      options.onLine?.(line);
      if (!line.startsWith('{"ready":true')) return;
      resolve((JSON.parse(line) as { address: string }).address);
    });
    void running.ended.then((code) => {
      reject(
        new Error(
          `The service ended with ${code}. ${complaints.join('').trim().split('\n').slice(-4).join('\n')}`,
        ),
      );
    });
  });
  return { ...running, address };
}

/** Starts simulated customers that write to the service's chat until stopped. */
export function startCustomers(options: {
  address: string;
  count: number;
  seed: number;
  data: string;
}): Running {
  const log = createLogFile(join(options.data, 'logs', 'customers.log'));
  const args = [
    '--address',
    options.address,
    '--customers',
    String(options.count),
    '--seed',
    String(options.seed),
  ];
  const child = spawn(process.execPath, [inRepository('service', 'sim', 'main.ts'), ...args], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => log.write(text));
  return supervise(child);
}
