// Changes when the processes of a real desk are found, asked or ended otherwise.
import { execFileSync } from 'node:child_process';
import type { ElectronApplication, Page } from 'playwright';
import { until } from './until.ts';

/** The pages of a desk: an agent's, and the one that telephones. */
export type DeskPage = 'desk' | 'phone';

/**
 * Runs in one of the desk's pages, by main: Playwright's own page does not survive the end of its process.
 * @returns undefined where it does not answer in time.
 */
export function inPage(
  app: ElectronApplication,
  which: DeskPage,
  code: string,
  withinMs = 500,
): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, [wanted, script, ms]) => {
      const window = BrowserWindow.getAllWindows().find(
        ({ webContents }) => webContents.getURL().includes('/phone/') === (wanted === 'phone'),
      );
      return Promise.race([
        window?.webContents.executeJavaScript(script) as Promise<unknown>,
        new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms)),
      ]);
    },
    [which, code, withinMs] as const,
  );
}

/** Ends the process of a desk's page without a word. */
export async function killPage(app: ElectronApplication, which: DeskPage): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find(
      ({ webContents }) => webContents.getURL().includes('/phone/') === (wanted === 'phone'),
    );
    if (window !== undefined) process.kill(window.webContents.getOSProcessId(), 'SIGKILL');
  }, which);
}

/** The process of a desk's store, a child of main on the Electron of the tests; undefined while there is none. */
export function storePid(app: ElectronApplication): number | undefined {
  const found = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(
      ([, parent, ...args]) =>
        Number(parent) === app.process().pid && args.join(' ').includes('store/index.mjs'),
    );
  return found === undefined ? undefined : Number(found[0]);
}

/** Ends the process of a desk's store without a word. @returns when another one has come. */
export async function killStore(app: ElectronApplication): Promise<void> {
  const before = storePid(app);
  if (before !== undefined) process.kill(before, 'SIGKILL');
  await until(() => ![undefined, before].includes(storePid(app)), {
    what: 'another store',
    timeoutMs: 20_000,
  });
}

/** The window with the session panel, whichever comes up first. @throws Error when it does not come up. */
export function mainPage(app: ElectronApplication): Promise<Page> {
  const isMain = (page: Page): Promise<boolean> =>
    page
      .locator('[data-pane="sessions"]')
      .count()
      .then((count) => count > 0)
      .catch(() => false);
  return until(
    async () => {
      for (const page of app.windows()) if (await isMain(page)) return page;
      return null;
    },
    { what: 'the main window', timeoutMs: 60_000 },
  );
}
