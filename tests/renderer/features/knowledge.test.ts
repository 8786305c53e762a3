// Changes when found words, comparisons or proposals of articles are made differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../renderer/features/knowledge/blocks.ts';
import { diffLines } from '../../../renderer/features/knowledge/diff.ts';
import { marked } from '../../../shared/cache/places.ts';
import { proposeArticle, type ResolvedCase } from '../../../renderer/features/knowledge/proposal.ts';

describe('found words', () => {
  const hits = (text: string, query: string): string[] =>
    marked(text, query).flatMap((part) => (part.hit ? [part.text] : []));
  it('are marked whole, whatever accents, letter forms and joiners they are written with', () => {
    expect(hits('Die Rückgabe der Rückgaben', 'ruckg')).toEqual(['Rückgabe', 'Rückgaben']);
    expect(hits('Straße und STRASSE', 'strass')).toEqual(['Straße', 'STRASSE']);
    expect(hits('كيفية الإرجاع', 'کیفیه')).toEqual(['كيفية']);
    expect(hits('می‌خواهم', 'میخو')).toEqual(['می‌خواهم']);
    expect(hits('می‌خواهم', 'خواهم')).toEqual(['می‌خواهم']);
    expect(hits('A return', 'turn')).toEqual([]);
    expect(hits('Die Rechnungsadresse von Müller', 'adresse muller')).toEqual(['Rechnungsadresse', 'Müller']);
    expect(hits('Adresse und Rechnungsadresse', 'adresse')).toEqual(['Adresse']);
    expect(hits('Frau Mueller, Frau Müller', 'Müller')).toEqual(['Mueller', 'Müller']);
    expect(hits('Anything', '  ')).toEqual([]);
  });
  it('never change the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
        expect(
          marked(text, query)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('a comparison', () => {
  const side = (before: string, after: string, gone: 'gone' | 'new'): string =>
    diffLines(before, after)
      .filter(({ kind }) => kind === 'same' || kind === gone)
      .map(({ runs }) => runs.map(({ text }) => text).join(''))
      .join('\n');
  it('holds both texts whole, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('', 'a', 'a b c', 'a x c', '- one', '# Head', 'يا'), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(side(before, after, 'gone')).toBe(before);
        expect(side(before, after, 'new')).toBe(after);
      }),
    );
  });
  it('says which words of a line changed', () => {
    expect(diffLines('Press the red button', 'Press the blue button')).toEqual([
      {
        kind: 'gone',
        runs: [
          { text: 'Press the ', changed: false },
          { text: 'red', changed: true },
          { text: ' button', changed: false },
        ],
      },
      {
        kind: 'new',
        runs: [
          { text: 'Press the ', changed: false },
          { text: 'blue', changed: true },
          { text: ' button', changed: false },
        ],
      },
    ]);
  });
});

const words = {
  question: 'What it is about',
  answer: 'What to do',
  background: 'Background',
  customer: 'customer',
  email: 'e-mail',
  phone: 'phone',
  number: 'number',
};
const resolved = (over: Partial<ResolvedCase> = {}): ResolvedCase => ({
  title: 'Lamp of Anna Kowalska flickers',
  description: 'Anna wrote that her lamp flickers. It is case C-10042.',
  tags: ['lamp'],
  notes: ['Called +48 601 234 567, asked Kowalskiej to wait.'],
  replies: ['Hi Anna, turn the bulb once more.', 'Sent to anna.k@example.com as well.'],
  names: ['Anna Kowalska'],
  numbers: ['C-10042'],
  locale: 'en',
  ...over,
});

describe('an article proposed from a resolved case', () => {
  it('has its title, what was asked, what was answered and what was noted, and nobody’s name in it', () => {
    expect(proposeArticle(resolved(), words)).toEqual({
      title: 'Lamp of [customer] flickers',
      summary: '[customer] wrote that her lamp flickers.',
      body: [
        '# What it is about',
        '[customer] wrote that her lamp flickers. It is case [number].',
        '# What to do',
        'Turn the bulb once more.',
        'Sent to [e-mail] as well.',
        '# Background',
        'Called [phone], asked [customer] to wait.',
      ].join('\n\n'),
      tags: ['lamp'],
      locale: 'en',
    });
  });
  it('finds names with what their language puts around them, in scripts without capitals too', () => {
    const { body } = proposeArticle(
      resolved({
        description: 'اتصلت بليلى وقالت منصور إن الشاشة مكسورة',
        notes: [],
        replies: [],
        names: ['ليلى منصور'],
        locale: 'ar',
      }),
      words,
    );
    expect(body).not.toMatch(/ليلى|منصور/);
    expect(body).toContain('الشاشة مكسورة');
  });
  it('holds no name, address or number of the customer, wherever it was written', () => {
    const secret = fc.constantFrom(
      'Anna Kowalska',
      'ANNA',
      'Kowalską',
      'anna.k@example.com',
      '+48 601 234 567',
      'C-10042',
    );
    const text = fc
      .array(fc.oneof(secret, fc.constantFrom('The lamp', 'is', 'broken.', '\n', 'Please,', 'wait:')))
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, text, text, text, (title, description, note, reply) => {
        const from = resolved({ title, description, notes: [note], replies: [reply] });
        const { tags: _, locale: __, ...made } = proposeArticle(from, words);
        for (const one of Object.values(made))
          expect(one).not.toMatch(/anna|kowalsk|example\.com|601|10042/i);
      }),
    );
  });
});

it('an article is copied as people write', () => {
  const text = plainText({ title: 'T', summary: ' S ', body: '# H\none\ntwo\n\n- a\n- b' });
  expect(text).toBe('T\n\nS\n\nH\n\none\ntwo\n\n- a\n- b');
});
