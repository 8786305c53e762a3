// Changes when logs are shown to people differently.
import { expect, test } from 'vitest';
import { debuggerHost } from '../../build/devtools.ts';
import { readable } from '../../build/log-line.ts';

test.each([
  [
    'a structured line as time, message and facts',
    '{"at":"2026-01-02T03:04:05.678Z","level":"info","message":"listening","port":4110,"who":"a"}',
    '03:04:05.678 listening port=4110 who=a',
  ],
  [
    'its level when it is worth noticing',
    '{"at":"2026-01-02T03:04:05.678Z","level":"warn","message":"slow query","ms":900}',
    '03:04:05.678 WARN slow query ms=900',
  ],
  ['other text as it is', 'Error: broken {', 'Error: broken {'],
  ['half a structured line as it is', '{"at":"2026', '{"at":"2026'],
  ['noise not at all', '[1:2/3:ERROR:bus.cc(399)] Failed to connect to the bus: x', ''],
])('shows %s', (_name, line, shown) => {
  expect(readable(line)).toBe(shown);
});

test('finds where a debugger can reach the windows', () => {
  expect(debuggerHost('DevTools listening on ws://127.0.0.1:4321/devtools/browser/x')).toBe('127.0.0.1:4321');
  expect(debuggerHost('Debugger listening on ws://127.0.0.1:1/x')).toBeUndefined();
});
