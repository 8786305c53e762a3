// Changes when rules of masking find or mask something else.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPattern } from '../../shared/domain/mask-pattern.ts';
import { bounds } from '../../shared/domain/text.ts';
import type { MaskRule } from '../../shared/domain/mask.ts';
import {
  findCards,
  findEmails,
  findIbans,
  findPhones,
  findWords,
  maskText,
  passesLuhn,
  type Span,
} from '../../shared/domain/mask-text.ts';

const cut = (text: string, spans: Span[]): string[] => spans.map(({ start, end }) => text.slice(start, end));
const rule = (over: Partial<MaskRule> = {}): MaskRule => ({
  id: 'rule-1',
  name: 'Cards',
  finds: 'card',
  pattern: '',
  mark: '•',
  of: ['customer'],
  on: true,
  ...over,
});
/** @returns digits that pass Luhn's check, made of these. */
const withCheck = (digits: string): string =>
  Array.from('0123456789', (last) => digits + last).find((all) => passesLuhn(all))!;

describe('card numbers', () => {
  it.each([
    ['4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['my card 4111-1111-1111-1111, thanks', '4111-1111-1111-1111'],
    ['5500005555555559', '5500005555555559'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', '٤١١١ ١١١١ ١١١١ ١١١١'],
    ['3400 000000 00009', '3400 000000 00009'],
    ['4111111111111111 12/27', '4111111111111111'],
  ])('are found in %s', (text, card) => {
    expect(cut(text, findCards(text))).toEqual([card]);
  });

  it.each(['4111 1111 1111 1112', 'order 1234567890123', 'call +49 30 12345678', '0000 0000 0000 0000'])(
    'are not seen in %s',
    (text) => {
      expect(findCards(text)).toEqual([]);
    },
  );

  it('are found wherever they stand and however they are grouped, and one wrong digit makes them none', () => {
    const body = fc.tuple(fc.constantFrom('4', '5', '37'), fc.stringMatching(/^\d{14}$/));
    const glue = fc.constantFrom('', ' ', '-', '.');
    const around = fc.constantFrom('', 'ok ', 'Karte: ', '(');
    fc.assert(
      fc.property(
        body,
        glue,
        around,
        fc.nat(15),
        fc.integer({ min: 1, max: 9 }),
        ([head, tail], by, before, at, add) => {
          const digits = withCheck((head + tail).slice(0, 15));
          const written = digits.match(/.{4}/g)!.join(by);
          const text = `${before}${written} bitte`;
          expect(cut(text, findCards(text))).toEqual([written]);
          if (at === 0) return;
          const wrong = digits.slice(0, at) + String((Number(digits[at]) + add) % 10) + digits.slice(at + 1);
          expect(passesLuhn(wrong)).toBe(false);
        },
      ),
    );
  });
});

describe('other things', () => {
  it('are found: bank accounts by their check', () => {
    const text =
      'IBAN DE89 3704 0044 0532 0130 00 or gb29nwbk60161331926819, not DE88 3704 0044 0532 0130 00';
    expect(cut(text, findIbans(text))).toEqual(['DE89 3704 0044 0532 0130 00', 'gb29nwbk60161331926819']);
  });

  it('are found: addresses and telephone numbers, but no dates', () => {
    const text = 'jörg.b+x@müller.example.com, +49 (30) 123-4567, am 12.05.2026, ۰۹۱۲ ۳۴۵ ۶۷۸۹';
    expect(cut(text, findEmails(text))).toEqual(['jörg.b+x@müller.example.com']);
    expect(cut(text, findPhones(text))).toEqual(['+49 (30) 123-4567', '۰۹۱۲ ۳۴۵ ۶۷۸۹']);
  });

  it('are found: words, whole, in any case and script', () => {
    const text = 'Kennwort: PIN 12, Pinsel, رمز عبور';
    expect(cut(text, findWords(text, 'pin, kennwort, رمز'))).toEqual(['Kennwort', 'PIN', 'رمز']);
    expect(findWords(text, ' , ')).toEqual([]);
  });
});

describe('masking', () => {
  it('covers what a rule finds, leaves the rest, and says where and by which rule', () => {
    const masked = maskText('Card 4111 1111 1111 1111 ok', [rule()]);
    expect(masked.text).toBe('Card •••• •••• •••• •••• ok');
    expect(masked.masked).toEqual([{ start: 5, end: 24, rule: 'Cards' }]);
  });

  it('says of each part where it stands in the masked text, and covers all of it, whatever the mark', () => {
    const words = fc.array(
      fc.constantFrom('4111111111111111', 'a@b.example', 'hello', 'pin', ' ', '\n', 'é'),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(words, fc.constantFrom('•', 'X', '[x]', '😀'), (parts, mark) => {
        const text = parts.join(' ');
        const rules = [
          rule({ mark }),
          rule({ name: 'Mail', finds: 'email', mark }),
          rule({ name: 'Words', finds: 'words', pattern: 'pin', mark }),
        ];
        const once = maskText(text, rules);
        for (const { start, end } of once.masked) {
          expect(once.text.slice(start, end).replaceAll(mark, '').trim()).toBe('');
        }
        expect(once.text).not.toContain('4111111111111111');
        expect(once.text).not.toContain('a@b.example');
      }),
    );
  });

  it('never makes a message longer than messages may be', () => {
    const text = '4111111111111111 '.repeat(900);
    const { text: kept, masked } = maskText(text, [rule({ mark: '****' })]);
    expect(kept.length).toBeLessThanOrEqual(bounds.message);
    expect(masked.every(({ end }) => end <= kept.length)).toBe(true);
  });
});

describe('a pattern of one’s own', () => {
  it.each(['\\d{4}', 'KD-\\d+', '[A-Z]{2}\\d{6}', '(?:ab|cd)\\d{2,8}', 'pass\\w*', '\\p{L}+-\\d{3}'])(
    'may be %s',
    (source) => {
      expect(checkPattern(source).ok).toBe(true);
    },
  );

  it.each([
    ['(a+)+', 'nested'],
    ['(a*)*b', 'nested'],
    ['(a|aa)+', 'nested'],
    ['(?:\\d+,?){3}', 'nested'],
    ['\\d+\\d+\\d+x', 'tooManyWays'],
    ['.*.*.*x', 'tooManyWays'],
    ['a{1,5000}', 'tooManyWays'],
    ['(\\d)\\1', 'unsupported'],
    ['(?=a)b', 'unsupported'],
    ['(?<n>a)', 'unsupported'],
    ['a*', 'empty'],
    ['', 'empty'],
    ['(', 'syntax'],
    ['[z-a]', 'syntax'],
  ])('cannot be %s', (source, why) => {
    expect(checkPattern(source)).toEqual({ ok: false, why });
  });

  it('finds what the same expression finds in JavaScript, as long as nothing repeats more than 32 times', () => {
    const piece = fc.constantFrom('a', 'b', '\\d', '[ab]', 'a?', 'b+', '\\d{1,3}', '(?:a|b)', 'a*?');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.stringMatching(/^[ab01 ]{0,20}$/),
        (parts, text) => {
          const source = parts.join('');
          const checked = checkPattern(source);
          if (!checked.ok) return;
          const theirs = [...text.matchAll(new RegExp(source, 'giu'))].map(([found]) => found);
          expect([...text.matchAll(checked.regex)].map(([found]) => found)).toEqual(theirs);
        },
      ),
    );
  });

  it('is done with the longest message in bounded steps: the ways of any accepted pattern are few', () => {
    const text = 'a'.repeat(bounds.message);
    for (const source of ['a+a+b', 'a{1,32}a{1,32}b', '(?:a|a|a)a+b'])
      expect(maskText(text, [rule({ finds: 'pattern', pattern: source })]).text).toBe(text);
  });
});
