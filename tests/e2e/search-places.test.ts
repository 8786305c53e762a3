// Changes when the place that a search has found is come to otherwise: long texts, rich notes, merged and closed cases, other scripts, in the real desktop.
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { aCase, aConversation, aMessage, aNote, anArticle, row } from '../support/factories.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { until } from '../support/until.ts';

const at = Date.UTC(2026, 10, 20);
/** Far more than a view is high, with what is looked for in the middle. */
const around = (word: string, words: number): string => {
  const half = 'lorem ipsum dolor sit amet '.repeat(Math.floor(words / 10));
  return `${half}${word} ${half}`.trim();
};
const talk = 'long-talk';
const messages = 400;
/** By the place of the message. */
const said: Readonly<Record<number, string>> = {
  40: around('middlewort', 2400),
  90: `${around('', 1400)}\nDer Quellrechnungskrapfen fehlt\n${around('', 800)}`,
  140: `${'سلام دوست من '.repeat(300)} کتابخانه‌هایمان ${'سلام دوست من '.repeat(300)}`,
  190: 'look at https://example.org/zwiebelkuchen please',
  240: `${'مرحبا يا صديقي '.repeat(200)} والطاقنارية ${'مرحبا يا صديقي '.repeat(200)}`,
};

function rows(): AnyRecord[] {
  const queueId = 'queue-support';
  return [
    row(
      'conversation',
      aConversation(talk, {
        queueId,
        state: 'closed',
        subject: 'A long talk',
        visitor: { name: 'Longtalk', email: null, language: 'en', page: null, browser: null },
        lastSeq: messages,
        lastMessageAt: at,
        closedAt: at,
      }),
    ),
    ...Array.from({ length: messages }, (_, i) =>
      row(
        'message',
        aMessage(`long-${i + 1}`, {
          conversationId: talk,
          seq: i + 1,
          text: said[i + 1] ?? `message number ${i + 1}`,
          at: at - (messages - i) * 60_000,
        }),
      ),
    ),
    row('case', aCase('into-case', { number: 'C-78001', title: 'The first one', queueId })),
    row(
      'case',
      aCase('merged-case', {
        number: 'C-78002',
        title: 'The vanillekipferl again',
        queueId,
        status: 'canceled',
        merged: { intoId: 'into-case', status: 'open' },
      }),
    ),
    row('case', aCase('done-case', { number: 'C-78003', title: 'Done', queueId, status: 'resolved' })),
    row('note', aNote('merged-note', { subjectId: 'merged-case', text: 'has a mergelnote', at })),
    row('note', aNote('done-note', { subjectId: 'done-case', text: around('donewort', 9_900), at })),
    row(
      'note',
      aNote('rich-note', {
        subjectId: 'done-case',
        format: 'rich',
        text: `# A heading\n\n${'- a point\n'.repeat(120)}\nand **richwort** here\n\n${'- a point\n'.repeat(120)}`,
        at: at + 1,
      }),
    ),
    row('article', anArticle('long-article', { title: 'A long one', body: around('articlewort', 4_000) })),
  ];
}

let stage: DeskStage;
beforeAll(async () => {
  stage = await createDeskStage({ name: 'search-places', more: (seeder) => seeder.putRecords(rows()) });
}, 180_000);
afterAll(async () => {
  await stage?.close();
});
beforeEach(shut);
afterEach(async ({ task }) => {
  await stage.picture(task.name.slice(-40));
});

const box = (): Locator => stage.page.getByRole('combobox', { name: stage.words('palette.title') });
async function shut(): Promise<void> {
  if ((await box().count()) > 0) await stage.page.keyboard.press('Escape');
  await box().waitFor({ state: 'detached' });
}
/** Looks for it and goes to the first hit of these words by Enter. */
async function go(text: string, line: string): Promise<void> {
  await stage.page.keyboard.press('Control+k');
  await box().fill(text);
  await stage.page.getByRole('option', { selected: true }).filter({ hasText: line }).waitFor();
  await stage.page.keyboard.press('Enter');
  await box().waitFor({ state: 'detached' });
}
const inView = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return top >= 0 && there !== null && (element.contains(there) || there.contains(element));
  });
/** @returns the words that are marked and in view. */
async function seen(word: string): Promise<string> {
  const mark = stage.shown().locator('mark').filter({ hasText: word }).first();
  await mark.waitFor();
  await until(() => inView(mark), { what: `${word} to be in view` });
  return mark.innerText();
}

test.each([
  ['middlewort', 'middlewort', 'in the middle of a message that is higher than the list'],
  ['mideldwort', 'middlewort', 'by a slip, at once again'],
  ['krapfen', 'Quellrechnungskrapfen', 'a part of a German compound'],
  ['کتابخانه هایمان', 'کتابخانه‌هایمان', 'Persian, a joiner typed as a space'],
  ['طاقناريه', 'والطاقنارية', 'Arabic, behind and and the'],
  ['zwiebelkuchen', 'zwiebelkuchen', 'in an address'],
])('a message of a long, closed conversation: %s comes to %s: %s', async (typed, word) => {
  await go(typed, 'Longtalk');
  expect(await seen(word)).toContain(word);
});

test('a note of a resolved case, in the middle of 10,000 words', async () => {
  await go('donewort', 'C-78003');
  expect(await seen('donewort')).toContain('donewort');
});

test('a rich note, at its words', async () => {
  await go('richwort', 'C-78003');
  expect(await seen('richwort')).toContain('richwort');
});

test('and back again to the other one, in the tab that is open', async () => {
  await go('donewort', 'C-78003');
  expect(await seen('donewort')).toContain('donewort');
});

test('a note of a case that was merged into another', async () => {
  await go('mergelnote', 'C-78002');
  expect(await seen('mergelnote')).toContain('mergelnote');
});

test('a case that was merged, with the way to where it went', async () => {
  await go('vanillekipferl', 'C-78002');
  const way = stage.shown().getByRole('status').filter({ hasText: 'The first one' });
  await way.waitFor();
  expect(await way.innerText()).toContain('The first one');
});

test('an article, in the middle of thousands of words', async () => {
  await go('articlewort', 'A long one');
  expect(await seen('articlewort')).toContain('articlewort');
});
