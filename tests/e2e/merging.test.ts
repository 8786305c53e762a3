// Changes when tags, descriptions and conflicts are worked with differently at the window: the built one, in Chromium, by keyboard.
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../build/build.ts';
import { inRepository } from '../../build/paths.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { until } from '../support/until.ts';
import { createWindowStage, type WindowStage } from '../support/window.ts';

const pictures = inRepository('out', 'merging');
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
const description = 'The lamp flickers.\nBought in May.\nWants a new one.';

/** Opens a window at a case of this agent with two tags and a description. @returns its id. */
async function atCase(settings: Partial<Settings> = {}): Promise<{ page: Page; id: string }> {
  const page = await stage.open({ settings: { ...calm, ...settings } });
  await page.locator('[data-pane="sessions"]').waitFor();
  const { id, number } = await page.evaluate((text) => {
    const fake = window.fake!;
    const found = fake.records.all('case').find(({ status }) => status === 'open')!;
    const record = { ...found, description: text, tags: ['late', 'VIP'] };
    fake.records.apply([{ kind: 'case', id: found.id, op: 'put', record }]);
    return { id: found.id, number: found.number! };
  }, description);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').first().fill(number);
  await page
    .getByRole('option', { name: new RegExp(number) })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Bought in May.').first().waitFor();
  return { page, id };
}
const tagsOf = (page: Page, id: string): Promise<string[]> =>
  page.evaluate((of) => window.fake!.records.get('case', of)!.tags, id);
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null,
  );
const isFocused = (page: Page, name: string): Promise<boolean> =>
  until(async () => (await focused(page)) === name, { what: `the keyboard at ${name}` });
/** @param listOpen while a list of suggestions is open, the rest is hidden from screen readers alone: the keyboard is in the field. */
const complaintsOfAxe = async (page: Page, listOpen = false): Promise<unknown> => {
  const result = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-pane="status"]')
    .disableRules(listOpen ? ['aria-hidden-focus'] : [])
    .analyze();
  return result.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
};

