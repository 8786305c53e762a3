// Changes when other words are marked, or other ones are offered: with the dictionaries that people get.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChecker, spelledLanguage } from '../../electron/speller/checker.ts';
import { knownWords } from '../../electron/speller/words.ts';
import { locales } from '../../shared/domain/locales.ts';
import { checkerWithDictionaries, hasGerman } from './with-dictionaries.ts';

const { checker, opened } = checkerWithDictionaries();
const nobody = knownWords([]);
const wrongOf = async (text: string, language: string): Promise<readonly string[]> =>
  (await checker.check(text.split(' '), language, nobody)).wrong;

describe('a text of an agent', () => {
  test.each([
    ['en', 'Your refund has arrived, we don’t need the invoice any more', 'refnud recieve definately'],
    ['en-GB', 'The colour of the jewellery was wrong and we apologise', 'jewelery appologise'],
    ['en', 'The color of the jewelry was wrong and we apologize', 'colr'],
    ['pl', 'Dziękuję za zamówienie i przepraszam za opóźnienie wysyłki', 'dziekuje klijent zamowienie'],
    ['da', 'Din ordre bliver leveret på det aftalte leveringstidspunkt', 'bestiling tilbagebetalling'],
    ['ar', 'مرحبا بك وصلت الفاتورة وسنرسلها إلى العميل', 'الفاتوررة لماذاا'],
    ['fa', 'می‌خواهم کتاب‌ها و سفارش مشتری را ببینم', 'سفارس متشکررم'],
  ])('in %s: “%s” is right, and “%s” is not', async (language, right, wrong) => {
    expect(await wrongOf(right.replaceAll(',', ''), language)).toEqual([]);
    for (const word of wrong.split(' ')) expect(await wrongOf(word, language)).toEqual([word]);
  });

  test.skipIf(!hasGerman)('in German, with its compounds, where the computer has a dictionary', async () => {
    const right = 'Die Rechnung unserer Kundenservicemitarbeiter kommt zum Lieferzeitpunkt über die Straße';
    expect(await wrongOf(right, 'de-AT')).toEqual([]);
    expect(await wrongOf('Rechnugn vieleicht', 'de')).toEqual(['Rechnugn', 'vieleicht']);
    expect(await checker.suggest('Rechnugn', 'de')).toContain('Rechnung');
  });

  test('with a half space or none is right in Persian, as people type it', async () => {
    expect(await wrongOf('کتاب‌ها کتابها نمی‌توانم', 'fa')).toEqual([]);
  });

  test('with vowel signs and stretched letters is right in Arabic', async () => {
    expect(await wrongOf('مَرْحَبًا الفـــاتورة', 'ar')).toEqual([]);
  });

  test.each([
    ['en', 'refnud', 'refund'],
    ['en', 'definately', 'definitely'],
    ['pl', 'dziekuje', 'dziękuję'],
    ['da', 'bestiling', 'bestilling'],
    ['ar', 'الفاتوررة', 'الفاتورة'],
    ['fa', 'سفارس', 'سفارش'],
  ] as const)('in %s: for “%s” it offers “%s”', async (language, word, meant) => {
    const offered = await checker.suggest(word, language);
    expect(offered).toContain(meant);
    expect(offered.length).toBeLessThanOrEqual(5);
  });
});

describe('what is never marked', () => {
  test.each(['R2D2', 'C-1042', '4711', 'SLA', 'VAT', 'GmbH', 'PayPal', 'e', '🎉🎉', 'a_b', '', ' '])(
    '%j',
    async (word) => expect((await checker.check([word], 'en', nobody)).wrong).toEqual([]),
  );

  test('names of this desk’s world, in genitive as well, but not what only looks like one', async () => {
    const known = knownWords(['Żaneta Kowalski', 'Szczeciński Ltd.', 'grznbl']);
    const asked = ['Kowalski', "Kowalski's", 'Kowalski’s', 'Żaneta', 'Szczeciński', 'Grznbl', 'Kowalsky'];
    expect((await checker.check(asked, 'en', known)).wrong).toEqual(['Kowalsky']);
  });

  test('a language that is switched off, or has no dictionary', async () => {
    expect((await checker.check(['refnud'], 'en', nobody, new Set(['en']))).wrong).toEqual([]);
    expect(await wrongOf('refnud', 'tlh')).toEqual([]);
    expect(
      (await checker.check(['refnud', 'recieve', 'abcdefg'], 'en', nobody, new Set(locales))).wrong,
    ).toEqual([]);
  });
});

