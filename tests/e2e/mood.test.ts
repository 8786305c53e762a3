// Changes when moods behave differently on the real desktop: words marked in two scripts, levels set right, a call, a queue's switch.
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { demoAccounts } from '../../service/seed/company.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { createDeskStage, type DeskStage } from '../support/desk-stage.ts';
import { aConversation, aCustomer, aMessage, row } from '../support/factories.ts';
import { until } from '../support/until.ts';

const began = Date.now() - 600_000;
/** A conversation that the admin of the demo serves. */
const talk = (
  id: string,
  name: string,
  language: string,
  texts: string[],
  agentId = demoAccounts.admin.agentId,
): AnyRecord[] => [
  row(
    'conversation',
    aConversation(id, {
      queueId: 'queue-support',
      state: 'active',
      agentId,
      subject: texts[0]!,
      visitor: { name, email: null, language, page: null, browser: null },
      createdAt: began,
      queuedAt: began,
      acceptedAt: began + 1000,
      lastSeq: texts.length,
      lastMessageAt: began + texts.length * 1000,
      waitingSince: began,
    }),
  ),
  ...texts.map((text, at) =>
    row(
      'message',
      aMessage(`${id}-${String(at)}`, {
        conversationId: id,
        seq: at + 1,
        authorName: name,
        text,
        at: began + at * 1000,
      }),
    ),
  ),
];
const english = 'This is the third time I ask. I want my money back.';
const arabic = 'هذه خدمة سيئة للغاية، أنا غاضب جدًا وأريد استرداد أموالي';
const seeded = [
  ...talk('talk-en', 'Nora Fielding', 'en', ['Hello, where is my parcel?', english]),
  ...talk('talk-ar', 'سلمى', 'ar', ['مرحبا، أين طلبي؟', arabic]),
  ...talk('talk-ru', 'Вера', 'ru', ['Это ужасно, верните деньги']),
  row('customer', aCustomer('customer-ida', { name: 'Ida Trendel', organisation: 'Lanternworks' })),
  ...[
    'I can’t thank you enough, wonderful',
    'Hello, where is my parcel?',
    english,
    'You are useless, I am furious',
  ].flatMap((text, at) =>
    talk(`talk-past-${String(at)}`, 'Ida Trendel', 'en', [text], demoAccounts.second.agentId).map((one) =>
      one.kind === 'conversation'
        ? row('conversation', {
            ...one.record,
            customerId: 'customer-ida',
            state: 'closed',
            waitingSince: null,
            createdAt: began - (9 - at) * 86_400_000,
            closedAt: began,
          })
        : one,
    ),
  ),
  ...talk('talk-team', 'Oskar Lind', 'en', ['Hello, a question please'], demoAccounts.second.agentId),
];

let stage: DeskStage;
beforeAll(async () => {
  stage = await createDeskStage({
    name: 'mood',
    account: demoAccounts.admin,
    more: (seeder) => seeder.putRecords(seeded),
  });
}, 180_000);
afterAll(() => stage?.close(), 60_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.picture(`failed-${task.name.slice(0, 40)}`);
  await stage.page.keyboard.press('Escape');
});

const open = async (name: string): Promise<void> => {
  await stage.session(name).click();
  await stage.shown().locator('[data-conversation]').waitFor();
};
const strip = (): Locator => stage.shown().locator('button[data-level]').filter({ visible: true }).last();
const panel = (): Locator =>
  stage.page.getByRole('dialog', { name: stage.words('conversation.sentiment.title') });
const show = async (): Promise<void> => {
  await strip().focus();
  await stage.page.keyboard.press('Enter');
  await panel().getByRole('list').first().waitFor();
};
const close = async (): Promise<void> => {
  await stage.page.keyboard.press('Escape');
  await panel().waitFor({ state: 'detached' });
};
/** What is marked in the messages themselves. */
const marked = (): Promise<string[]> =>
  stage.page.evaluate(() =>
    [...(CSS.highlights.get('mood-down') ?? [])].map((range) => (range as Range).toString()),
  );
const marksAre = (what: (words: string[]) => boolean): Promise<unknown> =>
  until(async () => what(await marked()), { what: 'the marks' });
const says = (conversationId: string, name: string, text: string) =>
  stage.service.context.run(
    { kind: 'customer', conversationId, name },
    {
      id: crypto.randomUUID(),
      type: 'message.receive',
      args: { messageId: crypto.randomUUID(), conversationId, text },
    },
  );
/** A picture once nothing moves any more that comes to an end. */
const picture = async (name: string): Promise<void> => {
  // What is out of sight, or held by the pointer on it, does not end.
  const moving = (): Promise<boolean> =>
    stage.page.evaluate(() =>
      document.getAnimations().some(({ effect, playState }) => {
        const { target } = effect as KeyframeEffect;
        const ends = Number.isFinite(Number(effect?.getComputedTiming().endTime));
        return ends && playState === 'running' && target?.checkVisibility() === true;
      }),
    );
  // It is there to be looked at: one that shows a movement is better than none.
  await until(async () => !(await moving()), { what: 'rest', timeoutMs: 3_000 }).catch(() => undefined);
  await stage.picture(name);
};
const levelOf = async (): Promise<string | null> => strip().getAttribute('data-level');

