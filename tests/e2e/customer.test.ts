// Changes when customers behave differently: who a visitor is, what is known of them, and all that happened. The real desktop.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatUp } from '../../shared/chat/protocol.ts';
import { chatClient, type ChatClient } from '../support/chat-client.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { aCase, aConversation, aCustomer, anActivity, aNote, row } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { press, reach } from './screens/by-keys.ts';

const day = 86_400_000;
const now = Date.now();
let stage: DeskStage;
const chats: ChatClient[] = [];

const bought = { customerId: 'lena', unit: 'cases' as const, channels: [] };
const world = [
  row(
    'customer',
    aCustomer('lena', {
      name: 'Lena Vogt',
      email: 'lena@example.com',
      city: 'Potsdam',
      since: now - 900 * day,
    }),
  ),
  row(
    'customer',
    aCustomer('lena-2', { name: 'Lena Vogt', email: 'vogt.l@example.org', phone: '+49 30 901820' }),
  ),
  row('customer', aCustomer('sam', { name: 'Sam Okafor', email: 'sam@example.com' })),
  row('entitlement', {
    ...bought,
    id: 'e-now',
    name: 'Repair plan',
    total: 5,
    used: 2,
    from: now - 90 * day,
    to: now + 275 * day,
  }),
  row('entitlement', {
    ...bought,
    id: 'e-old',
    name: 'Starter help',
    total: 2,
    used: 2,
    from: now - 800 * day,
    to: now - 435 * day,
  }),
  ...Array.from({ length: 40 }, (_, i) =>
    row(
      'conversation',
      aConversation(`talk-${i}`, {
        customerId: 'lena',
        queueId: 'queue-support',
        state: 'closed',
        channel: i % 10 === 0 ? 'voice' : i % 3 === 0 ? 'email' : 'chat',
        subject: `Matter ${i}`,
        createdAt: now - (i + 1) * 9 * day,
        closedAt: now - (i + 1) * 9 * day + 3_600_000,
      }),
    ),
  ),
  row(
    'case',
    aCase('lamp', {
      number: 'C-90001',
      title: 'The lamp flickers',
      customerId: 'lena',
      queueId: 'queue-support',
      createdAt: now - 3 * day,
    }),
  ),
  row(
    'note',
    aNote('n-lamp', {
      subjectId: 'lamp',
      text: 'Ask for the **serial number**',
      format: 'rich',
      at: now - 2 * day,
    }),
  ),
  row(
    'activity',
    anActivity('a-lamp', { caseId: 'lamp', title: 'Call Lena back', kind: 'call', dueAt: now + 3_600_000 }),
  ),
];

beforeAll(async () => {
  stage = await createDeskStage({ name: 'customer', more: (seeder) => seeder.putRecords(world) });
}, 180_000);
afterAll(async () => {
  for (const chat of chats) chat.close();
  await stage?.close();
}, 60_000);
beforeEach(() => stage.page.keyboard.press('Escape'));

const page = () => stage.page;
const context = (): Locator => page().locator('[data-pane="context"] [data-shown="true"]');
const card = (): Locator => context().getByRole('region', { name: 'Customer', exact: true });
const timeline = (): Locator => stage.shown().getByRole('region', { name: 'History' });

/** A visitor writes and is accepted. */
async function visitor(name: string, over: Partial<Extract<ChatUp, { t: 'start' }>> = {}): Promise<void> {
  const chat = await chatClient(stage.service.address);
  chats.push(chat);
  chat.send({
    t: 'start',
    conversationId: crypto.randomUUID(),
    messageId: crypto.randomUUID(),
    name,
    email: null,
    text: `This is ${name}.`,
    queueId: 'queue-support',
    language: 'en',
    page: 'https://shop.example.com/help',
    ...over,
  });
  const said = `This is ${name}.`;
  await page().getByRole('group').filter({ hasText: said }).getByRole('button', { name: 'Accept' }).waitFor();
  await page().keyboard.press('Control+Shift+A');
  await stage.shown().getByRole('log').getByText(said).waitFor();
}
async function complaints(): Promise<unknown> {
  // Toasts have a test of their own, and go by themselves.
  await until(
    async () =>
      (await page()
        .getByRole('button', { name: stage.words('common.undo') })
        .count()) === 0,
    {
      what: 'no toast',
    },
  );
  const result = await new AxeBuilder({ page: page() })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-pane="status"]')
    .exclude('[data-pane="sessions"]')
    .analyze();
  return result.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
}
const undo = (): Locator => page().getByRole('button', { name: 'Undo' }).first();

