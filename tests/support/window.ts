// Changes when the built window is opened in a plain browser differently: served with our CSP, its store and main faked.
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { securityHeaders } from '../../electron/main/content-policy.ts';
import { inRepository } from '../../build/paths.ts';
import type { PageWish } from './fake-store/in-browser.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

/** A browser with windows in it. */
export interface WindowStage {
  /** Opens the built window. */
  open(wish: PageWish, size?: { width: number; height: number }): Promise<Page>;
  /** Closes every window, and tells what they complained about since the last time: CSP, errors, console. */
  clear(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Serves dist/renderer (build it first) and starts Chromium.
 * @throws Error when there is no Chromium.
 */
export async function createWindowStage(): Promise<WindowStage> {
  const script = await bundleFakes();
  // As it is now: another build may come while the tests look.
  const files = await readTree(inRepository('dist', 'renderer'));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/^\/$/, '/index.html');
    const body = files.get(path);
    if (body === undefined) response.writeHead(404).end();
    else {
      const type = types[extname(path)] ?? 'text/plain';
      response.writeHead(200, { ...securityHeaders, 'content-type': type }).end(body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--force-color-profile=srgb',
      // As in Electron: an offer rings for whoever has not touched the window yet.
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
  let problems: string[] = [];
  return {
    clear: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      const told = problems;
      problems = [];
      return told;
    },
    open: async (wish, viewport = { width: 1440, height: 900 }) => {
      const context = await browser.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
      });
      await page.addInitScript({ content: `window.parleyTest = ${JSON.stringify(wish)};` });
      await page.addInitScript({ content: script });
      await page.goto(address);
      return page;
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Every file under a folder, by its path from there, such as "/assets/x.js". */
async function readTree(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const bodies = await Promise.all(files.map((file) => readFile(file)));
  return new Map(files.map((file, at) => [file.slice(folder.length).replaceAll('\\', '/'), bodies[at]!]));
}

/** The fakes as one script that runs before the page's own. */
async function bundleFakes(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome114',
      lib: {
        entry: inRepository('tests', 'support', 'fake-store', 'in-browser.ts'),
        formats: ['iife'],
        name: 'fakes',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('The fakes were not built.');
  return output.output[0].code;
}
