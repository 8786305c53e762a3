// Changes when the chat's pages over HTTP promise something else.
import { afterEach, describe, expect, it } from 'vitest';
import { setUpChat as setUp, startFrame, stopChats } from '../support/chat-scene.ts';
import { anArticle } from '../support/factories.ts';

afterEach(stopChats);

describe('the chat over HTTP', () => {
  it('serves a page that only its own script may run in, in the language asked for', async () => {
    const { address } = await setUp();
    const reply = await fetch(`${address}/chat?lang=fa`);
    expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(await reply.text()).toContain('<html lang="fa" dir="rtl">');
    const german = await fetch(`${address}/chat?lang=%22%3E%3Cscript%3E`, {
      headers: { 'accept-language': 'xx, de-AT;q=0.8' },
    });
    const html = await german.text();
    expect(html).toContain('lang="de"');
    expect(html).not.toContain('"><script>');
  });

  it('tells of an article, which is read at a page of its own as long as it is published', async () => {
    const { service, address, join, agent } = await setUp();
    const page = await join();
    const { conversationId } = startFrame();
    page.send(startFrame({ conversationId }));
    await page.next('welcome');
    await agent('conversation.pick', { conversationId });
    const article = anArticle('back', {
      locale: 'fa',
      title: 'برگشت <b>کالا</b>',
      summary: 'A & B',
      body: '# How\n\nIn a <script>alert(1)</script>\n\n- one\n- two',
    });
    service.world.seed({ kind: 'article', record: article });
    service.world.seed({ kind: 'article', record: anArticle('draft', { status: 'draft', title: 'SECRET' }) });
    const send = (messageId: string, articleId: string | null, audience = 'public'): Promise<void> =>
      agent('message.send', { messageId, conversationId, audience, text: 'See this', articleId });
    await send('with', 'back');
    await send('without', null);
    await send('inside', 'back', 'internal');
    await send('early', 'draft');
    const seen = new Map<string, unknown>();
    for (let nth = 1; !seen.has('early'); nth++)
      for (const { id, article } of (await page.next('messages', nth)).messages) seen.set(id, article);
    expect(Object.fromEntries(seen)).toEqual({ with: true, without: undefined, early: true });
    const open = (id: string): Promise<Response> => fetch(`${address}/chat/articles/${id}`);
    const reply = await open('with');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const html = await reply.text();
    expect(html).toContain('<html lang="fa" dir="rtl">');
    expect(html).toContain('<li dir="auto">two</li>');
    expect(html).toContain('A &amp; B');
    expect(html).not.toMatch(/<script|<b>/);
    for (const id of ['without', 'inside', 'early', 'back', 'nobody', '%2e%2e%2f', 'x'.repeat(500)]) {
      const none = await open(id);
      expect(none.status, id).toBeGreaterThanOrEqual(400);
      expect(await none.text()).not.toMatch(/SECRET|how/i);
    }
    service.world.seed({ kind: 'article', record: { ...article, status: 'archived' } });
    expect((await open('with')).status).toBe(404);
  });

  it('says clearly when the widget is not built', async () => {
    const { address } = await setUp({ widgetPath: '/nowhere/widget.js' });
    const reply = await fetch(`${address}/widget.js`);
    expect(reply.status).toBe(503);
    expect(await reply.text()).toContain('not been built');
  });
});
