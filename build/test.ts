// Changes when `npm test` has to get something else ready, or to say its result differently.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { getPriority, setPriority } from 'node:os';
import { z } from 'zod';
import { build } from './build.ts';
import { startDisplay } from './display.ts';
import { electronRuntime, runtimeEnvironment } from './electron-runtime.ts';
import { ensureLinuxLibraries } from './linux-libraries.ts';
import { inRepository, repository } from './paths.ts';

const Results = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/** How many tests passed and failed; a test file that failed outside its tests (it
 * could not be loaded, its preparation failed) counts as one failure. */
export function countResults(json: string, exitCode: number): { passed: number; failed: number } {
  const results = Results.parse(JSON.parse(json));
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const failed = results.numFailedTests + unloaded;
  // An error outside any test fails the run without failing a test; the count must not say all is well.
  return { passed: results.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** How the tests of a project went; `said` is what they printed, where it was kept back. */
interface Run {
  readonly code: number;
  readonly passed: number;
  readonly failed: number;
  readonly said: string;
}

/**
 * The projects of vitest.config.ts, all at once: each leaves the processor idle most of the time, or only computes.
 * Whoever waits for a window goes first; what they start inherits how nice they are.
 */
const strands = [
  { project: 'desktop', nice: 0 },
  { project: 'unit', nice: 5 },
  { project: 'simulation', nice: 10 },
] as const;

/** Runs the tests of a project. @param nice 0: before the others in the processor's favour, and it alone prints meanwhile. */
async function runProject(
  { project, nice }: (typeof strands)[number],
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Run> {
  const resultsFile = inRepository('out', 'test', `results-${project}.json`);
  await rm(resultsFile, { force: true });
  const vitest = inRepository('node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${resultsFile}`,
      '--passWithNoTests',
      ...args,
    ],
    { cwd: repository, env, stdio: nice === 0 ? 'inherit' : ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
  if (child.pid !== undefined) setPriority(child.pid, Math.min(19, getPriority() + nice));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (ended) => resolve(ended ?? 128));
  });
  const json = await readFile(resultsFile, 'utf8').catch(() => undefined);
  const counts = json === undefined ? { passed: 0, failed: code === 0 ? 0 : 1 } : countResults(json, code);
  return { code, ...counts, said };
}

async function main(args: string[]): Promise<number> {
  const report = (line: string): void => console.log(line);
  const runtime = await electronRuntime({ report });
  await ensureLinuxLibraries(
    { electron: runtime.executablePath, display: true, browser: true, trace: true },
    { report },
  );
  await build({ report });
  const display = await startDisplay();
  if (display.virtual) report(`No display here: windows are shown under Xvfb on ${display.env['DISPLAY']}`);
  await mkdir(inRepository('out', 'test'), { recursive: true });
  const env = { ...process.env, ...runtimeEnvironment(runtime), ...display.env };
  try {
    const runs = await Promise.all(
      strands.map(async (strand) => {
        const run = await runProject(strand, args, env);
        if (run.passed + run.failed > 0) {
          if (run.said !== '') console.log(run.said);
          if (args.length === 0) report(`The tests of ${strand.project} have ended.`);
        }
        return run;
      }),
    );
    const passed = runs.reduce((sum, run) => sum + run.passed, 0);
    const failed = runs.reduce((sum, run) => sum + run.failed, 0);
    console.log(`${passed} passed, ${failed} failed`);
    if (passed + failed === 0) console.error('No test fits.');
    return passed + failed === 0 ? 1 : Math.max(...runs.map(({ code }) => code));
  } finally {
    await display.stop();
  }
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  });
}
