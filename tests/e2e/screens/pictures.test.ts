// Changes when the main screens have to look right in another language or theme. Pictures: out/pictures.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe.each(locales)('in %s', (locale) => {
  test.each(['light', 'dark'] as const)(
    '%s: no word is cut, raw or on the wrong side',
    { timeout: 300_000 },
    async (theme) => {
      await stage.size(1440, 900);
      await stage.look({ locale, theme });
      const found = await walkScreens(stage, screens, async ({ name }) => {
        const problems = await defects(stage.page);
        await stage.picture(`${locale}-${theme}-${name}`);
        return problems;
      });
      expect(found).toEqual({});
    },
  );
});
