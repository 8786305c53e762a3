// Changes when the source is held to something else than its types, the lint rules and the format.
import { expect, test } from 'vitest';
import { runCheck, sourceChecks } from '../../build/check.ts';

test.each(sourceChecks().map((check) => [check.name, check] as const))('%s', async (_name, check) => {
  const { passed, output } = await runCheck(check);
  expect(passed, output).toBe(true);
});
