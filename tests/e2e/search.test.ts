// Changes when something is found otherwise, or opens elsewhere: the real desktop on a real service, in six languages, offline.
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { locales, type Locale } from '../../shared/domain/people.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import type { MessageKey } from '../../shared/i18n/index.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';
import { aCase, aConversation, aMessage, aNote, anArticle, row } from '../support/factories.ts';

/** What each language is looked for by, and what it finds: a part of a word, another spelling, a slip. */
const finds: Record<Locale, [query: string, text: string][]> = {
  en: [
    ['lamp zorbik', 'The zorbik lamp'],
    ['zorbki', 'The zorbik lamp'],
    ['board', 'a new zelkboard for the zelk'],
  ],
  de: [
    ['quellrechnung', 'Die Quellrechnungsanschrift fehlt'],
    ['anschrift', 'Die Quellrechnungsanschrift fehlt'],
    ['Zörbelstraße', 'Wohnt in der Zoerbelstrasse 4'],
    ['zoerbel', 'Über die Zörbel geredet'],
  ],
  pl: [['lodzkie zolwie', 'Łódzkie żółwie są powolne']],
  da: [
    ['aaskov', 'Leveres til Åskov i dag'],
    ['zumplen', 'Her er varezumplen, vare 7'],
  ],
  ar: [
    ['فاتوره', 'أين الفاتورةُ الأخيرة'],
    ['الاخيره', 'أين الفاتورةُ الأخيرة'],
  ],
  fa: [
    ['میخواهم', 'پولم را پس می‌خواهم'],
    ['کتابخانه ۱۲۳', 'نشانی كتابخانۀ 123'],
  ],
};

/** Words of notes and messages with a slip, and as they are written there. */
const slipped: Record<Locale, [typed: string, text: string, meant: string][]> = {
  en: [['plugnicekl', 'here is the plugnickel', 'plugnickel']],
  de: [['Quellrechnugn', 'Die Quellrechnungsanschrift fehlt', 'Quellrechnungsanschrift']],
  pl: [['żowlie', 'Łódzkie żółwie są powolne', 'żółwie']],
  da: [['varezumpeln', 'Her er varezumplen, vare 7', 'varezumplen']],
  ar: [['الاخيزه', 'أين الفاتورةُ الأخيرة', 'الأخيرة']],
  fa: [['کتابخنه', 'نشانی كتابخانۀ 123', 'كتابخانۀ']],
};

const at = Date.UTC(2026, 10, 20);
const far = 'far-talk';
const farLength = 1_500;

function rows(): AnyRecord[] {
  const texts = [...new Set(Object.values(finds).flatMap((all) => all.map(([, text]) => text)))];
  return [
    row(
      'case',
      aCase('found-case', { title: 'The zorbik lamp', number: 'C-77001', queueId: 'queue-support' }),
    ),
    ...texts.map((text, i) =>
      row('note', aNote(`found-${i}`, { subjectId: 'found-case', text, at: at + i * 1000 })),
    ),
    row(
      'conversation',
      aConversation(far, {
        queueId: 'queue-support',
        state: 'closed',
        subject: 'A long talk',
        visitor: { name: 'Farfetch Longtalk', email: null, language: 'en', page: null, browser: null },
        lastSeq: farLength,
        lastMessageAt: at,
        closedAt: at,
      }),
    ),
    ...Array.from({ length: farLength }, (_, i) =>
      row(
        'message',
        aMessage(`far-${i + 1}`, {
          conversationId: far,
          seq: i + 1,
          authorName: 'Farfetch Longtalk',
          text: i === 99 ? 'here is the plugnickel' : `message number ${i + 1}`,
          at: at - (farLength - i) * 60_000,
        }),
      ),
    ),
    row(
      'note',
      aNote('far-note', { subjectKind: 'conversation', subjectId: far, text: 'said grumbleweed', at }),
    ),
    row(
      'article',
      anArticle('far-article', {
        title: 'An article',
        body: `${'A line of no interest.\n\n'.repeat(80)}The snickerdoodle rule.\n\n${'More.\n\n'.repeat(40)}`,
      }),
    ),
  ];
}

