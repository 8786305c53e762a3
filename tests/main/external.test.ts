// Changes when another address may be opened outside, or another may not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageBoxOptions } from 'electron';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { externalAddress } from '../../electron/main/external-address.ts';
import { createOpenExternal } from '../../electron/main/external.ts';
import { en } from '../../electron/main/words/en.ts';
import { memoryLog } from './support/fakes.ts';

const rest = ['', '//', '//example.com', '//example.com/a', 'alert(1)', '/etc/passwd'];
const schemes =
  'http ftp ftps sftp file javascript vbscript data blob about app chrome devtools view-source ws wss ssh telnet ldap ' +
  'ms-msdt ms-officecmd ms-word ms-excel ms-settings search-ms search shell smb afp nfs cifs jar itms-services steam ' +
  'vscode slack msteams zoommtg skype callto sip sips sms facetime intent android-app market magnet bitcoin parley x-apple';
const refused = [
  ...schemes.split(' ').flatMap((scheme) => rest.map((tail) => `${scheme}:${tail}`)),
  '',
  ' ',
  'example.com',
  '//example.com',
  '/etc/passwd',
  'C:\\Windows\\System32\\calc.exe',
  '\\\\server\\share\\x.exe',
  'https:',
  'https://',
  'https:///example.com',
  'https:example.com',
  'https:/example.com',
  'https:\\\\example.com',
  'https://user@example.com',
  'https://user:pass@example.com',
  'https://bank.example@evil.example/',
  ' https://example.com',
  'https://example.com ',
  'https://exa mple.com',
  'https://example.com\n',
  'https://example.com/\r\nHost: x',
  'https://example.com/\0',
  'https://example.com/\u202eexe.txt',
  'https://example.com/\u200b',
  'https://exam\u00adple.com/',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'https://%00/',
  'https://a_b!c/',
  'https://-x.example/',
  `https://example.com/${'a'.repeat(2000)}`,
  'mailto:',
  'mailto:nobody',
  'mailto:a@b@c',
  'mailto:a@b.example,c@d.example',
  'mailto:a%0d%0abcc:x@b.example',
  'mailto:a%00@b.example',
  'mailto:%22a%22@b.example',
  'mailto://a@b.example',
  'tel:',
  'tel:*21*0#',
  'tel:%2A%2306%23',
  'tel:abc',
  'tel:+1;ext=2',
  'tel:1',
  `tel:${'1'.repeat(30)}`,
  'tel:+123%0a456',
];
const opened: [given: string, url: string, target: string][] = [
  ['https://example.com', 'https://example.com/', 'example.com'],
  ['HTTPS://EXAMPLE.com/A?b=c#d', 'https://example.com/A?b=c#d', 'example.com'],
  ['https://example.com:8443/x', 'https://example.com:8443/x', 'example.com:8443'],
  ['https://b\u00fccher.example/', 'https://xn--bcher-kva.example/', 'xn--bcher-kva.example'],
  ['https://ex\u0430mple.com/', 'https://xn--exmple-4nf.com/', 'xn--exmple-4nf.com'],
  ['https://0x7f.1/', 'https://127.0.0.1/', '127.0.0.1'],
  ['https://[::1]/', 'https://[::1]/', '[::1]'],
  ['https://example.com/"><script>', 'https://example.com/%22%3E%3Cscript%3E', 'example.com'],
  ['mailto:anna@example.com', 'mailto:anna@example.com', 'anna@example.com'],
  [
    'mailto:anna@example.com?subject=Hi%20there&attach=/etc/passwd&bcc=x@y.example',
    'mailto:anna@example.com?subject=Hi%20there',
    'anna@example.com',
  ],
  ['mailto:a%2Bb@example.com', 'mailto:a%2Bb@example.com', 'a+b@example.com'],
  ['tel:+45-12.34(56)78', 'tel:+4512345678', '+4512345678'],
  ['tel:112', 'tel:112', '112'],
];