describe('tags', () => {
  test.each([
    ['en', 'Add a tag', 'Remove tag ', 'ArrowLeft'],
    ['ar', 'إضافة وسم', 'إزالة الوسم ', 'ArrowRight'],
  ] as const)('are added and taken away by keyboard (%s)', async (locale, add, remove, back) => {
    const { page, id } = await atCase({ locale, theme: locale === 'ar' ? 'dark' : 'light' });
    await page.getByRole('button', { name: add }).press('Enter');
    await page.keyboard.type('refund,');
    await until(async () => (await tagsOf(page, id)).includes('refund'), { what: 'the tag' });
    await page.keyboard.type('a');
    await page.getByRole('option').first().waitFor();
    expect(await complaintsOfAxe(page, true)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(async () => (await tagsOf(page, id)).length === 4, { what: 'the suggested tag' });
    await page.keyboard.press('Backspace');
    await isFocused(page, `${remove}VIP`);
    await page.keyboard.press('Delete');
    await isFocused(page, `${remove}refund`);
    await page.keyboard.press(back);
    await isFocused(page, `${remove}late`);
    expect(await tagsOf(page, id)).not.toContain('VIP');
  });
});

describe('a description', () => {
  test('is edited in place, kept half-written over a reload, and says that it meets another one', async () => {
    const { page, id } = await atCase();
    await page.getByRole('button', { name: 'Edit the description' }).press('Enter');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Soon.');
    await page.keyboard.press('Escape');
    await isFocused(page, 'Go on writing');
    await until(() => page.evaluate(() => window.fake?.drafts.size === 2), { what: 'the drafts on disk' });
    await page.reload();
    await page.evaluate(
      ({ of, text }) => {
        const record = { ...window.fake!.records.get('case', of)!, description: text };
        window.fake!.records.apply([{ kind: 'case', id: of, op: 'put', record }]);
        window.fake!.refresh();
      },
      { of: id, text: description.replace('new one', 'refund') },
    );
    await page.getByRole('button', { name: 'Go on writing' }).press('Enter');
    await page.getByText('If you save, their text stays').waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Written for the description').waitFor();
    await isFocused(page, 'Edit the description');
    await page.getByText('Wants a refund.').waitFor();
    await page.getByText('Wants a new one. Soon.').waitFor();
  });
});

describe('what needs the agent', () => {
  test.each([
    ['light', 'en'],
    ['dark', 'ar'],
    ['contrast', 'fa'],
  ] as const)('is read and settled without a mouse (%s, %s)', async (theme, locale) => {
    const { page, id } = await atCase({ theme, locale });
    await page.evaluate((of) => {
      const fake = window.fake!;
      const base = {
        at: Date.now(),
        title: 'C-10001 Lamp',
        subjectKind: 'case' as const,
        subjectId: of,
        text: 'Words that were written',
        type: 'case.update',
        canForce: true,
        canNote: true,
        kept: false,
        refusal: { kind: 'conflict' as const, message: '' },
      };
      const long = 'A line that both have.\n'.repeat(40);
      const all = (...names: string[]): string =>
        JSON.stringify(names.map((name) => ({ kind: 'email', value: `${name}@example.com`, label: 'Work' })));
      fake.state.attention = [
        { ...base, commandId: 'k1', sides: [{ field: 'status', theirs: 'pending', yours: 'resolved' }] },
        {
          ...base,
          commandId: 'k2',
          kept: true,
          sides: [{ field: 'description', theirs: `${long}theirs`, yours: `${long}mine` }],
        },
        {
          ...base,
          commandId: 'k3',
          type: 'note.write',
          canForce: false,
          canNote: false,
          sides: [],
          refusal: { kind: 'notFound', message: '' },
        },
        {
          ...base,
          commandId: 'k4',
          type: 'customer.update',
          sides: [
            {
              field: 'contacts',
              yours: all('both', 'mine'),
              theirs: all('both', 'theirs'),
              seen: all('both'),
            },
          ],
        },
      ];
      fake.setDesk({ outbox: { waiting: 0, attention: 4 } });
    }, id);
    // Waiting times have digits too.
    await page.getByRole('contentinfo').locator('[data-attention]').press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('article').nth(3).waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    await dialog.locator('[data-way="chosen"]').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(pictures, `contacts-${theme}-${locale}.png`) });
    const settled = (): Promise<unknown[]> =>
      page.evaluate(() =>
        window.fake!.asked.filter(({ name }) => name === 'attention.settle').map(({ input }) => input),
      );
    await dialog.locator('[data-way="force"]').first().press('Enter');
    await until(async () => (await dialog.getByRole('article').count()) === 3, { what: 'one to be settled' });
    await until(
      () =>
        page.evaluate(
          () =>
            document.activeElement?.closest('article') === document.querySelector('[role=dialog] article'),
        ),
      { what: 'the keyboard at the next one' },
    );
    await dialog.locator('[data-way="elsewhere"]').press('Enter');
    await page.getByRole('option').first().waitFor();
    expect(await complaintsOfAxe(page, true)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(async () => (await settled()).length === 2, { what: 'the words to be put elsewhere' });
    // Of the contacts the agent's own one is let go after all; the other's is kept as suggested.
    const mine = dialog.getByRole('radiogroup', { name: 'mine@example.com' });
    await mine.getByRole('radio', { checked: true }).press('ArrowDown');
    await dialog.locator('[data-way="chosen"]').press('Enter');
    await until(async () => (await settled()).length === 3, { what: 'the contacts to be settled' });
    expect(await settled()).toMatchObject([
      { commandId: 'k1', how: 'force' },
      { commandId: 'k3', how: 'asNote', target: { subjectKind: 'conversation' } },
      {
        commandId: 'k4',
        how: 'force',
        contacts: [{ value: 'both@example.com' }, { value: 'theirs@example.com' }],
      },
    ]);
  });
});
