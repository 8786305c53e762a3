// Changes when a translation may keep more of the English, or be longer than it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales, type Locale } from '../../shared/domain/people.ts';
import { en, type MessageKey } from '../../shared/i18n/en.ts';
import { messagesOf } from '../../shared/i18n/index.ts';
import { anatomyOf } from './icu.ts';

type Translation = Exclude<Locale, 'en'>;
const keys = Object.keys(en) as MessageKey[];
const translations = locales.filter((locale): locale is Translation => locale !== 'en');
/** The pieces of wording without names that stay as they are in every language. */
const wordingOf = (message: string): string =>
  anatomyOf(message).wording.replace(
    /https:\/\/parley\.example|name@example\.com|de-AT|Parley|Ctrl|Enter|Shift|PDF|tel:|callto:|sip:|wss:\/\/|example\.org|stun:|turns?:|STUN|TURN|RFC 4733|SIP INFO/g,
    '',
  );

/** Words that are the same in both languages. */
const shared: Record<Translation, readonly MessageKey[]> = {
  de: [
    'channel.chat',
    'channel.sms',
    'sentiment.neutral',
    'presence.offline',
    'casePriority.normal',
    'caseKind.support',
    'caseKind.service',
    'settings.version',
    'conversation.bot',
    'conversation.files.kind.text',
    'tools.text',
    'case.field.status',
    'customer.field.name',
    'customer.visit.browser',
  ],
  pl: [
    'channel.email',
    'channel.sms',
    'presence.offline',
    'conversation.bot',
    'case.field.status',
    'customer.field.email',
    'customer.contact.kind.email',
  ],
  da: [
    'channel.chat',
    'channel.email',
    'sentiment.neutral',
    'presence.offline',
    'casePriority.normal',
    'caseKind.support',
    'caseKind.service',
    'palette.one.session',
    'settings.version',
    'conversation.bot',
    'conversation.send',
    'tools.find',
    'tools.mine',
    'case.field.status',
    'case.list.view.mine',
    'customer.field.email',
    'customer.visit.browser',
    'customer.contact.kind.email',
  ],
  ar: [],
  fa: [],
};

describe.each(translations)('%s', (locale) => {
  const messages = messagesOf(locale);

  test('keeps of English only what is the same word', () => {
    const same = keys.filter((key) => messages[key] === en[key] && /\p{L}/u.test(wordingOf(en[key])));
    expect(same).toEqual(shared[locale]);
    const left = keys.filter((key) =>
      /\b(the|and|you|your|this|that|not|with|what|cannot|something|was|are)\b/i.test(
        wordingOf(messages[key]),
      ),
    );
    // "was" is German for "what".
    expect(left.filter((key) => locale !== 'de' || !/\bwas\b/i.test(messages[key]))).toEqual([]);
  });

  test('puts the button labels into twice the room of English', () => {
    const long = buttonKeys.filter(
      (key) =>
        messages[key].length > Math.max(2 * en[key].length, shortLabel) && !longer[locale].includes(key),
    );
    expect(long).toEqual([]);
  });
});

describe.each(['ar', 'fa'] as const)('%s', (locale) => {
  const messages = messagesOf(locale);

  test('is written in its own script, and its own letters of it', () => {
    const latin = keys.filter((key) => /\p{Script=Latin}/u.test(wordingOf(messages[key])));
    // The one place that shows a code of a language.
    expect(latin).toEqual(['customer.problem.language']);
    const others = locale === 'ar' ? /[پچژگکی]/ : /[يكةى]/;
    expect(keys.filter((key) => others.test(messages[key]))).toEqual([]);
  });

  test('uses its own comma, semicolon and question mark', () => {
    expect(keys.filter((key) => /[,;?]/.test(anatomyOf(messages[key]).wording))).toEqual([]);
  });
});

/** A label this short fits any button. */
const shortLabel = 12;
/** Known to be longer than twice the English, and looked at in the window. */
const longer: Record<Translation, readonly MessageKey[]> = {
  de: [],
  pl: ['home.allCases'],
  da: [],
  ar: [],
  fa: [],
};

/** The keys whose words stand on a button of the window. */
const buttonKeys = (() => {
  const renderer = join(import.meta.dirname, '../../renderer');
  const found = new Set<string>();
  for (const file of readdirSync(renderer, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.tsx')) continue;
    const source = readFileSync(join(renderer, file), 'utf8');
    for (const [button] of source.matchAll(/<Button\b.*?<\/Button>/gs)) {
      for (const [, key] of button.matchAll(/'([a-z][\w.]+)'/gi)) found.add(key ?? '');
    }
  }
  const settlements = keys.filter((key) => key.startsWith('attention.settle.'));
  return keys.filter((key) => found.has(key) || settlements.includes(key));
})();

test('the buttons of the window were found', () => {
  expect(buttonKeys).toEqual(expect.arrayContaining(['conversation.send', 'offer.accept', 'case.create']));
  expect(buttonKeys.length).toBeGreaterThan(25);
});
