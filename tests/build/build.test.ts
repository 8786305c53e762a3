// Changes when a build is repeated, skipped or kept from another one for other reasons.
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { EventEmitter, once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../../build/build.ts';
import { withLock } from '../../build/lock.ts';
import { fingerprint, isFresh, stamp, unstamp } from '../../build/stamp.ts';
import {
  againAlone,
  countResults,
  parseResults,
  unsteady,
  type FileResult,
} from '../../build/test-results.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-build-'));
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'src', 'a.ts'), 'one');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a build is repeated', () => {
  const print = (): Promise<string> => fingerprint(folder, [join(folder, 'src')]);

  test('when a source has other bytes, another name, or is new', async () => {
    const prints = [await print()];
    await writeFile(join(folder, 'src', 'a.ts'), 'two');
    prints.push(await print());
    await rename(join(folder, 'src', 'a.ts'), join(folder, 'src', 'b.ts'));
    prints.push(await print());
    await writeFile(join(folder, 'src', 'c.ts'), '');
    prints.push(await print());
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('but not when it was only touched', async () => {
    const before = await print();
    await utimes(join(folder, 'src', 'a.ts'), new Date(0), new Date(0));
    expect(await print()).toBe(before);
  });

  test('when its output is gone, or it was cut short', async () => {
    const [file, output] = [join(folder, 'stamps', 'x'), join(folder, 'out.js')];
    await writeFile(output, '');
    await stamp(file, 'print');
    expect(await isFresh(file, 'print', [output])).toBe(true);
    expect(await isFresh(file, 'other', [output])).toBe(false);
    await unstamp(file);
    expect(await isFresh(file, 'print', [output])).toBe(false);
    await stamp(file, 'print');
    await rm(output);
    expect(await isFresh(file, 'print', [output])).toBe(false);
  });
});

test('building leaves the environment of what is started next as it was', async () => {
  const ours = process.env['NODE_ENV'];
  delete process.env['NODE_ENV'];
  try {
    await build({ report: () => {}, only: ['preload'], force: true });
    expect(process.env['NODE_ENV']).toBeUndefined();
  } finally {
    if (ours !== undefined) process.env['NODE_ENV'] = ours;
  }
});

describe('two builds of one checkout', () => {
  test('do not overlap, and the second is told that it waits', async () => {
    const file = join(folder, 'dist', '.lock');
    const events: string[] = [];
    const bus = new EventEmitter();
    const [begun, waits, finish] = [once(bus, 'begun'), once(bus, 'waits'), once(bus, 'finish')];
    const first = withLock(
      file,
      () => events.push('first waits'),
      async () => {
        events.push('first begins');
        bus.emit('begun');
        await finish;
        events.push('first ends');
      },
    );
    await begun;
    const second = withLock(
      file,
      () => {
        events.push('second waits');
        bus.emit('waits');
      },
      () => Promise.resolve(events.push('second')),
    );
    await waits;
    bus.emit('finish');
    await Promise.all([first, second]);
    expect(events).toEqual(['first begins', 'second waits', 'first ends', 'second']);
  });

  test('one that died does not hold up the next', async () => {
    const file = join(folder, '.lock');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(file, String(dead));
    await expect(
      withLock(
        file,
        () => {},
        () => Promise.resolve('built'),
      ),
    ).resolves.toBe('built');
  });

  test('one that left an empty lock behind, as on a full disk, does not hold up the next', async () => {
    const file = join(folder, '.lock');
    await writeFile(file, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    await expect(
      withLock(
        file,
        () => {},
        () => Promise.resolve('built'),
      ),
    ).resolves.toBe('built');
  });

  test('one that fails lets the next one in', async () => {
    const file = join(folder, '.lock');
    await expect(
      withLock(
        file,
        () => {},
        () => Promise.reject(new Error('broken')),
      ),
    ).rejects.toThrow('broken');
    await expect(
      withLock(
        file,
        () => {},
        () => Promise.resolve('built'),
      ),
    ).resolves.toBe('built');
  });
});

describe('the closing line of npm test', () => {
  const file = (name: string, tests: Record<string, 'passed' | 'failed'>, loaded = true): FileResult => ({
    name,
    status: loaded && !Object.values(tests).includes('failed') ? 'passed' : 'failed',
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
  });
  const well = file('/a.test.ts', { one: 'passed', two: 'passed', three: 'passed' });
  const failed = file('/b.test.ts', { one: 'failed', two: 'failed' });
  const unloaded = file('/c.test.ts', {}, false);

  test.each([
    ['all is well', [well], 0, { passed: 3, failed: 0 }],
    ['tests failed', [well, failed], 1, { passed: 3, failed: 2 }],
    ['a file could not be loaded', [well, failed, unloaded], 1, { passed: 3, failed: 3 }],
    ['something failed outside any test', [well], 1, { passed: 3, failed: 1 }],
  ])('%s', (_name, files, code, counts) => {
    expect(countResults(parseResults(JSON.stringify({ testResults: files })), code)).toEqual(counts);
  });

  test('files that failed are run once more alone, unless so many failed that something is broken', () => {
    expect(againAlone([well, failed, unloaded])).toEqual(['/b.test.ts', '/c.test.ts']);
    expect(againAlone(Array.from({ length: 20 }, () => failed))).toEqual([]);
  });

  test('what failed only beside others is named; what failed twice is not excused', () => {
    expect(unsteady([well, failed], [file('/b.test.ts', { one: 'passed', two: 'failed' })])).toEqual(['one']);
    expect(unsteady([failed], [file('/other.test.ts', { one: 'passed', two: 'passed' })])).toEqual([]);
  });
});
