// Changes when main speaks another language, or chooses it differently.
import { describe, expect, test } from 'vitest';
import { en } from '../../electron/main/words/en.ts';
import { wordsOf } from '../../electron/main/words.ts';

describe('the words of main', () => {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'function'
        ? [(value as (count: number) => string)(3)]
        : Object.values(value as object).flatMap(texts);
  test.each([
    ['de-AT', 'Abbrechen'],
    ['PL', 'Anuluj'],
    ['da_DK.UTF-8', 'Annuller'],
    ['ar-EG', 'إلغاء'],
    ['fa', 'انصراف'],
    ['en-GB', 'Cancel'],
    ['fr', 'Cancel'],
    ['constructor', 'Cancel'],
    ['', 'Cancel'],
  ])('for "%s" begin with %s', (tag, cancel) => {
    expect(wordsOf(tag).cancel).toBe(cancel);
  });
  test.each(['de', 'pl', 'da', 'ar', 'fa'])(
    'say everything in %s, with the count in the digits of the window',
    (tag) => {
      const english = texts(en);
      const said = texts(wordsOf(tag));
      expect(said).toHaveLength(english.length);
      // Names and a few short words are the same in several languages.
      const same = said.filter((text) => text.length > 12 && english.includes(text));
      expect(same).toEqual([]);
      expect(wordsOf(tag).tray.needed(3)).toContain('3');
    },
  );
});
