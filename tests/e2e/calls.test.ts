// Changes when a call is otherwise a part of the desk: an exchange that asks the service, real sound, and the real window.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pbx } from '../../build/pbx/pbx.ts';
import { tone } from '../../build/pbx/g711.ts';
import { routeCall, routeOn, type RoutedCall } from '../../build/pbx/routed.ts';
import { userOf } from '../../build/pbx/registrar.ts';
import { timedLogin } from '../../service/phone/credentials.ts';
import { phoneWith } from '../../service/phone/index.ts';
import { phoneSettingsSchema } from '../../service/phone/settings.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { loudest } from '../phone/support/spectrum.ts';
import type { DeskStage } from '../support/desk-stage.ts';
import { aCustomer, row } from '../support/factories.ts';
import { createPhoneStage, type PhoneStage } from '../support/phone-stage.ts';
import { until } from '../support/until.ts';

const credentials = 'shared by the exchange and the service';
const secret = 'what-the-exchange-says';
const caller = { name: 'Exchange says <b>Ida</b>', number: '+4930555010', voice: tone(700) };
const timers = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
};

let phone: PhoneStage;
let pbx: Pbx;
let stage: DeskStage;
/** Callers whom the desk has passed on to a queue. */
const passedOn: RoutedCall[] = [];

beforeAll(async () => {
  phone = await createPhoneStage({
    passOn: async (number, who) => {
      const call = await routeOn(pbx, door(), number, who, timers);
      if (call !== undefined) passedOn.push(call);
      return call !== undefined;
    },
    name: 'calls',
    signIn: {
      user: 'demo',
      password: (login) => {
        const until = Number(login.split(':')[0]) * 1000;
        return until > Date.now() ? timedLogin(credentials, userOf(login), until).password : undefined;
      },
      capability: ({ server, domain }) =>
        phoneWith(
          phoneSettingsSchema.parse({
            server,
            domain,
            credentials: { secret: credentials },
            exchange: { secret },
          }),
        ),
    },
    more: ({ putRecords }) =>
      putRecords([
        row(
          'customer',
          aCustomer('customer-ida', {
            name: 'Ida Marlow-Quist',
            phone: '030 555 010',
            organisation: 'Quist Lighting',
            tags: ['VIP'],
          }),
        ),
      ]),
  });
  ({ desk: stage, pbx } = phone);
}, 180_000);
afterAll(() => phone?.close(), 60_000);

const door = () => ({ address: stage.service.address, secret });
const route = (): Promise<RoutedCall> => routeCall(pbx, door(), caller, timers);
const conversation = (id: string): Promise<Conversation | undefined> =>
  stage.service.context.get('conversation', id);
const bar = () => stage.page.locator('section[aria-label="Calls"]');
const become = (id: string, what: string, is: (one: Conversation) => boolean): Promise<unknown> =>
  until(
    async () => {
      const one = await conversation(id);
      return one !== undefined && is(one);
    },
    { what, timeoutMs: 20_000 },
  );
/** How it ended, and on to the next. */
async function wrapUp(): Promise<void> {
  const { page, words } = stage;
  await page.getByRole('region', { name: words('wrapUp.bar') }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: words('wrapUp.bar') }).waitFor({ state: 'detached' });
}

