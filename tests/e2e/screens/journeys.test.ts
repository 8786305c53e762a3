// Changes when something that agents do all day takes another way by keyboard. No test here may touch a mouse.
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoAccounts } from '../../../service/seed/company.ts';
import type { ChatClient } from '../../support/chat-client.ts';
import { createDeskStage, type DeskStage } from '../../support/desk-stage.ts';
import type { TestService } from '../../support/service.ts';
import { until } from '../../support/until.ts';
import { paneOf, press, reach } from './by-keys.ts';
import { theSubjects } from './stage.ts';

let stage: DeskStage;
let page: Page;
let service: TestService;
let ada: ChatClient;

beforeAll(async () => {
  stage = await createDeskStage({ name: 'journeys', account: demoAccounts.admin });
  ({ page, service } = stage);
}, 180_000);
afterAll(async () => {
  await stage?.close();
});
beforeEach(async () => {
  // Nothing lies over the desk, and the tab that shows is the first of its session.
  await page.keyboard.press('Escape');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.picture(`failed-${task.name.slice(0, 40)}`);
});

const reply = (window: Page = page): Locator =>
  window.locator('[data-tab][data-shown="true"]').getByRole('textbox', { name: 'Reply', exact: true });
const status = (words: string): Promise<void> =>
  page.getByRole('contentinfo', { name: 'Status' }).getByText(words).first().waitFor({ timeout: 30_000 });
const hears = (customer: ChatClient, text: string): Promise<boolean> =>
  until(() => customer.messages().some((message) => message.text === text), {
    what: `“${text}” at the customer`,
  });
/** To a conversation, by the palette. */
async function to(name: string): Promise<void> {
  await find(name, new RegExp(name));
  await stage.shown().getByRole('heading', { name }).first().waitFor();
}
/** Searches, and takes what is called so, by arrows and Enter. */
async function find(text: string, option: RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Search and commands' });
  // The box takes the keyboard by itself, a moment after it is seen.
  await until(() => box.evaluate((field) => field === document.activeElement), {
    what: 'the search box with the keyboard',
  });
  await page.keyboard.type(text);
  const wanted = page.getByRole('option', { name: option }).first();
  await wanted.waitFor();
  for (let step = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; step += 1) {
    if (step > 40) throw new Error(`No arrow reaches ${String(option)}.`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'detached' });
}

