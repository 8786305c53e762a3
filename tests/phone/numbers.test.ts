// Changes when numbers and links that ask for a call are read otherwise.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../renderer/phone/sip-words.ts';
import { readPhoneLink } from '../../shared/ipc/phone-link.ts';
import { bareNumber, formatNumber, isNumber, plainDigits, sameNumber } from '../../shared/phone/number.ts';

describe('numbers', () => {
  test.each([
    ['+49 (30) 123-4567', '+49301234567', '+49 301 234 567'],
    ['0049 30 123 4567', '+49301234567', '+49 301 234 567'],
    ['+1.555.010.0123', '+15550100123', '+1 555 010 0123'],
    ['030 1234567', '0301234567', '030 123 4567'],
    ['٠٣٠ ١٢٣٤٥٦٧', '0301234567', '030 123 4567'],
    ['+۹۸ ۲۱ ۱۲۳۴۵۶۷۸', '+982112345678', '+98 211 234 5678'],
    ['601', '601', '601'],
    ['*43#', '*43#', '*43#'],
    ['ada@example.org', 'ada@example.org', 'ada@example.org'],
    ['Ada Lovelace', 'Ada Lovelace', 'Ada Lovelace'],
  ])('%s', (text, bare, shown) => {
    expect(bareNumber(text)).toBe(bare);
    expect(formatNumber(text)).toBe(shown);
  });

  test('a number written for people dials what it says', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9][0-9]{4,14}$/), (number) => {
        expect(bareNumber(formatNumber(number))).toBe(number);
        expect(addressOf(formatNumber(number), 'pbx.example')).toBe(`sip:${number}@pbx.example`);
        expect(sameNumber(number, formatNumber(number))).toBe(true);
      }),
    );
  });

  test('whatever comes, reading it does not throw, and a number stays one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isNumber(formatNumber(text))).toBe(isNumber(text));
        expect(plainDigits(text)).toHaveLength(plainDigits(plainDigits(text)).length);
      }),
    );
  });

  test('the same line is known however its beginning is written', () => {
    expect(sameNumber('+49 30 1234567', '030 1234567')).toBe(true);
    expect(sameNumber('+49 30 1234567', '+49 30 1234568')).toBe(false);
    expect(sameNumber('601', '1601')).toBe(false);
    expect(sameNumber('', '')).toBe(false);
  });
});

describe('CALL-20: a link that asks for a call', () => {
  test.each([
    ['tel:+49-30-1234567', '+49301234567', ''],
    ['TEL:%2B49%2030%201234567', '+49301234567', ''],
    ['tel:+15550100;ext=42', '+15550100', '42'],
    ['tel:1234;phone-context=example.org', '1234', ''],
    ['callto://+15550100/', '+15550100', ''],
    ['callto:ada@example.org', 'ada@example.org', ''],
    ['sip:ada@example.org', 'ada@example.org', ''],
    ['sips:+49301234567@example.org;user=phone', '+49301234567@example.org', ''],
    ['sip:ada@example.org:5061', 'ada@example.org:5061', ''],
    ['sip:601', '601', ''],
  ])('%s', (text, to, extension) => expect(readPhoneLink(text)).toEqual({ to, extension }));

  test.each([
    '',
    'tel:',
    'tel:*21*+15550100%23',
    'tel:*43',
    'tel:43%23',
    'tel:+1555;postd=pp22',
    'tel:+1555010012345678901234567890',
    'tel:+1555%0d%0aVia: x',
    'tel:+1555\u202e0100',
    'tel:%',
    'sip:ada@example.org?Replaces=x',
    'sip:ada@example.org;transport=udp',
    'sip:ada@example.org;maddr=10.0.0.1',
    'sip:ada:secret@example.org',
    'sip:ada@bank.example@evil.example',
    'sip:<ada@example.org>',
    'sip:@example.org',
    'sip:ada@',
    'https://example.org/tel:123',
    ' tel:123',
    'tell:123',
    'mailto:ada@example.org',
  ])('%j is none', (text) => expect(readPhoneLink(text)).toBeUndefined());

  test('whatever stands in one: it is none, or something that can be dialled and shown as it is', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .tuple(
          fc.constantFrom('tel:', 'sip:', 'callto:', 'sips:', 'TEL:'),
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 40 }),
            fc.stringMatching(/^[+0-9@.;=?%a-z&<>*#-]{0,40}$/),
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const link = readPhoneLink(text);
        if (link === undefined) return;
        expect(link.to).toMatch(/^[\p{Nd}+A-Za-z0-9._:@-]{2,256}$/u);
        expect(link.to).not.toMatch(/[*#<>?;%\s]/);
        expect(link.extension).toMatch(/^[0-9]{0,15}$/);
        expect(addressOf(link.to, 'pbx.example')).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });
});