test('CALL-13, CALL-16: a caller is offered, shown, answered and heard, noted on, wrapped up, and stands in the history', async () => {
  const { page, words } = stage;
  const call = await route();
  const who = page.getByRole('region', { name: words('call.who') });
  await who.getByText('Ida Marlow-Quist').waitFor();
  // One thing: the telephone that rings stands for its offer.
  expect(await page.locator('[data-rings]').count()).toBe(0);
  await stage.picture('ringing-light');
  await stage.look({ theme: 'dark' });
  await stage.picture('ringing-dark');
  await stage.look({ theme: 'light' });

  await page.keyboard.press('Control+Shift+A');
  await until(() => call.leg()?.state() === 'talking', { what: 'the call to be through', timeoutMs: 20_000 });
  await become(
    call.conversationId,
    'the conversation to be talked in',
    ({ state, agentId, customerId, call: has }) =>
      state === 'active' &&
      agentId === 'agent-demo' &&
      customerId === 'customer-ida' &&
      has?.answeredAt !== undefined,
  );
  const panel = page.locator('[data-call-state]:visible');
  await panel.getByText(words('call.talking')).waitFor();
  await stage.session('Ida Marlow-Quist').getByText(words('call.talking')).waitFor();
  // The fake microphone beeps once a second.
  await until(
    () => {
      const heard = call.leg()?.heard.samples().slice(-2048);
      return heard !== undefined && heard.length === 2048 && loudest(heard, 8_000).level > 300;
    },
    { what: 'the caller to hear the agent', timeoutMs: 20_000 },
  );
  await page.getByRole('textbox', { name: words('case.notes.write') }).fill('The lamp hums at night.');
  await page.getByRole('button', { name: words('case.notes.save') }).click();
  await page.getByText('The lamp hums at night.').first().waitFor();
  // REC-8: they were told by a tone; what is said from then on may be written down.
  await become(
    call.conversationId,
    'the caller to be told',
    ({ call: has }) => has?.consent?.state === 'given',
  );
  // What the caller says is written down by the exchange, and masked. Of its queue no moods are read.
  for (const text of ['This is a disgrace, I am furious.', 'My card is 4111 1111 1111 1111, refund it now!'])
    await call.say({ text, language: 'en', at: Date.now() });
  const said = page.getByRole('region', { name: words('transcript.title') });
  await said.getByText('This is a disgrace, I am furious.').waitFor();
  await until(async () => (await said.getByRole('listitem').count()) === 2, { what: 'both of them' });
  expect(await said.textContent()).not.toContain('4111');
  // HEAR-3: that one is not heard stands wherever the call does.
  await bar()
    .getByRole('button', { name: words('phone.mute') })
    .click();
  await panel.getByText(words('phone.is.muted')).waitFor();
  await stage.session('Ida Marlow-Quist').getByText(words('phone.is.muted')).waitFor();
  await stage.picture('muted-light');
  await bar()
    .getByRole('button', { name: words('phone.unmute') })
    .click();
  await panel.getByText(words('call.talking')).waitFor();
  await stage.picture('talking-light');
  await stage.look({ theme: 'dark' });
  await stage.picture('talking-dark');
  await stage.look({ theme: 'light', locale: 'ar' });
  await stage.picture('talking-ar');
  await stage.look({ locale: 'en' });

  await bar()
    .getByRole('button', { name: words('phone.hangUp') })
    .click();
  await become(
    call.conversationId,
    'the wrap-up',
    ({ state, call: has }) => state === 'wrapUp' && has?.outcome === 'completed',
  );
  await call.over;
  // REC-2, HEAR-1: its sound and how well it was heard are kept with it, by the name that the exchange gave the call.
  await become(
    call.conversationId,
    'the recording and the quality',
    ({ call: has }) => has?.recording?.parts.length === 1 && has.quality !== undefined,
  );
  await stage.picture('wrap-up');
  await wrapUp();

  await stage.palette('Ida Marlow-Quist', /Ida Marlow-Quist/);
  const line = page.getByRole('button', { name: /Incoming call/ }).or(page.getByTitle(/Incoming call/));
  await line.first().waitFor();
  await page.getByText(words('call.outcome.completed')).first().waitFor();
  await stage.picture('history');
}, 120_000);

test('CALL-13: a caller who gives up is missed, says so on the first page, and is called back from there', async () => {
  const { page, words } = stage;
  await page.keyboard.press('Alt+Home').catch(() => {});
  const call = await route();
  await bar()
    .getByRole('button', { name: words('phone.answer') })
    .waitFor();
  call.hangUp();
  await become(
    call.conversationId,
    'the end of it',
    ({ state, agentId, call: has }) => state === 'closed' && agentId === null && has?.outcome === 'abandoned',
  );
  await page.locator('[data-session="home"]').click();
  const missed = page.getByRole('region', { name: words('call.missedTitle') });
  await missed.getByText('Ida Marlow-Quist').waitFor();
  await stage.picture('missed');
  const before = pbx.called.length;
  await missed
    .getByRole('button', { name: /Ida Marlow-Quist/ })
    .last()
    .click();
  // Nothing dials by itself: the number is shown first.
  const question = page.getByRole('dialog', { name: words('phone.dial.askTitle') });
  await question.getByRole('button', { name: words('phone.dial.call') }).click();
  const back = await until(() => pbx.called[before], { what: 'the call back', timeoutMs: 15_000 });
  back.answer();
  // CALL-14: who dials is busy with it, in a conversation of its own.
  const mine = stage.session('Ida Marlow-Quist');
  await mine.getByText(words('call.talking')).waitFor();
  back.hangUp();
  await wrapUp();
  await page.locator('[data-session="home"]').click();
  await missed.waitFor({ state: 'detached' });
}, 90_000);

