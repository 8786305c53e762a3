// Changes when a bare Linux machine is made ready, or told what it lacks, differently.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startDisplay } from '../../build/display.ts';
import { ensureLinuxLibraries, type LibraryOptions } from '../../build/linux-libraries.ts';
import { until } from '../support/until.ts';
import type { Finished } from '../../build/run.ts';

const needs = { electron: '/e/electron', display: true, browser: false };

/** A machine that answers ldd, which and apt-cache, and notes what was installed and reported. */
function machine(facts: {
  lacking: boolean;
  xvfb: boolean;
  renamed?: boolean;
  root?: boolean;
  display?: string;
}) {
  const installed: string[] = [];
  const lines: string[] = [];
  const answer = (stdout: string, code = 0): Promise<Finished> =>
    Promise.resolve({ code, stdout, stderr: '' });
  const options: LibraryOptions = {
    platform: 'linux',
    isRoot: facts.root ?? true,
    env: { PARLEY_CHROMIUM: '/c', ...(facts.display ? { DISPLAY: facts.display } : {}) },
    report: (line) => lines.push(line),
    install: (packages) => Promise.resolve(void installed.push(...packages)),
    run: (command) => {
      if (command === 'ldd')
        return answer(facts.lacking ? 'libnss3.so => not found' : 'libnss3.so => /lib/libnss3.so');
      if (command === 'which') return answer('', facts.xvfb ? 0 : 1);
      return answer(facts.renamed ? 'Candidate: 1.2' : 'Candidate: (none)');
    },
  };
  return { options, installed, lines };
}

describe('Linux packages', () => {
  test('nothing is installed where nothing is missing', async () => {
    const { options, installed, lines } = machine({ lacking: false, xvfb: true });
    await ensureLinuxLibraries(needs, options);
    expect([installed, lines]).toEqual([[], []]);
  });

  test('what records calls for the power cuts is one of them', async () => {
    const { options, installed } = machine({ lacking: false, xvfb: false, display: ':0' });
    await ensureLinuxLibraries({ ...needs, trace: true }, options);
    expect(installed).toEqual(['strace']);
  });

  test('root gets the missing ones, and is told', async () => {
    const { options, installed, lines } = machine({ lacking: true, xvfb: false });
    await ensureLinuxLibraries(needs, options);
    expect(installed).toEqual(
      expect.arrayContaining([
        'libgtk-3-0',
        'libnss3',
        'libasound2',
        'xvfb',
        'xauth',
        'fonts-noto-color-emoji',
      ]),
    );
    expect(lines[0]).toContain('libgtk-3-0');
  });

  test('anyone else gets one line to run', async () => {
    const { options, installed } = machine({ lacking: true, xvfb: true, root: false });
    await expect(ensureLinuxLibraries(needs, options)).rejects.toThrow(
      /sudo apt-get install -y libgtk-3-0 libnss3/,
    );
    expect(installed).toEqual([]);
  });

  test('the new names of Debian 13 and Ubuntu 24.04 are used where they exist', async () => {
    const { options, installed } = machine({ lacking: true, xvfb: false, renamed: true });
    await ensureLinuxLibraries(needs, options);
    expect(installed).toEqual(expect.arrayContaining(['libasound2t64', 'xvfb']));
  });

  test('a machine with a display needs no Xvfb', async () => {
    const { options, installed } = machine({ lacking: false, xvfb: false, display: ':0' });
    await ensureLinuxLibraries(needs, options);
    expect(installed).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('a display of our own', () => {
  test('two at once do not take the same number, and both can be stopped', async () => {
    const [first, second] = await Promise.all([startDisplay({}), startDisplay({})]);
    expect(first.env['DISPLAY']).toMatch(/^:\d+$/);
    expect(second.env['DISPLAY']).not.toBe(first.env['DISPLAY']);
    await Promise.all([first.stop(), second.stop()]);
  });

  test('it ends with the process that started it, even when that is killed', async () => {
    const display = join(import.meta.dirname, '..', '..', 'build', 'display.ts');
    const code = `const { startDisplay } = await import(${JSON.stringify(display)});
      console.log((await startDisplay({})).env.DISPLAY);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [shown] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const socket = `/tmp/.X11-unix/X${shown.trim().slice(1)}`;
    expect(existsSync(socket)).toBe(true);
    child.kill('SIGKILL');
    await until(() => !existsSync(socket), { what: 'the display to end' });
  });

  test('none is started where there is one', async () => {
    const display = await startDisplay({ DISPLAY: ':7' });
    expect([display.virtual, display.env]).toEqual([false, {}]);
  });
});
