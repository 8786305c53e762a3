// Changes when writing to customers behaves differently: the real desktop on a real service, with real customers.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoAccounts } from '../../service/seed/company.ts';
import type { ChatClient } from '../support/chat-client.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

let stage: DeskStage;
let page: Page;
let ada: ChatClient;
let boris: ChatClient;

beforeAll(async () => {
  stage = await createDeskStage({ name: 'composer' });
  page = stage.page;
  ada = await stage.welcome('Ada Quill', 'My card is 4111 1111 1111 1111, where is my order?');
  boris = await stage.welcome('Boris Lindqvist', 'Hello, is anybody there?');
}, 180_000);
afterAll(() => stage?.close(), 60_000);

const session = (name: string): Locator => stage.session(name);
const shown = (): Locator => stage.shown();
const reply = (): Locator => shown().getByRole('textbox', { name: 'Reply' });
/** Goes to a conversation and begins with an empty reply. */
async function at(name: string): Promise<void> {
  await session(name).click();
  await shown().getByRole('heading', { name }).waitFor();
  await reply().fill('');
}
const heard = (customer: ChatClient, text: string): number =>
  new Set(customer.messages().flatMap((message) => (message.text === text ? [message.id] : []))).size;
const arrives = (customer: ChatClient, text: string): Promise<boolean> =>
  until(() => heard(customer, text) > 0, { what: `“${text}” at the customer` });
const journaled = (): Promise<unknown> =>
  until(() => page.evaluate(() => document.documentElement.dataset['journal'] === 'saved'), {
    what: 'every word in the journal',
  });
const picture = (name: string): Promise<void> => stage.picture(name);
async function complaints(): Promise<unknown> {
  const result = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-pane="status"]')
    .analyze();
  return result.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
}

describe('what a customer writes', () => {
  test('is masked before the desk has it, and says so', async () => {
    await at('Ada Quill');
    const covered = shown().getByRole('log').locator('mark');
    await covered.waitFor();
    expect(await covered.getAttribute('title')).toBe('Covered before it was stored: Card numbers');
    expect(await shown().getByRole('log').innerText()).not.toContain('4111');
  });
});