test('the words that drove it are marked where they stand, in English and in Arabic, and named with their share', async () => {
  await open('Nora Fielding');
  await until(async () => /egative/.test((await levelOf()) ?? ''), { what: 'a negative mood' });
  await show();
  await marksAre((words) => words.length > 0);
  for (const word of await marked()) expect(english).toContain(word);
  const line = await stage.page.evaluate(
    () => getComputedStyle(document.documentElement, '::highlight(mood-down)').textDecorationStyle,
  );
  expect(line).toBe('dotted');
  const driven = panel()
    .getByRole('region', { name: stage.words('mood.drove') })
    .getByRole('listitem');
  expect(await driven.count()).toBeGreaterThan(0);
  expect(await driven.first().textContent()).toMatch(/\d ?%/);
  expect(await panel().locator('mark').allTextContents()).toEqual(expect.arrayContaining(await marked()));
  await picture('why-light');
  await close();
  await marksAre((words) => words.length === 0);
  await open('سلمى');
  await show();
  await marksAre((words) => words.length > 0);
  for (const word of await marked()) expect(arabic).toContain(word);
  // What is marked is the whole message still, in its own direction: nothing was put into it.
  const said = stage.shown().locator('[data-said="talk-ar-1"]');
  expect(await said.textContent()).toBe(arabic);
  expect(await said.evaluate((one) => getComputedStyle(one.firstElementChild!).direction)).toBe('rtl');
  await close();
  await stage.look({ theme: 'dark' });
  await show();
  await picture('why-arabic-text-dark');
  await close();
  await open('Вера');
  expect(await levelOf()).toBe('unjudged');
  await stage.shown().getByText(stage.words('mood.unjudgedWhy')).waitFor();
  await picture('cannot-judge-dark');
  await stage.look({ theme: 'light' });
}, 120_000);

test('SENT-8, SENT-15: what is set right shows at once, by keyboard, and is still so after the desk was killed: a message, a whole conversation', async () => {
  await open('Nora Fielding');
  await show();
  const wrong = panel().getByRole('button', { name: `${stage.words('mood.wrong')}: message 2` });
  await wrong.focus();
  await stage.page.keyboard.press('Enter');
  await panel()
    .getByRole('group', { name: stage.words('mood.right') })
    .waitFor();
  await picture('set-right');
  await panel()
    .getByRole('button', { name: stage.words('sentiment.neutral'), exact: true })
    .press('Enter');
  await until(async () => (await levelOf()) === 'neutral', { what: 'the new level' });
  await panel().getByText(stage.words('mood.kept')).waitFor();
  await marksAre((words) => words.length === 0);
  await close();
  await open('سلمى');
  await show();
  await panel()
    .getByRole('button', { name: stage.words('mood.wrongWhole') })
    .press('Enter');
  await panel()
    .getByRole('group', { name: stage.words('mood.rightWhole') })
    .getByRole('button', { name: stage.words('sentiment.positive'), exact: true })
    .press('Enter');
  await until(async () => (await levelOf()) === 'positive', { what: 'the level of the whole' });
  await panel().getByText(stage.words('mood.kept')).waitFor();
  await picture('whole-set');
  await stage.crash();
  await open('Nora Fielding');
  await until(async () => (await levelOf()) === 'neutral', { what: 'the level that was set' });
  await show();
  await panel().getByRole('button', { name: 'Undo: message 2' }).press('Enter');
  await until(async () => /egative/.test((await levelOf()) ?? ''), { what: 'the level as computed' });
  await close();
  await open('سلمى');
  await until(async () => (await levelOf()) === 'positive', { what: 'the level of the whole, as set' });
  await show();
  await panel()
    .getByRole('button', { name: stage.words('mood.undoWhole') })
    .press('Enter');
  await until(async () => /egative/.test((await levelOf()) ?? ''), { what: 'the whole as computed' });
  await close();
}, 120_000);

test('SENT-11: a session that is not in view is marked and pulses once, however often its customer writes', async () => {
  await open('سلمى');
  const nora = stage.session('Nora Fielding');
  const urgent = nora.getByRole('img', { name: /has become unhappy/ });
  expect(await urgent.count()).toBe(0);
  await stage.page.evaluate(() => {
    const pulses: string[] = [];
    Object.assign(globalThis, { pulses });
    document.addEventListener('animationstart', ({ animationName, target }) => {
      if (/pulse-once/.test(animationName)) pulses.push((target as Element).getAttribute('data-level') ?? '');
    });
  });
  const pulses = (): Promise<string[]> =>
    stage.page.evaluate(() => (globalThis as unknown as { pulses: string[] }).pulses);
  await says('talk-en', 'Nora Fielding', 'You are fucking useless idiots');
  await urgent.waitFor();
  await until(async () => (await pulses()).length > 0, { what: 'the pulse' });
  await picture('calls');
  await says('talk-en', 'Nora Fielding', 'Fuck you all, this is a disgrace');
  await nora.getByText('Fuck you all').waitFor();
  // Looked at, left again, and it goes on: no second pulse.
  await open('Nora Fielding');
  await urgent.waitFor({ state: 'detached' });
  await open('سلمى');
  await says('talk-en', 'Nora Fielding', 'Still here, you useless liars');
  await nora.getByText('Still here').waitFor();
  expect(await pulses()).toEqual(['veryNegative']);
}, 120_000);

