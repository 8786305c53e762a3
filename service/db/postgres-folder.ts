// Changes when the embedded Postgres keeps its files elsewhere, or is initialised in another way.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, realpath, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
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

/** Makes the data folder and finds the cluster's place in it, or beside it where Postgres's user cannot reach it. */
async function place(data: string, user: OsUser | null): Promise<string> {
  await makeFolder(data);
  const probe = join(data, `.probe-${process.pid}`);
  await writeFile(probe, '');
  await rm(probe);
  if (await canReach(data, user)) return join(data, 'postgres');
  const name = createHash('sha256')
    .update(await realpath(data))
    .digest('hex')
    .slice(0, 16);
  const folder = join(sharedHome, 'clusters', name);
  const pointer = join(data, 'postgres.path');
  if (!existsSync(pointer)) {
    // The data folder was begun anew: what lies there belongs to one that was deleted.
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(sharedHome, 'clusters'), { recursive: true, mode: 0o755 });
    await writeFile(pointer, `${folder}\n`);
  }
  return folder;
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
 * @throws AppError `storage` when the folder is read-only, not ours or full, `version` when another Postgres made it.
 */
export async function clusterFolder(
  data: string,
  binaries: PostgresBinaries,
  user: OsUser | null,
): Promise<ClusterFolder> {
  try {
    const folder = await place(data, user);
    const free = await statfs(data);
    if (free.bavail * free.bsize < leastFreeBytes) {
      throw new AppError('storage', `The data folder ${data} is on a disk that is full.`);
    }
    if (!existsSync(folder)) await initialise(folder, binaries, user);
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
