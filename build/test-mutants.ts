// Changes when `npm run test:mutants` has to get something else ready first.
import { ensureLinuxLibraries } from './linux-libraries.ts';
import { inRepository, repository } from './paths.ts';
import { passThrough } from './run.ts';

await ensureLinuxLibraries(
  { display: false, browser: false, trace: true },
  { report: (line) => console.log(line) },
);
process.exitCode = await passThrough(
  process.execPath,
  [inRepository('tests', 'mutants', 'run.ts'), ...process.argv.slice(2)],
  { cwd: repository },
);