describe('a visitor', () => {
  test('whom nobody knows: the way here is told, a note is written, and follows the customer who is found', async () => {
    await visitor('Visitor 7', {
      visits: [
        { ago: 100_000, page: 'https://shop.example.com/lamps', title: 'Lamps' },
        { ago: 40_000, page: 'https://shop.example.com/returns', title: 'Returns <b>& refunds</b>' },
      ],
    });
    await card().getByText('Not known yet').waitFor();
    const way = card().getByRole('list', { name: 'Way here' }).getByRole('listitem');
    await until(async () => (await way.count()) === 2, { what: 'both pages' });
    expect(await way.first().innerText()).toContain('Returns <b>& refunds</b>');
    expect(await way.nth(1).innerText()).toContain('1:00');
    const note = context().getByRole('textbox', { name: 'Write a note' });
    await note.fill('Has the **blue** lamp');
    await page().keyboard.press('Control+Enter');
    await context().locator('strong', { hasText: 'blue' }).waitFor();

    await card().getByRole('combobox', { name: 'Find a customer' }).fill('sam ok');
    await page()
      .getByRole('option', { name: /Sam Okafor/ })
      .click();
    await card().getByRole('button', { name: 'Open customer Sam Okafor' }).waitFor();
    await stage.picture('linked');
    // The wrong one: back, then the right one.
    await undo().click();
    await card().getByText('Not known yet').waitFor();
    await card().getByRole('combobox', { name: 'Find a customer' }).fill('sam');
    await page()
      .getByRole('option', { name: /Sam Okafor/ })
      .click();
    await card().getByRole('button', { name: 'Choose another customer' }).click();
    await card().getByRole('combobox', { name: 'Find a customer' }).fill('lena@');
    await page()
      .getByRole('option', { name: /Lena Vogt/ })
      .first()
      .click();
    await card().getByRole('button', { name: 'Open customer Lena Vogt' }).click();
    await timeline()
      .getByRole('button', { name: /Has the blue lamp/ })
      .waitFor();
    await stage.picture('note-on-timeline');
  });

  test('with the address of one customer is linked, with a word of care; that can be taken back', async () => {
    await visitor('L. V.', { email: 'LENA@example.com' });
    await card().getByRole('button', { name: 'Open customer Lena Vogt' }).waitFor();
    await card().getByText('It proves nothing').waitFor();
    await card().getByText('Repair plan').waitFor();
    await card().getByText('3 of 5 cases left', { exact: false }).waitFor();
    await stage.picture('one');
    await card().getByRole('button', { name: 'Not this customer' }).click();
    await card().getByText('May be this customer').waitFor();
    await card().getByText('Same e-mail').waitFor();
    expect(await card().locator('mark').allInnerTexts()).toEqual(['lena@example.com']);
    await undo().click();
    await card().getByRole('button', { name: 'Open customer Lena Vogt' }).waitFor();
  });

  test('with the name of several may be one of them, and what fits is marked', async () => {
    await visitor('Lena Vogt', { email: 'nobody@example.net' });
    await card().getByText('May be one of 2 customers').waitFor();
    expect(await card().getByText('Same name').count()).toBe(2);
    await stage.picture('many');
    await card().getByRole('button', { name: 'Link Lena Vogt' }).first().click();
    await card().getByRole('button', { name: 'Open customer Lena Vogt' }).waitFor();
  });

  test('comes to the one open case of the customer, and leaves it again', async () => {
    const part = context().getByRole('region', { name: 'Case', exact: true });
    await part.getByText('one open case: link it').waitFor();
    await part.getByRole('button', { name: 'Link The lamp flickers to this conversation' }).click();
    await part.getByRole('button', { name: 'Open case The lamp flickers' }).waitFor();
    await stage.picture('case-linked');
    await undo().click();
    await part.getByText('one open case: link it').waitFor();
    expect(await part.getByRole('button', { name: 'Find another case' }).count()).toBe(1);
  });
});

