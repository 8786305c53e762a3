// Changes when our pages are served otherwise.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAppHandler } from '../../electron/main/app-protocol.ts';
import { assetFor } from '../../electron/main/asset-path.ts';
import { contentPolicy } from '../../electron/main/content-policy.ts';
import { isOurs, isSameDocument } from '../../electron/main/origin.ts';
import { memoryLog, temporaryFolder } from './support/fakes.ts';

function pages() {
  const folder = temporaryFolder();
  const root = join(folder, 'pages');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'index-B_x-1.js'), 'void 0');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  return { root, handle: createAppHandler(root, memoryLog()) };
}

describe('the app scheme', () => {
  test('serves a file with its type and our policy', async () => {
    const { handle } = pages();
    const page = await handle(new Request('app://desk/'));
    expect(page.status).toBe(200);
    expect(await page.text()).toBe('<!doctype html>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(contentPolicy);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await handle(new Request('app://desk/assets/index-B_x-1.js?v=2#x'));
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
  });

  test('answers HEAD without a body and nothing but GET and HEAD', async () => {
    const { handle } = pages();
    expect(await (await handle(new Request('app://desk/index.html', { method: 'HEAD' }))).text()).toBe('');
    expect((await handle(new Request('app://desk/index.html', { method: 'POST', body: 'x' }))).status).toBe(
      405,
    );
  });

  test.each([
    'app://desk/missing.js',
    'app://desk/assets',
    'app://desk/assets/',
    'app://desk/../secret.txt',
    'app://desk/..%2fsecret.txt',
    'app://desk/%2e%2e/secret.txt',
    'app://desk/..%5csecret.txt',
    'app://desk/..\\secret.txt',
    'app://desk/assets/..%252f..%252fsecret.txt',
    'app://desk/index.html%00.js',
    'app://desk/index.html::$DATA',
    'app://desk//etc/hosts.txt',
    'app://desk/C:/secret.txt',
    'app://desk/.env.txt',
    'app://desk/index.html.',
    'app://other/index.html',
    'app://desk.evil/index.html',
    'app://desk:80/index.html',
    'app://user@desk/index.html',
    'file:///etc/hosts.txt',
    'https://desk/index.html',
  ])('does not find %s', async (address) => {
    const { handle } = pages();
    const request = { url: address, method: 'GET' } as Request;
    const answer = await handle(request);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('Not found.');
    expect(answer.headers.get('content-security-policy')).toBe(contentPolicy);
  });

  test('never names a file outside its folder, whatever the path', () => {
    const root = resolve('/pages');
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '..%2f',
        '%5c',
        '\\',
        '//',
        '%00',
        '\0',
        '%252e',
        'etc',
        'a.js',
        '~',
        ':',
        '\u202e',
        '\uff0e\uff0e',
      ),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.constantFrom('app://desk/', 'app://desk', 'APP://DESK/'),
        (pieces, start) => {
          const asset = assetFor(start + pieces.join('/'));
          if (asset === undefined) return;
          const file = resolve(root, ...asset.segments);
          expect(file.startsWith(`${root}/`)).toBe(true);
          expect(asset.segments.every((name) => /^[\w-][\w.-]*$/.test(name) && !name.includes('..'))).toBe(
            true,
          );
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the content policy', () => {
  test('lets a page run and load nothing that is not ours', () => {
    expect(contentPolicy).toContain("default-src 'none'");
    expect(contentPolicy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(contentPolicy).toContain("connect-src 'self';");
    expect(contentPolicy).not.toMatch(/unsafe|https?:|wss?:|\*/);
  });
});

describe('what is ours', () => {
  test.each([
    ['app://desk', true],
    ['app://desk/index.html', true],
    ['app://desk.evil/', false],
    ['app://evil/desk', false],
    ['app://x@desk/', false],
    ['https://desk/', false],
    ['null', false],
    ['', false],
  ])('%s: %s', (address, ours) => expect(isOurs(address)).toBe(ours));

  test.each([
    ['app://desk/index.html', 'app://desk/index.html#part', true],
    ['app://desk/index.html', 'app://desk/phone/index.html', false],
    ['app://desk/index.html', 'app://desk/index.html?x=1', false],
    ['https://a/', 'https://a/', false],
  ])('%s to %s is a reload: %s', (from, to, same) => expect(isSameDocument(from, to)).toBe(same));
});
