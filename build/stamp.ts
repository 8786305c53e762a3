// Changes when it is decided otherwise whether a build is still up to date.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * A fingerprint of the content of `inputs` (files or folders, absolute): names and bytes, not times, so that a
 * fresh checkout or a touched file does not cause a build. Tests and tsconfigs inside them do not count.
 */
export async function fingerprint(base: string, inputs: readonly string[]): Promise<string> {
  const files = (await Promise.all(inputs.map(filesUnder))).flat().toSorted();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  files.forEach((file, index) => {
    const content = contents[index] ?? Buffer.alloc(0);
    hash.update(`${relative(base, file)}\0${content.length}\0`).update(content);
  });
  return hash.digest('hex');
}

/** Whether `stampFile` holds `print` and everything in `outputs` exists. */
export async function isFresh(
  stampFile: string,
  print: string,
  outputs: readonly string[],
): Promise<boolean> {
  const stamped = await readFile(stampFile, 'utf8').catch(() => '');
  return stamped === print && outputs.every((output) => existsSync(output));
}

/** Notes that the outputs now match `print`. */
export async function stamp(stampFile: string, print: string): Promise<void> {
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, print);
}

/** Forgets the stamp, so that a build cut short is made again. */
export async function unstamp(stampFile: string): Promise<void> {
  await rm(stampFile, { force: true });
}

async function filesUnder(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && entry.name !== 'tsconfig.json' && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name));
}
