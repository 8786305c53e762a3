// Changes when building everything (`npm run build`) takes other steps.
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { withLock } from './lock.ts';
import { distFolder, inRepository, repository } from './paths.ts';
import { fingerprint, isFresh, stamp, unstamp } from './stamp.ts';
import { type Target, type TargetName, targets } from './targets.ts';

/** Which builds, and who hears of the progress. */
export interface BuildOptions {
  readonly report: (line: string) => void;
  /** Only these; default all. */
  readonly only?: readonly TargetName[];
  /** Build even what has not changed. */
  readonly force?: boolean;
}

/**
 * Builds what has changed since it was last built, and says which. Safe beside another build of the same
 * checkout: one waits for the other.
 * @throws Error naming the targets that failed, each with its reason.
 */
export async function build({ report, only, force = false }: BuildOptions): Promise<void> {
  const wanted = targets.filter(({ name }) => !only || only.includes(name));
  const waiting = (): void => report('build: waiting for another build of this checkout');
  await withLock(inRepository('dist', '.lock'), waiting, async () => {
    const stale: { target: Target; print: string }[] = [];
    for (const target of wanted) {
      const print = await fingerprint(repository, target.inputs);
      const fresh = !force && (await isFresh(stampOf(target), print, [target.output]));
      if (!fresh) stale.push({ target, print });
    }
    if (stale.length === 0) return report('build: everything is up to date');
    const problems: string[] = [];
    for (const { target, print } of stale) {
      // One that does not build says nothing about the others.
      await buildOne(target, print, report).catch((error: Error) => problems.push(error.message));
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
}

async function buildOne(target: Target, print: string, report: (line: string) => void): Promise<void> {
  if (!existsSync(target.entry)) return report(`build: ${target.name} has no source yet`);
  const started = performance.now();
  const { build: viteBuild } = await import('vite');
  await unstamp(stampOf(target));
  // Vite sets it for itself and leaves it set; what we start next must not inherit it.
  const nodeEnv = process.env['NODE_ENV'];
  try {
    await viteBuild(await target.config({ watch: false }));
  } catch (error) {
    const reason = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    throw new Error(`Building ${target.name} failed: ${reason}`, { cause: error });
  } finally {
    if (nodeEnv === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = nodeEnv;
  }
  await stamp(stampOf(target), print);
  report(`build: ${target.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function stampOf({ name }: Target): string {
  return `${distFolder}/.stamps/${name}`;
}

if (import.meta.main) {
  const report = (line: string): void => console.log(line);
  await build({ report, force: process.argv.includes('--force') }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
