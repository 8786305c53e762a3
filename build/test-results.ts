// Changes when what vitest writes about a run reads otherwise, or when another failure deserves a second look.
import { z } from 'zod';

const Results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** A test file, by its whole path, with its tests. Source: the `json` reporter of vitest. */
export type FileResult = z.infer<typeof Results>['testResults'][number];

/** @throws when it is not what the `json` reporter writes. */
export const parseResults = (json: string): FileResult[] => Results.parse(JSON.parse(json)).testResults;

const of = (file: FileResult, status: string): FileResult['assertionResults'] =>
  file.assertionResults.filter((test) => test.status === status);

/** How many tests passed and failed; a test file that failed outside its tests (it
 * could not be loaded, its preparation failed) counts as one failure. */
export function countResults(
  files: readonly FileResult[],
  exitCode: number,
): { passed: number; failed: number } {
  const passed = files.reduce((sum, file) => sum + of(file, 'passed').length, 0);
  const failed = files.reduce(
    (sum, file) => sum + (of(file, 'failed').length || (file.status === 'failed' ? 1 : 0)),
    0,
  );
  // An error outside any test fails the run without failing a test; the count must not say all is well.
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Where more files fail than this, something is broken: a second run would only cost time. */
const mostAgain = 8;

/** @returns the files that are worth a second run without company. */
export function againAlone(files: readonly FileResult[]): string[] {
  const failed = files.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return failed.length > mostAgain ? [] : failed;
}

/** @returns the tests that failed in the first run and passed in the second. */
export function unsteady(first: readonly FileResult[], second: readonly FileResult[]): string[] {
  const passed = new Set(
    second.flatMap((file) => of(file, 'passed').map(({ fullName }) => `${file.name} ${fullName}`)),
  );
  return first.flatMap((file) =>
    of(file, 'failed').flatMap(({ fullName }) => (passed.has(`${file.name} ${fullName}`) ? [fullName] : [])),
  );
}
