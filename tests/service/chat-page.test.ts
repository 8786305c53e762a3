// Changes when the chat's pages over HTTP promise something else.
import { afterEach, describe, expect, it } from 'vitest';
import { setUpChat as setUp, stopChats } from '../support/chat-scene.ts';

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

  it('says clearly when the widget is not built', async () => {
    const { address } = await setUp({ widgetPath: '/nowhere/widget.js' });
    const reply = await fetch(`${address}/widget.js`);
    expect(reply.status).toBe(503);
    expect(await reply.text()).toContain('not been built');
  });
});
