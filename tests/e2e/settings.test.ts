// Changes when the settings of the built window do: in every language and theme, by keyboard, without a barrier.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { build } from '../../build/build.ts';
import { inRepository } from '../../build/paths.ts';
import { locales } from '../../shared/domain/people.ts';
import { messagesOf } from '../../shared/i18n/index.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { until } from '../support/until.ts';
import { createWindowStage, type WindowStage } from '../support/window.ts';

let stage: WindowStage;
const pictures = inRepository('out', 'settings');
beforeAll(async () => {
  await build({ report: () => {}, only: ['renderer'] });
  stage = await createWindowStage();
  mkdirSync(pictures, { recursive: true });
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
async function openPage(settings: Settings): Promise<Page> {
  const words = messagesOf(settings.locale as 'en');
  const page = await stage.open({ settings });
  await page.locator('[data-pane="sessions"]').getByRole('button').nth(2).waitFor();
  await page.keyboard.press('Control+,');
  const tab = page.getByRole('tab', { name: words['settings.tab.connection'] });
  await tab.waitFor();
  // By keyboard: onto the row of tabs, and to its end.
  await page.getByRole('tab', { name: words['settings.tab.general'] }).focus();
  await page.keyboard.press('End');
  await page.getByText(words['connection.records'], { exact: true }).first().waitFor();
  return page;
}

const looks: Settings[] = [
  ...locales.map((locale) => ({ ...calm, locale })),
  { ...calm, theme: 'dark', locale: 'fa' },
  { ...calm, theme: 'dark', density: 'compact' },
  { ...calm, theme: 'contrast' },
];
test.each(looks)('Connection and data: $locale, $theme, $density', async (settings) => {
  const page = await openPage(settings);
  const dialog = page.getByRole('dialog');
  const { violations } = await new AxeBuilder({ page })
    .include('[role="dialog"]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  // Nothing runs out of its side.
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(
    0,
  );
  await page.screenshot({
    path: join(pictures, `${settings.locale}-${settings.theme}-${settings.density}.png`),
  });
});

test('offline it says when it tries next, and tries when asked; a report can be saved', async () => {
  const page = await openPage(calm);
  await page.evaluate(() =>
    window.fake?.setDesk({
      link: {
        state: 'offline',
        since: Date.now() - 65_000,
        retryAt: Date.now() + 25_000,
        reason: 'No answer.',
        progress: null,
      },
      outbox: { waiting: 2, attention: 1 },
    }),
  );
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Next try in').waitFor();
  await page.screenshot({ path: join(pictures, 'offline.png') });
  await dialog.getByRole('button', { name: 'Try now' }).click();
  await until(() => page.evaluate(() => window.fake?.asked.some(({ name }) => name === 'link.retry')), {
    what: 'a try',
  });
  await dialog.getByRole('button', { name: 'Export report' }).click();
  await dialog.getByRole('button', { name: 'Saved' }).waitFor();
});
