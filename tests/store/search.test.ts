// Finding by words as people write and type them, in six languages; the index follows the rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Note } from '../../shared/domain/note.ts';
import type { SearchKind } from '../../shared/cache/spec.ts';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { findRows, indexLag } from '../../electron/store/db/search.ts';
import { excerpt } from '../../shared/cache/places.ts';
import { digits, indexText, matchExpression, plain, queryWords } from '../../shared/cache/text.ts';
import { testKey } from '../support/desk.ts';
import { aConversation } from '../support/factories.ts';
import { searchOver, type Searching } from '../support/searching.ts';

let folder: string;
let cache: Cache;
let searching: Searching;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-search-'));
  cache = openCacheFile({
    file: join(folder, 'cache.db'),
    keyHex: testKey,
    touch: () => undefined,
    now: () => 1,
  }).cache;
  searching = searchOver(join(folder, 'search.db'), () => cache);
});
afterEach(() => {
  searching.close();
  cache.close();
  rmSync(folder, { recursive: true, force: true });
});

const aNote = (id: string, text: string): Note => ({
  id,
  subjectKind: 'case',
  subjectId: 'c',
  authorId: 'a',
  authorName: 'A',
  text,
  at: 1,
  supersedes: null,
});
const put = (id: string, text: string, version = 1): void =>
  void cache.transaction(() => cache.put('note', id, version, aNote(id, text)));
const index = (): void => searching.index(3);
const lag = (): number => indexLag({ cache, search: searching.search });
const rowsOf = (kind: SearchKind, text: string, limit = 50): number[] | null =>
  findRows({ cache, search: searching.search }, kind, text, limit);
const find = (text: string): string[] => {
  const rows = rowsOf('note', text) ?? [];
  return rows
    .map((row) => cache.one<{ id: string }>('SELECT id FROM note WHERE row = ?', row)!.id)
    .toSorted();
};

describe('words as they are typed', () => {
  const found: [string, string, string][] = [
    // text, query, why
    ['Where is my parcel?', 'parc', 'the beginning of a word'],
    ['Where is my PARCEL?', 'parcel where', 'any case, any order'],
    ['Die Größe stimmt nicht', 'grosse', 'umlaut and sharp s left out'],
    ['Die Grosse stimmt nicht', 'Größe', 'umlaut and sharp s typed'],
    ['Zażółć gęślą jaźń', 'zazolc gesla', 'Polish marks and the stroked l'],
    ['ΟΔΟΣ ΑΘΗΝΑΣ 5', 'οδός αθην', 'Greek capitals, marks and the last sigma'],
    ['Rødgrød med fløde på', 'rodgrod pa', 'Danish letters'],
    ['Crème brûlée', 'creme brulee', 'accents'],
    ['أين الطرد الخاص بي؟', 'اين الطرد', 'alef with and without hamza'],
    ['مدرسة كبيرة', 'مدرسه', 'teh marbuta and heh'],
    ['كتاب علي', 'کتاب علی', 'Arabic text, Persian keyboard'],
    ['کتاب علی', 'كتاب علي', 'Persian text, Arabic keyboard'],
    ['مُحَمَّد', 'محمد', 'vowel marks'],
    ['شكـــرا', 'شكرا', 'stretched letters'],
    ['سفارش می‌خواهم', 'می‌خواهم', 'a joiner on both sides'],
    ['سفارش می‌خواهم', 'میخواهم', 'a joiner left out'],
    ['سفارش می‌خواهم', 'می خواهم', 'a joiner typed as a space'],
    ['شماره ۱۲۳۴۵', '12345', 'Persian digits'],
    ['رقم ٦٧٨٩', '6789', 'Arabic digits'],
    ['Case C-10042', '۱۰۰۴۲', 'western text, Persian digits'],
    ['write to ida.holm@example.org', 'ida.holm@example.org', 'an address'],
    ['Frau Müller', 'mueller', 'an umlaut in two letters'],
    ['Frau Mueller', 'Müller', 'two letters by an umlaut'],
    ['Frau Mu\u0308ller', 'mueller', 'an umlaut of two code points'],
    ['på Ærø og i Århus', 'aarhus', 'a Danish letter in two'],
    ['Köbenhavn', 'koebenhavn', 'an umlaut in two letters'],
    ['أين الفاتورة', 'اين فاتوره', 'alef, ta marbuta, and a noun behind its article'],
    ['إلى المستشفى', 'المستشفي', 'alef maqsura'],
    ['آخر طلب', 'اخر', 'alef with madda'],
    ['وبالكتاب الجديد', 'كتاب', 'and, with and the before a noun'],
    ['للعميل الجديد', 'عميل', 'for the'],
    ['كتاب جديد', 'الكتاب', 'an article in the query alone'],
    ['خانۀ من', 'خانه', 'Persian heh with hamza'],
    ['كتابخانه‌ها', 'کتابخانه', 'Arabic kaf, a Persian plural'],
    ['مسؤول', 'مسوول', 'hamza on waw'],
  ];
  test.each(found)('%s is found by %s: %s', (text, query) => {
    put('n1', text);
    put('n2', 'something else entirely');
    index();
    expect(find(query)).toEqual(['n1']);
  });

  test('all words must be there', () => {
    put('n1', 'red shoes');
    put('n2', 'red hat');
    index();
    expect(find('red sh')).toEqual(['n1']);
    expect(find('red')).toEqual(['n1', 'n2']);
    expect(find('blue')).toEqual([]);
  });

  test('a text without a word asks for nothing, and no text breaks the query', () => {
    for (const text of ['', '   ', '?!', '"', '*', '()']) expect(matchExpression(text)).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void find(text)));
  });
});

