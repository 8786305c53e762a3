// Changes when an agent must do something else with calls by hand: dial, press keys, pass on, bring together, choose devices.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { tone } from '../../build/pbx/g711.ts';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import type { Pbx } from '../../build/pbx/pbx.ts';
import { agents, demoAccounts } from '../../service/seed/company.ts';
import { heardAbove, playedLevels } from '../phone/support/page-ears.ts';
import { levelAt } from '../phone/support/spectrum.ts';
import type { DeskStage } from '../support/desk-stage.ts';
import { createPhoneStage, type PhoneStage } from '../support/phone-stage.ts';
import { until } from '../support/until.ts';

/** What the desk's microphone hears all the time, what the two callers say, and what whoever is called says. */
const hz = { agent: 500, ada: 700, grace: 1200, called: 440 };

let phone: PhoneStage;
let pbx: Pbx;
let stage: DeskStage;

beforeAll(async () => {
  phone = await createPhoneStage({ name: 'phone-hands', microphoneHz: hz.agent });
  ({ desk: stage, pbx } = phone);
});
afterAll(() => phone?.close());
afterEach(async () => {
  // Whatever a test left behind is over, and told to nobody any more.
  for (const call of calls.splice(0)) call.hangUp();
  await until(() => pbx.live() === 0, { what: 'every call to be over' });
  await until(async () => (await bar().locator('[data-call]:not([data-call="ended"])').count()) === 0, {
    what: 'the bar to be empty',
  });
});

const calls: PbxCall[] = [];
const bar = (): Locator => stage.page.getByRole('region', { name: stage.words('phone.bar') });
const line = (name: string): Locator => bar().getByRole('group', { name, exact: true });
const press = (where: Locator, name: string): Promise<void> =>
  where.getByRole('button', { name, exact: true }).click();
const key = (keys: string): Promise<void> => stage.page.keyboard.press(keys);
const hears = (call: PbxCall, tonesThere: readonly number[], not: readonly number[] = []): boolean => {
  const samples = call.heard.samples().slice(-2048);
  const level = (at: number): number => levelAt(samples, at, 8_000);
  return tonesThere.every((at) => level(at) > 200) && not.every((at) => level(at) < 60);
};
const heard = (call: PbxCall, there: readonly number[], not: readonly number[] = []): Promise<unknown> =>
  until(() => hears(call, there, not), { what: `somebody to hear ${there.join(' and ')} Hz` });
const lastCalled = async (before: number): Promise<PbxCall> => {
  const call = await until(() => pbx.called[before], { what: 'the call to come there' });
  calls.push(call);
  return call;
};

/** A caller who is answered by key. */
async function talk(name: string, number: string, says: number): Promise<PbxCall> {
  const call = pbx.call(phone.user, { name, number, voice: tone(says) })!;
  calls.push(call);
  await line(name).waitFor();
  await key('Control+Shift+Y');
  await heard(call, [hz.agent]);
  return call;
}

test('CALL-23: dials by key, presses keys once each, and reads the last calls', async () => {
  const before = pbx.called.length;
  await key('Control+Shift+P');
  const field = stage.page.getByRole('combobox', { name: stage.words('phone.dial.field') });
  await field.fill('+49 (30) 1234-567');
  await stage.picture('dial-light');
  await field.press('Enter');
  const call = await lastCalled(before);
  await bar().getByText(stage.words('phone.is.ringsThere')).waitFor();
  call.answer();
  await heard(call, [hz.agent]);
  await line('+49 301 234 567').getByText(stage.words('phone.is.heard')).waitFor();

  await key('Control+Shift+J');
  const typed = bar().getByRole('textbox', { name: stage.words('phone.keypadTyped') });
  await typed.pressSequentially('471');
  await press(bar(), '1');
  await press(bar(), '#');
  await until(() => call.tones() === '4711#', { what: 'the tones there' });
  expect(await typed.inputValue()).toBe('4711#');
  await stage.picture('keypad-light');
  // Each of them once: what follows them came after them all.
  await typed.press('*');
  await until(() => call.tones() === '4711#*', { what: 'one tone more' });

  await key('Control+Shift+X');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
  // The last calls: Enter on nothing brings the number back. Colleagues are found by their names.
  await key('Control+Shift+P');
  await stage.page
    .getByRole('region', { name: stage.words('phone.last') })
    .getByText('+49 301 234 567')
    .waitFor();
  await field.press('Enter');
  await until(async () => (await field.inputValue()) === '+49301234567', { what: 'the number called last' });
  const { name: colleague, telephone } = agents.find(({ handle }) => handle !== demoAccounts.agent.handle)!;
  await field.fill(colleague.slice(0, 4));
  await stage.page.getByRole('option', { name: colleague }).click();
  await until(async () => (await field.inputValue()) === telephone?.number, { what: 'the colleague' });
  await stage.picture('colleague-light');
  await field.fill('');
  await stage.page.getByText(stage.words('common.cancel'), { exact: true }).click();
  await field.waitFor({ state: 'detached' });
});

