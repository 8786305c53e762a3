// Changes when a Postgres server is started, recognised, awaited or stopped in another way.
import { spawn } from 'node:child_process';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
} from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { AppError } from '../../shared/errors.ts';
import type { OsUser } from './os-user.ts';
import { clusterUser, storageError, type ClusterFolder } from './postgres-folder.ts';

/** A server that runs: its process and its port on 127.0.0.1. */
export interface Server {
  readonly pid: number;
  readonly port: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const largestLog = 5 * 1024 * 1024;

/** @returns a client for the cluster, not connected yet. */
export function clusterClient(cluster: ClusterFolder, port: number, database = 'postgres'): Client {
  const { password } = cluster;
  return new Client({ host: '127.0.0.1', port, user: clusterUser, password, database });
}

/** @returns whether the process lives; one that ended but was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function runsThisCluster(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return args[0]?.includes('postgres') === true && args.includes(folder);
  } catch {
    return false;
  }
}

/** @returns the server that postmaster.pid names, if it lives and runs this cluster; a file that lies is removed. */
export async function runningServer(cluster: ClusterFolder): Promise<Server | undefined> {
  const file = join(cluster.folder, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return undefined;
  if (runsThisCluster(pid, cluster.folder)) return { pid, port };
  // Another program has this number now; Postgres itself would take it for a server and refuse to start.
  await rm(file, { force: true });
  return undefined;
}

/** Waits until the server answers a query. @returns false when it ended, or did not answer in time. */
export async function answers(cluster: ClusterFolder, server: Server, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline && isAlive(server.pid)) {
    const client = clusterClient(cluster, server.port);
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return true;
    } catch {
      await pause(15);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

/** Asks the server to stop without waiting for its clients; harder when it does not. */
export async function stopServer(server: Server, withinMs = 3500): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(server.pid, signal);
    } catch {
      return;
    }
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      if (!isAlive(server.pid)) return;
      await pause(10);
    }
  }
}

/**
 * Ends what a server that was killed left at work: a backend in the middle of a long computation does not notice, and
 * holds the memory that the next server needs.
 */
function endOrphans(folder: string): void {
  if (process.platform !== 'linux') return;
  const at = realpathSync(folder);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // A server's processes all stand in its folder; their first word is "postgres: ".
      if (readlinkSync(`/proc/${name}/cwd`) !== at) continue;
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith('postgres: '))
        process.kill(Number(name), 'SIGQUIT');
    } catch {
      // It has ended, or is none of ours.
    }
  }
}

/** @returns a port of 127.0.0.1 that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largestLog) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/** What a server is started with. */
export interface StartOptions {
  readonly program: string;
  readonly user: OsUser | null;
  readonly settings: Readonly<Record<string, string>>;
  /** The port it must have, because others know it: of a server that was lost. Any free one without. */
  readonly port?: number | undefined;
}

/**
 * Starts the server in its own process group, so that Ctrl-C in a terminal reaches only us, and waits until it answers.
 * Tries again for a while when the port was taken meanwhile, or what a killed server left behind still holds on.
 * @throws AppError `storage` with the reason, from the end of its log.
 */
export async function startServer(cluster: ClusterFolder, options: StartOptions): Promise<Server> {
  const deadline = performance.now() + 6000;
  const choosePort = async (): Promise<number> => options.port ?? freePort();
  for (let port = await choosePort(); ; port = await choosePort()) {
    const log = openLog(cluster.logFile);
    const before = statSync(cluster.logFile).size;
    const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const as = options.user === null ? {} : { uid: options.user.uid, gid: options.user.gid };
    const child = spawn(options.program, ['-D', cluster.folder, '-p', String(port), ...settings], {
      ...as,
      cwd: cluster.folder,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const failed = await new Promise<Error | null>((resolve) => {
      child.once('error', resolve);
      child.once('spawn', () => resolve(null));
    });
    if (failed !== null) throw storageError(cluster.folder, failed);
    child.unref();
    const server = { pid: child.pid!, port };
    if (await answers(cluster, server, 120_000)) return server;
    const tail = (await readFile(cluster.logFile)).subarray(before).toString('utf8');
    const passing = /already in use|could not bind|postmaster\.pid|pre-existing shared memory/i.test(tail);
    if (!passing || performance.now() > deadline) {
      const reason = tail.trim().split('\n').slice(-4).join(' ');
      if (/No space left|Read-only file|Permission denied/.test(reason)) {
        throw storageError(cluster.folder, new Error(reason));
      }
      throw new AppError('storage', `Postgres did not start: ${reason.slice(0, 1500)}`);
    }
    if (/pre-existing shared memory/i.test(tail)) endOrphans(cluster.folder);
    await pause(100);
  }
}
