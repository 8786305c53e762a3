// Changes when the palette understands what is typed otherwise.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedText, filters, parseAsked, type FilterNames } from '../../renderer/app/palette-query.ts';
import { locales } from '../../shared/domain/people.ts';
import { messagesOf } from '../../shared/i18n/index.ts';

const namesIn = (locale: (typeof locales)[number]): FilterNames => {
  const t = messagesOf(locale);
  return {
    customer: [t['tab.customer'], t['palette.customers']],
    case: [t['tab.case'], t['palette.cases']],
    conversation: [t['tab.conversation'], t['palette.conversations']],
    message: [t['palette.one.message'], t['palette.messages']],
    note: [t['palette.one.note'], t['palette.notes']],
    article: [t['tab.article'], t['palette.articles']],
    session: [t['palette.one.session'], t['palette.sessions']],
    command: [t['palette.one.command'], t['palette.commands']],
  };
};

describe.each(locales)('%s', (locale) => {
  const names = namesIn(locale);
  test('a kind before a colon narrows the search, in the words of the window and in English', () => {
    for (const filter of filters) {
      for (const name of [filter, `${filter}s`, ...names[filter]])
        expect(parseAsked(`${name}: a lamp`, names)).toEqual({ filter, words: 'a lamp', literal: false });
      expect(parseAsked(`${filter.toUpperCase()}:x`, names)).toEqual({ filter, words: 'x', literal: false });
    }
    expect(parseAsked('> theme', names)).toEqual({ filter: 'command', words: 'theme', literal: false });
  });

  test('no two kinds have the same name, so that each can be asked for', () => {
    const all = filters.flatMap((filter) => [...new Set(names[filter].map((one) => one.toLowerCase()))]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('any other text is looked for as it is', () => {
    for (const text of ['https://example.org', 'note', ': x', '12:30', 'Re: note: a'])
      expect(parseAsked(text, names)).toEqual({ filter: null, words: text, literal: false });
  });

  test('what stands in quotation marks is looked for as it is typed', () => {
    for (const text of ['"refnud"', '“refnud”', '„refnud“', '„refnud”', '«refnud»', ' " refnud " '])
      for (const [before, filter] of [
        ['', null],
        ['note: ', 'note'],
      ] as const)
        expect(parseAsked(before + text, names)).toEqual({ filter, words: 'refnud', literal: true });
    for (const text of ['"', '""', '"refnud', 'a "b"'])
      expect(parseAsked(text, names)).toEqual({ filter: null, words: text, literal: false });
  });

  test('what was asked can be asked again', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.constantFrom(null, ...filters), words, fc.boolean(), (filter, text, literal) => {
        const { words } = parseAsked(`note: ${text}`, names);
        const asked = { filter, words, literal: literal && words !== '' };
        fc.pre(filter !== null || !/[:：>]/.test(words));
        expect(parseAsked(askedText(asked, names), names)).toEqual(asked);
      }),
    );
  });
});
