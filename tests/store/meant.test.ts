// STORE-14: mistyped words are found in messages and notes as in short fields, where hardly anything has what was typed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { searchAll, searchNear } from '../../electron/store/db/finding.ts';
import type { QueryContext } from '../../electron/store/query-context.ts';
import { marked } from '../../shared/cache/places.ts';
import { slips } from '../../shared/cache/slips.ts';
import { plain, queryWords } from '../../shared/cache/text.ts';
import type { SearchHit } from '../../shared/ipc/views.ts';
import { testKey } from '../support/desk.ts';
import { aConversation, aCustomer, aMessage, aNote } from '../support/factories.ts';
import { searchOver, type Searching } from '../support/searching.ts';

let folder: string;
let cache: Cache;
let searching: Searching;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-meant-'));
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

let version = 1;
function put(kind: 'note' | 'message', texts: Readonly<Record<string, string>>): void {
  cache.transaction(() => {
    for (const [id, text] of Object.entries(texts)) {
      if (kind === 'note') cache.put('note', id, ++version, aNote(id, { subjectId: 'c', text }));
      else cache.put('message', id, ++version, aMessage(id, { conversationId: 'talk', text }));
    }
  });
  searching.index();
}
const many = (text: string, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${text} ${i}`, text]));
/** What a search does not use is not there. */
const context = (): QueryContext => ({ cache, search: searching.search }) as unknown as QueryContext;
const exact = (text: string): SearchHit[] => searchAll(context(), text);
const near = (text: string): SearchHit[] => searchNear(context(), text);
const ids = (hits: readonly SearchHit[]): string[] => hits.map(({ id }) => id);

const meant: [typed: string, text: string, as: string, why: string][] = [
  ['refnud', 'I want a refund now', 'refund', 'two swapped'],
  ['Rechnugn', 'Die Rechnung fehlt', 'Rechnung', 'two swapped at the end'],
  ['tefund', 'I want a refund now', 'refund', 'the first letter'],
  ['refnud', 'all Refunds are late', 'Refunds', 'the beginning of a word'],
  ['adrsese', 'Rechnung: Adresse und Rechnungsadresse', 'Adresse', 'a word and its compounds'],
  ['grose', 'Die GRÖẞE stimmt', 'GRÖẞE', 'umlauts and a sharp s, as it is written'],
  ['bezahlnug', 'Die Bezahlung kam', 'Bezahlung', 'a long word'],
  ['bezhalnug', 'Die Bezahlung kam', 'Bezahlung', 'two slips in a long word'],
  ['przelwe', 'Zróbcie przelew dziś', 'przelew', 'Polish'],
  ['zowlie', 'Łódzkie żółwie', 'żółwie', 'Polish marks'],
  ['fakutra', 'Jeg mangler en fåktura', 'fåktura', 'Danish marks'],
  ['الفاتوزة', 'أين الفاتورة', 'الفاتورة', 'Arabic, with its article'],
  ['فاتوزه', 'أين الفاتورة', 'الفاتورة', 'Arabic, the article in the text alone'],
  ['الفاتوزة', 'هذه فاتورة جديدة', 'فاتورة', 'Arabic, the article in the query alone'],
  ['سفارس', 'سفارش من کجاست', 'سفارش', 'Persian'],
  ['کتابخنه', 'كتابخانۀ ما', 'كتابخانۀ', 'Persian with Arabic letters'],
];
test.each(meant)('%s: %s is found by %s: %s', (typed, text, as) => {
  for (const kind of ['note', 'message'] as const) {
    put(kind, { [`${kind}-1`]: text, [`${kind}-2`]: 'nothing like it' });
    expect(ids(exact(typed))).toEqual([]);
    const hits = near(typed).filter(({ type }) => type === kind);
    expect(ids(hits)).toEqual([`${kind}-1`]);
    expect(hits[0]?.meant).toBe(as);
    // What it leads to is marked there.
    expect(marked(text, hits[0]!.meant!).find(({ hit }) => hit)?.text).toBe(as);
  }
});

test('only the word that is mistyped is taken for another, in its place', () => {
  put('note', { a: 'Anna wants a refund', b: 'Anne wants a lamp', c: 'a refund for Bo' });
  const [hit, ...others] = near('anna, refnud?');
  expect(others).toEqual([]);
  expect(hit).toMatchObject({ id: 'a', meant: 'anna, refund?' });
});

test('words are offered by how many have them, and those with fewer slips alone', () => {
  put('note', { ...many('a lame one', 2), ...many('the lamp', 4), far: 'gold lmpao' });
  expect(new Set(near('lamo').map((hit) => hit.meant))).toEqual(new Set(['lamp', 'lame']));
  for (const [i, one] of ['reland', 'refand', 'refend', 'refind', 'refond', 'refunt'].entries())
    put('note', many(one, i + 2));
  const words = near('refnnd').map((hit) => hit.meant);
  expect(words).toContain('refond');
  expect(words).not.toContain('refand');
});

test('where some have what was typed, they stay as they are; only what far more have stands beside them', () => {
  put('note', { slip: 'my refnud', ...many('my refund', 12) });
  expect(ids(exact('refnud'))).toEqual(['slip']);
  expect(near('refnud').map((hit) => hit.meant)).toEqual(Array.from({ length: 8 }, () => 'refund'));
  put('note', { maria: 'to Maria', marta: 'to Marta' });
  expect(ids(exact('marta'))).toEqual(['marta']);
  expect(near('marta')).toEqual([]);
});

test('what enough have is nobody’s slip', () => {
  put('note', { ...many('the form', 5), ...many('from here', 90) });
  expect(exact('form')).toHaveLength(5);
  expect(near('form')).toEqual([]);
});

test('a number is that number: no other one is shown for it', () => {
  put('note', { a: 'order 100424', b: 'C-10042', c: 'A1B2C3D4' });
  for (const text of ['100425', '10043', 'C-10043', 'A1B2C3D5']) expect(near(text)).toEqual([]);
});

test('a word that no text has any more is shown to nobody, at once and later', () => {
  put('note', { gone: 'Wilhelmina called', stays: 'somebody called' });
  expect(ids(near('wilhelmnia'))).toEqual(['gone']);
  cache.transaction(() => cache.remove('note', 'gone'));
  expect(near('wilhelmnia')).toEqual([]);
  searching.index();
  searching.tidy();
  expect(near('wilhelmnia')).toEqual([]);
});

test('words that are gone take no place from those that are there', () => {
  put('note', many('refand', 30));
  put('note', many('refend', 30));
  put('note', many('refind', 30));
  put('note', many('refond', 30));
  put('note', many('refbnd', 30));
  put('note', { one: 'a refund' });
  cache.transaction(() =>
    cache
      .all<{ id: string }>(`SELECT id FROM note WHERE id <> 'one'`)
      .forEach(({ id }) => cache.remove('note', id)),
  );
  expect(ids(near('refxnd'))).toEqual(['one']);
});

test('a name is found among customers however often messages have a word that is nearer to them', () => {
  put('message', many('hold the line', 20));
  cache.transaction(() => {
    cache.put('customer', 'holm', 1, aCustomer('holm', { name: 'Ida Holm' }));
    cache.put('conversation', 'talk', 1, aConversation('talk'));
  });
  searching.index();
  const hits = near('holn');
  expect(hits[0]).toMatchObject({ type: 'customer', id: 'holm', meant: 'Holm' });
  expect(hits.some(({ type }) => type === 'message')).toBe(true);
});

const word = fc
  .constantFrom('abdefgiklmnoprstuw', 'abdegiknoprstwzłóżąę', 'aeduvrtøåæ', 'ابتدرسفکلمنوهی')
  .chain((letters) =>
    fc
      .array(fc.constantFrom(...Array.from(letters)), { minLength: 4, maxLength: 12 })
      .map((all) => all.join('')),
  );
const slip = fc.record({
  how: fc.constantFrom('drop', 'add', 'change', 'swap'),
  at: fc.nat(),
  letter: fc.nat(),
});
function slipped(text: string, { how, at, letter }: { how: string; at: number; letter: number }): string {
  const letters = Array.from(text);
  const i = at % letters.length;
  const other = letters[letter % letters.length]!;
  if (how === 'drop') letters.splice(i, 1);
  if (how === 'add') letters.splice(i, 0, other);
  if (how === 'change') letters[i] = other;
  if (how === 'swap')
    letters.splice(
      Math.min(i, letters.length - 2),
      2,
      ...letters.slice(Math.min(i, letters.length - 2), Math.min(i, letters.length - 2) + 2).toReversed(),
    );
  return letters.join('');
}

test('any word of any text is found with any one slip, and what is found as it was typed stays', () => {
  fc.assert(
    fc.property(word, slip, fc.array(word, { maxLength: 5 }), (text, one, others) => {
      cache.transaction(() =>
        cache.all<{ id: string }>('SELECT id FROM note').forEach(({ id }) => cache.remove('note', id)),
      );
      // A letter of the folded word: æ is two of them.
      const typed = slipped(plain(text), one);
      fc.pre(queryWords(typed).every((folded) => slips(folded) > 0));
      put('note', { wanted: text, ...Object.fromEntries(others.map((other, i) => [`other-${i}`, other])) });
      const before = ids(exact(typed));
      const beside = near(typed);
      expect([...before, ...ids(beside)]).toContain('wanted');
      expect(ids(beside).some((id) => before.includes(id))).toBe(false);
      expect(ids(exact(text))).toContain('wanted');
      expect(ids(exact(typed))).toEqual(before);
    }),
    { numRuns: 150 },
  );
});

test('whatever is asked, an answer comes, and with enough found there is none', () => {
  put('note', { ...many('refund the parcel', 6), odd: '𐐀𐐁𐐂𐐃 書書書書 x́y̌z' });
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      'refund',
      '𐐀𐐁𐐂𐐄',
      '書書書木',
      'refnud '.repeat(8),
      'x'.repeat(200),
      '"refnud" OR *',
      '\ud800abcd',
    ),
  );
  fc.assert(
    fc.property(strange, (text) => {
      const found = exact(text).length;
      const hits = near(text);
      expect(hits.length).toBeLessThanOrEqual(60);
      if (found >= 5) expect(hits).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