test('SENT-11: whoever leads the team is told once of a colleague’s customer, and can look', async () => {
  const { name } = demoAccounts.second;
  const said = stage.page.getByText(`Oskar Lind, served by ${name}: Very negative`);
  expect(await said.count()).toBe(0);
  await says('talk-team', 'Oskar Lind', 'You fucking idiots, you lied to me');
  await said.waitFor();
  await picture('team');
  await said
    .locator('xpath=ancestor::*[@role][1]')
    .getByRole('button', { name: stage.words('mood.look') })
    .click();
  await stage.shown().locator('[data-conversation="talk-team"]').waitFor();
  await says('talk-team', 'Oskar Lind', 'Fuck this, you useless people');
  await stage.shown().getByText('Fuck this').first().waitFor();
  expect(await said.count()).toBeLessThanOrEqual(1);
  // The service says so by itself, and it stands on the first page for as long as it is so.
  const mark = async () => (await stage.service.context.get('conversation', 'talk-team'))?.moodAlert?.level;
  await until(async () => (await mark()) === 'veryNegative', { what: 'the mark' });
  await stage.page.keyboard.press('Alt+Home');
  const team = stage.shown().getByRole('list', { name: stage.words('mood.teamNow') });
  await team.getByRole('button', { name: /Oskar Lind/ }).waitFor();
  await picture('home-light');
  await stage.look({ theme: 'dark' });
  await picture('home-dark');
  await stage.look({ theme: 'light', locale: 'ar' });
  await picture('home-arabic');
  await stage.look({ locale: 'en' });
}, 120_000);

test('the page of a customer shows how the last conversations went', async () => {
  await stage.palette('Lanternworks', /Ida Trendel/);
  const trend = stage.shown().getByRole('region', { name: stage.words('mood.trend') });
  await trend.waitFor();
  const faces = trend.getByRole('button');
  expect(await faces.count()).toBe(4);
  expect(await faces.first().getAttribute('aria-label')).toMatch(/positive/i);
  expect(await faces.last().getAttribute('aria-label')).toMatch(/negative/i);
  await picture('trend-light');
  await stage.look({ theme: 'dark' });
  await picture('trend-dark');
  await stage.look({ theme: 'light', locale: 'ar' });
  await picture('trend-arabic');
  await stage.look({ locale: 'en' });
  await faces.last().click();
  await stage.shown().locator('[data-conversation="talk-past-3"]').waitFor();
}, 120_000);

test('SENT-9: a queue whose moods are switched off in the settings shows none anywhere; and the notice is there', async () => {
  await open('Nora Fielding');
  await stage.page.keyboard.press('Control+,');
  await stage.page.getByRole('tab', { name: stage.words('settings.tab.mood') }).click();
  const queue = stage.page.getByRole('switch', { name: 'Support chat', exact: true });
  await stage.page.getByText(stage.words('mood.about.not')).waitFor();
  await picture('settings-light');
  await stage.page.getByRole('button', { name: stage.words('mood.figures') }).click();
  await stage.page.getByRole('columnheader', { name: stage.words('mood.figures.direction') }).waitFor();
  await stage.page.getByRole('table').last().scrollIntoViewIfNeeded();
  await picture('figures-light');
  await queue.click();
  await until(async () => (await stage.service.context.get('queue', 'queue-support'))?.mood === false, {
    what: 'the switch at the service',
  });
  await stage.page.keyboard.press('Escape');
  await strip().waitFor({ state: 'detached' });
  expect(await stage.session('Nora Fielding').locator('[data-level]').count()).toBe(0);
  await picture('off');
  await stage.service.context.run(
    { kind: 'agent', id: demoAccounts.admin.agentId, name: demoAccounts.admin.name, role: 'admin' },
    { id: crypto.randomUUID(), type: 'queue.mood', args: { queueId: 'queue-support', on: true } },
  );
  await strip().waitFor();
  await stage.look({ locale: 'ar' });
  await open('سلمى');
  await show();
  await picture('why-arabic');
  // What it is not for is one key away from the reasons.
  await panel()
    .getByRole('button', { name: stage.words('mood.about') })
    .press('Enter');
  await stage.page.getByText(stage.words('mood.about.not')).waitFor();
  await picture('settings-arabic');
  await stage.page.keyboard.press('Escape');
  await stage.look({ locale: 'en' });
  expect(stage.complaints).toEqual([]);
}, 180_000);
