// Changes when the logs of `npm start` are bounded or kept otherwise.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogFile } from '../../build/log-file.ts';

test('a log stays within its bound, the newest lines last, and goes on where an earlier run ended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-log-'));
  const file = join(folder, 'service.log');
  for (let run = 0; run < 3; run += 1) {
    const log = createLogFile(file, 1000, 2);
    for (let n = 0; n < 100; n += 1) log.write(`run ${run} line ${n}\n`);
  }
  expect(readdirSync(folder).toSorted()).toEqual(['service.1.log', 'service.2.log', 'service.log']);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1000);
  const kept = ['service.2.log', 'service.1.log', 'service.log'].flatMap((name) =>
    readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'),
  );
  expect(kept.at(-1)).toBe('run 2 line 99');
  const all = Array.from({ length: 300 }, (_, i) => `run ${Math.floor(i / 100)} line ${i % 100}`);
  expect(kept).toEqual(all.slice(-kept.length));
  rmSync(folder, { recursive: true });
});

test('a folder that is gone, or a disk that refuses, ends nothing', () => {
  const log = createLogFile('/proc/none/service.log');
  expect(() => log.write('a line\n')).not.toThrow();
});
