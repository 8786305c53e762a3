// Opens the bare page that the window is measured against, in the same Electron. Changes with how it is built.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ElectronApplication, Page } from 'playwright';
import { build } from 'vite';
import type { PeerWish } from './peer-page.tsx';

const html = `<!doctype html><meta charset="utf-8"><title>loading</title>
<style>body{margin:0;font:14px sans-serif}</style><div id="root"></div><script src="peer.js"></script>`;

/** Builds the page into a folder. @returns its address. */
export async function buildPeer(folder: string): Promise<string> {
  const nodeEnv = process.env['NODE_ENV'];
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome114',
      lib: { entry: join(import.meta.dirname, 'peer-page.tsx'), formats: ['iife'], name: 'peer' },
    },
  });
  // Vite sets it and leaves it set.
  if (nodeEnv === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = nodeEnv;
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('The peer was not built.');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'peer.js'), output.output[0].code);
  await writeFile(join(folder, 'peer.html'), html);
  return pathToFileURL(join(folder, 'peer.html')).href;
}

/** Opens it in a window of the size of the desk's. Close it with {@link closePeer}. */
export async function openPeer(app: ElectronApplication, address: string, wish: PeerWish): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, url) => {
      // A session of its own: the desk's may load nothing but the desk.
      const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { partition: 'peer' } });
      void window.loadURL(url);
    },
    `${address}#${encodeURIComponent(JSON.stringify(wish))}`,
  );
  const page = await opened;
  await page.waitForFunction(() => document.title === 'peer');
  await page.bringToFront();
  return page;
}

/** Ends its window alone. */
export async function closePeer(app: ElectronApplication, page: Page): Promise<void> {
  const native = await app.browserWindow(page);
  await native.evaluate((window: Electron.BrowserWindow) => window.destroy()).catch(() => {});
}
