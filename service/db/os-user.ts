// Changes when the unprivileged user that Postgres runs as is found or made in another way.
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../shared/errors.ts';

/** A user of the operating system. */
export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const ownUser = 'parley-postgres';

async function lookUp(name: string): Promise<OsUser | undefined> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
    ?.split(':');
  return fields === undefined ? undefined : { name, uid: Number(fields[2]), gid: Number(fields[3]) };
}

/**
 * Postgres refuses to run as root, so root lends it a user: `postgres` where it exists, else one made for Parley.
 * @returns null when this process is not root, and Postgres may run as the same user.
 * @throws AppError `storage` when there is no such user and none can be made.
 */
export async function postgresUser(): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = (await lookUp('postgres')) ?? (await lookUp(ownUser));
  if (existing !== undefined) return existing;
  let cause: unknown;
  try {
    const shell = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    await promisify(execFile)('useradd', [...shell, '--user-group', ownUser]);
  } catch (error) {
    cause = error;
  }
  const user = (await lookUp(ownUser)) ?? (await lookUp('nobody'));
  if (user !== undefined) return user;
  throw new AppError('storage', 'Postgres does not run as root, and no other user could be made for it.', {
    cause,
  });
}

/** @returns whether this user may pass through every folder above and including `path`. Null stands for ourselves. */
export async function canReach(path: string, user: OsUser | null): Promise<boolean> {
  if (user === null) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const facts = await stat(folder).catch(() => null);
    if (facts !== null && facts.isDirectory()) {
      const bit = facts.uid === user.uid ? 0o100 : facts.gid === user.gid ? 0o010 : 0o001;
      if ((facts.mode & bit) === 0) return false;
    }
    if (dirname(folder) === folder) return true;
  }
}
