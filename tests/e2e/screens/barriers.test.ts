// Changes when a screen has to be usable in another circumstance: looks, forced colours, zoom, a small window.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoAccounts } from '../../../service/seed/company.ts';
import type { DeskStage } from '../../support/desk-stage.ts';
import { barriers, defects, hiddenFocus } from './checks.ts';
import { screensOf } from './screens.ts';
import { theSubjects, usualStage } from './stage.ts';
import { pictured, walkScreens } from './walk.ts';

let stage: DeskStage;
/** To look at a few again while they are mended. */
const only = process.env['PARLEY_SCREEN']?.split(',');
const screens = screensOf(theSubjects).filter(({ name }) => only === undefined || only.includes(name));

beforeAll(async () => {
  stage = await usualStage('screens', demoAccounts.admin);
}, 180_000);
afterAll(() => stage?.close());

/** Goes on by Tab while the context is drawn out over the conversation. @returns what had the keyboard unseen. */
async function underDrawer(): Promise<string[]> {
  const conversation = screens.find(({ name }) => name === 'conversation');
  if (conversation === undefined) return [];
  await conversation.open(stage);
  const drawer = stage.page.getByRole('region', { name: 'Context', exact: true });
  if (!(await drawer.isVisible())) await stage.page.keyboard.press('Control+b');
  await drawer.waitFor();
  await drawer.getByRole('button', { name: 'Hide context' }).focus();
  return hiddenFocus(stage.page, 40);
}

describe('every screen can be used', () => {
  test('light, English, and in forced colours', { timeout: 400_000 }, async () => {
    await stage.size(1440, 900);
    await stage.look({ theme: 'light', locale: 'en' });
    const found = await walkScreens(stage, screens, async ({ within }) => {
      const light = await barriers(stage.page, within);
      await stage.page.emulateMedia({ forcedColors: 'active' });
      const forced = await barriers(stage.page, within, 'colours');
      await stage.page.emulateMedia({ forcedColors: 'none' });
      return [...light, ...forced.map((problem) => `in forced colours: ${problem}`)];
    });
    expect(found).toEqual({});
  });

  test('dark, Arabic', { timeout: 400_000 }, async () => {
    await stage.size(1440, 900);
    await stage.look({ theme: 'dark', locale: 'ar' });
    expect(await walkScreens(stage, screens, ({ within }) => barriers(stage.page, within))).toEqual({});
  });

  test.each([
    ['in a small window', 1024, 640, 1],
    ['at 200 %', 1280, 800, 2],
  ] as const)(
    '%s: nothing is cut, and the keyboard is never out of sight',
    { timeout: 400_000 },
    async (_, width, height, zoom) => {
      await stage.look({ theme: 'light', locale: 'en' });
      await stage.size(width, height, zoom);
      const tabbed = new Set(['home', 'conversation', 'case', 'cases', 'knowledge']);
      try {
        const found = await walkScreens(stage, screens, async ({ name }) => {
          const cut = await pictured(
            stage,
            `${zoom === 1 ? 'small' : 'zoom'}-${name}`,
            await defects(stage.page),
          );
          return tabbed.has(name) ? [...cut, ...(await hiddenFocus(stage.page, 30))] : cut;
        });
        expect(found).toEqual({});
        expect(await underDrawer(), 'what the context lay over').toEqual([]);
      } finally {
        await stage.size(1440, 900, 1);
      }
    },
  );
});
