// Measures a newcomer's way: clone, `npm ci`, the first start and the second, to a window that can be used.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startDisplay } from '../../build/display.ts';
import { repository } from '../../build/paths.ts';
import { must } from '../../build/run.ts';
import { row, type Row } from './table.ts';

/** Runs `npm start` in a checkout until the window can be used, then ends it as Ctrl-C does. @returns seconds. */
async function timeStart(checkout: string, data: string, display: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const child = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: checkout,
    env: { ...process.env, ...display, PARLEY_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('Parley is ready')) resolve((performance.now() - begun) / 1000);
    });
    void ended.then(() => reject(new Error('npm start ended before the window could be used')));
  });
  try {
    return await ready;
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

/** @returns the rows of one newcomer; the runtime that closed networks fetch may be in the user's cache already. */
export async function bench(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-newcomer-'));
  const display = await startDisplay();
  try {
    const checkout = join(folder, 'parley');
    const data = join(folder, 'data');
    const time = async (work: () => Promise<unknown>): Promise<number> => {
      const begun = performance.now();
      await work();
      return (performance.now() - begun) / 1000;
    };
    const clone = await time(() => must('git', ['clone', '--quiet', repository, checkout]));
    const install = await time(() => must('npm', ['ci', '--no-progress'], { cwd: checkout }));
    const first = await timeStart(checkout, data, display.env);
    const second = await timeStart(checkout, data, display.env);
    return [
      row('git clone', clone, 's'),
      row('npm ci', install, 's'),
      row('first npm start to usable window', first, 's'),
      row('second npm start to usable window', second, 's', { limit: 10 }),
    ];
  } finally {
    await display.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