describe('the page of a customer', () => {
  test('has everything on one line of time, filtered, and remembered over a reload', async () => {
    await stage.palette('Lena Vogt', /lena@example.com/);
    await timeline().getByRole('radio', { name: /^All/ }).waitFor();
    const kind = (name: string): Locator => timeline().getByRole('radio', { name: new RegExp(`^${name}`) });
    await until(async () => /Calls\s*4/.test(await kind('Calls').innerText()), { what: 'the counts' });
    expect(await timeline().getByRole('heading', { name: 'Coming up' }).count()).toBe(1);
    await stage.picture('timeline');
    await kind('Calls').click();
    await until(
      async () =>
        (await timeline()
          .getByRole('button', { name: /Matter/ })
          .count()) === 4,
      {
        what: 'only calls',
      },
    );
    await kind('Activities').click();
    await timeline()
      .getByRole('button', { name: /Call Lena back/ })
      .waitFor();
    await kind('Conversations').click();
    await timeline()
      .getByRole('combobox', { name: /Channel/ })
      .click();
    await page()
      .getByRole('option', { name: /E-mail \(12\)/ })
      .click();
    await until(
      async () =>
        (await timeline()
          .getByRole('button', { name: /Matter/ })
          .count()) === 12,
      {
        what: 'only e-mails',
      },
    );
    await until(() => page().evaluate(() => document.documentElement.dataset['journal'] === 'saved'), {
      what: 'the journal',
    });
    await page().reload();
    await until(async () => (await kind('Conversations').getAttribute('aria-checked')) === 'true', {
      what: 'the filter as it was',
    });
    await until(
      async () =>
        (await timeline()
          .getByRole('button', { name: /Matter/ })
          .count()) === 12,
      {
        what: 'the list as it was',
      },
    );
    await timeline()
      .getByRole('combobox', { name: /Channel/ })
      .click();
    await page().getByRole('option', { name: 'Any channel' }).click();
    await kind('Notes').click();
    await timeline()
      .getByRole('button', { name: /Ask for the serial number/ })
      .click();
    await stage
      .shown()
      .getByRole('button', { name: /^Title: The lamp flickers/ })
      .waitFor();
  });

  test('tells what holds now from what is over', async () => {
    await stage.palette('Lena Vogt', /lena@example.com/);
    const part = stage.shown().getByRole('region', { name: 'Entitlements' });
    await part.getByText('In force').waitFor();
    expect(await part.getByText('Starter help').isVisible()).toBe(false);
    await part.getByText('1 earlier one').click();
    await part.getByText('Expired').waitFor();
    expect(await part.getByText('Starter help').isVisible()).toBe(true);
  });

  test('takes further contacts, keeps half-typed ones, and gives each change back', async () => {
    await stage.palette('Lena Vogt', /lena@example.com/);
    const part = stage.shown().getByRole('region', { name: 'Further contacts' });
    await part.getByRole('button', { name: 'Add contact' }).click();
    await part.getByRole('textbox', { name: 'Address, number or handle' }).fill('lena.work@');
    await page().keyboard.press('Enter');
    await part.getByText('Write it like name@example.com.').waitFor();
    await until(() => page().evaluate(() => document.documentElement.dataset['journal'] === 'saved'), {
      what: 'the journal',
    });
    await page().reload();
    const field = part.getByRole('textbox', { name: 'Address, number or handle' });
    await until(async () => (await field.inputValue()) === 'lena.work@', { what: 'what was typed' });
    await field.fill(`lena.${'long'.repeat(40)}@example.com`);
    await field.press('Enter');
    const line = part.getByText(/^lena\.longlong/);
    await line.waitFor();
    await part.getByRole('button', { name: /^Prefer lena\.long/ }).click();
    await until(
      async () =>
        (await part.getByRole('button', { name: /^Prefer lena\.long/ }).getAttribute('aria-pressed')) ===
        'true',
      { what: 'the star' },
    );
    await stage.picture('contacts');
    await part.getByRole('button', { name: /^Remove lena\.long/ }).click();
    await line.waitFor({ state: 'detached' });
    await undo().click();
    await line.waitFor();
    expect(await part.getByRole('button', { name: /^Prefer lena\.long/ }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });
});

describe('without a mouse', () => {
  test('a visitor becomes a new customer, and the history is walked and left for a case', async () => {
    await visitor('Ines Prado', { email: 'ines@example.com' });
    await card().getByText('Not known yet').waitFor();
    await press(page(), card().getByRole('button', { name: 'New customer' }), { key: 'Shift+Tab' });
    await until(
      () =>
        page().evaluate(() => (document.activeElement as HTMLInputElement | null)?.value === 'Ines Prado'),
      { what: 'the name in the form' },
    );
    await page().keyboard.press('Enter');
    await card().getByRole('button', { name: 'Open customer Ines Prado' }).waitFor();

    await page().keyboard.press('Control+k');
    await page().keyboard.type('Lena Vogt');
    await page()
      .getByRole('option', { name: /lena@example.com/ })
      .waitFor();
    const chosen = page().locator('[role="option"][aria-selected="true"], [role="option"][data-highlighted]');
    for (let i = 0; i < 20 && !/lena@example.com/.test((await chosen.first().innerText()) ?? ''); i++)
      await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    await reach(page(), timeline().getByRole('radio', { checked: true }));
    await page().keyboard.press('Home');
    for (let i = 0; i < 8; i++) {
      const on = await timeline().getByRole('radio', { checked: true }).innerText();
      if (on.startsWith('Cases')) break;
      await page().keyboard.press('ArrowRight');
    }
    const lamp = timeline().getByRole('button', { name: /The lamp flickers/ });
    await lamp.waitFor();
    await press(page(), lamp);
    await stage
      .shown()
      .getByRole('button', { name: /^Title: The lamp flickers/ })
      .waitFor();
  });
});

describe('read out', () => {
  test.each([
    ['light', 'en'],
    ['dark', 'en'],
    ['contrast', 'en'],
    ['light', 'ar'],
  ] as const)('the page and the card have no fault in %s, %s', async (theme, locale) => {
    await stage.look({ theme, locale });
    await stage.palette('Lena Vogt', /lena@example.com/);
    await stage.shown().getByRole('article').waitFor();
    await stage.picture(`tab-${theme}-${locale}`);
    expect(await complaints()).toEqual([]);
    await stage.session('Visitor 7').or(stage.session('Lena Vogt')).first().click();
    await page().locator('[data-pane="context"]').waitFor();
    await stage.picture(`card-${theme}-${locale}`);
    expect(await complaints()).toEqual([]);
  });
});
