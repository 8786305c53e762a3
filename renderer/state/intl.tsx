// Changes when words, numbers and times are put into the agent's language differently. Features import it from here, never from app/.
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import type { Locale } from '../../shared/domain/people.ts';
import { directionOf, localeOf, messagesOf, type MessageKey } from '../../shared/i18n/index.ts';

/** Values for the placeholders of a message. */
export type MessageValues = Record<string, string | number>;
/** @returns the words for a key. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

interface Language {
  locale: Locale;
  t: Translate;
  intl: IntlShape;
}

function createLanguage(locale: Locale, region: string): Language {
  const intl = createIntl(
    { locale: formatTag(locale, region), messages: messagesOf(locale) },
    createIntlCache(),
  );
  // Most words have no places to fill in: those are put together once.
  const plain = new Map<MessageKey, string>();
  const t: Translate = (key, values) => {
    if (values !== undefined) return intl.formatMessage({ id: key }, values);
    const known = plain.get(key);
    if (known !== undefined) return known;
    const words = intl.formatMessage({ id: key });
    plain.set(key, words);
    return words;
  };
  return { locale, intl, t };
}

/** @returns the tag by which times and numbers are written: as in the agent's own country where that speaks the language. */
function formatTag(locale: Locale, region: string): string {
  // Arabic and Persian with the digits agents type and customers send: Latin ones, as order and case numbers have.
  if (locale === 'ar' || locale === 'fa') return `${locale}-u-nu-latn`;
  if (localeOf(region) !== locale) return locale === 'en' ? 'en-GB' : locale;
  try {
    return (
      Intl.DateTimeFormat.supportedLocalesOf([region.replace(/[.@].*$/, '').replaceAll('_', '-')])[0] ??
      locale
    );
  } catch {
    // Not a tag: some systems say "C".
    return locale;
  }
}

const LanguageContext = createContext<Language>(createLanguage('en', 'en'));

interface LanguageProviderProps {
  locale: Locale;
  /** The system's own tag, such as "de-AT": its country decides how times and numbers are written. */
  region: string;
  children: ReactNode;
}

/** Everything below speaks this language and runs its way. */
export function LanguageProvider({ locale, region, children }: LanguageProviderProps) {
  const language = useMemo(() => createLanguage(locale, region), [locale, region]);
  return (
    <LanguageContext value={language}>
      <DirectionProvider direction={directionOf(locale)}>{children}</DirectionProvider>
    </LanguageContext>
  );
}

/** @returns the function that gives words: `t('session.unread', { count: 3 })`. */
export function useT(): Translate {
  return use(LanguageContext).t;
}

/** @returns the language of the interface. */
export function useLocale(): Locale {
  return use(LanguageContext).locale;
}

/** @returns formatters for numbers and dates in the agent's language. */
export function useIntl(): IntlShape {
  return use(LanguageContext).intl;
}
