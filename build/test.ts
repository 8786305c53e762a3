// Changes when `npm test` has to get something else ready, or to say its result differently.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { build } from './build.ts';
import { startDisplay } from './display.ts';
import { electronRuntime, runtimeEnvironment } from './electron-runtime.ts';
import { ensureLinuxLibraries } from './linux-libraries.ts';
import { inRepository, repository } from './paths.ts';
import { passThrough } from './run.ts';

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
  const resultsFile = inRepository('out', 'test', 'results.json');
  await mkdir(inRepository('out', 'test'), { recursive: true });
  await rm(resultsFile, { force: true });
  const vitest = inRepository('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`];
  try {
    const code = await passThrough(process.execPath, [vitest, 'run', ...reporters, ...args], {
      cwd: repository,
      env: { ...process.env, ...runtimeEnvironment(runtime), ...display.env },
    });
    const json = await readFile(resultsFile, 'utf8').catch(() => undefined);
    const { passed, failed } = json ? countResults(json, code) : { passed: 0, failed: 1 };
    console.log(`${passed} passed, ${failed} failed`);
    return code;
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