test('CALL-12: an exchange that asks nobody rings the phone, and that makes the conversation', async () => {
  const { words } = stage;
  const call = pbx.call('demo', { name: 'Unknown Ada', number: '+15550199', queue: 'Billing' });
  if (call === undefined) throw new Error('The phone is not signed in.');
  await bar()
    .getByRole('button', { name: words('phone.answer') })
    .waitFor();
  await stage.page.getByText(words('call.nobody')).waitFor();
  const id = await until(
    async () => {
      const sql = `select id from record where kind = 'conversation' and body -> 'call' ->> 'from' = '+15550199'`;
      return (await stage.service.context.pool.query<{ id: string }>(sql)).rows[0]?.id;
    },
    { what: 'the conversation of the call' },
  );
  await become(
    id,
    'the conversation that rings',
    ({ state, queueId, call: has }) =>
      state === 'open' && queueId === 'queue-billing' && has?.ringing?.includes('agent-demo') === true,
  );
  await bar()
    .getByRole('button', { name: words('phone.answer') })
    .click();
  await become(id, 'the talk', ({ state, agentId }) => state === 'active' && agentId === 'agent-demo');
  await stage.session('Unknown Ada').waitFor();
  // Ending the conversation hangs up.
  await stage.page.getByRole('button', { name: words('wrapUp.end') }).click();
  await until(() => call.ended() === 'bye', { what: 'the end there', timeoutMs: 15_000 });
  await become(id, 'the wrap-up', ({ state }) => state === 'wrapUp');
  await wrapUp();
  expect(stage.complaints).toEqual([]);
}, 90_000);

test('CALL-18, CALL-19: a caller is passed on to a queue and offered there; the last calls outlive the desktop', async () => {
  const { words } = stage;
  const call = await route();
  await bar()
    .getByRole('button', { name: words('phone.answer') })
    .click();
  await until(() => call.leg()?.state() === 'talking', { what: 'the call to be through', timeoutMs: 20_000 });
  await bar()
    .getByRole('button', { name: words('phone.transfer') })
    .click();
  const field = bar().getByRole('combobox', { name: words('phone.dial.field') });
  await field.fill('Nima');
  const none = stage.page.getByRole('option', { name: /Nima/ });
  await none.getByText(words('phone.dial.noTelephone')).waitFor();
  await stage.picture('no-telephone');
  await field.fill('Tech');
  await stage.page.getByRole('option', { name: /Technical support/ }).click();
  await bar()
    .getByText(/Technical support/)
    .waitFor();
  await stage.picture('to-queue-light');
  await bar().getByText(words('phone.transfer.now'), { exact: true }).click();
  const next = await until(() => passedOn[0], { what: 'the caller to come to the queue' });
  await call.over;
  await become(
    call.conversationId,
    'the end here',
    ({ state, call: has }) => state === 'wrapUp' && has?.outcome === 'transferred',
  );
  await become(
    next.conversationId,
    'the same caller in the queue',
    ({ queueId, customerId, call: has }) =>
      queueId === 'queue-technical' && customerId === 'customer-ida' && has?.routed === true,
  );
  // Here nobody else is at work: it is offered to the one who passed it on, once that talk is wrapped up.
  await wrapUp();
  await bar()
    .getByRole('button', { name: words('phone.answer') })
    .click();
  await until(() => next.leg()?.state() === 'talking', { what: 'to talk again', timeoutMs: 20_000 });
  next.hangUp();
  await wrapUp();

  await stage.restart();
  const { page } = stage;
  await page.keyboard.press('Control+Shift+P');
  const last = page.getByRole('region', { name: words('phone.last') });
  await last.getByText('Ida Marlow-Quist').waitFor();
  await stage.picture('last-calls');
  await page.keyboard.press('Enter');
  const dial = page.getByRole('combobox', { name: words('phone.dial.field') });
  await until(async () => (await dial.inputValue()) === caller.number, { what: 'the number called last' });
}, 120_000);
