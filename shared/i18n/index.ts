// Changes when Parley gets another language: which there are, how they are called, which way they run.
import { locales, type Locale } from '../domain/people.ts';
import { ar } from './ar.ts';
import { da } from './da.ts';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';
import { fa } from './fa.ts';
import { pl } from './pl.ts';

export type { MessageKey, Messages } from './en.ts';

/** Each one whole: the compiler lists what a language lacks. */
const all: Record<Locale, Messages> = { en, de, pl, da, ar, fa };

/** The languages by their own names. */
export const localeNames: Record<Locale, string> = {
  en: 'English',
  de: 'Deutsch',
  pl: 'Polski',
  da: 'Dansk',
  ar: 'العربية',
  fa: 'فارسی',
};

/** @returns every word of the interface in this language. */
export function messagesOf(locale: Locale): Messages {
  return all[locale];
}

/** @returns which way the language is written. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' || locale === 'fa' ? 'rtl' : 'ltr';
}

/** @returns our language for a BCP 47 tag such as "de-AT"; English for one we do not speak. */
export function localeOf(tag: string): Locale {
  const language = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return locales.find((locale) => locale === language) ?? 'en';
}
