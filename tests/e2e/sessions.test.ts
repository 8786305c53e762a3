// Changes when sessions, panes side by side and windows of their own behave differently: the real desktop on a real service.
import type { ElectronApplication, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { storePid } from '../support/desk-processes.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

const names = ['Ada Quill', 'Boris Lindqvist', 'Carla Montoya'] as const;
let stage: DeskStage;
let app: ElectronApplication;
/** The main window. */
let page: Page;

beforeAll(async () => {
  stage = await createDeskStage({ name: 'sessions' });
  ({ app, page } = stage);
  for (const name of names) await stage.welcome(name);
}, 180_000);
afterEach(async () => {
  // Each begins in the main window alone, with one pane.
  for (const window of app.windows().filter((one) => one !== page)) await closeByPerson(window);
  await until(async () => app.windows().length === 1, { what: 'the main window alone' });
  while ((await page.getByRole('button', { name: 'Close this pane' }).count()) > 0)
    await page.getByRole('button', { name: 'Close this pane' }).first().click();
});
afterAll(() => stage?.close(), 60_000);

const session = (name: string): Locator => stage.session(name);
/** The tab that stands in a pane, or alone. */
const shown = (window: Page): Locator => window.locator('[data-tab][data-shown="true"]');
const replies = (window: Page): Promise<string[]> =>
  shown(window)
    .getByRole('textbox', { name: 'Reply' })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
const saved = (window: Page): Promise<unknown> =>
  until(() => window.evaluate(() => document.documentElement.dataset['journal'] === 'saved'), {
    what: 'every word in the journal',
  });
const focusedTab = (window: Page): Promise<string | undefined> =>
  window.evaluate(
    () =>
      document.activeElement?.closest<HTMLElement>('[data-tab]')?.querySelector('h2')?.textContent ??
      undefined,
  );

async function tearOff(name: string): Promise<Page> {
  await session(name).click();
  const [torn] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Control+Shift+N')]);
  await torn.getByRole('textbox', { name: 'Reply' }).waitFor();
  return torn;
}

/** As by the cross of the window: it may object, save and go by itself. */
async function closeByPerson(window: Page): Promise<void> {
  const handle = await app.browserWindow(window);
  await handle.evaluate((native: Electron.BrowserWindow) => native.close()).catch(() => {});
}

/** Ends the desk without a word, and starts it again. */
async function killAll(): Promise<void> {
  await stage.crash();
  ({ app, page } = stage);
}

describe('side by side', () => {
  test('two conversations by keyboard: split, write in both, move, close; after kill -9 of all they stand as they did', async () => {
    await session('Ada Quill').click();
    await session('Boris Lindqvist').click();
    await page.keyboard.press('Control+Shift+S');
    await until(async () => (await focusedTab(page)) === 'Ada Quill', {
      what: 'the keyboard in the new pane',
    });
    await page.keyboard.type('For Ada');
    await page.keyboard.press('Alt+ArrowLeft');
    await until(async () => (await focusedTab(page)) === 'Boris Lindqvist', {
      what: 'the keyboard on the left',
    });
    await page.keyboard.type('For Boris');
    await page.keyboard.press('Alt+Shift+ArrowUp');
    const width = (): Promise<number> =>
      page.locator('[data-split="1"]').evaluate((pane) => pane.getBoundingClientRect().width);
    await until(
      async () =>
        (await width()) >
        (await page.locator('[data-split="2"]').evaluate((pane) => pane.getBoundingClientRect().width)),
      { what: 'a wider pane' },
    );
    const wide = await width();
    expect(await replies(page)).toEqual(expect.arrayContaining(['For Ada', 'For Boris']));
    await saved(page);
    await until(() => workspaceSaved(), { what: 'the workspace on disk' });
    await killAll();
    await page.locator('[data-split="2"]').waitFor();
    await until(async () => (await replies(page)).length === 2, { what: 'both conversations' });
    expect((await replies(page)).toSorted()).toEqual(['For Ada', 'For Boris']);
    expect(await width()).toBeCloseTo(wide, 0);
    await page.keyboard.press('Control+Shift+E');
    await page.locator('[data-split]').first().waitFor({ state: 'detached' });
    expect(await replies(page)).toEqual(['For Ada']);
  });

  test('where there is no room for them all, the one with the keyboard shows, and a word says so', async () => {
    await session('Ada Quill').click();
    await page.keyboard.press('Control+Shift+S');
    await page.keyboard.press('Control+Shift+S');
    const size = (width: number): Promise<void> =>
      app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setSize(to, 700), width);
    await size(1024);
    await page.getByText('2 of 3 panes fit here').waitFor();
    expect(await page.locator('[data-split]').count()).toBe(2);
    await size(1700);
    await page.getByText('2 of 3 panes fit here').waitFor({ state: 'detached' });
    await page.locator('[data-split="3"]').waitFor();
    await page.keyboard.press('Control+Shift+S');
    await page.keyboard.press('Control+Shift+S');
    await page.getByText('Four side by side is the most.').first().waitFor();
    await size(1440);
  });
});

