// Changes when `npm test` has to get something else ready, or to say its result differently.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { getPriority, setPriority } from 'node:os';
import { relative } from 'node:path';
import { build } from './build.ts';
import { startDisplay } from './display.ts';
import { electronRuntime, runtimeEnvironment } from './electron-runtime.ts';
import { ensureLinuxLibraries } from './linux-libraries.ts';
import { inRepository, repository } from './paths.ts';
import { againAlone, countResults, parseResults, unsteady, type FileResult } from './test-results.ts';

interface Strand {
  readonly project: 'desktop' | 'unit' | 'simulation';
  readonly nice: number;
}

/** How the tests of a project went; `said` is what they printed, where it was kept back. */
interface Run {
  readonly code: number;
  readonly files: readonly FileResult[];
  readonly said: string;
}

/**
 * The projects of vitest.config.ts, all at once: each leaves the processor idle most of the time, or only computes.
 * Whoever waits for a window goes first; what they start inherits how nice they are.
 */
const strands: readonly Strand[] = [
  { project: 'desktop', nice: 0 },
  { project: 'unit', nice: 5 },
  { project: 'simulation', nice: 10 },
];

/** Runs the tests of a project. @param nice 0: before the others in the processor's favour, and it alone prints meanwhile. */
async function runProject(
  { project, nice }: Strand,
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
  return { code, files: json === undefined ? [] : parseResults(json), said };
}

/**
 * Files of windows and units that failed beside the others run once more with the machine to themselves. A test that
 * passes then has only lost a race against other tests: it is named, for somebody to look at, and fails nothing.
 */
async function again(
  strand: Strand,
  first: Run,
  env: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<Run> {
  const names = strand.project === 'simulation' ? [] : againAlone(first.files);
  if (names.length === 0) return first;
  report(`Again, alone: ${names.map((name) => relative(repository, name)).join(', ')}`);
  const second = await runProject({ ...strand, nice: 0 }, names, env);
  for (const title of unsteady(first.files, second.files))
    report(`Failed beside others and passed alone: ${title}`);
  const files = [...first.files.filter(({ name }) => !names.includes(name)), ...second.files];
  return { ...second, files };
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
    const firsts = await Promise.all(
      strands.map(async (strand) => {
        const run = await runProject(strand, args, env);
        if (run.files.length > 0 || run.code !== 0) {
          if (run.said !== '') console.log(run.said);
          if (args.length === 0) report(`The tests of ${strand.project} have ended.`);
        }
        return run;
      }),
    );
    const runs: Run[] = [];
    for (const [index, run] of firsts.entries())
      runs.push(args.length === 0 ? await again(strands[index]!, run, env, report) : run);
    const counts = runs.map(({ files, code }) => countResults(files, code));
    const passed = counts.reduce((sum, run) => sum + run.passed, 0);
    const failed = counts.reduce((sum, run) => sum + run.failed, 0);
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
