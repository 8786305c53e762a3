// Changes when working on cases behaves differently: the real desktop on a real service with the seeded world.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

let stage: DeskStage;
let page: Page;

beforeAll(async () => {
  stage = await createDeskStage({ name: 'cases' });
  page = stage.page;
}, 180_000);
afterAll(() => stage?.close(), 60_000);

const shown = (): Locator => stage.shown();
const picture = (name: string): Promise<void> => stage.picture(name);
async function complaints(): Promise<unknown> {
  const result = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-pane="status"]')
    .analyze();
  return result.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
}
const toast = (name: string): Locator => page.getByRole('button', { name });
/** @returns the words that a passing message lies over. */
const underNotice = (): Promise<string[]> =>
  page.evaluate(() => {
    const notice = document.querySelector('[data-pane="notices"] [role="group"]')?.getBoundingClientRect();
    if (notice === undefined) return ['no notice'];
    const words = document.createTreeWalker(document.querySelector('#root')!, NodeFilter.SHOW_TEXT);
    const covered: string[] = [];
    const range = document.createRange();
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      if (node.textContent?.trim() === '' || node.parentElement?.checkVisibility() !== true) continue;
      if (node.parentElement.closest('.quiet-only, [data-shown="false"], [data-resting="true"]') !== null)
        continue;
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const [x, y] = [Math.max(left, notice.left) + 1, Math.max(top, notice.top) + 1];
        const over = x < Math.min(right, notice.right) && y < Math.min(bottom, notice.bottom);
        // What its own pane cuts off there is not seen anyway.
        if (over && document.elementsFromPoint(x, y).includes(node.parentElement))
          covered.push(node.textContent ?? '');
      }
    }
    return covered;
  });
async function openCases(): Promise<void> {
  await page.getByRole('button', { name: 'All cases' }).click();
  await shown().getByRole('grid', { name: 'Cases' }).waitFor();
}

describe('a case without a conversation', () => {
  let whom = '';
  test('is begun on Home for a customer, is there again after a crash, and is opened', async () => {
    await shown().getByRole('button', { name: 'New case' }).press('Enter');
    await page.keyboard.type('Lamp asked for at the counter');
    const form = (): Locator => shown().getByRole('form', { name: 'New case' });
    await form().getByRole('combobox', { name: 'Find a customer' }).fill('a');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await form().getByRole('button', { name: 'Choose another customer' }).waitFor();
    whom = await form().getByRole('group', { name: 'Customer' }).locator('.clip').innerText();
    await picture('new-case-home');
    await stage.look({ theme: 'dark' });
    await picture('new-case-home-dark');
    await stage.look({ theme: 'light' });
    expect(await complaints()).toEqual([]);
    await stage.crash();
    page = stage.page;
    const title = form().getByRole('textbox', { name: 'Title' });
    await until(async () => (await title.inputValue()) === 'Lamp asked for at the counter', {
      what: 'the title',
    });
    await form().getByRole('button', { name: 'Choose another customer' }).waitFor();
    await title.press('Enter');
    await shown().getByRole('button', { name: 'Title: Lamp asked for at the counter' }).waitFor();
    await picture('new-case-made');
  });

  test('is begun on the page of its customer', async () => {
    await shown().getByRole('button', { name: whom }).first().click();
    await shown().getByRole('button', { name: 'New case' }).press('Enter');
    await page.keyboard.type('Another lamp');
    await picture('new-case-customer');
    expect(await complaints()).toEqual([]);
    await page.keyboard.press('Enter');
    await shown().getByRole('button', { name: 'Title: Another lamp' }).waitFor();
  });
});

describe('lists of cases', () => {
  test('are arranged, saved, stand on Home, and are taken away with a way back', async () => {
    await page.keyboard.press('Alt+Home');
    await shown()
      .getByRole('list', { name: 'Lists' })
      .getByRole('button', { name: /Unassigned [1-9]/ })
      .waitFor({ timeout: 30_000 });
    await picture('home');
    await openCases();
    await shown().getByRole('radio', { name: 'Unassigned' }).click();
    await shown().getByRole('row').nth(2).waitFor();
    await shown().getByRole('button', { name: 'Filter and columns' }).click();
    const form = shown().getByRole('form', { name: 'Filter and columns' });
    await form.getByRole('button', { name: 'Urgent' }).click();
    await form.getByRole('button', { name: 'Category' }).click();
    await form.getByRole('textbox', { name: 'Name of the list' }).fill('Nobody has these');
    await form.getByRole('switch', { name: 'On Home' }).click();
    await picture('arrange');
    expect(await complaints()).toEqual([]);
    await form.getByRole('button', { name: 'Save list' }).click();
    const own = shown().getByRole('radio', { name: 'Nobody has these' });
    await until(async () => (await own.getAttribute('aria-checked')) === 'true', { what: 'the list' });
    await shown().getByRole('columnheader', { name: 'Category' }).waitFor();
    await picture('saved');
  });
});