describe('the language', () => {
  test('is another one where most words are right in that: the field only guesses', async () => {
    const polish = 'Dziękuję za zamówienie i przepraszam za opóźnienie wysyłki refnudddd'.split(' ');
    expect(await checker.check(polish, 'en', nobody)).toEqual({ language: 'pl', wrong: ['refnudddd'] });
    // Not against the agent's will.
    const off = await checker.check(polish, 'en', nobody, new Set(['pl']));
    expect(off.language).toBe('en');
  });

  test('stays that of the field where a few words are wrong', async () => {
    const text = 'Please send the refnud and the reciept to Kowalczyk in Gdansk today'.split(' ');
    const { language, wrong } = await checker.check(text, 'en', nobody);
    expect(language).toBe('en');
    expect(wrong).toEqual(['refnud', 'reciept', 'Kowalczyk']);
  });

  test('is read from a tag, with its country or without', () => {
    expect(['de-CH', 'FA', 'en_US', 'x', '', 'deu'].map(spelledLanguage)).toEqual([
      'de',
      'fa',
      'en',
      null,
      null,
      null,
    ]);
  });

  test('is opened once, and only when it is needed', async () => {
    const fresh = checkerWithDictionaries();
    await Promise.all([1, 2, 3].map(() => fresh.checker.check(['word'], 'en', nobody)));
    expect(fresh.opened).toEqual(['en']);
    expect(opened.length).toBe(new Set(opened).size);
  });
});

describe('hostile words', () => {
  const hostile = [
    'x'.repeat(10_000),
    'x'.repeat(60),
    'ab'.repeat(30),
    '\u0000refnud\u0000',
    '\ud800',
    '👩‍👩‍👧‍👦',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
    '\u202erefnud',
    "'''''''''",
    '-',
    'ـــــــ',
    '\u200c\u200c\u200c',
  ];

  test.each(locales)('end no check and no suggestion in %s', async (language) => {
    const { wrong } = await checker.check(hostile, language, nobody);
    for (const word of wrong) expect(hostile).toContain(word);
    expect(await checker.suggest('x'.repeat(10_000), language)).toEqual([]);
    for (const word of hostile) expect((await checker.suggest(word, language)).length).toBeLessThanOrEqual(5);
  });

  test('of any kind: what is wrong was asked for, and the same words are judged the same again', async () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('refnud', 'refund')),
      {
        maxLength: 30,
      },
    );
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom(...locales), async (asked, language) => {
        const first = await checker.check(asked, language, nobody);
        expect(asked).toEqual(expect.arrayContaining([...first.wrong]));
        expect(await checker.check(asked, language, nobody)).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  test('more than a text has: the rest is not asked for', async () => {
    const asked = Array.from({ length: 6_000 }, (_, at) => `w${'abcdefghij'[at % 10]}${'x'.repeat(at % 7)}q`);
    let looked = 0;
    const counting = createChecker({
      open: async () => [{ isRight: () => (looked += 1) > 0, suggest: () => [] }],
      onProblem: () => {},
    });
    await counting.check([...new Set(asked), ...asked], 'en', nobody);
    expect(looked).toBeLessThanOrEqual(5_000);
  });

  test('a dictionary that cannot be read marks nothing, and is told of once', async () => {
    const problems: string[] = [];
    const broken = createChecker({
      open: () => Promise.reject(new Error('no such file')),
      onProblem: (language) => void problems.push(language),
    });
    expect((await broken.check(['refnud'], 'en', nobody)).wrong).toEqual([]);
    expect(await broken.suggest('refnud', 'en')).toEqual([]);
    expect(problems).toEqual(['en']);
  });
});
