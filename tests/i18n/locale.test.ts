// Changes when another language is chosen for a person, or a language runs the other way.
import { expect, test } from 'vitest';
import { locales } from '../../shared/domain/people.ts';
import { directionOf, localeNames, localeOf } from '../../shared/i18n/index.ts';

test.each([
  ['de-AT', 'de'],
  ['PL', 'pl'],
  ['da_DK.UTF-8', 'da'],
  ['ar-EG', 'ar'],
  ['fa-IR', 'fa'],
  ['en-GB', 'en'],
  ['fr-CA', 'en'],
  ['C', 'en'],
  ['', 'en'],
])('a system that says "%s" is answered in %s', (tag, locale) => {
  expect(localeOf(tag)).toBe(locale);
});

test('Arabic and Persian run from right to left, the others from left to right', () => {
  expect(locales.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar', 'fa']);
});

test('every language is called by its own name', () => {
  expect(Object.keys(localeNames).toSorted()).toEqual([...locales].toSorted());
});
