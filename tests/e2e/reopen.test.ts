// Changes when supervisors open a closed conversation again differently: the real desktop on a real service. Pictures: out/reopen.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAccounts } from '../../service/seed/company.ts';
import type { ChatClient } from '../support/chat-client.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';
import { barriers, defects } from './screens/checks.ts';

const name = 'Odile Marchetti-Brandt of the long name that goes on';
const reason = 'We promised her a call back and closed it by mistake. ‏وعدناها بالاتصال';
let stage: DeskStage;
let customer: ChatClient;

beforeAll(async () => {
  stage = await createDeskStage({ name: 'reopen', account: demoAccounts.supervisor });
  customer = await stage.welcome(name);
}, 180_000);
afterAll(() => stage?.close());

/** What stands against what shows, in light, dark, forced colours and from the right. */
async function lookedAt(what: string): Promise<string[]> {
  const { page } = stage;
  const problems: string[] = [];
  for (const [locale, theme] of [
    ['en', 'light'],
    ['en', 'dark'],
    ['ar', 'dark'],
  ] as const) {
    await stage.look({ locale, theme });
    await stage.picture(`${what}-${locale}-${theme}`);
    problems.push(...(await barriers(page)), ...(await defects(page)));
  }
  await stage.look({ locale: 'en', theme: 'light' });
  await page.emulateMedia({ forcedColors: 'active' });
  problems.push(...(await barriers(page, 'html', 'colours')));
  await page.emulateMedia({ forcedColors: 'none' });
  return problems;
}

const shown = () => stage.shown();

test('ROUTE-3: a closed conversation is opened again with a reason, waits, is offered, and its customer talks on', {
  timeout: 240_000,
}, async () => {
  const { page } = stage;
  await stage.session(name).click();
  await shown().getByRole('button', { name: 'End conversation' }).click();
  await shown().getByText('Holds your capacity until you close it').waitFor();
  expect(await lookedAt('wrapping')).toEqual([]);
  await shown().getByRole('listbox', { name: 'How did it end?' }).press('1');
  await shown().getByRole('button', { name: 'Close conversation' }).click();
  // Its session goes with it: it is found among what is closed.
  await stage.session(name).waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+Home');
  await shown()
    .getByRole('tab', { name: /^Closed/ })
    .click();
  await shown()
    .getByRole('button', { name: new RegExp(name.slice(0, 20)) })
    .first()
    .click();
  await shown().getByRole('button', { name: 'Open again' }).click();
  await shown().getByRole('textbox', { name: 'Reason' }).fill(reason);
  expect(await lookedAt('asked')).toEqual([]);
  await until(() => customer.frames.some((frame) => frame.t === 'state' && frame.state === 'ended'), {
    what: 'the end on the page of the customer',
  });
  await shown().getByRole('textbox', { name: 'Reason' }).press('Control+Enter');
  await shown().getByRole('list', { name: 'Opened again' }).getByText(reason).waitFor();
  // As any that waits: it rings, at whoever is free, and the customer writes on.
  await page.getByRole('group', { name: /^Offer: Chat from Odile/ }).waitFor();
  await page.keyboard.press('Control+Shift+A');
  await shown().getByRole('textbox', { name: 'Reply' }).waitFor();
  customer.send({ t: 'send', messageId: crypto.randomUUID(), text: 'Thank you for coming back' });
  await shown().getByRole('log').getByText('Thank you for coming back').waitFor();
  expect(await lookedAt('opened')).toEqual([]);
});