let stage: DeskStage;
beforeAll(async () => {
  stage = await createDeskStage({ name: 'search', more: (seeder) => seeder.putRecords(rows()) });
}, 180_000);
afterAll(async () => {
  await stage?.close();
});
beforeEach(shut);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.picture(`failed-${task.name.slice(0, 40)}`);
});

const box = (): Locator => stage.page.getByRole('combobox', { name: stage.words('palette.title') });
const option = (name: string): Locator => stage.page.getByRole('option').filter({ hasText: name }).first();
async function type(text: string): Promise<void> {
  if ((await box().count()) === 0) await stage.page.keyboard.press('Control+k');
  await box().fill(text);
}
/** Closes the palette; it takes a moment to go. */
async function shut(): Promise<void> {
  if ((await box().count()) > 0) await stage.page.keyboard.press('Escape');
  await box().waitFor({ state: 'detached' });
}
async function look(locale: Locale): Promise<void> {
  await shut();
  await stage.look({ locale });
  // Its words are others now.
  await shut();
}
/** Words of the window with their places filled in. */
const said = (key: MessageKey, values: Readonly<Record<string, string>>): string =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), stage.words(key));
/** Goes to a line by the arrows. */
async function arrowTo(line: Locator): Promise<void> {
  await line.waitFor();
  for (let step = 0; (await line.getAttribute('aria-selected')) !== 'true'; step += 1) {
    if (step > 40) throw new Error('No arrow reaches it.');
    await stage.page.keyboard.press('ArrowDown');
  }
}
const inView = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    // Nothing lies over it, and no edge cuts it off.
    const there = document.elementFromPoint(left + width / 2, top + height - 2);
    return top >= 0 && there !== null && (element.contains(there) || there.contains(element));
  });

describe.each(locales)('%s', (locale) => {
  test('everything is found: in parts, with slips, in other spellings', async () => {
    await look(locale);
    for (const [query, text] of finds[locale]) {
      await type(query);
      await option(text).waitFor();
    }
    // By its kind alone, in the words of the language.
    await type(`${stage.words('palette.one.note')}: ${finds[locale][0]![0]}`);
    await option(finds[locale][0]![1]).waitFor();
    const chosen = stage.page.getByRole('button', { name: stage.words('palette.notes'), exact: true });
    expect(await chosen.getAttribute('aria-pressed')).toBe('true');
    await stage.picture(`palette-${locale}`);
    await type('qqqqqqzzzz');
    await stage.page.getByText(stage.words('palette.emptyHint')).waitFor();
  });
});

describe.each(locales)('a slip in %s', (locale) => {
  test('leads to the messages and notes that were meant, which is said; what was typed can be insisted on', async () => {
    await look(locale);
    for (const [typed, text, meant] of slipped[locale]) {
      await type(typed);
      const line = option(text);
      await line.waitFor();
      expect(await line.locator('mark').first().innerText()).toBe(meant);
      const sentence = said('palette.instead', {
        text: typed,
        meant: said('palette.quoted', { text: meant }),
      });
      await stage.page.getByText(sentence, { exact: true }).waitFor();
      await stage.page.getByRole('status').filter({ hasText: sentence }).waitFor({ state: 'attached' });
      await stage.picture(`slip-${locale}`);
      await arrowTo(stage.page.getByRole('option', { name: said('palette.literal', { text: typed }) }));
      await stage.page.keyboard.press('Enter');
      await stage.page.getByText(stage.words('palette.emptyHint')).waitFor();
      expect(await box().inputValue()).toBe(`"${typed}"`);
    }
  });
});

