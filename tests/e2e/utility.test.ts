// Changes when the store in a utility process, as shipped, is reached otherwise.
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDisplay, type Display } from '../../build/display.ts';
import { electronRuntime } from '../../build/electron-runtime.ts';
import { mainConfig } from '../../build/electron.vite.config.ts';
import { inRepository } from '../../build/paths.ts';
import { attach, desktopArguments } from '../support/electron.ts';
import { until } from '../support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-utility-'));
const source = join(import.meta.dirname, 'support', 'utility-app');
let display: Display;
let app: ElectronApplication;
let page: Page;

/** What the page keeps of what it heard. */
interface Heard {
  heard: { echo: unknown; window: string; pid: number; port: number }[];
  closedPorts: number[];
}
const heard = (): Promise<Heard> =>
  page.evaluate(() => {
    const { heard: all, closedPorts } = window as unknown as Heard;
    return { heard: all, closedPorts };
  });
const said = (): Promise<string> =>
  app.evaluate(() => (globalThis as unknown as { said: string[] }).said.join('\n'));

beforeAll(async () => {
  const config = mainConfig({ watch: false });
  const options = { ...config.build?.rolldownOptions, input: join(source, 'main.ts') };
  await build({
    ...config,
    build: { ...config.build, outDir: folder, sourcemap: false, rolldownOptions: options },
  });
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'utility-app', main: 'index.cjs' }));
  writeFileSync(
    join(folder, 'pages', 'index.html'),
    '<!doctype html><title>x</title><script type="module" src="./page.js"></script>',
  );
  copyFileSync(join(source, 'page.js'), join(folder, 'pages', 'page.js'));
  copyFileSync(join(source, 'store.cjs'), join(folder, 'store.cjs'));
  copyFileSync(inRepository('dist', 'electron', 'preload', 'index.cjs'), join(folder, 'preload.cjs'));
  display = await startDisplay();
  const { executablePath } = await electronRuntime({ report: () => {} });
  const env = { ...(process.env as Record<string, string>), ...display.env };
  const args = [folder, ...desktopArguments(join(folder, 'data'))];
  app = await attach({ executablePath, env, args, timeout: 30_000 });
  page = await app.firstWindow();
});
afterAll(async () => {
  await app?.close();
  await display?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a store in a utility process', () => {
  test('is reached by the window over a port of its own', async () => {
    const [first] = await until(async () => (await heard()).heard.length === 1 && (await heard()).heard, {
      what: 'the echo',
    });
    expect(first).toMatchObject({ echo: { hello: 1 }, window: 'w1', port: 1 });
    const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
    expect(metrics.find(({ pid }) => pid === first?.pid)).toMatchObject({ type: 'Utility' });
  });

  test('that dies closes the port of the window, and a new one follows by itself', async () => {
    await page.evaluate(() =>
      (window as unknown as { ports: MessagePort[] }).ports[0]?.postMessage({ die: true }),
    );
    const after = await until(async () => (await heard()).heard.length === 2 && heard(), {
      what: 'the second echo',
    });
    expect(after.closedPorts).toEqual([1]);
    expect(after.heard[1]).toMatchObject({ echo: { hello: 2 }, window: 'w2', port: 2 });
    expect(after.heard[1]?.pid).not.toBe(after.heard[0]?.pid);
    expect(await said()).toContain('restarted true');
  });

  test('hears when the page has gone', async () => {
    await page.reload();
    await until(async () => (await said()).includes('closed w2'), { what: 'the news' });
    await until(async () => (await heard()).heard.length === 1, { what: 'the page to be connected again' });
  });

  test('ends when it is told to', async () => {
    const pid = (await heard()).heard[0]?.pid ?? 0;
    await app.evaluate(() => (globalThis as unknown as { store: { stop(): Promise<void> } }).store.stop());
    const running = (): Promise<boolean> =>
      app.evaluate(({ app: electron }, id) => electron.getAppMetrics().some((one) => one.pid === id), pid);
    await until(async () => !(await running()), { what: 'the process to end' });
    expect((await said()).split('the store has ended')).toHaveLength(2);
  });
});