/** Nothing has changed for longer than the saving waits: what is on disk is what is seen. */
async function workspaceSaved(): Promise<boolean> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
  return true;
}

describe('a window of its own', () => {
  test('takes the session with its words, and gives it back with them when it is closed', async () => {
    await session('Carla Montoya').click();
    const here = shown(page).getByRole('textbox', { name: 'Reply' });
    await here.fill('Begun here');
    const torn = await tearOff('Carla Montoya');
    expect(await replies(torn)).toEqual(['Begun here']);
    await session('Carla Montoya').getByLabel('In its own window').waitFor();
    expect(await replies(page)).not.toContain('Begun here');
    await torn.getByRole('textbox', { name: 'Reply' }).fill('Begun here, ended there');
    await closeByPerson(torn);
    await session('Carla Montoya').getByLabel('In its own window').waitFor({ state: 'detached' });
    await until(async () => (await replies(page)).includes('Begun here, ended there'), {
      what: 'the session in the main window with its words',
    });
  });

  test('is gone to, not opened twice, and a record of another session opens in the main window', async () => {
    const torn = await tearOff('Carla Montoya');
    await session('Ada Quill').click();
    await session('Carla Montoya').click();
    expect(await replies(page)).toHaveLength(1);
    await torn.keyboard.press('Control+k');
    await torn.getByRole('combobox', { name: 'Search and commands' }).fill('Boris Lindqvist');
    await torn
      .getByRole('option', { name: /Boris Lindqvist/ })
      .first()
      .waitFor();
    await torn.keyboard.press('Enter');
    await until(async () => (await shown(page).locator('h2').allTextContents()).includes('Boris Lindqvist'), {
      what: 'Boris in the main window',
    });
    expect(await shown(torn).locator('h2').first().textContent()).toBe('Carla Montoya');
  });

  test('SEND-4 holds one text with the main one where both show the same case: who writes last takes no word away', async () => {
    const torn = await tearOff('Carla Montoya');
    await page.keyboard.press('Alt+Home');
    await page.getByRole('button', { name: 'All cases' }).click();
    await shown(page).getByRole('row').nth(1).click();
    const title = shown(page).getByRole('button', { name: /^Title: / });
    const name = (await title.textContent()) ?? '';
    await torn.keyboard.press('Control+k');
    await torn.getByRole('combobox', { name: 'Search and commands' }).fill(name);
    await torn
      .getByRole('option')
      .filter({ hasText: name })
      .first()
      .click({ modifiers: ['Control'] });
    const note = (window: Page): Locator => shown(window).getByRole('textbox', { name: 'Write a note' });
    await note(page).fill('She asked twice.');
    await until(async () => (await note(torn).inputValue()) === 'She asked twice.', {
      what: 'it over there',
    });
    await note(torn).press('End');
    await note(torn).pressSequentially(' Call her.');
    await until(async () => (await note(page).inputValue()) === 'She asked twice. Call her.', {
      what: 'both sentences here',
    });
    await note(page).press('Control+Enter');
    await shown(torn).getByText('She asked twice. Call her.').waitFor();
    await until(
      async () => (await note(page).inputValue()) === '' && (await note(torn).inputValue()) === '',
      {
        what: 'nothing half written in either',
      },
    );
    // The session is left at its conversation, where the next one finds it.
    await torn
      .getByRole('navigation', { name: stage.words('tab.list') })
      .getByRole('button')
      .first()
      .click();
    await torn.getByRole('textbox', { name: 'Reply' }).waitFor();
  });

  test('comes back after kill -9: of its page, of the store, of all; words and place with it', async () => {
    const torn = await tearOff('Carla Montoya');
    await torn.getByRole('textbox', { name: 'Reply' }).fill('Not to be lost');
    await saved(torn);
    const bounds = { x: 60, y: 70, width: 700, height: 600 };
    const handle = await app.browserWindow(torn);
    await handle.evaluate((native: Electron.BrowserWindow, to) => native.setBounds(to), bounds);
    const pid = await handle.evaluate((native: Electron.BrowserWindow) =>
      native.webContents.getOSProcessId(),
    );
    const inTorn = (code: string): Promise<unknown> =>
      app.evaluate(
        ({ BrowserWindow }, script) =>
          Promise.race([
            BrowserWindow.getAllWindows()
              .find((one) => one.getBounds().width < 1000)
              ?.webContents.executeJavaScript(script) as Promise<unknown>,
            new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1000)),
          ]),
        code,
      );
    const words = `[...document.querySelectorAll('[data-shown="true"] textarea')].map(({ value }) => value)[0]`;
    process.kill(pid, 'SIGKILL');
    await until(async () => (await inTorn(words)) === 'Not to be lost', { what: 'the page with its words' });

    // The main window's page: the other one lives on, and neither is there twice.
    const mainPid = await app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((one) => one.getBounds().width >= 1000)
          ?.webContents.getOSProcessId() ?? 0,
    );
    process.kill(mainPid, 'SIGKILL');
    const inMain = (code: string): Promise<unknown> =>
      app.evaluate(
        ({ BrowserWindow }, script) =>
          Promise.race([
            BrowserWindow.getAllWindows()
              .find((one) => one.getBounds().width >= 1000)
              ?.webContents.executeJavaScript(script) as Promise<unknown>,
            new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1000)),
          ]),
        code,
      );
    await until(async () => (await inMain(`document.querySelectorAll('[data-torn="true"]').length`)) === 1, {
      what: 'the main window with the line of the other',
    });
    expect(await inTorn(words)).toBe('Not to be lost');
    await workspaceSettled(inMain);

    // The store: both windows have another one without anybody doing anything.
    const before = storePid(app);
    process.kill(before!, 'SIGKILL');
    await until(() => ![undefined, before].includes(storePid(app)), { what: 'another store' });
    expect(await inTorn(words)).toBe('Not to be lost');

    await killAll();
    const back = await until(async () => app.windows().find((one) => one !== page) ?? null, {
      what: 'the window of its own',
    });
    await until(async () => (await replies(back).catch((): string[] => [])).includes('Not to be lost'), {
      what: 'its words',
    });
    const place = await (await app.browserWindow(back)).evaluate((native: Electron.BrowserWindow) =>
      native.getBounds(),
    );
    expect([place.width, place.height]).toEqual([700, 600]);
    await session('Carla Montoya').getByLabel('In its own window').waitFor();
  });
});

