// Changes when the page may go, ask or reach somewhere else. Tried from inside the page, as an attacker would.
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchDesktop } from '../support/electron.ts';
import { until } from '../support/until.ts';

const userData = mkdtempSync(join(tmpdir(), 'parley-doors-'));
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  app = await launchDesktop({ userData });
  page = await app.firstWindow();
  await page.waitForSelector('#root > *');
});
afterAll(async () => {
  await app?.close();
  await rm(userData, { recursive: true, force: true });
});

/** The address and the title of every window. */
const windows = (): Promise<string[]> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => `${one.webContents.getURL()} ${one.webContents.getTitle()}`),
  );
const home = ['app://desk/index.html Parley'];

/** Tries every way out of the page that there is. Runs in the page. */
function tryToLeave(to: string): void {
  const attempt = (run: () => unknown): void => {
    try {
      run();
    } catch {
      // A refusal by exception is a refusal.
    }
  };
  attempt(() => window.open(to));
  attempt(() => window.open(to, '_self'));
  const link = document.createElement('a');
  const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
  const meta = Object.assign(document.createElement('meta'), {
    httpEquiv: 'refresh',
    content: `0;url=${to}`,
  });
  document.body.append(link, form);
  attempt(() => Object.assign(link, { href: to, target: '_blank' }).click());
  attempt(() => Object.assign(link, { href: to, target: '_top' }).click());
  attempt(() => location.assign(to));
  attempt(() => location.replace(to));
  attempt(() => form.submit());
  attempt(() => document.head.append(meta));
  for (const left of [link, form, meta]) left.remove();
}

describe('the page', () => {
  test('goes nowhere and opens nothing', async () => {
    const addresses = [
      'https://example.com/',
      'http://127.0.0.1:1/',
      'file:///etc/passwd',
      'data:text/html,<h1>x</h1>',
      'app://evil/index.html',
      'app://desk/index.html?other',
      'app://desk/missing.html',
      'javascript:document.title="owned"',
      'chrome://gpu/',
      'devtools://devtools/bundled/inspector.html',
      'view-source:app://desk/index.html',
      'mailto:a@b.example',
      'parley://x',
    ];
    for (const address of addresses) await page.evaluate(tryToLeave, address);
    // A round trip through the page and main: whatever was going to happen has begun by now.
    await page.evaluate(() => new Promise((turn) => requestAnimationFrame(turn)));
    expect(await windows()).toEqual(home);
  });

  test('is brought home from a blank page, where nothing asks whether it may go', async () => {
    await page.evaluate(() => Object.assign(window, { before: true }));
    await page.evaluate(tryToLeave, 'about:blank').catch(() => 'it has left');
    await until(
      () => page.evaluate(() => !('before' in window) && location.href === 'app://desk/index.html'),
      {
        what: 'the page to be back',
      },
    );
    await page.waitForSelector('#root > *');
    expect(await windows()).toEqual(home);
  });

  test('may use the microphone and write to the clipboard, and nothing else', async () => {
    const states = await page.evaluate(async () => {
      const names = [
        'camera',
        'microphone',
        'geolocation',
        'notifications',
        'clipboard-read',
        'clipboard-write',
        'midi',
        'persistent-storage',
        'background-sync',
        'screen-wake-lock',
        'idle-detection',
        'local-fonts',
        'window-management',
      ];
      const found: Record<string, string> = {};
      for (const name of names)
        found[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'unknown',
        );
      return found;
    });
    const granted = Object.keys(states).filter((name) => states[name] === 'granted');
    expect(granted.toSorted()).toEqual(['clipboard-write', 'microphone', 'notifications']);
    const refusals = await page.evaluate(async () => {
      const name = (promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => 'done',
          (error: Error) => error.name,
        );
      return {
        camera: await name(navigator.mediaDevices.getUserMedia({ video: true })),
        both: await name(navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
        screen: await name(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await name(navigator.clipboard.readText()),
        position: await name(
          new Promise((resolve, reject) =>
            navigator.geolocation.getCurrentPosition(resolve, () =>
              reject(new DOMException('', 'NotAllowedError')),
            ),
          ),
        ),
      };
    });
    expect(Object.values(refusals)).not.toContain('done');
  });

  test('cannot speak to main except through its ports', async () => {
    const answers = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const heard: string[] = [];
          window.addEventListener('message', (event) => {
            const kind = (event.data as { parley?: string }).parley;
            if (kind !== 'main') return;
            const port = event.ports[0];
            port?.addEventListener(
              'message',
              ({ data }: MessageEvent<{ id?: number; ok?: boolean; error?: { kind: string } }>) => {
                if (data.id === undefined || data.id < 900) return;
                heard.push(`${data.id} ${data.ok ? 'ok' : data.error?.kind}`);
                if (heard.length === 4) resolve(heard.toSorted());
              },
            );
            port?.start();
            port?.postMessage('not a frame');
            port?.postMessage({ id: 900, name: 'app.hello', input: {} });
            port?.postMessage({ id: 901, name: 'shell.openPath', input: { path: '/etc' } });
            port?.postMessage({ id: 902, name: 'external.open', input: { url: 'file:///etc/passwd' } });
            port?.postMessage({ id: 903, name: 'clipboard.write', input: { text: 5 } });
          });
          window.postMessage({ parley: 'ready' }, window.origin);
        }),
    );
    expect(answers).toEqual(['900 ok', '901 invalid', '902 ok', '903 invalid']);
  });

  test('opens an address outside only after the person has seen where it leads', async () => {
    await app.evaluate(({ dialog, shell }) => {
      const seen: { asked: string[]; opened: string[] } = { asked: [], opened: [] };
      Object.assign(globalThis, { seen });
      Object.assign(dialog, {
        showMessageBox: async (...args: { detail?: string }[]) => {
          seen.asked.push(args.at(-1)?.detail ?? '');
          return { response: seen.asked.length === 1 ? 1 : 0, checkboxChecked: false };
        },
      });
      Object.assign(shell, { openExternal: async (url: string) => void seen.opened.push(url) });
    });
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          window.addEventListener('message', (event) => {
            const port = event.ports[0];
            if ((event.data as { parley?: string }).parley !== 'main' || port === undefined) return;
            const urls = ['https://example.com/first', 'https://EXAMPLE.com/second', 'javascript:alert(1)'];
            port.addEventListener('message', ({ data }: MessageEvent<{ id?: number }>) => {
              const next = (data.id ?? 0) - 949;
              if (next < 1 || next > urls.length) return;
              if (next === urls.length) resolve();
              else port.postMessage({ id: 950 + next, name: 'external.open', input: { url: urls[next] } });
            });
            port.start();
            port.postMessage({ id: 950, name: 'external.open', input: { url: urls[0] } });
          });
          window.postMessage({ parley: 'ready' }, window.origin);
        }),
    );
    const seen = await app.evaluate(
      () => (globalThis as unknown as { seen: { asked: string[]; opened: string[] } }).seen,
    );
    expect(seen.asked.map((text) => text.split('\n')[0])).toEqual(['example.com', 'example.com']);
    expect(seen.opened).toEqual(['https://example.com/second']);
  });
});
