// Changes when the doors of the real window are shut otherwise. Tried from inside the page, as an attacker would.
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentPolicy } from '../../electron/main/content-policy.ts';
import { launchDesktop } from '../support/electron.ts';
import { until } from '../support/until.ts';

const userData = mkdtempSync(join(tmpdir(), 'parley-security-'));
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

describe('the window', () => {
  test('is isolated, sandboxed, and has no Node', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  });

  test('gives the page nothing that a bare page does not have', async () => {
    const own = await page.evaluate(() => Object.getOwnPropertyNames(window));
    const bare = await app.evaluate(async ({ BrowserWindow }) => {
      // The same scheme, no preload, no script of ours.
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadURL('app://desk/nothing.txt');
      const names = (await window.webContents.executeJavaScript(
        'Object.getOwnPropertyNames(window)',
      )) as string[];
      window.destroy();
      return names;
    });
    const common = new Set(bare);
    // zod's own two are the page's doing.
    expect(own.filter((name) => !common.has(name) && !name.startsWith('__zod_'))).toEqual([]);
    const node = [
      'require',
      'module',
      'process',
      'Buffer',
      'global',
      'setImmediate',
      '__dirname',
      'electron',
      'ipcRenderer',
    ];
    expect(node.filter((name) => own.includes(name))).toEqual([]);
  });

  test('is one page of ours, on our scheme', async () => {
    expect(page.url()).toBe('app://desk/index.html');
    expect(await page.evaluate(() => [window.origin, isSecureContext, document.referrer])).toEqual([
      'app://desk',
      true,
      '',
    ]);
  });
});

describe('the content policy', () => {
  test('comes with the page and with everything else', async () => {
    const headers = await page.evaluate(async () => {
      const addresses = ['/', '/index.html', '/missing.js', '/..%2fpackage.json'];
      const answers = await Promise.all(addresses.map((address) => fetch(address)));
      return answers.map((answer) => answer.headers.get('content-security-policy'));
    });
    expect(headers).toEqual([contentPolicy, contentPolicy, contentPolicy, contentPolicy]);
  });

  test('has nothing to complain about while the desk starts', async () => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/content security|trusted|refused|violat/i.test(message.text())) complaints.push(message.text());
    });
    await page.reload();
    await page.waitForSelector('#root > *');
    expect(complaints).toEqual([]);
    page.removeAllListeners('console');
  });

  test('lets no text become code or markup', async () => {
    const results = await page.evaluate(async () => {
      // What is evaluated from outside may use eval; what it does a turn later is held to the policy again.
      await new Promise((turn) => setTimeout(turn));
      const attempt = (run: () => unknown): string => {
        try {
          run();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const element = document.createElement('div');
      document.body.append(element);
      return {
        // oxlint-disable-next-line no-eval -- it is what must not work
        eval: attempt(() => (0, eval)('1')),
        // oxlint-disable-next-line typescript/no-implied-eval -- it is what must not work
        function: attempt(() => new Function('return 1')() as unknown),
        innerHTML: attempt(() => (element.innerHTML = '<b>x</b>')),
        outerHTML: attempt(() => (element.outerHTML = '<b>x</b>')),
        insert: attempt(() => element.insertAdjacentHTML('beforeend', '<b>x</b>')),
        write: attempt(() => document.write('<b>x</b>')),
        source: attempt(() => (document.createElement('script').src = 'app://desk/x.js')),
        parse: attempt(() => new DOMParser().parseFromString('<b>x</b>', 'text/html')),
        policy: attempt(() =>
          (
            window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('x', {}),
        ),
      };
    });
    expect(Object.values(results)).not.toContain('done');
  });

  test('lets nothing in and nothing out', async () => {
    // Somebody who is really there and lets everybody in, so that only we can be what refuses.
    const visits: string[] = [];
    const outside = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/css' }).end();
    });
    outside.on('upgrade', (request, socket) => {
      visits.push(request.url ?? '');
      socket.destroy();
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    const there = `127.0.0.1:${(outside.address() as AddressInfo).port}`;
    try {
      expect((await fetch(`http://${there}/control`)).status).toBe(200);
      const { results, refused } = await page.evaluate(async (host) => {
        const seen = new Set<string>();
        document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective));
        const outcome = (promise: Promise<unknown>): Promise<string> =>
          promise.then(
            () => 'done',
            () => 'refused',
          );
        const load = (element: HTMLImageElement | HTMLScriptElement | HTMLLinkElement): Promise<string> =>
          outcome(
            new Promise((resolve, reject) => {
              element.addEventListener('load', resolve);
              element.addEventListener('error', reject);
              document.addEventListener('securitypolicyviolation', reject, { once: true });
              document.head.append(element);
            }),
          );
        const socket = async (address: string): Promise<unknown> => {
          const open = new WebSocket(address);
          return new Promise((resolve, reject) => {
            open.addEventListener('open', resolve);
            open.addEventListener('error', reject);
          });
        };
        const ends = {
          fetch: await outcome(fetch(`http://${host}/fetch`)),
          file: await outcome(fetch('file:///etc/hostname')),
          data: await outcome(fetch('data:text/plain,x')),
          socket: await outcome(socket(`ws://${host}/socket`)),
          image: await load(Object.assign(new Image(), { src: `http://${host}/image` })),
          style: await load(
            Object.assign(document.createElement('link'), {
              rel: 'stylesheet',
              href: `http://${host}/style`,
            }),
          ),
          // A worker's address is code too.
          worker: await outcome((async () => new Worker('data:text/javascript,1'))()),
        };
        // A frame that is refused still loads, as an empty page: only the policy says which it was.
        const framed = new Promise((resolve) =>
          document.addEventListener('securitypolicyviolation', (event) => {
            if (event.effectiveDirective === 'frame-src') resolve(null);
          }),
        );
        document.body.append(
          Object.assign(document.createElement('iframe'), { src: `http://${host}/frame` }),
        );
        await framed;
        navigator.sendBeacon(`http://${host}/beacon`);
        return { results: ends, refused: [...seen] };
      }, there);
      expect(Object.entries(results).filter(([, end]) => end === 'done')).toEqual([]);
      // By the policy, and not because nobody answered.
      expect(refused).toEqual(
        expect.arrayContaining(['connect-src', 'img-src', 'frame-src', 'style-src-elem']),
      );
      expect(visits).toEqual(['/control']);
    } finally {
      outside.close();
    }
  });
});

describe('the data folder', () => {
  test('holds a key that only its owner reads, and no log line with it', async () => {
    const { readFileSync, statSync } = await import('node:fs');
    const file = join(userData, 'store.key.plain');
    const key = await until(() => readFileSync(file, 'utf8').trim(), { what: 'the key' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(userData, 'logs', 'parley.log'), 'utf8')).not.toContain(key);
  });
});
