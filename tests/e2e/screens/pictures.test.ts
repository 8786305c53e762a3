// Changes when the main screens have to look right in another language or theme. Pictures: out/pictures.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAccounts } from '../../../service/seed/company.ts';
import { locales } from '../../../shared/domain/people.ts';
import type { DeskStage } from '../../support/desk-stage.ts';
import { defects } from './checks.ts';
import { screensOf } from './screens.ts';
import { theSubjects, usualStage } from './stage.ts';
import { walkScreens } from './walk.ts';

let stage: DeskStage;
beforeAll(async () => {
  stage = await usualStage('pictures', demoAccounts.admin);
}, 180_000);
afterAll(() => stage?.close());

const screens = screensOf(theSubjects).filter(({ main }) => main === true);

/** The look of a theme without its settings: what is up stays up. */
const paint = (theme: 'light' | 'dark'): Promise<void> =>
  stage.page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name;
  }, theme);

test.each(locales)(
  'in %s, light and dark: no word is cut, raw or on the wrong side',
  { timeout: 300_000 },
  async (locale) => {
    await stage.size(1440, 900);
    await stage.look({ locale, theme: 'light' });
    const found = await walkScreens(stage, screens, async ({ name }) => {
      const problems: string[] = [];
      for (const theme of ['light', 'dark'] as const) {
        await paint(theme);
        for (const problem of await defects(stage.page)) problems.push(`${theme}: ${problem}`);
        await stage.picture(`${locale}-${theme}-${name}`);
      }
      await paint('light');
      return problems;
    });
    expect(found).toEqual({});
  },
);
