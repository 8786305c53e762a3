// Changes when the chat page promises customers something else. A real Chromium against the real channel.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumArguments, findChromium } from '../../build/browser.ts';
import { layCable, type Cable } from '../../build/tour/cable.ts';
import { chatWith } from '../../service/channels/chat/index.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Conversation, Message } from '../../shared/domain/conversation.ts';
import { aPresence, aQueue, anAgent } from '../support/records.ts';
import { createTestService, type TestService } from '../support/service-context.ts';
import { anArticle } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { buildWidget } from '../support/widget-build.ts';

const executablePath = findChromium();
const ann: Actor = { kind: 'agent', id: 'ann', name: 'Ann Berg', role: 'agent' };
let browser: Browser;
let widget: { path: string; remove(): void };
let running: { service: TestService; cable: Cable; contexts: BrowserContext[] } | null = null;
let commands = 0;

beforeAll(async () => {
  if (executablePath === undefined) return;
  widget = await buildWidget();
  browser = await chromium.launch({ executablePath, args: chromiumArguments(process.getuid?.() === 0) });
});
afterEach(async () => {
  for (const context of running?.contexts ?? []) await context.close();
  await running?.cable.close();
  await running?.service.stop();
  running = null;
});
afterAll(async () => {
  await browser?.close();
  widget?.remove();
});

/** A customer's browser on the chat page, and the service behind a cable that can be pulled. */
async function setUp(query = '') {
  const service = await createTestService(({ chatStore }) => [
    chatWith({ widgetPath: widget.path }, chatStore),
  ]);
  service.world.seed(
    { kind: 'queue', record: aQueue() },
    { kind: 'agent', record: anAgent('ann', { name: 'Ann Berg' }) },
    { kind: 'presence', record: aPresence('ann') },
  );
  const cable = await layCable({ host: '127.0.0.1', port: Number(new URL(await service.listen()).port) });
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 480, height: 760 } });
  running = { service, cable, contexts: [context] };
  const page = await context.newPage();
  const problems: string[] = [];
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML/i.test(message.text())) problems.push(message.text());
    });
    page.on('dialog', (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  };
  watch(page);
  const address = `http://127.0.0.1:${cable.port}/chat${query}`;
  await page.goto(address);
  const part = (name: string): Locator => page.locator(`[data-part="${name}"]`);
  const { world } = service;
  const agent = async (type: Command['type'], args: object): Promise<void> => {
    const result = await service.context.run(ann, { id: `t-${++commands}`, type, args } as Command);
    if (!result.ok) throw new Error(result.refusal.message);
  };
  return {
    service,
    world,
    cable,
    context,
    page,
    part,
    address,
    problems,
    conversations: (): Conversation[] => world.all('conversation'),
    texts: (): string[] => world.all('message').map(({ text }: Message) => text),
    async ask(question: string, name = 'Ida Holm') {
      await part('name').fill(name);
      await part('question').fill(question);
      await part('start').click();
      await until(() => world.all('conversation').length > 0, { what: 'the conversation' });
      return world.all('conversation')[0]!.id;
    },
    agent,
    says: (conversationId: string, text: string) =>
      agent('message.send', {
        messageId: `m-${++commands}`,
        conversationId,
        audience: 'public',
        text,
        articleId: null,
      }),
    /** The texts on the page, in order. */
    shown: () => part('messages').locator('.text').allTextContents(),
    state: () => part('state').getAttribute('data-state'),
  };
}

