// Changes when a conversation behaves differently: the real desktop on a real service, a real customer's browser, files between them.
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumArguments, findChromium } from '../../build/browser.ts';
import { inRepository } from '../../build/paths.ts';
import { pieceBytes } from '../../shared/domain/attachment.ts';
import { storePid } from '../support/desk-processes.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { page as htmlPage, pdf, png } from '../support/file-bytes.ts';
import { until } from '../support/until.ts';

const pictures = inRepository('out', 'conversation');
const executablePath = findChromium();
let stage: DeskStage;
let page: Page;
let browser: Browser;
let customer: Page;

beforeAll(async () => {
  // As the system has it: how it looks is tried by what the system says.
  stage = await createDeskStage({ name: 'conversation', settings: { theme: 'system' }, cable: true });
  ({ page } = stage);
  browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: chromiumArguments(process.getuid?.() === 0),
  });
  customer = await (
    await browser.newContext({ locale: 'en-GB', viewport: { width: 480, height: 760 } })
  ).newPage();
  await customer.goto(`${stage.service.address}/chat`);
  await part('name').fill('Ida Holm');
  await part('question').fill('The lamp came broken, shall I send a picture?');
  await part('start').click();
  await page.getByRole('group', { name: /Ida Holm/ }).waitFor();
  await page.keyboard.press('Control+Shift+A');
  await page.locator('[data-session]').filter({ hasText: 'Ida Holm' }).click();
  await reply().waitFor();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await stage?.close();
}, 60_000);

const part = (name: string): Locator => customer.locator(`[data-part="${name}"]`);
const shown = (): Locator => stage.shown();
const reply = (): Locator => shown().getByRole('textbox', { name: 'Reply' });
const log = (): Locator => shown().getByRole('log');
const chips = (): Locator => shown().locator('section').getByRole('list', { name: 'Files' });
const picture = (name: string, of: Page = page): Promise<Buffer> =>
  of.screenshot({ path: join(pictures, `${name}.png`) });
