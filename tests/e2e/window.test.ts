// Changes when the window does: the built one, in Chromium, under our CSP, with a store that is faked.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../build/build.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { until } from '../support/until.ts';
import { createWindowStage, type WindowStage } from '../support/window.ts';

let stage: WindowStage;
beforeAll(async () => {
  await build({ report: () => {}, only: ['renderer'] });
  stage = await createWindowStage();
});
afterEach(async () => {
  const complaints = await stage.clear();
  if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('\n')}`);
});
afterAll(() => stage?.close());

const calm: Settings = {
  theme: 'light',
  density: 'comfortable',
  locale: 'en',
  sounds: false,
  notificationText: true,
};
const sessions = (page: Page): Locator => page.locator('[data-pane="sessions"]');
const session = (page: Page, name: string): Locator =>
  sessions(page).getByRole('button', { name: new RegExp(`^${name}`) });
const reply = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Reply' }).and(page.locator(':visible'));
const goTo = async (page: Page, name: string): Promise<void> => {
  await session(page, name).click();
  await page.getByRole('log').getByText(/./).first().waitFor();
};

describe('an agent at the window', () => {
  test('sees who waits, moves between sessions, and finds every half-typed reply again', async () => {
    const page = await stage.open({ settings: calm });
    await session(page, 'Nora Whitcombe').getByLabel('2 unread messages').waitFor();
    await goTo(page, 'Nora Whitcombe');
    await reply(page).fill('The courier says');
    await page.keyboard.press('Alt+ArrowDown');
    await page
      .getByRole('heading', { name: 'Piotr Zalewski' })
      .and(page.locator(':visible'))
      .first()
      .waitFor();
    await reply(page).fill('Już sprawdzam');
    await page.keyboard.press('Control+3');
    expect(await reply(page).inputValue()).toBe('The courier says');
    await until(() => page.evaluate(() => window.fake?.drafts.size === 2), {
      what: 'both drafts in the journal',
    });
    await session(page, 'Nora Whitcombe')
      .getByLabel(/unread/)
      .waitFor({ state: 'detached' });
  });

  test('answers an offer by mouse and by key; its session opens', async () => {
    const page = await stage.open({ settings: calm });
    const offer = page.getByRole('group', { name: 'Offer: Chat from Amelia Rowntree' });
    await offer.getByRole('progressbar').waitFor();
    await page.keyboard.press('Control+Shift+A');
    await session(page, 'Amelia Rowntree').waitFor();
    await offer.waitFor({ state: 'detached' });
    const said = page.getByRole('log').and(page.locator(':visible')).getByText('travel adapter').first();
    await said.waitFor();
    expect(await page.title()).toBe('(4) Parley');
  });

  test('keeps sessions, tabs and words when the window is loaded again, and rows when the store restarts', async () => {
    const page = await stage.open({ settings: calm });
    await goTo(page, 'Nora Whitcombe');
    await reply(page).fill('Half a sentence');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('All cases');
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: 'Cases', exact: true })
      .and(page.locator('[aria-current="page"]'))
      .waitFor();
    await page.evaluate(() => window.fake?.restart());
    await page.evaluate(() => window.fake?.setDesk({ outbox: { waiting: 3, attention: 0 } }));
    await page.getByText('3 changes saved here').waitFor();
    const kept = (): Promise<boolean> =>
      page.evaluate(
        () => window.fake?.drafts.size === 1 && window.fake.workspace.state?.includes('caseList') === true,
      );
    await until(kept, { what: 'words and workspace on disk' });
    await page.reload();
    await page
      .getByRole('button', { name: 'Cases', exact: true })
      .and(page.locator('[aria-current="page"]'))
      .waitFor();
    await page.getByRole('button', { name: 'Conversation', exact: true }).click();
    expect(await reply(page).inputValue()).toBe('Half a sentence');
  });

  test('ends a conversation by closing its session: asked once, then wrap-up, and closed it leaves the panel', async () => {
    const page = await stage.open({ settings: calm });
    await goTo(page, 'Sofie Damgaard');
    await page.keyboard.press('Control+w');
    await page.getByRole('dialog', { name: 'End this conversation?' }).waitFor();
    await page.getByRole('button', { name: 'End conversation' }).last().click();
    const wrapUp = page.getByRole('region', { name: 'Wrap-up' }).and(page.locator(':visible'));
    await wrapUp.getByRole('option').first().click();
    await wrapUp.getByRole('button', { name: /Close/ }).click();
    await session(page, 'Sofie Damgaard').waitFor({ state: 'detached' });
    await page.getByText('Closed: Sofie Damgaard').waitFor();
    const state = await page.evaluate(() => window.fake?.records.get('conversation', 'talk-2')?.state);
    expect(state).toBe('closed');
  });

  test('is told calmly: offline in the status bar, and a sign-in that failed', async () => {
    const page = await stage.open({ settings: calm });
    await page.getByRole('contentinfo', { name: 'Status' }).getByText('Connected').waitFor();
    await page.evaluate(() => {
      const link = {
        state: 'offline' as const,
        since: 0,
        retryAt: Date.now() + 9_000,
        reason: null,
        progress: null,
      };
      window.fake?.setDesk({ link });
    });
    await page.getByText('Offline. Saved here, will sync.').waitFor();
    const door = await stage.open({ settings: calm, signedOut: true });
    await door.getByLabel('Name').fill('mara');
    await door.getByLabel('Password').fill('wrong');
    await door.keyboard.press('Enter');
    await door.getByText('Name and password do not match.').waitFor();
    await door.getByLabel('Password').fill('right');
    await door.keyboard.press('Enter');
    await sessions(door).waitFor();
    expect(await door.evaluate(() => window.fake?.state.desk.service)).toBe('https://parley.example');
  });

  test('is signed in by the demo by itself, but not again after signing out', async () => {
    const page = await stage.open({ settings: calm, signedOut: true, demo: true });
    await sessions(page).waitFor();
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('form', { name: 'Sign in to Parley' }).waitFor();
    const asked = await page.evaluate(() =>
      window.fake?.asked.filter(({ name }) => name === 'account.signIn'),
    );
    expect(asked).toHaveLength(1);
  });

  test('goes through the panes with F6', async () => {
    const page = await stage.open({ settings: calm });
    await goTo(page, 'Nora Whitcombe');
    const pane = (): Promise<string | undefined> =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']);
    await page.getByRole('contentinfo', { name: 'Status' }).getByRole('button').first().focus();
    const passed: (string | undefined)[] = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('F6');
      passed.push(await pane());
    }
    expect(passed).toEqual(['sessions', 'main', 'context', 'status']);
  });
});

describe('the keyboard is never nowhere', () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '',
    );

  test('it goes along to where one writes: by click, by key, by the palette, and back from a list', async () => {
    const page = await stage.open({ settings: calm });
    await goTo(page, 'Nora Whitcombe');
    await page.keyboard.type('To Nora');
    expect(await reply(page).inputValue()).toBe('To Nora');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.type('Do Piotra');
    expect(await reply(page).inputValue()).toBe('Do Piotra');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Nora');
    await page
      .getByRole('option', { name: /Nora Whitcombe/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.type('!');
    await until(async () => (await reply(page).inputValue()) === 'To Nora!', { what: 'the words at Nora' });
  });

  test('a command of the palette that opens a dialog gives it the keyboard, and Esc gives it back', async () => {
    const page = await stage.open({ settings: calm });
    await goTo(page, 'Nora Whitcombe');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Settings');
    await page
      .getByRole('option', { name: /Settings/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    const first = page.getByRole('tab', { name: 'General' });
    await until(() => first.evaluate((tab) => tab === document.activeElement), {
      what: 'the first part of the settings to have the keyboard',
    });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).not.toBe('BODY');
  });
});

test('nothing glides or pulses for whoever has asked their system for less motion', async () => {
  const page = await stage.open({ settings: calm });
  await goTo(page, 'Nora Whitcombe');
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  const moving = (): Promise<number> =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('*')]
          .flatMap((element) => [null, '::before', '::after'].map((part) => getComputedStyle(element, part)))
          .filter(({ animationDuration, transitionDuration }) =>
            `${animationDuration},${transitionDuration}`
              .split(',')
              .some((time) => Number.parseFloat(time) > 0),
          ).length,
    );
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving()).toBeGreaterThan(0);
});

/** Light and dark are looked at in screens/barriers.test.ts, on every screen. */
const looks: [name: string, settings: Settings][] = [
  ['high contrast', { ...calm, theme: 'contrast' }],
  ['Arabic, compact', { ...calm, locale: 'ar', density: 'compact' }],
];
describe.each(looks)('the rules of accessibility hold: %s', (_, settings) => {
  const violations = async (page: Page, within = 'html'): Promise<string[]> => {
    // What glides in is measured when it is there.
    await page.evaluate(() => Promise.all(document.getAnimations().map((it) => it.finished.catch(() => {}))));
    const { violations } = await new AxeBuilder({ page })
      .include(within)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    );
  };

  test('Home, a conversation with its context, the palette', async () => {
    const page = await stage.open({ settings });
    await sessions(page).getByRole('button').nth(4).waitFor();
    expect(await violations(page)).toEqual([]);
    await goTo(page, 'Nora Whitcombe');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
  });

  test('settings, shortcuts, the sign-in', async () => {
    const page = await stage.open({ settings, empty: true });
    await sessions(page).waitFor();
    for (const keys of ['Control+,', 'Control+/']) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    const door = await stage.open({ settings, signedOut: true });
    await door.getByRole('textbox').first().waitFor();
    expect(await violations(door)).toEqual([]);
  });
});