describe('an address from a message', () => {
  test(`is refused when it is not plainly https, mailto or tel (${refused.length} forms)`, () => {
    expect(refused.filter((address) => externalAddress(address) !== undefined)).toEqual([]);
  });

  test.each(opened)('%s is opened as %s', (given, url, target) => {
    expect(externalAddress(given)).toMatchObject({ url, target });
  });

  test('whatever it is: what comes out is one of three schemes, plain, and reads the same again', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https:',
        'HTTPS://',
        'mailto:',
        'tel:',
        'javascript:',
        '//',
        '@',
        '%0d%0a',
        '\0',
        '\u202e',
        '?subject=',
        '&',
        '#',
        '..',
        '\\',
      ),
      fc.webUrl(),
      fc.emailAddress(),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const address = externalAddress(pieces.join(''));
        if (address === undefined) return;
        expect(address.url).toMatch(/^(https:\/\/[^/@\\]+\/|mailto:[^?@]+@[^?@]+|tel:\+?\d+$)/);
        expect(address.url).toMatch(/^[\x21-\x7e]+$/);
        expect(externalAddress(address.url)).toEqual(address);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('opening it', () => {
  function world(answer: number | Promise<number>) {
    const asked: MessageBoxOptions[] = [];
    const opened: string[] = [];
    const log = memoryLog();
    const dialog = {
      showMessageBox: async (...args: unknown[]) => {
        asked.push(args.at(-1) as MessageBoxOptions);
        return { response: await answer, checkboxChecked: false };
      },
    };
    const shell = { openExternal: async (url: string) => void opened.push(url) };
    return { asked, opened, log, open: createOpenExternal(shell, dialog, () => en, log) };
  }

  test('asks with the host and opens what was shown', async () => {
    const { asked, opened, open, log } = world(0);
    expect(await open('https://EXAMPLE.com/secret-path', undefined)).toBe(true);
    expect(asked[0]?.detail).toContain('example.com\n');
    expect(opened).toEqual(['https://example.com/secret-path']);
    expect(JSON.stringify(log.lines)).toContain('example.com');
    expect(JSON.stringify(log.lines)).not.toContain('secret-path');
  });

  test('opens nothing when the person says no', async () => {
    const { opened, open } = world(1);
    expect(await open('https://example.com/', undefined)).toBe(false);
    expect(opened).toEqual([]);
  });

  test('does not even ask about what may not be opened', async () => {
    const { asked, open } = world(0);
    expect(await open('file:///etc/passwd', undefined)).toBe(false);
    expect(asked).toEqual([]);
  });

  test('asks one question at a time', async () => {
    let say: (answer: number) => void = () => {};
    const { asked, opened, open } = world(new Promise((resolve) => (say = resolve)));
    const first = open('https://example.com/1', undefined);
    expect(await open('https://example.com/2', undefined)).toBe(false);
    say(0);
    expect(await first).toBe(true);
    expect([asked.length, opened]).toEqual([1, ['https://example.com/1']]);
  });
});

describe('the source of main', () => {
  const folder = join(import.meta.dirname, '..', '..', 'electron');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const using = (pattern: RegExp): string[] =>
    sources.filter((name) =>
      pattern.test(readFileSync(join(folder, name), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '')),
    );

  test('calls openExternal in one place', () => {
    expect(using(/\.openExternal\(/)).toEqual(['main/external.ts']);
    expect(using(/openPath|showItemInFolder|openExternal\.call/)).toEqual([]);
  });

  test('listens to IPC in one place, and exposes nothing to pages', () => {
    expect(using(/ipcMain\s*\.\s*\w/)).toEqual(['main/sender.ts']);
    expect(using(/contextBridge|exposeInMainWorld|ipcRenderer\.invoke/)).toEqual([]);
  });

  test('never loosens a window', () => {
    expect(
      using(
        /nodeIntegration\w*: true|contextIsolation: false|sandbox: false|webSecurity: false|webviewTag: true|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|bypassCSP/,
      ),
    ).toEqual([]);
    expect(using(/no-sandbox/)).toEqual(['main/index.ts']);
    expect(using(/appendSwitch|file:\/\//)).toEqual([]);
  });
});