describe('a case', () => {
  test('shows its clocks, is changed in place, and goes back', async () => {
    await shown().getByRole('radio', { name: 'Open' }).click();
    await shown().getByRole('row').nth(1).click();
    await shown()
      .getByRole('button', { name: /^Title: / })
      .waitFor();
    expect(await shown().getByText('First answer').count()).toBeGreaterThan(0);
    const kind = shown().getByRole('combobox', { name: /^Kind/ });
    const before = (await kind.getAttribute('aria-label')) ?? '';
    await kind.click();
    await page.getByRole('option', { name: before.includes('Support') ? 'Service' : 'Support' }).click();
    await toast('Undo').first().waitFor();
    await until(async () => (await kind.getAttribute('aria-label')) !== before, { what: 'the other kind' });
    await toast('Undo').first().click();
    await until(async () => (await kind.getAttribute('aria-label')) === before, { what: 'the kind before' });
    await picture('case');
    expect(await complaints()).toEqual([]);
  });

  test('gets something to do from one line, and a tick that can be taken back', async () => {
    const line = shown().getByRole('textbox', { name: /^Add, such as/ });
    await line.fill('call back tomorrow 10:00');
    await until(
      async () => (await shown().getByLabel('Due', { exact: true }).inputValue()).endsWith('T10:00'),
      {
        what: 'ten o’clock',
      },
    );
    await picture('activity');
    await page.keyboard.press('Enter');
    const tick = shown().getByRole('checkbox', { name: 'Done: call back tomorrow 10:00' });
    await tick.waitFor();
    await tick.click();
    await until(() => tick.isChecked(), { what: 'the tick' });
    await toast('Undo').first().waitFor();
    await picture('notice');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await underNotice()).toEqual([]);
    await stage.size(1024, 640);
    await picture('notice-small');
    expect(await underNotice()).toEqual([]);
    await stage.size(1440, 900);
    await toast('Undo').first().click();
    await until(async () => !(await tick.isChecked()), { what: 'no tick' });
  });

  test('has notes with signs that are drawn, and nothing of HTML', async () => {
    const note = shown().getByRole('textbox', { name: 'Write a note' });
    await note.fill('Bring the lamp');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+b');
    expect(await note.inputValue()).toBe('**Bring the lamp**');
    await page.keyboard.press('End');
    await page.keyboard.type('\n- <img src=x onerror=alert(1)>\n- [the shop](https://shop.example/a)');
    await page.keyboard.press('Control+Enter');
    await shown().locator('strong', { hasText: 'Bring the lamp' }).waitFor();
    expect(await shown().locator('img[src="x"]').count()).toBe(0);
    expect(await shown().getByRole('link', { name: 'the shop' }).getAttribute('href')).toBe(
      'https://shop.example/a',
    );
    await picture('notes');
  });

  test('takes another in, which says where it went, and lets it out again', async () => {
    const title = (
      await shown()
        .getByRole('button', { name: /^Title: / })
        .innerText()
    ).trim();
    await shown().getByRole('button', { name: 'Merge cases' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('a');
    await page.getByRole('option').first().waitFor();
    await page.getByRole('option').first().click();
    await dialog.getByText(/They are closed and point here/).waitFor();
    await picture('merge');
    await dialog.getByRole('button', { name: 'Merge (1)' }).click();
    const merged = shown().getByRole('list', { name: 'Merged into this case' });
    await merged.getByRole('button').first().click();
    await shown().getByText('This case was merged into another one').waitFor();
    await picture('merged');
    await shown().getByRole('button', { name: title }).first().click();
    await shown().getByRole('list', { name: 'Merged into this case' }).waitFor();
    await shown().getByRole('button', { name: 'Take out again' }).click();
    await shown().getByRole('list', { name: 'Merged into this case' }).waitFor({ state: 'detached' });
    expect(await shown().getByText('This case was merged into another one').count()).toBe(0);
  });

  test('is resolved with a reason, and opened again', async () => {
    await shown().getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.keyboard.type('A new lamp was sent.');
    await page.keyboard.press('Control+Enter');
    await shown().getByRole('button', { name: 'Reopen' }).waitFor();
    await shown().getByText('A new lamp was sent.').waitFor();
    expect(await shown().getByText('A new lamp was sent.').count()).toBe(1);
    await picture('resolved');
  });
});

describe('in Arabic and in the dark', () => {
  test('a case and its list stand the other way round, and are read out', async () => {
    await stage.restart({ settings: { theme: 'dark', locale: 'ar' } });
    page = stage.page;
    await shown()
      .getByRole('button', { name: /^العنوان/ })
      .waitFor();
    await picture('case-ar-dark');
    expect(await complaints()).toEqual([]);
    await page.locator('[data-session]').first().click();
    // The list is where it was left.
    await shown().getByRole('button', { name: 'التصفية والأعمدة' }).click();
    await picture('list-ar-dark');
    expect(await complaints()).toEqual([]);
  });
});
