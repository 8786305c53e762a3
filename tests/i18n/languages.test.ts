// Changes when the promises about the languages of the interface change: whole, formatted without error, readable.
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { locales, type Locale } from '../../shared/domain/people.ts';
import { en, type MessageKey } from '../../shared/i18n/en.ts';
import { messagesOf } from '../../shared/i18n/index.ts';
import { anatomyOf } from './icu.ts';

const keys = Object.keys(en) as MessageKey[];
const numbers = [0, 1, 2, 3, 5, 11, 21, 100];
/** Their count arrives as text, with the separators of the language: a translation cannot count it again. */
const writtenByCaller: readonly MessageKey[] = ['conversation.tooLong'];

const namesOf = (message: string): string[] => [...anatomyOf(message).names].toSorted();
const countedIn = (message: string): Set<string> =>
  new Set(anatomyOf(message).counted.map(({ name }) => name));

describe.each(locales)('%s', (locale) => {
  const messages = messagesOf(locale);

  test('has every key, in the order of English, and no other', () => {
    expect(Object.keys(messages)).toEqual(keys);
    expect(keys.filter((key) => messages[key].trim() === '')).toEqual([]);
  });

  test('is ICU with the placeholders of English', () => {
    const other = keys.filter((key) => namesOf(messages[key]).join() !== namesOf(en[key]).join());
    expect(other).toEqual([]);
  });

  test('counts only what is a number', () => {
    const wrong = keys.filter((key) =>
      [...countedIn(messages[key])].some(
        (name) => !countedIn(en[key]).has(name) && (name !== 'count' || writtenByCaller.includes(key)),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('has a form for every way in which the language counts', () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    const incomplete = keys.flatMap((key) =>
      anatomyOf(messages[key]).counted.flatMap(({ cases }) => {
        const had = [...cases.keys()].filter((name) => !name.startsWith('='));
        return had.toSorted().join() === pluralCategories.toSorted().join() ? [] : [`${key}: ${had.join()}`];
      }),
    );
    expect(incomplete).toEqual([]);
  });

  test('leaves the number out only where the words say it', () => {
    const rules = new Intl.PluralRules(locale);
    /** How many whole numbers come to this case, those with a case of their own set aside. */
    const reach = (category: string, cases: ReadonlyMap<string, string>): number =>
      Array.from({ length: 201 }, (_, number) => number).filter((number) =>
        cases.has(`=${number}`) ? category === `=${number}` : category === rules.select(number),
      ).length;
    const silent = keys.flatMap((key) =>
      anatomyOf(messages[key]).counted.flatMap(({ cases }) => {
        // "1 waits, 2 wait": words around a number that stands elsewhere carry none themselves.
        if (![...cases.values()].some((said) => said.includes('#'))) return [];
        return [...cases]
          .filter(([category, said]) => !said.includes('#') && reach(category, cases) > 1)
          .map(([category]) => `${key}: ${category}`);
      }),
    );
    expect(silent).toEqual([]);
  });

  test.each(numbers)('formats every message for %d', (number) => {
    const failures: unknown[] = [];
    const intl = createIntl({ locale: tagOf(locale), messages, onError: (error) => failures.push(error) });
    for (const key of keys) {
      const counts = countedIn(messages[key]);
      const values = Object.fromEntries(
        namesOf(messages[key]).map((name) => [name, counts.has(name) ? number : 'Ada']),
      );
      const said = intl.formatMessage({ id: key }, values);
      if (said === key || /[{}#]|undefined|\s\s/.test(said) || said !== said.trim()) {
        failures.push(`${key}: ${said}`);
      }
    }
    expect(failures).toEqual([]);
  });

  test('carries no marks of direction: layout isolates names, words stay plain', () => {
    const marked = keys.filter((key) => /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(messages[key]));
    expect(marked).toEqual([]);
  });

  test('writes the digits that numbers and times are shown in, so that no screen mixes two kinds', () => {
    expect(keys.filter((key) => /[\u0660-\u0669\u06f0-\u06f9]/.test(messages[key]))).toEqual([]);
  });

  test('writes quotes and apostrophes that ICU does not take for its own', () => {
    expect(keys.filter((key) => messages[key].includes("'"))).toEqual([]);
  });
});

/** As the window asks for it: Arabic and Persian with the digits that agents type. */
function tagOf(locale: Locale): string {
  return locale === 'ar' || locale === 'fa' ? `${locale}-u-nu-latn` : locale;
}

describe('a count is said as people say it', () => {
  const said = (locale: Locale, key: MessageKey, count: number): string =>
    createIntl({ locale: tagOf(locale), messages: messagesOf(locale) }).formatMessage({ id: key }, { count });
  test.each<[Locale, number, string]>([
    ['de', 1, '1 Notiz'],
    ['de', 21, '21 Notizen'],
    ['pl', 1, '1 notatka'],
    ['pl', 3, '3 notatki'],
    ['pl', 11, '11 notatek'],
    ['pl', 22, '22 notatki'],
    ['da', 2, '2 notater'],
    ['ar', 1, 'ملاحظة واحدة'],
    ['ar', 2, 'ملاحظتان'],
    ['ar', 3, '3 ملاحظات'],
    ['ar', 11, '11 ملاحظة'],
    ['ar', 100, '100 ملاحظة'],
    ['fa', 1, '1 یادداشت'],
    ['fa', 21, '21 یادداشت'],
  ])('%s: %d', (locale, count, words) => {
    expect(said(locale, 'case.notes', count)).toBe(words);
  });
});
