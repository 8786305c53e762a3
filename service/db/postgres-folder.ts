// Changes when the embedded Postgres keeps its files elsewhere, or is initialised in another way.
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { canReach, type OsUser } from './os-user.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** An initialised cluster: its folder, its superuser's password, and where its log goes. */
export interface ClusterFolder {
  readonly folder: string;
  readonly password: string;
  readonly logFile: string;
}

/** The superuser that the cluster is initialised with. */
export const clusterUser = 'parley';
/** Where root keeps what Postgres's own user must reach but cannot reach where it lies. */
export const sharedHome = '/var/lib/parley';

const secretFile = 'parley.secret';
const pointerFile = 'postgres.path';
const leastFreeBytes = 128 * 1024 * 1024;

/** @returns the disk's refusal as an AppError `storage` that names the folder and says what is wrong with it. */
export function storageError(folder: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const text = `${code} ${message} ${(cause as { stderr?: string }).stderr ?? ''}`;
  let what = `cannot be used: ${message}`;
  if (/ENOSPC|EDQUOT|No space left/.test(text)) what = 'is on a disk that is full';
  else if (/EROFS|Read-only file system/.test(text)) what = 'is read-only';
  else if (/EACCES|EPERM|ENOENT|Permission denied/.test(text)) what = 'cannot be written by this user';
  else if (/ENOTDIR|EEXIST|Not a directory/.test(text)) what = 'is not a folder';
  return new AppError('storage', `The data folder ${folder} ${what}.`, { cause });
}

/** Not `recursive`: Node never returns from that where the system answers "no such file", as it does in /proc. */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/**
 * Deletes what is left of a data folder that is begun anew, and of temporary ones that are gone. A data folder that is
 * not where it was may have been moved, so its cluster stays.
 */
async function sweep(clusters: string, begun: string): Promise<void> {
  for (const name of await readdir(clusters)) {
    if (!name.endsWith('.owner')) continue;
    const folder = join(clusters, name.slice(0, -'.owner'.length));
    const data = (await readFile(join(clusters, name), 'utf8')).trim();
    const temporary = data.startsWith(join(tmpdir(), '/')) && !existsSync(data);
    if (data !== begun && !temporary) continue;
    await rm(folder, { recursive: true, force: true });
    await rm(join(clusters, name), { force: true });
  }
}

/** Remembers where a cluster beside its data folder lies; only now that it is complete. */
async function remember(data: string, folder: string): Promise<void> {
  await writeFile(join(data, pointerFile), `${folder}\n`);
  await writeFile(`${folder}.owner`, `${data}\n`, { mode: 0o600 });
}

/** Makes the data folder and finds the cluster's place in it, or beside it where Postgres's user cannot reach it. */
async function place(data: string, user: OsUser | null, home: string): Promise<string> {
  await makeFolder(data);
  const probe = join(data, `.probe-${process.pid}`);
  await writeFile(probe, '');
  await rm(probe);
  const pointer = join(data, pointerFile);
  if (existsSync(pointer)) {
    const folder = (await readFile(pointer, 'utf8')).trim();
    if (existsSync(folder)) {
      await remember(data, folder);
      return folder;
    }
    const message = `The database of ${data} was at ${folder} and is gone. Without ${pointer} a new one is begun.`;
    throw new AppError('storage', message);
  }
  if (existsSync(join(data, 'postgres')) || (await canReach(data, user))) return join(data, 'postgres');
  const clusters = join(home, 'clusters');
  await makeFolder(clusters);
  await sweep(clusters, data);
  return join(clusters, randomUUID());
}

async function initialise(folder: string, binaries: PostgresBinaries, user: OsUser | null): Promise<void> {
  const half = `${folder}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${half}.password`;
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user !== null) {
    await chown(half, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  try {
    const locale = ['--encoding=UTF8', '--locale=C', '--no-instructions'];
    const access = ['--username', clusterUser, '--pwfile', passwordFile, '--auth=scram-sha-256'];
    const as = user === null ? {} : { uid: user.uid, gid: user.gid };
    await promisify(execFile)(binaries.initdb, ['-D', half, ...access, ...locale], { ...as, cwd: half });
    await rename(passwordFile, join(half, secretFile));
    await rename(half, folder);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(half, { recursive: true, force: true });
  }
}

/**
 * Prepares the cluster of this data folder; the first time that takes about half a second.
 * It is complete or absent: made under another name, then renamed.
 * @param home where a cluster is kept whose data folder `user` cannot reach.
 * @throws AppError `storage` when the folder is read-only, not ours or full, `version` when another Postgres made it.
 */
export async function clusterFolder(
  data: string,
  binaries: PostgresBinaries,
  user: OsUser | null,
  home: string,
): Promise<ClusterFolder> {
  try {
    const folder = await place(data, user, home);
    const free = await statfs(data);
    if (free.bavail * free.bsize < leastFreeBytes) {
      throw new AppError('storage', `The data folder ${data} is on a disk that is full.`);
    }
    if (!existsSync(folder)) {
      await initialise(folder, binaries, user);
      if (folder !== join(data, 'postgres')) await remember(data, folder);
    }
    const secret = join(folder, secretFile);
    if (
      !(await stat(folder)).isDirectory() ||
      !existsSync(secret) ||
      !existsSync(join(folder, 'PG_VERSION'))
    ) {
      throw new AppError('storage', `${folder} was not made by Parley; choose another data folder.`);
    }
    const made = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
    if (made !== '18') {
      throw new AppError(
        'version',
        `${folder} was made by Postgres ${made}, this Parley brings Postgres 18.`,
      );
    }
    return { folder, password: (await readFile(secret, 'utf8')).trim(), logFile: join(data, 'postgres.log') };
  } catch (error) {
    throw storageError(data, error);
  }
}

/** @returns the cluster of a data folder as it lies there; null where none is. Makes nothing. */
export async function findCluster(data: string): Promise<ClusterFolder | null> {
  const pointer = await readFile(join(data, pointerFile), 'utf8').catch(() => null);
  const folder = pointer?.trim() ?? join(data, 'postgres');
  const password = await readFile(join(folder, secretFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw storageError(data, error);
  });
  if (password === null) return null;
  return { folder, password: password.trim(), logFile: join(data, 'postgres.log') };
}
