// Puts each mutant into a copy of the repository and runs the tests that must notice: `node tests/mutants/run.ts [part of a name]`.
import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { inRepository, repository } from '../../build/paths.ts';
import { mutants, type Mutant } from './mutants.ts';

const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), title: z.string() })),
    }),
  ),
});

/** What the tests said: the first that failed, or that they could not run. */
interface Verdict {
  failed: string | null;
  ran: number;
  /** Files that failed before a test of theirs could. */
  unloaded: string[];
}

/** Everything that belongs to the repository now, built things and packages aside. */
function copyRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'parley-mutant-'));
  const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of files.split('\0')) {
    if (file === '') continue;
    const to = join(copy, file);
    mkdirSync(dirname(to), { recursive: true });
    try {
      copyFileSync(inRepository(file), to);
    } catch (error) {
      // Removed, but not yet for git.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  symlinkSync(inRepository('node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** The text of a mutant's file with the mistake in it. @throws Error when the code has moved on. */
export function mutate(mutant: Mutant, text: string): string {
  const found = text.split(mutant.from).length - 1;
  if (found !== 1)
    throw new Error(`"${mutant.name}": its text is in ${mutant.file} ${found} times, not once.`);
  return text.replace(mutant.from, () => mutant.to);
}

async function runTests(copy: string, tests: readonly string[]): Promise<Verdict> {
  const results = join(copy, 'out', 'results.json');
  rmSync(results, { force: true });
  mkdirSync(dirname(results), { recursive: true });
  const vitest = join(copy, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--reporter=json', `--outputFile=${results}`, ...tests],
    { cwd: copy, stdio: 'ignore' },
  );
  await new Promise((resolve) => child.once('close', resolve));
  const { testResults } = resultsSchema.parse(JSON.parse(readFileSync(results, 'utf8')));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    failed: all.find(({ status }) => status === 'failed')?.title ?? null,
    ran: all.length,
    unloaded: testResults
      .filter(({ assertionResults }) => assertionResults.length === 0)
      .map(({ name }) => name),
  };
}

async function main(only: string | undefined): Promise<number> {
  const chosen = mutants.filter(({ name }) => only === undefined || name.includes(only));
  if (chosen.length === 0) throw new Error(`No mutant has "${only}" in its name.`);
  const copy = copyRepository();
  const table: { mutant: string; 'killed by': string }[] = [];
  let survivors = 0;
  try {
    const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))];
    console.log(`Without a mistake: ${tests.join(' ')}`);
    const sane = await runTests(copy, tests);
    if (sane.failed !== null || sane.unloaded.length > 0 || sane.ran === 0) {
      console.error(
        `The tests fail without a mistake, so they prove nothing: ${sane.failed ?? sane.unloaded.join(' ')}`,
      );
      return 1;
    }
    for (const mutant of chosen) {
      const file = join(copy, mutant.file);
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, mutate(mutant, text));
      const { failed, unloaded } = await runTests(copy, mutant.tests);
      writeFileSync(file, text);
      // A file that does not even load says nothing about what its tests notice.
      const killer = failed;
      if (killer === null) survivors += 1;
      const said = killer ?? (unloaded.length > 0 ? 'BROKEN: does not load' : 'SURVIVED');
      table.push({ mutant: mutant.name, 'killed by': said });
      console.log(`${mutant.name}: ${said}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.table(table);
  console.log(`${chosen.length - survivors} of ${chosen.length} mutants were killed.`);
  return survivors === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv[2]);