describe('slash commands', () => {
  test('insert a quick reply by tag, and ask for what nobody knows', async () => {
    await at('Ada Quill');
    await reply().pressSequentially('/q #money how');
    await shown()
      .getByRole('option', { name: /How long a refund takes/ })
      .first()
      .waitFor();
    await picture('quick-replies');
    await page.keyboard.press('Enter');
    const form = shown().getByRole('form', { name: /needs one more thing/ });
    await form.getByRole('textbox').fill('three');
    await page.keyboard.press('Enter');
    await until(async () => (await reply().inputValue()).includes('within three working days'), {
      what: 'the reply',
    });
    await page.keyboard.press('Enter');
    await arrives(ada, await latestReply(ada));
  });

  test('run a macro that shows its steps, and one Undo takes back what can be', async () => {
    await at('Ada Quill');
    await reply().pressSequentially('/m call');
    await shown()
      .getByRole('option', { name: /Promise a call back/ })
      .waitFor();
    await page.keyboard.press('Enter');
    const strip = shown().getByRole('region', { name: 'What the macro did' });
    await strip.getByText('“Promise a call back”: 2 steps done').waitFor();
    expect(await reply().inputValue()).toContain('I will call you back within four hours, Ada.');
    await strip.getByRole('button', { name: 'What the macro did' }).click();
    await strip.getByText('done').first().waitFor();
    await picture('macro');
    await strip.getByRole('button', { name: 'Undo' }).click();
    await strip.getByText('“Promise a call back” was taken back').waitFor();
    expect(await reply().inputValue()).toBe('');
  });

  test('open a script beside the conversation, whose ticks stay over a reload', async () => {
    await at('Ada Quill');
    await reply().pressSequentially('/s return');
    await shown()
      .getByRole('option', { name: /Return or refund/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    const box = page.getByRole('checkbox', { name: 'Ask for the order number' });
    await box.waitFor();
    await box.click();
    await page.getByText('1 of 4 done').waitFor();
    await picture('script');
    await journaled();
    await page.reload();
    await page.getByText('1 of 4 done').waitFor();
    expect(await box.getAttribute('aria-checked')).toBe('true');
  });
});

describe('the wrong-customer guard', () => {
  test('holds back a reply that names the other customer, goes back with Esc, and sends when it is meant', async () => {
    await at('Ada Quill');
    const text = 'Hello Boris, your case C-99999 is done.';
    await reply().pressSequentially(text);
    await page.keyboard.press('Enter');
    const warning = shown().getByRole('alert');
    await warning.getByText('is Boris Lindqvist, whom you serve as well').waitFor();
    await warning.getByText('is not a case of this customer').waitFor();
    await picture('guard');
    expect(await complaints()).toEqual([]);
    await page.keyboard.press('Escape');
    await warning.waitFor({ state: 'detached' });
    expect(await reply().inputValue()).toBe(text);
    await page.keyboard.press('Enter');
    await warning.getByRole('button', { name: /Send anyway/ }).click();
    await arrives(ada, text);
    expect(heard(ada, text)).toBe(1);
  });

  test('shows what the customer wrote since the agent began', async () => {
    await at('Boris Lindqvist');
    await reply().pressSequentially('I am sending the blue one');
    boris.send({ t: 'send', messageId: crypto.randomUUID(), text: 'No, the red one please!' });
    await shown().getByRole('log').getByText('No, the red one please!').waitFor();
    await page.keyboard.press('Enter');
    await shown().getByRole('alert').getByText('No, the red one please!').waitFor();
    expect(heard(boris, 'I am sending the blue one')).toBe(0);
    await page.keyboard.press('Escape');
  });
});

describe('a message that can be taken back', () => {
  test('waits as long as it was set, comes back with its caret, and goes once even when everything is killed', async () => {
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('tab', { name: 'Writing' }).click();
    await dialog.getByRole('combobox', { name: /^Chat/ }).click();
    await page.getByRole('option', { name: '3 seconds' }).click();
    await picture('settings-writing');
    expect(await complaints()).toEqual([]);
    await page.keyboard.press('Escape');
    await at('Ada Quill');
    await reply().pressSequentially('Taken back, every word');
    for (let left = 0; left < 4; left += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const waiting = shown().getByRole('group', { name: /waits to be sent/ });
    await waiting.waitFor();
    await picture('waiting');
    await page.keyboard.press('Control+z');
    await waiting.waitFor({ state: 'detached' });
    const caret = await reply().evaluate((field) => (field as HTMLTextAreaElement).selectionEnd);
    expect([await reply().inputValue(), caret]).toEqual(['Taken back, every word', 18]);

    const text = 'This one survives';
    await reply().fill(text);
    await page.keyboard.press('Enter');
    await waiting.waitFor();
    expect(heard(ada, text)).toBe(0);
    // It goes though nobody looks at it: another session shows, before and after.
    await at('Boris Lindqvist');
    await stage.crash();
    page = stage.page;
    await arrives(ada, text);
    await at('Ada Quill');
    await until(
      async () =>
        (await shown()
          .getByRole('group', { name: /waits to be sent/ })
          .count()) === 0,
      { what: 'nothing to wait' },
    );
    expect(heard(ada, text)).toBe(1);
    expect(await reply().inputValue()).toBe('');
  }, 120_000);
});

describe('quick replies, macros and scripts', () => {
  test('are kept in one place: a new quick reply is there at once', async () => {
    await at('Boris Lindqvist');
    await reply().fill('The shop opens at nine, Boris. ');
    await page.keyboard.press('End');
    await reply().pressSequentially('/q ');
    await shown()
      .getByRole('option', { name: /Save this text as a quick reply/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Quick replies, macros and scripts' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Opening hours');
    await picture('tools');
    expect(await complaints()).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('group', { name: 'Mine' }).getByText('Opening hours').waitFor();
    await dialog.getByRole('tab', { name: 'Macros' }).click();
    await dialog.getByRole('button', { name: /Refund, from the case/ }).click();
    await dialog.getByText('Step 5').waitFor();
    await picture('tools-macro');
    await page.keyboard.press('Escape');
    await reply().fill('');
    await reply().pressSequentially('/q opening');
    await shown()
      .getByRole('option', { name: /Opening hours/ })
      .waitFor();
    await page.keyboard.press('Enter');
    expect(await reply().inputValue()).toBe('The shop opens at nine, Boris.');
  });
});

describe('an admin, in Arabic and in the dark', () => {
  test('keeps the rules of masking and tries them out; a pattern that could take long is refused with the reason', async () => {
    await stage.restart({ account: demoAccounts.admin, settings: { theme: 'dark', locale: 'ar' } });
    page = stage.page;
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('tab', { name: 'الحجب' }).click();
    await dialog.getByRole('textbox', { name: 'نص كما يكتبه العملاء' }).fill('4111 1111 1111 1111 شكرا');
    await dialog.getByText('•••• •••• •••• •••• شكرا').waitFor();
    await dialog.getByRole('button', { name: 'إضافة قاعدة' }).click();
    const rule = dialog.getByRole('region', { name: 'قاعدة جديدة' });
    await rule.getByRole('combobox', { name: /ما تجده/ }).click();
    await page.getByRole('option', { name: 'نمط' }).click();
    await rule.getByRole('textbox', { name: /النمط/ }).fill('(a+)+');
    await rule.getByText(/التكرار داخل تكرار/).waitFor();
    expect(await rule.getByRole('button', { name: 'حفظ' }).isDisabled()).toBe(true);
    await picture('masking-ar-dark');
    expect(await complaints()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').first().fill('الردود السريعة');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: /جديد/ }).first().click();
    await picture('tools-ar-dark');
    expect(await complaints()).toEqual([]);
  }, 120_000);
});

/** @returns the last thing that an agent said to this customer, once there is one. */
async function latestReply(customer: ChatClient): Promise<string> {
  return until(() => customer.messages().findLast((message) => message.from === 'agent')?.text ?? '', {
    what: 'a reply',
  });
}
