// Changes when `npm run check` checks something else about the source.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inRepository, repository } from './paths.ts';
import { capture } from './run.ts';

/** One check and how it went. */
export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  /** What it complained about; empty when it passed. */
  readonly output: string;
}

/** One check, not yet run. */
export interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** The checks of the source: types folder by folder, lint, format. */
export function sourceChecks(): Check[] {
  const folders = projectFolders().filter(hasSources);
  return [
    ...folders.map((folder) => ({
      name: `types of ${folder}`,
      command: tool('tsc'),
      args: ['-p', folder],
    })),
    { name: 'lint', command: tool('oxlint'), args: ['--format=unix'] },
    { name: 'format', command: tool('biome'), args: ['format', '--reporter=summary', '.'] },
  ];
}

/** The rules of the house, which are tests. */
export const houseCheck: Check = {
  name: 'house rules',
  command: process.execPath,
  args: [inRepository('node_modules', 'vitest', 'vitest.mjs'), 'run', 'tests/house.test.ts'],
};

/** Runs one check to its end. */
export async function runCheck({ name, command, args }: Check): Promise<CheckResult> {
  const { code, stdout, stderr } = await capture(command, args, { cwd: repository });
  return { name, passed: code === 0, output: code === 0 ? '' : `${stdout}${stderr}`.trim() };
}

/** The folders with a tsconfig of their own, as the root tsconfig lists them. */
function projectFolders(): string[] {
  const root = z.object({ references: z.array(z.object({ path: z.string() })) });
  const parsed: unknown = JSON.parse(readFileSync(inRepository('tsconfig.json'), 'utf8'));
  return root.parse(parsed).references.map(({ path }) => path);
}

function hasSources(folder: string): boolean {
  return readdirSync(inRepository(folder), { recursive: true }).some((name) => /\.tsx?$/.test(String(name)));
}

function tool(name: string): string {
  const local = join(repository, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  return existsSync(local) ? local : name;
}

if (import.meta.main) {
  let failed = 0;
  for (const check of [...sourceChecks(), houseCheck]) {
    const started = performance.now();
    const { name, passed, output } = await runCheck(check);
    console.log(
      `${passed ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    if (!passed) console.log(output);
    failed += passed ? 0 : 1;
  }
  console.log(failed === 0 ? 'Everything is in order.' : `${failed} of the checks failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}
