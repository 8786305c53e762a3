// Changes when a foreign site embeds the chat differently. The real service with all its headers, a host page of another origin.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumArguments, findChromium } from '../../build/browser.ts';
import { chatWith } from '../../service/channels/chat/index.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';
import { buildWidget } from '../support/widget-build.ts';

const executablePath = findChromium();
let widget: { path: string; remove(): void } | undefined;
let service: TestService | undefined;
let browser: Browser | undefined;
let site: Server | undefined;

beforeAll(async () => {
  if (executablePath === undefined) return;
  widget = await buildWidget();
  service = await startTestService({
    capabilities: [chatWith({ widgetPath: widget.path, defaultQueueId: 'queue-a' })],
  });
  browser = await chromium.launch({ executablePath, args: chromiumArguments(process.getuid?.() === 0) });
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  await service?.stop();
  widget?.remove();
});

it.skipIf(executablePath === undefined)(
  'works on a site of another origin with a strict policy',
  async () => {
    const { address, context } = service!;
    const policy = [
      "default-src 'none'",
      `script-src ${address}`,
      `connect-src ${address.replace('http', 'ws')}`,
      "require-trusted-types-for 'script'",
    ].join('; ');
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', policy);
      response.end(
        `<!doctype html><html lang="pl"><head><title>A shop</title></head><body><h1>A shop</h1>` +
          `<script src="${address}/widget.js" defer></script><parley-chat queue="queue-b"></parley-chat></body></html>`,
      );
    });
    await new Promise<void>((resolve) => site!.listen(0, '127.0.0.1', resolve));
    const page = await browser!.newPage();
    const problems: string[] = [];
    page.on(
      'console',
      (message) =>
        message.type() === 'error' &&
        !/favicon/.test(message.location().url) &&
        problems.push(message.text()),
    );
    page.on('pageerror', (error) => problems.push(error.message));
    const shop = `http://127.0.0.1:${(site.address() as AddressInfo).port}/basket?token=secret#top`;
    await page.goto(shop);
    const part = (name: string) => page.locator(`[data-part="${name}"]`);
    await part('launch').click();
    await part('name').fill('Ida');
    await part('question').fill('Czy to jest dostępne?');
    await part('start').click();
    const { rows } = await until(
      async () => {
        const found = await context.pool.query<{
          body: { queueId: string; visitor: { page: string; language: string } };
        }>(`select body from record where kind = 'conversation'`);
        return found.rows.length > 0 ? found : null;
      },
      { what: 'the conversation' },
    );
    expect(rows[0]?.body).toMatchObject({
      queueId: 'queue-b',
      visitor: { page: shop.replace(/[?#].*/, ''), language: 'pl' },
    });
    expect(problems).toEqual([]);
  },
);

it.skipIf(executablePath === undefined)(
  'keeps its own policy on the chat page behind the service’s headers',
  async () => {
    const reply = await fetch(`${service!.address}/chat`);
    expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  },
);