describe('without a mouse', () => {
  test('an offer is accepted and answered', async () => {
    ada = await stage.customer('Ada Quill', 'Where is my parcel with the blue lamp?');
    await page.getByRole('group', { name: /Ada Quill/ }).waitFor();
    await page.keyboard.press('Control+Shift+A');
    await until(() => reply().evaluate((field) => field === document.activeElement), {
      what: 'the keyboard in the reply',
    });
    await page.keyboard.type('It is on its way.');
    await page.keyboard.press('Enter');
    await hears(ada, 'It is on its way.');
  });

  test('a note is written while there is no network, and arrives', async () => {
    await to('Ada Quill');
    const { address } = service;
    await service.stop();
    await status('Offline');
    await reach(page, reply());
    await page.keyboard.type('/n ');
    await page.keyboard.press('Enter');
    const note = page.getByRole('textbox', { name: 'Write a note' }).and(page.locator(':visible'));
    await until(() => note.evaluate((field) => field === document.activeElement), { what: 'the note' });
    await page.keyboard.type('Promised to look by five');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Promised to look by five').first().waitFor();
    await status('saved here');
    service = await service.restart();
    expect(service.address).toBe(address);
    await status('All synced');
  });

  test('a case is made from a conversation', async () => {
    await to('Ada Quill');
    await reach(page, reply());
    await page.keyboard.type('/case');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    const title = page.getByRole('textbox', { name: 'Title' }).and(page.locator(':visible'));
    await until(() => title.evaluate((field) => field === document.activeElement), { what: 'the title' });
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Lamp that never came');
    await press(page, page.getByRole('button', { name: 'Create case' }).and(page.locator(':visible')));
    await page
      .getByRole('button', { name: /Lamp that never came/ })
      .first()
      .waitFor();
  });

  test('cases are merged', async () => {
    await find(theSubjects.case.number, new RegExp(theSubjects.case.number));
    const merge = stage.shown().getByRole('button', { name: 'Merge cases' });
    await press(page, merge);
    const dialog = page.getByRole('dialog');
    const box = dialog.getByRole('combobox');
    await reach(page, box, { most: 5 });
    await page.keyboard.type('lamp that');
    await page.getByRole('option', { name: /Lamp that never came/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByText(/They are closed and point here/).waitFor();
    await press(page, dialog.getByRole('button', { name: 'Merge (1)' }));
    const merged = stage.shown().getByRole('list', { name: 'Merged into this case' });
    await merged.waitFor();
    expect(await merged.innerText()).toContain('Lamp that never came');
  });

  test('a conversation is handed over with what was promised', async () => {
    const boris = await stage.customer('Boris Lindqvist', 'The speaker hums. Will you send another one?');
    await page.getByRole('group', { name: /Boris Lindqvist/ }).waitFor();
    await page.keyboard.press('Control+Shift+A');
    await reach(page, reply(), { most: 5 });
    await page.keyboard.type('I will send you another one tomorrow.');
    await page.keyboard.press('Enter');
    await hears(boris, 'I will send you another one tomorrow.');
    await page.keyboard.type('/tq ');
    await page.keyboard.press('Enter');
    const search = page.getByRole('searchbox', { name: 'Search by name' }).and(page.locator(':visible'));
    await reach(page, search, { most: 4 });
    await page.keyboard.type('Billing');
    await page
      .getByRole('option', { name: /Billing/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    const promise = page.getByRole('textbox', { name: 'Promised, line 1' });
    expect(await promise.inputValue()).toContain('another one tomorrow');
    await press(page, page.getByRole('button', { name: 'Put into Billing' }));
    await stage.session('Boris Lindqvist').first().waitFor({ state: 'detached' });
    boris.send({ t: 'leave' });
  });

  test('what somebody once wrote is found, and shown where it stands', async () => {
    await find('blue lamp', /blue lamp/);
    const said = stage.shown().getByRole('log').getByText('blue lamp').first();
    await said.waitFor();
    expect(await said.isVisible()).toBe(true);
  });

  test('a visitor becomes a customer', async () => {
    await stage.customer('Clara Montoya', 'Hello there');
    await page.getByRole('group', { name: /Clara Montoya/ }).waitFor();
    await page.keyboard.press('Control+Shift+A');
    await stage.session('Clara Montoya').waitFor();
    const context = page.locator('[data-pane="context"]');
    await reach(page, context.getByRole('button', { name: 'New customer' }).and(page.locator(':visible')));
    await page.keyboard.press('Enter');
    const name = context.getByRole('textbox', { name: 'Name' }).and(page.locator(':visible'));
    await reach(page, name, { most: 6 });
    expect(await name.inputValue()).toBe('Clara Montoya');
    await press(page, context.getByRole('button', { name: 'Create customer' }));
    await context
      .getByRole('button', { name: 'Open customer Clara Montoya' })
      .and(page.locator(':visible'))
      .waitFor();
  });

  test('a macro runs', async () => {
    await to('Ada Quill');
    await reach(page, reply());
    await page.keyboard.press('Control+a');
    await page.keyboard.type('/m call');
    await stage
      .shown()
      .getByRole('option', { name: /Promise a call back/ })
      .waitFor();
    await page.keyboard.press('Enter');
    const strip = stage.shown().getByRole('region', { name: 'What the macro did' });
    await strip
      .getByText(/steps? done/)
      .first()
      .waitFor();
    await press(page, strip.getByRole('button', { name: 'Undo' }));
    await strip.getByText(/was taken back/).waitFor();
    expect(await reply().inputValue()).toBe('');
  });

  test('a session goes into a window of its own and comes back with what was typed', async () => {
    await to('Ada Quill');
    const [torn] = await Promise.all([
      stage.app.waitForEvent('window'),
      page.keyboard.press('Control+Shift+N'),
    ]);
    await reply(torn).waitFor();
    await reach(torn, reply(torn));
    await torn.keyboard.type('From over there');
    // It may be gone before the key is up again.
    await torn.keyboard.press('Control+Shift+M').catch(() => {});
    await until(async () => stage.app.windows().length === 1, { what: 'one window' });
    await to('Ada Quill');
    await until(async () => (await reply().inputValue()).includes('From over there'), { what: 'the words' });
    await reach(page, reply());
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
  });

  test('keys are changed, though another command has them', async () => {
    await page.keyboard.press('Control+,');
    await reach(page, page.getByRole('tab', { name: 'General' }), { most: 5 });
    await reach(page, page.getByRole('tab', { name: 'Keys' }), { key: 'ArrowRight', most: 12 });
    const filter = page.getByRole('dialog').getByRole('textbox', { name: 'Filter shortcuts' });
    await reach(page, filter, { most: 4 });
    await page.keyboard.type('All cases');
    const choose = page.getByRole('button', { name: /^Change the keys of All cases/ });
    await press(page, choose, { most: 4 });
    await page.keyboard.press('Control+b');
    await page.getByText(/^Ctrl\+B already does/).waitFor();
    await press(page, page.getByRole('button', { name: 'Take it' }), { most: 4 });
    await page.getByRole('button', { name: 'Change the keys of All cases: Ctrl+B' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+Home');
    await page.keyboard.press('Control+b');
    const cases = stage.shown().getByRole('grid', { name: 'Cases' });
    await cases.waitFor();
    await page.keyboard.press('Control+w');
    await cases.waitFor({ state: 'detached' });
    expect(await paneOf(page)).toBe('main');
  });

  test('presence is set', async () => {
    const passed: (string | undefined)[] = [];
    while (passed.at(-1) !== 'status') {
      if (passed.length > 6) throw new Error(`F6 does not come to the status bar: ${passed.join(', ')}`);
      await page.keyboard.press('F6');
      passed.push(await paneOf(page));
    }
    await press(page, page.getByRole('button', { name: /^Presence: / }), { most: 10 });
    await page.getByRole('menu').waitFor();
    const wanted = page.getByRole('menuitemcheckbox', { name: 'Do not disturb' });
    await reach(page, wanted, { key: 'ArrowDown', most: 12 });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Presence: Do not disturb' }).waitFor();
    await find('Presence: Available', /Presence: Available/);
    const button = page.getByRole('button', { name: /^Presence: (Available|Busy)/ });
    await button.waitFor();
    expect(await button.count()).toBe(1);
  });

  test('an article is written, submitted and published', async () => {
    await find('Knowledge base', /Knowledge base/);
    await reach(page, stage.shown().getByRole('tab', { name: 'Find' }), { key: 'Shift+Tab' });
    await page.keyboard.press('ArrowRight');
    await press(page, stage.shown().getByRole('button', { name: 'New article' }));
    const title = stage.shown().getByRole('textbox', { name: 'Title' });
    await reach(page, title);
    await page.keyboard.type('A lamp that flickers');
    await reach(page, stage.shown().getByRole('textbox', { name: 'Text', exact: true }));
    await page.keyboard.type('Turn the bulb until it clicks.');
    await press(page, stage.shown().getByRole('button', { name: 'Submit for review' }));
    await stage
      .shown()
      .getByText(/^Waits for a review since/)
      .waitFor();
    await press(page, stage.shown().getByRole('button', { name: 'Publish' }));
    await stage.shown().getByRole('button', { name: 'Write a new version' }).waitFor();
    await find('lamp that flickers', /A lamp that flickers/);
    const heading = stage.shown().getByRole('heading', { name: 'A lamp that flickers' });
    await heading.first().waitFor();
    expect(await stage.shown().innerText()).toContain('Turn the bulb');
  });
});

describe('between the parts of the window', () => {
  const current = (): Promise<string> =>
    page
      .locator('[data-session][aria-current="true"], [data-session][aria-current="page"]')
      .first()
      .innerText();
  const isAt = (name: string): Promise<boolean> =>
    until(async () => (await current()).includes(name), { what: `the session of ${name}` });

  test('F6 and Shift+F6 go through the panes, digits and arrows through the sessions, Ctrl+Tab by recency', async () => {
    await to('Clara Montoya');
    await until(async () => (await paneOf(page)) === 'main', { what: 'the keyboard in the conversation' });
    const passed: (string | undefined)[] = [];
    for (let step = 0; step < 5; step += 1) {
      await page.keyboard.press('F6');
      passed.push(await paneOf(page));
    }
    // A notice, where one is up, is one more.
    expect(passed.slice(0, 4)).toEqual(expect.arrayContaining(['sessions', 'context', 'status']));
    expect(passed).toContain('main');
    const forth = await paneOf(page);
    await page.keyboard.press('F6');
    await page.keyboard.press('Shift+F6');
    expect(await paneOf(page)).toBe(forth);
    await page.keyboard.press('Control+1');
    await isAt('Ada Quill');
    const before = await current();
    await page.keyboard.press('Alt+ArrowDown');
    await until(async () => (await current()) !== before, { what: 'the next session' });
    await page.keyboard.press('Alt+ArrowUp');
    await isAt('Ada Quill');
    await to('Clara Montoya');
    await page.keyboard.press('Control+Tab');
    await isAt('Ada Quill');
    await page.keyboard.press('Control+Tab');
    await isAt('Clara Montoya');
    await page.keyboard.down('Control');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Control');
    await until(async () => !/Ada Quill|Clara Montoya/.test(await current()), {
      what: 'the third by recency',
    });
  });

  test('what arrives in a flood is not read out piece by piece', async () => {
    const dora = await stage.welcome('Dora Anselm');
    await to('Clara Montoya');
    await page.evaluate(() => {
      const said: string[] = [];
      const live = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"], [role="log"]';
      const observer = new MutationObserver((changes) => {
        const told = new Set<Element>();
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const region = element?.closest(live);
          if (region === null || region === undefined || region.closest('[aria-live="off"]') !== null)
            continue;
          if (region.closest('[inert], [aria-hidden="true"]') === null) told.add(region);
        }
        for (const region of told)
          said.push(`${region.className}: ${region.textContent?.slice(0, 80) ?? ''}`);
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      Object.assign(window, { said });
    });
    // As many as the service takes at once.
    for (let count = 1; count <= 12; count += 1)
      dora.send({ t: 'send', messageId: crypto.randomUUID(), text: `And another thing, number ${count}` });
    await stage.session('Dora Anselm').getByText('number 12').waitFor({ timeout: 30_000 });
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
    // A dozen messages in another session: a word or two that there is something new, not a dozen.
    expect(said.length, said.join('\n')).toBeLessThanOrEqual(4);
  });
});