async function workspaceSettled(inMain: (code: string) => Promise<unknown>): Promise<void> {
  await inMain('new Promise((resolve) => setTimeout(resolve, 400))');
}

describe('the keyboard', () => {
  test('one key goes to whoever needs the agent next, and says why there', async () => {
    await page.keyboard.press('Alt+Home');
    await page.keyboard.press('Control+j');
    const status = page.getByRole('contentinfo', { name: 'Status' });
    await status.getByText(/^Here because: .*waiting/).waitFor();
    const title = await shown(page).locator('h2').first().textContent();
    await status
      .getByRole('status')
      .filter({ hasText: `${title ?? ''}: ` })
      .waitFor();
    expect(names).toContain(title ?? '');
  });

  test('keys can be chosen: what is reserved is refused with a reason, what is taken is asked about, and it lasts', async () => {
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Keys' }).click();
    const button = page.getByRole('button', { name: /^Change the keys of Reopen/ });
    await button.click();
    await page.keyboard.press('Control+c');
    await page.getByText('Ctrl+C is needed for editing text.').waitFor();
    await button.click();
    await page.keyboard.press('Control+j');
    await page.getByText(/^Ctrl\+J already does: Who needs me next/).waitFor();
    await button.click();
    await page.keyboard.press('Control+F9');
    await button.and(page.getByRole('button', { name: /Ctrl\+F9$/ })).waitFor();
    await page.keyboard.press('Escape');
    await session('Ada Quill').click();
    await page.getByRole('button', { name: 'New tab' }).first().click();
    await page.getByRole('menuitem', { name: 'Cases' }).click();
    const cases = (): Locator =>
      page.getByRole('button', { name: 'Cases', exact: true }).and(page.locator('[aria-current="page"]'));
    await cases().waitFor();
    await page.keyboard.press('Control+w');
    await cases().waitFor({ state: 'detached' });
    await workspaceSaved();
    await killAll();
    await page.getByRole('textbox', { name: 'Reply' }).first().waitFor();
    await page.keyboard.press('Control+F9');
    await cases().waitFor();
    await shown(page).getByRole('grid').waitFor();
    expect(await replies(page)).toEqual([]);
  });
});
