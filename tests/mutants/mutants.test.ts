// Changes when a mutant may be written in another way. That the tests kill them is tried by npm run test:mutants.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inRepository } from '../../build/paths.ts';
import { mutants } from './mutants.ts';
import { mutate } from './run.ts';

describe('mutants', () => {
  test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s: its text is there once',
    (_, mutant) => {
      const text = readFileSync(inRepository(mutant.file), 'utf8');
      expect(mutate(mutant, text)).not.toBe(text);
      for (const file of mutant.tests) expect(existsSync(inRepository(file)), file).toBe(true);
    },
  );
  test('one whose text is gone is an error', () => {
    expect(() => mutate({ ...mutants[0]!, from: 'gone' }, 'text')).toThrow('0 times');
  });
});
