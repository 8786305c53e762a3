// Changes when a window without the desk, or with one session alone, has to be usable in another look. Pictures: out/windows.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRepository } from '../../../build/paths.ts';
import { demoAccounts } from '../../../service/seed/company.ts';
import { createDeskStage, type DeskStage } from '../../support/desk-stage.ts';
import { until } from '../../support/until.ts';
import { barriers, defects } from './checks.ts';

const account = demoAccounts.agent;
const looks = [
  { locale: 'en', theme: 'light', forced: false },
  { locale: 'en', theme: 'light', forced: true },
  { locale: 'de', theme: 'dark', forced: false },
  { locale: 'ar', theme: 'dark', forced: false },
  { locale: 'fa', theme: 'light', forced: false },
] as const;
let stage: DeskStage;

beforeAll(async () => {
  stage = await createDeskStage({ name: 'windows', account });
  await stage.page.emulateMedia({ reducedMotion: 'reduce' });
}, 180_000);
afterAll(() => stage?.close());

/** @returns what stands against a window in a look that it has by now. */
async function problemsOf(page: Page, what: string, { locale, theme, forced }: (typeof looks)[number]) {
  await page.emulateMedia({ forcedColors: forced ? 'active' : 'none' });
  const found = [...(await barriers(page, 'html', forced ? 'colours' : 'all')), ...(await defects(page))];
  const name = `${what}-${locale}-${theme}${forced ? '-forced' : ''}`;
  await page.screenshot({ path: inRepository('out', 'windows', `${name}.png`) });
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}

test.each(looks)(
  'the way in can be used in $locale, $theme, forced colours: $forced',
  { timeout: 120_000 },
  async (look) => {
    const { page, words } = stage;
    await stage.look(look);
    const { length } = stage.complaints;
    await stage.palette(words('command.signOut'), words('command.signOut'));
    const form = page.getByRole('form', { name: words('signIn.title') });
    await form.getByLabel(words('signIn.handle')).fill(account.handle);
    const submit = form.getByRole('button', { name: words('signIn.submit') });
    // Asked for what is missing, and then told that it is wrong.
    await submit.click();
    await form.getByText(words('signIn.missing')).waitFor();
    expect(await problemsOf(page, 'missing', look)).toEqual([]);
    await form.getByLabel(words('signIn.password')).fill('not this one');
    await submit.click();
    await form.getByText(words('signIn.wrong')).waitFor();
    expect(await problemsOf(page, 'wrong', look)).toEqual([]);
    await form.getByLabel(words('signIn.password')).fill(account.password);
    await submit.click();
    await page.locator('[data-session]').first().waitFor();
    expect(stage.complaints.slice(length)).toEqual([]);
  },
);

test('a session in a window of its own can be used in every look', { timeout: 180_000 }, async () => {
  const name = 'Ada Quill-Featherstonehaugh of the very long name that nobody can say in one breath';
  await stage.look({ locale: 'en', theme: 'light' });
  await stage.welcome(name);
  await stage.session('Ada Quill').click();
  const [torn] = await Promise.all([
    stage.app.waitForEvent('window'),
    stage.page.keyboard.press('Control+Shift+N'),
  ]);
  await torn.getByRole('textbox', { name: 'Reply' }).waitFor();
  const found: Record<string, string[]> = {};
  for (const look of looks) {
    await stage.look(look);
    await until(
      () =>
        torn.evaluate(
          ({ locale, theme }) =>
            document.documentElement.lang === locale && document.documentElement.dataset['theme'] === theme,
          look,
        ),
      { what: `the window in ${look.locale}, ${look.theme}` },
    );
    const problems = await problemsOf(torn, 'torn', look);
    if (problems.length > 0) found[`${look.locale} ${look.theme} ${look.forced}`] = problems;
  }
  expect(found).toEqual({});
});