describe.skipIf(executablePath === undefined)('the chat page in a browser', () => {
  it('takes name and question and waits in the queue', async () => {
    const { part, page, ask, state, conversations } = await setUp();
    await ask('Where is my parcel?');
    await until(async () => (await state()) === 'queued', { what: 'the queue' });
    expect(await part('state').textContent()).toBe('You are in the queue');
    expect(conversations()).toMatchObject([
      { state: 'open', visitor: { name: 'Ida Holm', language: 'en-GB' } },
    ]);
    // The focus went on to where the customer writes next.
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('data-part')),
    ).toBe('input');
  });

  it('talks both ways, shows who writes and how far messages have come', async () => {
    const { service, world, part, page, ask, agent, says, shown } = await setUp();
    const id = await ask('Where is my parcel?');
    await agent('conversation.pick', { conversationId: id });
    await until(async () => (await part('panel').getByRole('heading').textContent()) === 'Ann Berg', {
      what: 'the agent',
    });
    service.context.typing.publish({ conversationId: id, on: true, who: 'agent', name: 'Ann Berg' });
    await part('typing').getByText('Ann Berg is writing').waitFor();
    await says(id, 'Let me look.');
    await part('messages').getByText('Let me look.').waitFor();
    await part('typing').waitFor({ state: 'hidden' });
    await part('input').fill('Thank');
    await page.keyboard.type(' you');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Ida');
    await page.keyboard.press('Enter');
    await until(() => world.all('message').some(({ text }) => text === 'Thank you\nIda'), {
      what: 'the answer',
    });
    expect(await shown()).toEqual(['Where is my parcel?', 'Let me look.', 'Thank you\nIda']);
    await until(() => world.get('conversation', id)?.customerReadSeq === 3, { what: 'the read mark' });
    await agent('conversation.read', { conversationId: id, seq: 3 });
    await page.locator('[data-mark="read"]').last().waitFor();
  });

  it('gives an article that was sent as a link, which opens beside the chat', async () => {
    const { world, context, part, ask, agent } = await setUp();
    world.seed({
      kind: 'article',
      record: anArticle('back', { title: 'Sending it back', body: 'Wrap it well.' }),
    });
    const id = await ask('How do I send it back?');
    await agent('conversation.pick', { conversationId: id });
    const args = {
      messageId: 'a1',
      conversationId: id,
      audience: 'public',
      text: 'Sending it back',
      articleId: 'back',
    };
    await agent('message.send', args);
    const opened = context.waitForEvent('page');
    await part('messages').getByRole('link', { name: 'Read the article' }).click();
    const article = await opened;
    await article.getByRole('heading', { name: 'Sending it back' }).waitFor();
    await article.getByText('Wrap it well.').waitFor();
    expect((await new AxeBuilder({ page: article }).analyze()).violations).toEqual([]);
  });

  it('reloads ten times: one conversation, no message twice, half-typed text still there', async () => {
    const { part, page, ask, agent, says, shown, conversations, texts } = await setUp();
    const id = await ask('Where is my parcel?');
    await agent('conversation.pick', { conversationId: id });
    await says(id, 'Let me look.');
    await part('input').fill('I was about to s');
    for (let reload = 0; reload < 10; reload++) {
      // Some before the page has settled, some after.
      if (reload % 2 === 0) await part('messages').getByText('Let me look.').waitFor();
      await page.reload();
    }
    await part('messages').getByText('Let me look.').waitFor();
    expect(await part('input').inputValue()).toBe('I was about to s');
    expect(await shown()).toEqual(['Where is my parcel?', 'Let me look.']);
    expect(conversations()).toHaveLength(1);
    expect(texts()).toEqual(['Where is my parcel?', 'Let me look.']);
  });

  it('keeps what is written while the connection is cut, and sends it once', async () => {
    const { part, page, cable, ask, agent, says, shown, texts } = await setUp();
    const id = await ask('Where is my parcel?');
    await agent('conversation.pick', { conversationId: id });
    await until(async () => (await part('state').getAttribute('data-state')) === 'talking', {
      what: 'the talk',
    });
    await cable.cut();
    for (const text of ['one', 'two', 'three']) {
      await part('input').fill(text);
      await page.keyboard.press('Enter');
    }
    await part('notice').getByText('No connection.').waitFor();
    await says(id, 'said meanwhile');
    expect(texts()).not.toContain('one');
    await cable.mend();
    await until(() => texts().includes('three'), { what: 'the messages', timeoutMs: 20_000 });
    await part('notice').waitFor({ state: 'hidden' });
    await until(async () => (await shown()).includes('said meanwhile'), { what: 'the answer' });
    expect(texts().filter((text) => text === 'two')).toHaveLength(1);
    expect(texts().slice(-3)).toEqual(['one', 'two', 'three']);
    expect((await shown()).toSorted()).toEqual([...texts()].toSorted());
  });

  it('keeps them over a reload without a connection too', async () => {
    const { part, page, cable, context, address, ask, agent, texts } = await setUp();
    const id = await ask('Where is my parcel?');
    await agent('conversation.pick', { conversationId: id });
    await until(async () => (await part('state').getAttribute('data-state')) === 'talking', {
      what: 'the talk',
    });
    await cable.cut();
    await part('input').fill('written in a tunnel');
    await page.keyboard.press('Enter');
    await page.close();
    await cable.mend();
    const again = await context.newPage();
    await again.goto(address);
    await until(() => texts().includes('written in a tunnel'), { what: 'the message' });
    expect(texts()).toEqual(['Where is my parcel?', 'written in a tunnel']);
  });

  it('shows HTML and scripts as text in every field, and nothing runs', async () => {
    const { world, part, page, ask, agent, says, shown, problems } = await setUp();
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b> javascript:alert(3)';
    world.seed({ kind: 'agent', record: anAgent('ann', { name: '<b onclick=alert(4)>Ann</b>' }) });
    const id = await ask(evil, '"><script>alert(5)</script>');
    await agent('conversation.pick', { conversationId: id });
    await says(id, `${evil} https://example.org/?q=<script>`);
    await part('messages').getByText('https://example.org').waitFor();
    await part('input').fill(evil);
    await page.keyboard.press('Enter');
    await until(() => world.all('message').length === 3, { what: 'three messages' });
    expect((await shown())[0]).toBe(evil);
    const inside = await page.evaluate(() => {
      const root = document.querySelector('parley-chat')!.shadowRoot!;
      return {
        images: root.querySelectorAll('img, script, iframe').length,
        links: [...root.querySelectorAll('a')].map((a) => a.href),
      };
    });
    expect(inside).toEqual({ images: 0, links: ['https://example.org/?q='] });
    await agent('conversation.end', { conversationId: id });
    await part('goodbye').waitFor();
    await part('rating-1').click();
    await part('comment').fill(evil);
    await part('rate').click();
    await until(() => world.get('conversation', id)?.rating?.comment === evil, { what: 'the comment' });
    expect(problems).toEqual([]);
  });

  it('says clearly that a message of 1 MB is too long, loses nothing and sends nothing', async () => {
    const { part, page, ask, texts, conversations, agent } = await setUp();
    const huge = 'a'.repeat(1_048_576);
    await part('name').fill('Ida');
    await part('question').fill(huge);
    await part('start').click();
    await page.getByText('Too long to send: 1,048,576 of at most 16,000 characters.').waitFor();
    expect(await part('question').inputValue()).toHaveLength(1_048_576);
    expect(conversations()).toEqual([]);
    const id = await ask('Short');
    await agent('conversation.pick', { conversationId: id });
    await part('input').fill(huge);
    await page.keyboard.press('Enter');
    await page.getByText('Too long to send').waitFor();
    expect(await part('input').inputValue()).toHaveLength(1_048_576);
    expect(texts()).toEqual(['Short']);
    await part('input').fill('a'.repeat(16_000));
    await page.keyboard.press('Enter');
    await until(() => texts().length === 2, { what: 'the longest message allowed' });
  });

  it('says goodbye, takes a rating and a comment, and begins anew', async () => {
    const { world, part, page, ask, agent, conversations } = await setUp();
    const id = await ask('Where is my parcel?');
    await agent('conversation.pick', { conversationId: id });
    await agent('conversation.end', { conversationId: id });
    await part('goodbye').waitFor();
    expect(await part('input').isVisible()).toBe(false);
    await part('rating-4').click();
    await until(() => world.get('conversation', id)?.rating?.score === 4, { what: 'the rating' });
    await part('comment').fill('Kind and quick.');
    await part('rate').click();
    await until(() => world.get('conversation', id)?.rating?.comment === 'Kind and quick.', {
      what: 'the comment',
    });
    await part('thanks').getByText('Thank you').waitFor();
    await page.reload();
    await part('goodbye').waitFor();
    await part('rating-1').waitFor({ state: 'hidden' });
    await part('again').click();
    await part('question').fill('And another thing');
    await part('start').click();
    await until(() => conversations().length === 2, { what: 'a second conversation' });
  });

  it('ends only after a question, and Esc takes it back', async () => {
    const { world, part, page, ask } = await setUp();
    const id = await ask('Never mind');
    await part('leave').click();
    await page.keyboard.press('Escape');
    await part('leave-yes').waitFor({ state: 'hidden' });
    await part('leave').click();
    await part('leave-yes').click();
    await until(() => world.get('conversation', id)?.state === 'closed', { what: 'the end' });
    await part('goodbye').waitFor();
  });

  it('asks for what is missing, at the field, and sends nothing', async () => {
    const { part, page, conversations } = await setUp();
    await part('email').fill('not an address');
    await part('start').click();
    await page.getByText('Please tell us your name.').waitFor();
    await page.getByText('This does not look like an e-mail address.').waitFor();
    expect(await part('name').getAttribute('aria-invalid')).toBe('true');
    expect(conversations()).toEqual([]);
  });

  it('opens and closes as a bubble from the keyboard, and counts what came meanwhile', async () => {
    const { part, page, ask, agent, says } = await setUp('?mode=bubble');
    await part('panel').waitFor({ state: 'hidden' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const id = await ask('Where is my parcel?');
    await agent('conversation.pick', { conversationId: id });
    await page.keyboard.press('Escape');
    await part('panel').waitFor({ state: 'hidden' });
    await says(id, 'One');
    await says(id, 'Two');
    await until(async () => (await part('launch').textContent()) === '2', { what: 'the count' });
    await page.keyboard.press('Enter');
    await part('messages').getByText('Two').waitFor();
    await until(async () => (await part('launch').textContent()) === '0', { what: 'no count' });
  });

  it.each([
    ['ar', 'rtl', 'بدء المحادثة'],
    ['fa', 'rtl', 'شروع گفت‌وگو'],
    ['de', 'ltr', 'Chat beginnen'],
  ])('speaks %s', async (language, direction, start) => {
    const { part, page } = await setUp(`?lang=${language}`);
    expect(await part('start').textContent()).toBe(start);
    expect(
      await page.evaluate(
        () =>
          getComputedStyle(document.querySelector('parley-chat')!.shadowRoot!.querySelector('.all')!)
            .direction,
      ),
    ).toBe(direction);
  });

  it('passes the accessibility rules in every state, light and dark', async () => {
    const { part, page, ask, agent, says } = await setUp();
    const check = async (what: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${what}, ${colorScheme}: ${id} ${nodes[0]?.html ?? ''}`),
        ).toEqual([]);
      }
    };
    await part('start').click();
    await check('form with mistakes');
    const id = await ask('Where is my parcel?');
    await agent('conversation.pick', { conversationId: id });
    await says(id, 'See https://example.org/help for that.');
    await part('messages').getByText('See').waitFor();
    await part('leave').click();
    await check('talking');
    await agent('conversation.end', { conversationId: id });
    await part('goodbye').waitFor();
    await part('rating-3').click();
    await check('ended');
  });

  it('is small', () => {
    expect(gzipSync(readFileSync(widget.path), { level: 9 }).byteLength).toBeLessThan(20_480);
  });
});
