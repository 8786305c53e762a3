// Changes when the preload leaves other words out, or cuts words out by another language.
import { describe, expect, test } from 'vitest';
import { languageByScript } from '../../electron/preload/script.ts';
import { sparedIn } from '../../electron/preload/spared.ts';

describe('no slips are', () => {
  test.each([
    ['write to ada.kwxlt@exmple.com, please', ['ada.kwxlt', 'exmple.com', 'exmple'], ['please', 'write']],
    ['see https://shop.exmple/retuorns?id=1.', ['https', 'retuorns', 'exmple'], ['see']],
    ['see (shop.exmple).', ['shop.exmple', 'shop'], ['see']],
    ['it is case C-1042 or ORD12xq', ['C', 'ORD12xq'], ['case', 'or']],
    ['/kb retuorns', ['kb'], ['retuorns']],
    ['Dear {custmer_name}!', ['custmer', 'name'], ['Dear']],
    ['in C:\\Usrs\\ada or ~/docmnts', ['Usrs', 'docmnts'], ['in']],
  ])('%s', (text, spared, judged) => {
    const isSpared = sparedIn(text);
    expect(spared.filter((word) => !isSpared(word))).toEqual([]);
    expect(judged.filter((word) => isSpared(word))).toEqual([]);
  });

  test('words that only end a sentence, whatever stands around them', () => {
    const isSpared = sparedIn('The “refnud” came. (Teh end!) Rechnugn: nein… e-mail');
    for (const word of ['refnud', 'came', 'Teh', 'Rechnugn', 'nein', 'mail'])
      expect(isSpared(word)).toBe(false);
  });

  test('a very long text is looked through in bounded time', () => {
    const isSpared = sparedIn('a.'.repeat(500_000));
    expect(isSpared('zzz')).toBe(false);
  });
});

describe('words are cut out by', () => {
  test.each([
    ['en', 'Hello there', 'en'],
    ['de', '', 'de'],
    ['en', 'مرحبا بك يا Ada', 'ar'],
    ['en', 'سفارش شما با پست', 'fa'],
    ['fa', 'Your order', 'en'],
    ['ar-EG', 'مرحبا بك Parley', 'ar-EG'],
    ['ar', '12 + 4', 'ar'],
    ['arn', 'مرحبا', 'ar'],
  ])('in a field of %s with “%s”: %s', (said, text, language) => {
    expect(languageByScript(said, text)).toBe(language);
  });
});
