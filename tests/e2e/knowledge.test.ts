// Changes when articles are found, rated, drafted or reviewed differently: the real desktop on a real service, offline too.
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAccounts } from '../../service/seed/company.ts';
import { makeWorld } from '../../service/seed/world.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

let stage: DeskStage;
let page: Page;

beforeAll(async () => {
  stage = await createDeskStage({ name: 'knowledge' });
  ({ page } = stage);
}, 180_000);
afterAll(() => stage?.close(), 60_000);

const status = (words: string): Promise<void> =>
  page.getByRole('contentinfo', { name: 'Status' }).getByText(words).first().waitFor();
const shown = (): Locator => stage.shown();
const palette = (words: string, entry: RegExp): Promise<void> => stage.palette(words, entry);

const caseId = 'case-c0026';
const resolved = makeWorld(Date.UTC(2026, 10, 22)).flatMap((row) =>
  row.kind === 'case' && row.record.id === caseId ? [row.record] : [],
)[0]!;
const title = 'Signing in to the app after a new phone';

test('an agent finds, reads, rates and writes articles while there is no network, and nothing typed is lost by a crash', async () => {
  await status('Connected');
  await palette('Knowledge base', /Knowledge base/);
  const search = shown().getByRole('searchbox', { name: 'Search articles' });
  await search.waitFor();
  // The knowledge base is here, and its index too.
  await search.fill('refund');
  await shown().getByRole('option').first().locator('mark').first().waitFor();
  await stage.service.stop();
  await status('Offline');

  await search.fill('return');
  await shown()
    .getByRole('option')
    .filter({ hasText: 'Returning an item' })
    .locator('mark')
    .first()
    .waitFor();
  await shown()
    .getByRole('button', { name: /^Filter and sort/ })
    .click();
  await shown()
    .getByRole('combobox', { name: /^Language/ })
    .click();
  await page.getByRole('option', { name: 'English' }).click();
  await search.press('ArrowDown');
  await search.press('Enter');
  await shown().getByRole('button', { name: 'Back to the articles' }).waitFor();
  await page.keyboard.press('Escape');
  await search.fill('Returning an item');
  // Enter takes the first of what is shown.
  await shown().getByRole('option').first().filter({ hasText: 'Returning an item' }).waitFor();
  await search.press('Enter');
  await shown().getByRole('button', { name: 'No', exact: true }).click();
  await shown().getByRole('textbox', { name: 'What should be changed?' }).fill('Name the parcel shops.');
  await shown().getByRole('button', { name: 'Send suggestion' }).click();
  await shown().getByText('Name the parcel shops.').waitFor();

  // Its number is another at another time of the day; its title is not.
  await palette(resolved.title, new RegExp(resolved.title.replaceAll(/[^\p{L}\p{N} ]/gu, '.')));
  await shown().getByRole('button', { name: 'Draft an article' }).click();
  const body = (): Locator => shown().getByRole('textbox', { name: 'Text', exact: true });
  await body().waitFor();
  const proposal = await body().inputValue();
  expect(proposal).toMatch(/^# What it is about\n\n/);
  expect(proposal).not.toMatch(/Rosalind|Nolan|C-\d{4}/);
  await shown().getByRole('textbox', { name: 'Title' }).fill(title);
  await until(
    () =>
      page.evaluate(() => {
        const { journal, workspace } = document.documentElement.dataset;
        return journal === 'saved' && workspace === 'saved';
      }),
    { what: 'every word in the journal, and the open tab on disk' },
  );
  await stage.crash();
  ({ page } = stage);
  await shown().getByRole('textbox', { name: 'Title' }).waitFor();
  expect(await shown().getByRole('textbox', { name: 'Title' }).inputValue()).toBe(title);
  expect(await body().inputValue()).toBe(proposal);
  await shown().getByRole('button', { name: 'Submit for review' }).click();
  await shown()
    .getByText(/^Waits for a review since/)
    .waitFor();

  await stage.serviceAgain();
  await status('All synced');
});

test('a supervisor publishes it, returns another with a word, and deals with the suggestion', async () => {
  await stage.restart({ account: demoAccounts.supervisor });
  ({ page } = stage);
  await status('Connected');
  await palette('Knowledge base', /Knowledge base/);
  await shown()
    .getByRole('tab', { name: /^To review/ })
    .click();
  await shown().getByRole('button', { name: title }).click();
  await shown().getByRole('button', { name: 'Publish' }).click();
  await shown().getByRole('button', { name: 'Write a new version' }).waitFor();

  await palette('Knowledge base', /Knowledge base/);
  await shown().getByRole('button', { name: 'Returning an item' }).click();
  await shown().locator('ins').first().waitFor();
  await shown().getByRole('button', { name: 'Return to the author' }).click();
  await shown().getByText('Say what is to be changed.').waitFor();
  await shown().getByRole('textbox', { name: 'A word to the author' }).fill('Say which shops.');
  await shown().getByRole('button', { name: 'Return to the author' }).click();
  await shown().getByText('Say which shops.').waitFor();

  await palette('Knowledge base', /Knowledge base/);
  await shown()
    .getByRole('tab', { name: /^Suggestions/ })
    .click();
  const suggestion = shown().getByRole('listitem').filter({ hasText: 'Name the parcel shops.' });
  await suggestion.getByRole('button', { name: /^Dealt with/ }).click();
  await suggestion.waitFor({ state: 'detached' });
  await shown().getByRole('tab', { name: 'Find' }).click();
  await shown().getByRole('searchbox', { name: 'Search articles' }).fill('signing in new phone');
  const found = shown().getByRole('option', { name: new RegExp(title) });
  await found.waitFor();
  await status('All synced');
  expect(await found.count()).toBe(1);
});
