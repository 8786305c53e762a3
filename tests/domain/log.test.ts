// Changes when a line of the log holds something else, or hides something else.
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { createLog, redact } from '../../shared/log.ts';

test('secrets and what people wrote do not reach the sink, however deep', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  ).with({ token: 'hush-1' });
  log.info('said', {
    password: 'hush-2',
    keyHex: 'hush-3',
    headers: { authorization: 'Bearer hush-4', cookie: 'hush-5' },
    rows: [{ text: 'hush-6', note: 'hush-7', email: 'hush-8', id: 'seen-1' }],
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('hush');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    level: 'info',
    message: 'said',
    rows: [{ text: '[6 characters]', id: 'seen-1' }],
  });
});

test('a wrapped failure says what caused it', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    password: 'hush',
  });
  const error = new AppError('unreachable', 'Nobody answers.', { field: 'service', cause: refused });
  const shown = redact({ error });
  expect(shown).toMatchObject({
    error: {
      kind: 'unreachable',
      field: 'service',
      message: 'Nobody answers.',
      cause: { message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
    },
  });
  expect(JSON.stringify(shown)).not.toContain('hush');
});

test('errors that cause each other in a ring, and endless texts, end', () => {
  const one = new Error('x'.repeat(5000));
  one.cause = new Error('two', { cause: one });
  expect(JSON.stringify(redact({ error: one })).length).toBeLessThan(40_000);
});

test('a quiet log drops what is below its level', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
    'warn',
  );
  log.info('no');
  log.warn('yes');
  expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(['yes']);
});