describe('STORE-14: the index', () => {
  test('lags behind and catches up in steps', () => {
    for (let i = 0; i < 10; i++) put(`n${i}`, `note number ${i}`);
    expect(lag()).toBe(10);
    expect(find('number')).toEqual([]);
    searching.step(4);
    expect(lag()).toBe(6);
    index();
    expect(lag()).toBe(0);
    expect(find('number')).toHaveLength(10);
  });

  test('follows changes and removals, and does not work for rows whose text stayed', () => {
    put('n1', 'before');
    index();
    put('n1', 'after', 2);
    expect(lag()).toBe(1);
    index();
    expect(find('before')).toEqual([]);
    expect(find('after')).toEqual(['n1']);
    put('n1', 'after', 3);
    expect(lag()).toBe(0);
    cache.transaction(() => cache.remove('note', 'n1'));
    expect(find('after')).toEqual([]);
  });

  test('gives the newest by their time, also where they came in another order', () => {
    const order = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    cache.transaction(() =>
      order.forEach((at) => cache.put('note', `n${at}`, 1, { ...aNote(`n${at}`, `parcel ${at}`), at })),
    );
    index();
    const rows = rowsOf('note', 'parcel', 8)!;
    expect(
      rows.map((row) => cache.one<{ at: number }>('SELECT at FROM note WHERE row = ?', row)!.at),
    ).toEqual([99, 98, 97, 96, 95, 94, 93, 92]);
  });

  test('goes on where it stopped after a restart', () => {
    for (let i = 0; i < 6; i++) put(`n${i}`, `note ${i}`);
    searching.step(2);
    searching.close();
    cache.close();
    cache = openCacheFile({
      file: join(folder, 'cache.db'),
      keyHex: testKey,
      touch: () => undefined,
      now: () => 1,
    }).cache;
    expect(lag()).toBe(4);
    put('later', 'note later');
    index();
    expect(find('note')).toHaveLength(7);
  });

  test('is right after any sequence of writes, removals and steps', () => {
    const words = ['apfel', 'birne', 'كتاب', 'kirsche'];
    const step = fc.oneof(
      fc.record({ put: fc.integer({ min: 0, max: 5 }), text: fc.constantFrom(...words) }),
      fc.record({ remove: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ index: fc.integer({ min: 1, max: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        cache.transaction(() =>
          cache.all<{ id: string }>('SELECT id FROM note').forEach(({ id }) => cache.remove('note', id)),
        );
        const held = new Map<string, string>();
        let version = 1;
        for (const one of steps) {
          if ('put' in one) {
            put(`n${one.put}`, one.text, ++version);
            held.set(`n${one.put}`, one.text);
          } else if ('remove' in one) {
            cache.transaction(() => cache.remove('note', `n${one.remove}`));
            held.delete(`n${one.remove}`);
          } else searching.step(one.index);
        }
        index();
        for (const word of words)
          expect(find(word)).toEqual(
            [...held]
              .filter(([, text]) => text === word)
              .map(([id]) => id)
              .toSorted(),
          );
      }),
      { numRuns: 60 },
    );
  });
});

describe('parts of words', () => {
  let version = 1;
  const found: [string, string, string][] = [
    ['Rechnung und Rechnungsadresse', 'rechnungsadresse', 'whole'],
    ['Die Rechnung: Rechnungsadresse falsch', 'adresse', 'the end'],
    ['Eine Rechnungsadresse', 'adresse', 'the end, its beginning unknown'],
    ['Kunden, Kundenrechnungsnummer', 'rechnung', 'the middle'],
    ['Die Schule hat Schulbücher', 'bücher', 'a beginning that lost its e'],
    ['Faktura, fakturaadressen', 'adresse', 'Danish, with its article'],
    ['arbejde, arbejdspladsen', 'plads', 'Danish, with a link'],
    ['Lieferungsverzögerung', 'verzoegerung', 'an umlaut in two letters'],
    ['a motherboard of my mother', 'board', 'English'],
    ['Kunde, Rechnung, Kundenrechnungsnummer', 'nummer', 'the last of three'],
  ];
  test.each(found)('%s is found by %s: %s', (text, query) => {
    put('n1', text);
    put('n2', 'something else entirely');
    index();
    expect(find(query)).toEqual(['n1']);
  });

  test('words that begin so come first, and parts are no noise where the words are known', () => {
    cache.transaction(() => {
      cache.put('note', 'old', 1, { ...aNote('old', 'Die Adresse'), at: 1 });
      cache.put('note', 'new', 1, { ...aNote('new', 'Rechnung: Rechnungsadresse'), at: 1e12 });
      cache.put('note', 'no', 1, { ...aNote('no', 'Registration, ration'), at: 2 });
      cache.put('note', 'other', 1, { ...aNote('other', 'Tagesration am Tag'), at: 3 });
    });
    index();
    const ids = (query: string) =>
      rowsOf('note', query)!.map(
        (row) => cache.one<{ id: string }>('SELECT id FROM note WHERE row = ?', row)!.id,
      );
    expect(ids('adresse')).toEqual(['old', 'new']);
    expect(ids('ration')).toEqual(['no', 'other']);
    cache.transaction(() => cache.put('note', 'no', 2, { ...aNote('no', 'Registration'), at: 2 }));
    index();
    expect(ids('ration')).toEqual(['other']);
  });

  test('a compound is found by each of its parts, in any letter case, and so is what it was found by before', () => {
    const part = fc.stringMatching(/^[a-zäöü]{4,10}$/);
    const link = fc.constantFrom('', 's', 'es', 'n', 'en', 'er');
    fc.assert(
      fc.property(part, link, part, part, (first, joined, second, third) => {
        put('n1', `${first}${joined}${second}${third}`, ++version);
        // That they are words is learned from where they stand alone.
        put('n2', `${first}, ${second}!`, version);
        index();
        for (const query of [first, second.toUpperCase(), third, `${second}${third}`, `${first} ${third}`])
          expect(find(query)).toContain('n1');
      }),
      { numRuns: 60 },
    );
  });

  test('a word finds itself however it is written: capitals, marks, two letters for one, joiners', () => {
    const word = fc.stringMatching(/^[a-zäöüåøßłńéأإآةىيك\u06cc\u06a9\u200c]{3,12}$/);
    const written = [
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.normalize('NFD'),
      (text: string) => plain(text),
      (text: string) => text.replaceAll('ü', 'ue').replaceAll('å', 'aa'),
    ];
    fc.assert(
      fc.property(word, fc.constantFrom(...written), (text, as) => {
        fc.pre(queryWords(text).length > 0);
        put('n1', text, ++version);
        index();
        expect(find(as(text))).toEqual(['n1']);
      }),
      { numRuns: 100 },
    );
  });

  test('a text of thousands of words that nobody knows takes little room for their parts', () => {
    const letters = (n: number): string =>
      n.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
    put('n1', Array.from({ length: 5000 }, (_, i) => letters(i + 20_000).repeat(8)).join(' '));
    index();
    const ends = searching.search.look((open) => open.ends('note', '', '\u{10ffff}', 1e6)) ?? [];
    expect(ends.length).toBeGreaterThan(0);
    expect(new Set(ends.map(({ word }) => word)).size).toBeLessThanOrEqual(400);
    expect(find(letters(24_000).repeat(8))).toEqual(['n1']);
  });

  test('no words and no operators are anything but words', () => {
    put('n1', 'AND OR NOT near the column');
    index();
    for (const query of [
      'AND',
      'or not',
      'NEAR(the column)',
      '"column"',
      'text:column',
      'col*',
      '-near',
      '^and',
    ])
      expect(find(query)).toEqual(query.startsWith('text') ? [] : ['n1']);
    expect(find('x'.repeat(10_000))).toEqual([]);
    expect(find('column '.repeat(1500))).toEqual(['n1']);
  });
});

describe('mistyped words in short fields', () => {
  const aCustomer = (id: string, name: string): void =>
    void cache.transaction(() =>
      cache.put('customer', id, 1, {
        id,
        name,
        email: null,
        phone: null,
        organisation: null,
        city: null,
        language: 'en',
        tags: [],
        since: 1,
      }),
    );
  const customers = (text: string): string[] =>
    (rowsOf('customer', text) ?? []).map(
      (row) => cache.one<{ id: string }>('SELECT id FROM customer WHERE row = ?', row)!.id,
    );

  test.each([
    ['Kestrel Navarro', 'kestrle'],
    ['Kestrel Navarro', 'kestel'],
    ['Kestrel Navarro', 'kesstrel nav'],
    ['Kestrel Navarro', 'navaro kestrel'],
    ['Magnussen', 'magnuson'],
    ['عبدالرحمن', 'عبدالرحمان'],
  ])('%s is found by %s', (name, typed) => {
    aCustomer('1', name);
    aCustomer('2', 'Somebody Else');
    index();
    expect(customers(typed)).toEqual(['1']);
  });

  test('a visitor whom nobody has linked is found by a slip as well', () => {
    cache.transaction(() =>
      cache.put(
        'conversation',
        'talk',
        1,
        aConversation('talk', {
          visitor: { name: 'Kestrel Navarro', email: null, language: 'en', page: null, browser: null },
        }),
      ),
    );
    index();
    expect(rowsOf('conversation', 'kestrle')).toHaveLength(1);
  });

  test('what is written right is not widened, and short or far words find nothing', () => {
    aCustomer('1', 'Marta');
    aCustomer('2', 'Maria');
    index();
    expect(customers('marta')).toEqual(['1']);
    expect(customers('mrx')).toEqual([]);
    expect(customers('zzzzzzzz')).toEqual([]);
  });
});

test('one form for all', () => {
  expect(plain('ÀÉÎõü ŁÓDŹ')).toBe('aeiou lodz');
  expect(plain(plain('Straße مُحَمَّد'))).toBe(plain('Straße مُحَمَّد'));
  expect(digits('+49 (30) ۱۲۳-٤٥٦')).toBe('4930123456');
  expect(indexText('می‌خواهم')).toBe('می خواهم میخواهم');
});

test('an excerpt shows the place, on one line, without breaking the text', () => {
  const text = `${'before '.repeat(60)}\n\nhere is the Größe of it ${'after '.repeat(60)}`;
  const cut = excerpt(text, 'grosse', 100);
  expect(cut).toContain('Größe');
  expect(cut.length).toBeLessThanOrEqual(102);
  expect(cut).not.toContain('\n');
  expect(excerpt('short', 'x')).toBe('short');
});