test('CALL-34: from a session’s own window a call is answered, muted and ended by key, and a number is asked about in the main one', async () => {
  // Any session: here it is the one of the call before.
  await stage.page
    .getByRole('navigation', { name: stage.words('pane.sessions') })
    .getByRole('button')
    .nth(1)
    .click();
  const [own] = await Promise.all([stage.app.waitForEvent('window'), key('Control+Shift+N')]);
  const foot = own.getByRole('contentinfo');
  const dial = foot.getByRole('button', { name: stage.words('command.dial') });
  await dial.waitFor();
  const ada = pbx.call(phone.user, { name: 'Ada', number: '+15550100', voice: tone(hz.ada) })!;
  calls.push(ada);
  await foot.getByText(/^Ada/).waitFor();
  await own.keyboard.press('Control+Shift+Y');
  await heard(ada, [hz.agent]);
  await own.keyboard.press('Control+Shift+U');
  await foot.getByText(stage.words('phone.is.muted')).waitFor();
  await line('Ada').getByText(stage.words('phone.is.muted')).waitFor();
  await heard(ada, [], [hz.agent]);
  await own.keyboard.press('Control+Shift+U');
  await heard(ada, [hz.agent]);
  await own.keyboard.press('Control+Shift+X');
  await until(() => ada.ended() === 'bye', { what: 'the end there' });

  await dial.click();
  const field = stage.page.getByRole('combobox', { name: stage.words('phone.dial.field') });
  await field.waitFor();
  expect(await own.getByRole('combobox', { name: stage.words('phone.dial.field') }).count()).toBe(0);
  await stage.page.getByText(stage.words('common.cancel'), { exact: true }).click();
  await Promise.all([
    own.waitForEvent('close'),
    own.getByRole('button', { name: stage.words('command.bringBack') }).click(),
  ]);
});

test('a call is passed on after asking: back to the caller first, and then for good', async () => {
  const ada = await talk('Ada', '+15550100', hz.ada);
  const first = pbx.called.length;
  const ask = async (number: string): Promise<void> => {
    await key('Control+Shift+F');
    const field = bar().getByRole('combobox', { name: stage.words('phone.dial.field') });
    await field.fill(number);
    await field.press('Enter');
  };
  await ask('200');
  const asked = await lastCalled(first);
  await until(ada.held, { what: 'the caller to be on hold' });
  await heard(ada, [], [hz.agent]);
  await press(line('200'), 'Back to Ada');
  await until(() => asked.ended() === '487', { what: 'the question to be taken back' });
  await heard(ada, [hz.agent]);

  await ask('201');
  const second = await lastCalled(first + 1);
  second.answer();
  await heard(second, [hz.agent]);
  await stage.picture('consult-light');
  await press(line('Ada'), 'Connect with 201');
  await until(() => second.ended() === 'bye' && ada.ended() === 'bye', { what: 'both to go on without us' });
  expect(pbx.transferredTo).toHaveLength(1);
});

test('CALL-23: a call is passed on at once; refused, it is still ours, and the bar says so', async () => {
  const ada = await talk('Ada', '+15550100', hz.ada);
  const pass = async (number: string): Promise<void> => {
    await press(line('Ada'), stage.words('phone.transfer'));
    await bar()
      .getByRole('combobox', { name: stage.words('phone.dial.field') })
      .fill(number);
    // By its words: while somebody is suggested below the field, what stands beside it has no role.
    await bar().getByText(stage.words('phone.transfer.now'), { exact: true }).click();
  };
  pbx.nextTransfer('refused');
  await pass('202');
  await bar().getByText(stage.words('phone.trouble.transfer')).waitFor();
  expect(ada.state()).toBe('talking');
  await heard(ada, [hz.agent]);
  await stage.picture('refused-light');
  await press(bar(), stage.words('common.dismiss'));
  await pass('203');
  await until(() => ada.ended() === 'bye', { what: 'the caller to go on' });
  expect(pbx.transferredTo.at(-1)).toBe('203');
});

