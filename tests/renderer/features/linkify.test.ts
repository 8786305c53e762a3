// Changes when addresses in messages are found differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkify } from '../../../renderer/features/conversation/linkify.ts';

const links = (text: string) => linkify(text).filter((part) => part.href !== null);

describe('addresses in a message', () => {
  it('are found without the punctuation around them', () => {
    expect(links('See https://example.com/a_(b), or (www.example.org).').map((part) => part.text)).toEqual([
      'https://example.com/a_(b)',
      'www.example.org',
    ]);
    expect(links('Write to help@example.com!')).toEqual([
      { text: 'help@example.com', href: 'mailto:help@example.com' },
    ]);
  });

  it('are only https and mail; nothing that runs', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'http://example.com',
      'vbscript:x',
    ]) {
      expect(links(text)).toEqual([]);
    }
  });

  it('that hide a user before the host stay text', () => {
    expect(links('https://bank.example@evil.example/')).toEqual([]);
  });

  it('show a look-alike host in its true letters when opened', () => {
    expect(links('https://аррle.example')[0]?.href).toMatch(/^https:\/\/xn--le-[a-z0-9]+\.example\/$/);
  });

  it('end before a direction override', () => {
    expect(links('https://example.com/\u202Egpj.exe')[0]?.text).toBe('https://example.com/');
  });

  it('never lose or change a letter, and are always safe', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'https://',
        'www.',
        'a@b.co',
        'javascript:',
        '(',
        ')',
        '.',
        ' ',
        '\u202e',
        'example.com',
        '@',
        '://',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const parts = linkify(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const { href } of parts) if (href !== null) expect(href).toMatch(/^(https:\/\/|mailto:)/);
      }),
    );
  });

  it('take no time to speak of on hostile text', () => {
    const text = `${'a@'.repeat(4000)} ${'www.'.repeat(4000)} ${'https://'.repeat(2000)} ${'a.'.repeat(4000)}@`;
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
