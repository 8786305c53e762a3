// Changes when words, numbers and times are put into the agent's language differently. Features import it from here, never from app/.
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import type { Locale } from '../../shared/domain/people.ts';
import { directionOf, messagesOf, type MessageKey } from '../../shared/i18n/index.ts';

/** Values for the placeholders of a message. */
export type MessageValues = Record<string, string | number>;
/** @returns the words for a key. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

interface Language {
  locale: Locale;
  t: Translate;
  intl: IntlShape;
}

function createLanguage(locale: Locale): Language {
  // Arabic and Persian with the digits agents type and customers send: Latin ones, as order and case numbers have.
  const intl = createIntl(
    {
      locale: locale === 'ar' || locale === 'fa' ? `${locale}-u-nu-latn` : locale,
      messages: messagesOf(locale),
    },
    createIntlCache(),
  );
  return { locale, intl, t: (key, values) => intl.formatMessage({ id: key }, values) };
}

const LanguageContext = createContext<Language>(createLanguage('en'));

/** Everything below speaks this language and runs its way. */
export function LanguageProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const language = useMemo(() => createLanguage(locale), [locale]);
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