test('two lines at once: the second is answered while the first waits, and all three are brought together', async () => {
  const ada = await talk('Ada', '+15550100', hz.ada);
  const grace = await talk('Grace', '+15550101', hz.grace);
  await until(ada.held, { what: 'the first to wait' });
  await heard(ada, [], [hz.agent, hz.grace]);
  await stage.picture('two-light');
  await press(line('Ada'), stage.words('phone.conference'));
  await heard(ada, [hz.agent, hz.grace]);
  await heard(grace, [hz.agent, hz.ada]);
  await until(() => agentHears([hz.ada, hz.grace]), { what: 'the agent to hear both' });
  await key('Control+Shift+U');
  await heard(ada, [hz.grace], [hz.agent]);
  await stage.look({ theme: 'dark' });
  await stage.picture('conference-dark');
  await stage.look({ locale: 'ar' });
  await stage.picture('conference-dark-ar');
  await stage.look({ locale: 'en', theme: 'light' });
  await key('Control+Shift+X');
  await until(() => pbx.live() === 1, { what: 'one of them to be over' });
});

test('CALL-20: another program asks for a call: the number is shown, and nothing is dialled before the agent says so', async () => {
  const before = pbx.called.length;
  const open = (url: string): Promise<unknown> =>
    stage.app.evaluate(({ app }, link) => app.emit('open-url', { preventDefault: () => {} }, link), url);
  await open('tel:*21*+15550100%23');
  await open('tel:+49-30-1234567;ext=42');
  const dialog = stage.page.getByRole('dialog', { name: stage.words('phone.dial.askTitle') });
  await dialog.getByText('+49 301 234 567').waitFor();
  await dialog.getByText('42').waitFor();
  await stage.picture('link-light');
  await press(dialog, stage.words('common.cancel'));
  await dialog.waitFor({ state: 'detached' });
  expect(pbx.called.length).toBe(before);
  await open('sip:200@other.example');
  await dialog.getByText('200@other.example').waitFor();
  await key('Escape');

  // A number in what a customer wrote is asked about in the same way.
  await stage.welcome('Nina Number', 'Please call me: +49 40 7654321. Order 12345678.');
  await stage.shown().getByRole('button', { name: '+49 40 7654321' }).click();
  await dialog.getByText('+49 407 654 321').waitFor();
  await key('Enter');
  const call = await lastCalled(before);
  call.answer();
  await heard(call, [hz.agent]);
  await expect(stage.shown().getByRole('button', { name: '12345678' }).count()).resolves.toBe(0);
});

test('CALL-22: devices are tried and changed in a call, which goes on, and are remembered', async () => {
  const ada = await talk('Ada', '+15550100', hz.ada);
  ada.heard.restart();
  await key('Control+,');
  await stage.page.getByRole('tab', { name: stage.words('settings.tab.calls') }).click();
  const microphone = stage.page.getByRole('combobox', { name: /^Microphone/ });
  await microphone.click();
  await stage.page.getByRole('option', { name: 'Fake Audio Input 2' }).click();
  await until(
    () =>
      readFile(join(stage.folder, 'settings.json'), 'utf8').then((text) =>
        text.includes('Fake Audio Input 2'),
      ),
    { what: 'the choice to be kept' },
  );
  await heard(ada, [hz.agent]);
  const meter = (name: string): Locator => stage.page.getByRole('meter', { name: new RegExp(name) });
  const level = async (name: string): Promise<number> =>
    Number(await meter(name).getAttribute('aria-valuenow'));
  await until(async () => (await level('Microphone')) > 20, { what: 'the microphone’s level' });
  await stage.picture('devices-light');
  await stage.page.getByRole('button', { name: stage.words('calls.tone') }).click();
  await until(async () => (await level('Speaker')) > 20, { what: 'the tone' });
  await stage.page.getByRole('button', { name: stage.words('calls.echo') }).click();
  await stage.page.getByText(stage.words('calls.recording')).waitFor();
  await stage.page.getByText(stage.words('calls.playing')).waitFor();
  await until(async () => (await level('Speaker')) > 20, { what: 'the echo' });
  await key('Escape');
  expect(ada.state()).toBe('talking');
  await heard(ada, [hz.agent]);
  await stage.look({ theme: 'dark', locale: 'ar' });
  await key('Control+,');
  await stage.page.getByRole('tab', { name: stage.words('settings.tab.calls') }).click();
  await stage.page.getByRole('meter').first().waitFor();
  await stage.picture('devices-dark-ar');
  await key('Escape');
  await stage.look({ theme: 'light', locale: 'en' });
  expect(stage.complaints).toEqual([]);
});

/** Whether the players of the phone's window play these tones now. */
async function agentHears(tones: readonly number[]): Promise<boolean> {
  const levels = (await phone.inPage('phone', playedLevels(tones), 15_000)) as number[];
  return levels.every((level) => level > heardAbove);
}