describe('Enter', () => {
  beforeAll(() => look('en'));

  test('opens the conversation at its message, far above what it opens with', async () => {
    await type('plugnickel');
    await arrowTo(option('here is the plugnickel'));
    await stage.page.keyboard.press('Enter');
    const message = stage.shown().getByRole('article').filter({ hasText: 'here is the plugnickel' });
    await message.waitFor();
    await until(() => inView(message), { what: 'the message in view' });
    expect(await message.getAttribute('data-hit')).toBe('true');
    await stage.picture('message');
  });

  test('opens at the word that was meant by a mistyped one', async () => {
    await type('article: snickerdodole');
    await arrowTo(option('An article'));
    await stage.page.keyboard.press('Enter');
    const mark = stage.shown().locator('mark').filter({ hasText: 'snickerdoodle' });
    await mark.waitFor();
    await until(() => inView(mark), { what: 'the place to be in view' });
  });

  test('opens the case at its note, which is marked', async () => {
    await type('note: anschrift');
    await arrowTo(option('Quellrechnungsanschrift'));
    await stage.page.keyboard.press('Enter');
    const found = stage.shown().locator('[data-note][data-found="true"]');
    await found.waitFor();
    expect(await found.locator('mark').innerText()).toBe('Quellrechnungsanschrift');
    await until(() => inView(found), { what: 'the place to be in view' });
    await stage.picture('note');
  });

  test('opens the conversation and the notes beside it', async () => {
    await type('grumbleweed');
    await arrowTo(option('said grumbleweed'));
    await stage.page.keyboard.press('Enter');
    const found = stage.page.locator('[data-note][data-found="true"]').filter({ hasText: 'grumbleweed' });
    await found.waitFor();
    expect(await found.locator('mark').innerText()).toBe('grumbleweed');
  });

  test('opens the article at its place; Ctrl opens in a tab, Shift in a session of its own', async () => {
    await type('article: snickerdoodle');
    await arrowTo(option('An article'));
    await stage.page.keyboard.press('Enter');
    const mark = stage.shown().locator('mark').filter({ hasText: 'snickerdoodle' });
    await mark.waitFor();
    await until(() => inView(mark), { what: 'the place to be in view' });
    const sessions = await stage.page.locator('[data-session]').count();
    await type('C-77001');
    await arrowTo(option('C-77001 The zorbik lamp'));
    await stage.page.keyboard.press('Control+Enter');
    await stage.shown().getByText('C-77001').first().waitFor();
    expect(await stage.page.locator('[data-session]').count()).toBe(sessions);
  });

  test('what was searched is offered again', async () => {
    await type('');
    const recent = stage.page.getByRole('group', { name: 'Recent searches' }).getByRole('option');
    await recent.first().waitFor();
    expect(await recent.allInnerTexts()).toContain('grumbleweed');
    await stage.picture('recent');
  });
});

test('whatever is asked, nothing breaks: operators, quotes, bidi controls, ten thousand letters', async () => {
  for (const text of [
    '"',
    'AND OR NOT',
    'NEAR(a b)',
    'text:zorbik*',
    "'; DROP TABLE message; --",
    '\u202e\u2066txt.exe\u2069',
    'Z̷̧̛a̴l̸g̵o̶'.repeat(20),
    'x'.repeat(10_000),
    'zorbik '.repeat(1500),
    '<img src=x onerror=alert(1)>',
  ]) {
    await type(text);
    await stage.page.locator('[role="combobox"][aria-busy="false"]').waitFor();
  }
  await type('zorbik');
  await option('The zorbik lamp').waitFor();
  expect(stage.complaints).toEqual([]);
});

test('without a network the whole history is found', async () => {
  await stage.service.stop();
  await type('zorbki');
  await option('The zorbik lamp').waitFor();
  await type('plugnickel');
  const line = option('here is the plugnickel');
  await line.waitFor();
  expect(await line.innerText()).toContain('Farfetch Longtalk');
});
