// Changes when the desktop comes back otherwise from what can happen to its processes.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { desktopArguments, launchDesktop } from '../support/electron.ts';
import { until } from '../support/until.ts';

let userData: string;
let app: ElectronApplication;

beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'parley-recovery-'));
  app = await launchDesktop({ userData });
  await (await app.firstWindow()).waitForSelector('#root > *');
  await until(storePid, { what: 'the store' });
});
afterEach(async () => {
  await app.close().catch(() => {});
  await rm(userData, { recursive: true, force: true });
});

const mainPid = (): number => app.process().pid ?? 0;

/** The store's process: a utility process of the shipped Electron, a child of main on an older one. */
async function storePid(): Promise<number | undefined> {
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
  const utility = metrics.find(({ name, serviceName }) => [name, serviceName].includes('Parley Store'));
  return utility?.pid ?? childRunning('store/index.mjs');
}

function childRunning(program: string): number | undefined {
  const list = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const line = list
    .split('\n')
    .map((text) => text.trim().split(/\s+/))
    .find(([, parent, ...args]) => Number(parent) === mainPid() && args.join(' ').includes(program));
  return line === undefined ? undefined : Number(line[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs in the page, by main: Playwright's own page does not survive a crash. Undefined when the page does not answer
 * within a second: what is asked of a page that is just going is never answered.
 */
const inPage = (code: string): Promise<unknown> =>
  app.evaluate(
    ({ BrowserWindow }, script) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<unknown>,
        new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1000)),
      ]),
    code,
  );
const ended = (): Promise<number | null> => new Promise((resolve) => app.process().once('exit', resolve));

describe('the desktop', () => {
  test('starts a store again that died, and the window gets a new port to it', async () => {
    const page = await app.firstWindow();
    await page.evaluate(() => {
      const heard: MessagePort[] = [];
      Object.assign(window, { heard });
      window.addEventListener('message', (event) => {
        const port = event.ports[0];
        if ((event.data as { parley?: string }).parley === 'store' && port !== undefined) heard.push(port);
      });
    });
    const before = (await storePid()) ?? 0;
    process.kill(before, 'SIGKILL');
    const after = await until(
      async () => {
        const pid = await storePid();
        return pid !== before && pid;
      },
      { what: 'another store' },
    );
    expect(after).not.toBe(before);
    await until(
      () => page.evaluate(() => (window as unknown as { heard: MessagePort[] }).heard.length === 1),
      {
        what: 'a new port',
      },
    );
    const answer = await page.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          const port = (window as unknown as { heard: MessagePort[] }).heard[0];
          port?.addEventListener('message', ({ data }: MessageEvent<{ id?: number; ok?: boolean }>) => {
            if (data.id === 999_999) resolve(data.ok);
          });
          port?.postMessage({ id: 999_999, name: 'desk.diagnostics', input: {} });
        }),
    );
    expect(answer).toBe(true);
  });

  test('brings its window back after the page crashed', async () => {
    await inPage('window.before = true');
    // From outside: what Electron offers for this sometimes leaves the process hanging in its own crash report.
    const renderer = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    process.kill(renderer ?? 0, 'SIGKILL');
    await until(() => inPage('!window.before && document.querySelector("#root > *") !== null'), {
      what: 'the window',
    });
    expect(await inPage('location.href')).toBe('app://desk/index.html');
  });

  test('comes to the front when it is started a second time, and the second one was never there', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const executable = await app.evaluate(() => process.execPath);
    const folder = await app.evaluate(({ app: electron }) => electron.getAppPath());
    const env = await app.evaluate(() => process.env as Record<string, string>);
    const second = spawn(executable, [folder, ...desktopArguments(userData)], { env, stdio: 'ignore' });
    expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
    const state = (): Promise<boolean> =>
      app.evaluate(({ BrowserWindow }) => {
        const all = BrowserWindow.getAllWindows();
        return all.length === 1 && all[0]?.isMinimized() === false && all[0].isVisible();
      });
    await until(state, { what: 'the window in front' });
  });

  test('ends in order when it is told to, and its store with it', async () => {
    const store = (await storePid()) ?? 0;
    const code = ended();
    process.kill(mainPid(), 'SIGTERM');
    expect(await code).toBe(0);
    expect(isAlive(store)).toBe(false);
  });

  test('leaves no store behind when it is killed', async () => {
    const store = (await storePid()) ?? 0;
    const code = ended();
    process.kill(mainPid(), 'SIGKILL');
    await code;
    await until(() => !isAlive(store), { what: 'the store to end' });
    // Nothing is in the way of the next start.
    app = await launchDesktop({ userData });
    await (await app.firstWindow()).waitForSelector('#root > *');
    expect(await until(storePid, { what: 'the store' })).not.toBe(store);
  });

  test('remembers where its window was', async () => {
    const bounds = { x: 40, y: 60, width: 1100, height: 700 };
    await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
    const size = (): Promise<number[] | undefined> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    await until(async () => (await size())?.[0] === 1100, { what: 'the new size' });
    await app.close();
    app = await launchDesktop({ userData });
    await (await app.firstWindow()).waitForSelector('#root > *');
    expect(await size()).toEqual([1100, 700]);
  });
});