const attach = (...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
  shown().locator('input[type="file"]').setInputFiles(files);
/** Sends what is written, also while its files are still being taken in. */
const send = (): Promise<void> => reply().press('Enter');
const says = async (text: string): Promise<void> => {
  await part('input').fill(text);
  await part('input').press('Enter');
  await log().getByText(text).first().waitFor();
};

/** What was typed, and what the tabs keep, is on disk. */
const saved = (): Promise<unknown> =>
  until(
    () =>
      page.evaluate(() => {
        const { journal, workspace } = document.documentElement.dataset;
        return journal === 'saved' && workspace === 'saved';
      }),
    { what: 'everything on disk' },
  );

describe('files', () => {
  test('a customer’s picture is seen in the thread, and whole on a click', async () => {
    await part('file').setInputFiles([{ name: 'lamp.png', mimeType: 'image/png', buffer: png(640, 400) }]);
    await until(async () => (await part('send').getAttribute('aria-disabled')) !== 'true', {
      what: 'the file',
    });
    await part('send').click();
    const open = log().getByRole('button', { name: 'Open lamp.png' });
    await until(() => open.isEnabled(), { what: 'the picture' });
    await open.click();
    await page.getByRole('dialog', { name: 'lamp.png' }).getByRole('img').waitFor();
    await page.keyboard.press('Escape');
    // The words that stand for a file where files are not shown are not shown beside it.
    expect(await log().innerText()).not.toContain('📎');
  });

  test('an agent’s files are checked before they are sent, and reach the customer', async () => {
    await attach(
      { name: 'plan.pdf', mimeType: 'application/pdf', buffer: pdf(pieceBytes + 900) },
      { name: 'colour.png', mimeType: 'image/png', buffer: png(300, 300, [200, 80, 40]) },
      { name: 'trick.png', mimeType: 'image/png', buffer: htmlPage },
    );
    await chips().getByText('This is not what its name says.').waitFor();
    await chips().getByText('plan.pdf').waitFor();
    await picture('composer-files');
    await chips().getByRole('button', { name: 'Send without trick.png' }).click();
    await reply().fill('Here is the plan.');
    await send();
    await customer.locator('.said', { hasText: 'Here is the plan.' }).getByText('plan.pdf').waitFor();
    await customer.locator('.said img[alt="colour.png"]').waitFor();
    expect(await chips().count()).toBe(0);
    await picture('thread-files');
    await picture('customer-files', customer);
  });

  test('FILE-7 a message that is sent while its file is taken in waits for it, is taken back, and goes by itself', async () => {
    // The store stands still: nothing is taken in until it goes on.
    const store = storePid(stage.app)!;
    process.kill(store, 'SIGSTOP');
    try {
      await reply().fill('The bill is with it.');
      await attach({ name: 'bill.pdf', mimeType: 'application/pdf', buffer: pdf(2000) });
      await send();
      const waits = shown().getByText('Sends when the file is in. Esc takes it back.');
      await waits.waitFor();
      await picture('waits-for-file');
      await reply().press('Escape');
      await waits.waitFor({ state: 'detached' });
      expect(await reply().inputValue()).toBe('The bill is with it.');
      await send();
      await waits.waitFor();
    } finally {
      process.kill(store, 'SIGCONT');
    }
    await customer.locator('.said', { hasText: 'The bill is with it.' }).getByText('bill.pdf').waitFor();
    expect(await reply().inputValue()).toBe('');
  });

  test('FILE-8 kill -9 of all while a message waits for its file: both are there again, the file is named, it goes once', async () => {
    // As from a disk of the network that has gone to sleep: the end of it never comes.
    await page.evaluate(() => {
      const whole = Blob.prototype.arrayBuffer;
      Blob.prototype.arrayBuffer = function (this: Blob) {
        return this.size === 777 ? new Promise<ArrayBuffer>(() => {}) : whole.call(this);
      };
    });
    await attach(
      { name: 'photo.png', mimeType: 'image/png', buffer: png(60, 60) },
      { name: 'offer.pdf', mimeType: 'application/pdf', buffer: pdf(pieceBytes + 777) },
    );
    await reply().fill('Our offer, with a photo.');
    await send();
    await shown().getByText('Sends when the file is in. Esc takes it back.').waitFor();
    await stage.session('Ida Holm').getByLabel('A message waits for its file').waitFor();
    await saved();
    await stage.crash();
    ({ page } = stage);
    await shown().getByText('Parley was closed before offer.pdf was in', { exact: false }).waitFor();
    await picture('cut-off-by-a-crash');
    expect(await reply().inputValue()).toBe('Our offer, with a photo.');
    expect(await log().getByText('Our offer, with a photo.').count()).toBe(0);
    await chips().getByText('photo.png').waitFor();
    await attach({ name: 'offer.pdf', mimeType: 'application/pdf', buffer: pdf(pieceBytes + 777) });
    await reply().press('Enter');
    const said = customer.locator('.said', { hasText: 'Our offer, with a photo.' });
    await said.getByText('offer.pdf').waitFor();
    await said.locator('img[alt="photo.png"]').waitFor();
    expect(await said.count()).toBe(1);
    expect(await chips().count()).toBe(0);
  }, 120_000);

  test('queued without a line they survive kill -9 of all, and arrive once', async () => {
    await stage.cable.cut();
    await page
      .getByRole('contentinfo')
      .getByText(/reach|offline/i)
      .first()
      .waitFor();
    await attach({ name: 'later.pdf', mimeType: 'application/pdf', buffer: pdf(pieceBytes * 2) });
    await chips().getByText('later.pdf').waitFor();
    await until(async () => (await chips().locator('progress').count()) > 0, { what: 'a file that waits' });
    await reply().fill('This goes out later.');
    await send();
    await log().getByText('This goes out later.').waitFor();
    await stage.crash();
    ({ page } = stage);
    await log().getByText('This goes out later.').waitFor();
    await stage.cable.mend();
    await customer
      .locator('.said', { hasText: 'This goes out later.' })
      .getByText('later.pdf')
      .waitFor({ timeout: 40_000 });
    await until(async () => (await log().locator('progress').count()) === 0, {
      what: 'the upload',
      timeoutMs: 60_000,
    });
    expect(await customer.locator('.said', { hasText: 'This goes out later.' }).count()).toBe(1);
    const download = customer.waitForEvent('download');
    await customer
      .locator('.said', { hasText: 'This goes out later.' })
      .getByRole('button', { name: 'later.pdf' })
      .click();
    expect((await download).suggestedFilename()).toBe('later.pdf');
  }, 180_000);
});

describe('replies and changes', () => {
  test('SEND-3 a message is answered by keyboard in one breath, quoted on both sides, and leads to the original', async () => {
    await says('Does the shade come in green?');
    await reply().click();
    await page.keyboard.press('Control+ArrowUp');
    await reply().fill('Yes, in two greens.');
    await send();
    const answer = log().getByRole('article').filter({ hasText: 'Yes, in two greens.' });
    await answer.getByRole('button', { name: 'In reply to Ida Holm' }).click();
    await log().locator('[data-hit="true"]', { hasText: 'Does the shade come in green?' }).waitFor();
    await customer
      .locator('.said', { hasText: 'Yes, in two greens.' })
      .locator('.quote', { hasText: 'shade' })
      .waitFor();
    // And the customer answers one message.
    await customer.locator('.said', { hasText: 'Yes, in two greens.' }).locator('.answer').click();
    await part('quoting').waitFor();
    await says('The darker one then.');
    await log()
      .getByRole('article')
      .filter({ hasText: 'The darker one then.' })
      .getByRole('button', { name: /In reply to/ })
      .waitFor();
    await picture('replies');
    await picture('customer-replies', customer);
    expect(await customer.locator('.said .quote').count()).toBe(2);
  });

  test('what was said is changed, on the customer’s page too, and its versions are kept', async () => {
    await reply().click();
    await page.keyboard.press('ArrowUp');
    const field = log().getByRole('textbox', { name: 'Change the message' });
    await field.fill('Yes, in three greens.');
    await page.keyboard.press('Enter');
    await customer.locator('.said', { hasText: 'Yes, in three greens.' }).getByText('Edited').waitFor();
    expect(await customer.getByText('Yes, in two greens.').count()).toBe(0);
    await until(() => reply().evaluate((element) => element === document.activeElement), {
      what: 'the keyboard back',
    });
    await log().getByRole('button', { name: 'Edited' }).click();
    await page.getByRole('dialog', { name: 'Earlier versions' }).getByText('Yes, in two greens.').waitFor();
    await picture('versions');
    await page.keyboard.press('Escape');
  });
});

describe('whatever customers write', () => {
  const hostile = [
    '\u202Etxet desrever\u202C and <b onclick=alert(1)>bold</b> <img src=x onerror="document.title=1">',
    `Z${'\u0335\u0322\u0328\u0321'.repeat(60)}algo`,
    'مرحبا hello שלום 123 (شكرا) — <script>document.title=2</script>',
    'word '.repeat(3000).trim(),
  ];
  test('is text, set right, folded when long, and pushes nothing aside', async () => {
    for (const text of hostile) {
      await part('input').fill(text);
      await part('input').press('Enter');
    }
    await log().getByRole('button', { name: 'Show all of it' }).waitFor();
    expect(await log().locator('b, script, [onerror]').count()).toBe(0);
    const { wide, room } = await log().evaluate((element) => ({
      wide: element.scrollWidth,
      room: element.clientWidth,
    }));
    expect(wide).toBeLessThanOrEqual(room);
    expect(await page.title()).not.toMatch(/^[12]$/);
    await picture('hostile');
  });

  test('and files with hostile names are named harmlessly', async () => {
    const name = `../..\u202Egpj.exe ${'long '.repeat(80)}.png`;
    await part('file').setInputFiles([{ name, mimeType: 'image/png', buffer: png(50, 50) }]);
    await until(async () => (await part('send').getAttribute('aria-disabled')) !== 'true', {
      what: 'the file',
    });
    await part('send').click();
    const named = log().getByRole('list', { name: 'Files' }).last().locator('bdi');
    await until(async () => /long long.*….png$/.test((await named.textContent()) ?? ''), {
      what: 'a short name',
    });
    expect(await named.textContent()).not.toMatch(/[\u202a-\u202e/\\]/);
  });
});

describe('how it looks', () => {
  test('without a barrier in light, dark and forced colours', async () => {
    for (const look of ['light', 'dark', 'forced'] as const) {
      await page.emulateMedia({
        colorScheme: look === 'dark' ? 'dark' : 'light',
        forcedColors: look === 'forced' ? 'active' : 'none',
      });
      await picture(`look-${look}`);
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .include('[data-tab][data-shown="true"]')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))])).toEqual(
        [],
      );
    }
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
  });
});
