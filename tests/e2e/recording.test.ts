// Changes when calls are recorded otherwise: told, agreed, paused, kept over kills, deleted. What is in a file is proven by its tones.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tone, type Voice } from '../../build/pbx/g711.ts';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import type { Pbx } from '../../build/pbx/pbx.ts';
import { demoAccounts } from '../../service/seed/company.ts';
import { isRecordingId, type RecordingPart } from '../../shared/domain/call-media.ts';
import { conversationOfCall, type ConversationCall } from '../../shared/domain/call.ts';
import { levelAt } from '../phone/support/spectrum.ts';
import { killStore } from '../support/desk-processes.ts';
import type { DeskStage } from '../support/desk-stage.ts';
import { createPhoneStage, type PhoneStage } from '../support/phone-stage.ts';
import { until } from '../support/until.ts';
import { bytesOf, isWhole, measure, type Levels } from './support/recorded.ts';
import { tellWords, writtenWords } from './support/words.ts';

/** What the agent's microphone hears; what the caller says when it may be kept, while paused by hand, and beside a card. */
const hz = { agent: 500, caller: 700, secret: 1900, card: 2300, told: 1400, third: 440 };
const { agent } = demoAccounts;

let phone: PhoneStage;
let pbx: Pbx;
let stage: DeskStage;
let says: Voice = tone(hz.caller);

beforeAll(async () => {
  phone = await createPhoneStage({ name: 'recording', microphoneHz: hz.agent });
  ({ desk: stage, pbx } = phone);
});
afterAll(() => phone?.close());

/** Also while a dialog lies over it, which hides it from whoever asks by roles. */
const bar = (): Locator => stage.page.locator(`section[aria-label="${stage.words('phone.bar')}"]`);
const press = (key: Parameters<DeskStage['words']>[0]): Promise<void> =>
  stage.page.getByRole('button', { name: stage.words(key), exact: true }).click();
const shows = (key: Parameters<DeskStage['words']>[0]): Promise<void> =>
  bar().getByText(stage.words(key), { exact: true }).waitFor({ timeout: 30_000 });
/** The call goes on for so long, by what the caller has heard. */
const talk = async (call: PbxCall, seconds: number): Promise<void> => {
  const before = call.heard.packets();
  await until(() => call.heard.packets() - before >= seconds * 50, {
    what: `${seconds} seconds of the call`,
    timeoutMs: 60_000,
  });
};
const kept = async (call: PbxCall): Promise<ConversationCall | undefined> =>
  (await stage.service.context.get('conversation', conversationOfCall(call.callId())))?.call;

/** A call that is talked, with its conversation. */
async function answered(queueId: string, queue: string): Promise<PbxCall> {
  const call = pbx.call(phone.user, { name: 'Ada', number: '+15550100', queue, voice: () => says() })!;
  await press('phone.answer');
  await until(() => call.state() === 'talking', { what: 'the call to be through' });
  const which = { conversationId: conversationOfCall(call.callId()), callId: call.callId() };
  const actor = { kind: 'agent', id: agent.agentId, name: agent.name, role: agent.role } as const;
  const at = Date.now();
  // What a desk reports by itself changes nothing of it when it comes twice.
  const { run } = stage.service.context;
  await run(actor, {
    id: randomBytes(8).toString('hex'),
    type: 'call.ring',
    args: {
      ...which,
      direction: 'in',
      from: '+15550100',
      to: '101',
      name: 'Ada',
      queueId,
      customerId: null,
      at,
    },
  });
  await run(actor, { id: randomBytes(8).toString('hex'), type: 'call.answer', args: { ...which, at } });
  return call;
}

const tell = (call: PbxCall, n: number): Promise<string | null> =>
  tellWords(stage.service.context, call.callId(), n);
/** REC-9: whether the service knows that nothing is to be written down. */
const unwritten = (call: PbxCall, on: boolean): Promise<unknown> =>
  until(async () => ((await kept(call))?.pauses?.at(-1)?.to === null) === on, {
    what: `the service to hear of a pause: ${String(on)}`,
  });

/** How loud some tones are at most anywhere in a recording, each side for itself: of a thousand where one is full. */
async function levels(call: PbxCall): Promise<Levels> {
  const parts = (await kept(call))?.recording?.parts ?? [];
  const bytes = await Promise.all(parts.map((part) => bytesOf(stage.service.context, part)));
  const code = `(${measure.toString()})(${JSON.stringify([bytes, Object.values(hz)])})`;
  return (await phone.inPage('desk', code, 60_000)) as Levels;
}

const showsAgain = (key: Parameters<DeskStage['words']>[0]): Promise<unknown> =>
  until(
    () =>
      phone.inPage(
        'desk',
        `[...document.querySelectorAll('section [role=status]')].some((one) => one.innerText.trim() === ${JSON.stringify(stage.words(key))})`,
      ),
    { what: `the line to say ${key}`, timeoutMs: 30_000 },
  );

/** The first file of a call's recording, as soon as the service has all of it. */
const inService = (call: PbxCall): Promise<RecordingPart> =>
  until(
    async () => {
      const part = (await kept(call))?.recording?.parts[0];
      return part !== undefined && (await isWhole(stage.service.context, part)) ? part : undefined;
    },
    { what: 'the recording in the service', timeoutMs: 60_000 },
  );

test('REC-1, REC-4, REC-8, REC-9: without a yes nothing is recorded; a consent taken back deletes what was', async () => {
  const { pool } = stage.service.context;
  const recordings = async (): Promise<number> =>
    (await pool.query<{ id: string }>('select id from file')).rows.filter(({ id }) => isRecordingId(id))
      .length;
  const before = await recordings();
  const first = await answered('queue-support', 'Support chat');
  await bar()
    .getByRole('button', { name: stage.words('recording.begin') })
    .click();
  expect(await tell(first, 0)).toBe('state');
  await press('recording.refuses');
  await shows('recording.is.refused');
  await press('phone.hangUp');
  await until(() => first.ended() === 'bye', { what: 'the end there' });
  await until(async () => (await kept(first))?.consent?.state === 'refused', {
    what: 'the word in the service',
  });

  const second = await answered('queue-support', 'Support chat');
  await bar()
    .getByRole('button', { name: stage.words('recording.begin') })
    .click();
  await press('recording.agrees');
  await shows('recording.is.on');
  await until(async () => (await kept(second))?.consent?.state === 'given', {
    what: 'the word in the service',
  });
  expect(await tell(second, 0)).toBeNull();
  const said = stage.page.getByRole('region', { name: stage.words('transcript.title') });
  await said.getByText('The lamp hums.').waitFor();
  await talk(second, 2);
  // REC-9: what is ended by hand is not written down any more, until it begins again.
  await press('recording.end');
  await press('recording.stop');
  await shows('transcript.paused');
  await stage.picture('unwritten-light');
  await unwritten(second, true);
  expect(await tell(second, 1)).toBeNull();
  await press('recording.again');
  await shows('recording.is.on');
  await unwritten(second, false);
  expect(await writtenWords(stage.service.context, second.callId(), 2)).toEqual(['The lamp hums.', null]);
  await press('recording.end');
  await press('recording.objects');
  await shows('recording.is.refused');
  await press('phone.hangUp');
  await until(async () => (await kept(second))?.consent?.state === 'refused', {
    what: 'the word in the service',
  });
  expect((await kept(second))?.recording?.parts ?? []).toEqual([]);
  await said.waitFor({ state: 'detached' });
  expect(await tell(second, 2)).toBe('forbidden');
  expect(await recordings()).toBe(before);
});

test('REC-6, REC-7: why a call is not recorded is said in its line, and waits for its agent when the call is over', async () => {
  const broken = `MediaRecorder.prototype.start = () => { throw new Error('No such codec.'); }; true`;
  await phone.inPage('phone', broken);
  const call = await answered('queue-support', 'Support chat');
  await bar()
    .getByRole('button', { name: stage.words('recording.begin') })
    .click();
  await press('recording.agrees');
  await shows('recording.problem.old');
  await stage.picture('not-recorded-light');
  await press('phone.hangUp');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
  await stage.page.locator('[data-attention]').waitFor();
  // Nobody has read it yet: it is still there when everything has ended without a word.
  await stage.crash();
  await phone.signedIn();
  await stage.page.locator('[data-attention]').click();
  const tray = stage.page.getByRole('region', { name: stage.words('attention.title') });
  await tray.getByText(stage.words('recording.lost.old')).waitFor();
  await tray.getByText(stage.words('recording.kept.nothing')).waitFor();
  await stage.picture('attention-light');
  await tray.getByRole('button', { name: stage.words('common.dismiss') }).click();
  await tray.getByText(stage.words('attention.empty')).waitFor();
  await stage.page.keyboard.press('Escape');
  await tray.waitFor({ state: 'detached' });
}, 120_000);

test('REC-2: a recording is listened to in its conversation, from any place of it', async () => {
  says = tone(hz.caller);
  const call = await answered('queue-orders', 'Orders and returns');
  await bar()
    .getByRole('button', { name: stage.words('recording.tell') })
    .click();
  await stage.picture('ask-light');
  await press('recording.told');
  await shows('recording.is.on');
  await talk(call, 5);
  await press('phone.hangUp');
  await until(async () => (await kept(call))?.recording?.parts.length === 1, {
    what: 'the recording',
    timeoutMs: 30_000,
  });
  const player = stage.page.getByRole('group', { name: stage.words('recording.title') }).last();
  await player.getByRole('button', { name: stage.words('recording.play') }).click();
  const place = player.getByRole('slider');
  await until(async () => Number(await place.inputValue()) >= 1, {
    what: 'the recording to be heard',
    timeoutMs: 20_000,
  });
  await player.getByRole('button', { name: stage.words('recording.playerPause') }).click();
  await place.fill('3');
  await player.getByRole('button', { name: stage.words('recording.play') }).click();
  await until(async () => Number(await place.inputValue()) >= 4, {
    what: 'the rest of it',
    timeoutMs: 20_000,
  });
  await stage.picture('kept-light');
  await stage.look({ theme: 'dark' });
  await stage.picture('kept-dark');
  await stage.look({ locale: 'ar', theme: 'light' });
  await stage.picture('kept-ar');
  await stage.look({ locale: 'en' });
});

test('REC-1 to REC-3, REC-9: told by a tone, recorded over two kills, paused by hand and by a card; only what may be is in the file', async () => {
  says = tone(hz.caller);
  const call = await answered('queue-billing', 'Billing');
  await until(() => levelAt(call.heard.samples().slice(-1024), hz.told, 8_000) > 100, {
    what: 'the caller to hear that the call is recorded',
    timeoutMs: 20_000,
  });
  await shows('recording.is.on');
  expect((await kept(call))?.consent).toMatchObject({
    state: 'given',
    how: 'announced',
    agentId: agent.agentId,
  });
  await talk(call, 2);
  await stage.picture('recording-light');

  await press('recording.pause');
  await shows('recording.is.paused');
  says = tone(hz.secret);
  await unwritten(call, true);
  expect(await tell(call, 0)).toBeNull();
  await talk(call, 2);
  says = tone(hz.caller);
  await talk(call, 1);
  await press('recording.resume');
  await shows('recording.is.on');
  await unwritten(call, false);

  await stage.page.keyboard.press('Control+k');
  const field = stage.page.getByRole('combobox', { name: stage.words('palette.title') });
  await field.fill('4111 1111 1111 1111');
  await shows('recording.is.pausedCard');
  says = tone(hz.card);
  await unwritten(call, true);
  expect(await tell(call, 1)).toBeNull();
  await talk(call, 2);
  says = tone(hz.caller);
  await talk(call, 1);
  await field.fill('');
  await stage.page.keyboard.press('Escape');
  await shows('recording.is.on');
  // The same in a session's own window, which has no telephone.
  const [own] = await Promise.all([
    stage.app.waitForEvent('window'),
    stage.page.keyboard.press('Control+Shift+N'),
  ]);
  await own.getByRole('textbox').first().waitFor();
  await own.keyboard.press('Control+k');
  await own.getByRole('combobox', { name: stage.words('palette.title') }).fill('4111 1111 1111 1111');
  await shows('recording.is.pausedCard');
  await own.keyboard.press('Escape');
  await own.keyboard.press('Escape');
  await own.getByRole('button', { name: stage.words('command.bringBack') }).click();
  await shows('recording.is.on');
  await talk(call, 1);

  // The agent's window ends in the middle, and then the store.
  await phone.killWindow();
  await showsAgain('recording.is.on');
  await talk(call, 1);
  await killStore(stage.app);
  await talk(call, 2);
  await showsAgain('recording.is.on');
  await unwritten(call, false);
  expect(await tell(call, 2)).toBeNull();
  expect((await kept(call))?.transcript).toEqual({ segments: 3 });
  expect(await writtenWords(stage.service.context, call.callId(), 3)).toEqual([null, null, 'The lamp hums.']);
  call.hangUp();

  const file = await inService(call);
  expect(file.pauses.length).toBeGreaterThanOrEqual(2);
  const { agent: left, caller: right, seconds } = await levels(call);
  // A microphone's sound comes through the noise filter; what must not be in the file is far below either.
  expect(left[hz.agent]).toBeGreaterThan(20);
  expect(right[hz.caller]).toBeGreaterThan(20);
  for (const secret of [hz.secret, hz.card]) {
    expect(left[secret]).toBeLessThan(3);
    expect(right[secret]).toBeLessThan(3);
  }
  expect(Math.abs(seconds * 1000 - file.ms)).toBeLessThan(1_500);
  // HEAR-1: how well it was heard stays with it.
  const quality = await until(async () => (await kept(call))?.quality, {
    what: 'the quality',
    timeoutMs: 20_000,
  });
  expect(quality.points.length).toBeGreaterThan(5);
  expect(quality.mos).toBeGreaterThan(1);

  // At rest nobody reads it: neither what a recording begins with nor its codec's name stands in a file of the desk.
  const files = (await readdir(stage.folder, { recursive: true })).filter((name) =>
    name.includes('files.db'),
  );
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const bytes = await readFile(join(stage.folder, name));
    expect(bytes.includes('OpusHead')).toBe(false);
  }
});

test('REC-5: in conference all three are in the recording, the third once told and until then nobody; over two kills', async () => {
  await stage.restart();
  await phone.signedIn();
  says = tone(hz.caller);
  const call = await answered('queue-orders', 'Orders and returns');
  await bar()
    .getByRole('button', { name: stage.words('recording.tell') })
    .click();
  await press('recording.told');
  await shows('recording.is.on');
  await talk(call, 1);
  const before = pbx.called.length;
  await stage.page.keyboard.press('Control+Shift+F');
  const to = bar().getByRole('combobox', { name: stage.words('phone.dial.field') });
  await to.fill('201');
  await to.press('Enter');
  const third = await until(() => pbx.called[before], { what: 'the call to the third', timeoutMs: 15_000 });
  third.answer();
  await bar()
    .getByRole('group', { name: 'Ada', exact: true })
    .getByRole('button', { name: stage.words('phone.conference') })
    .click();
  const hears = (one: PbxCall, there: number): Promise<unknown> =>
    until(() => levelAt(one.heard.samples().slice(-2048), there, 8_000) > 200, {
      what: `somebody to hear ${String(there)} Hz`,
      timeoutMs: 20_000,
    });
  await hears(call, hz.third);
  await hears(third, hz.caller);
  // Nobody has told the third: nothing of anybody gets in.
  const tell = bar().getByRole('button', { name: /^Tell .*201/ });
  await tell.waitFor();
  await stage.picture('conference-light');
  says = tone(hz.secret);
  await talk(call, 2);
  says = tone(hz.caller);
  await talk(call, 1);
  await tell.click();
  await stage.picture('conference-tell-light');
  await press('recording.told');
  await shows('recording.is.on');
  // The desk says so at once; the service is told with the next push.
  const parties = await until(async () => (await kept(call))?.parties, { what: 'the word of the third' });
  expect(parties).toMatchObject([
    { callId: third.callId(), number: '201', consent: { state: 'given', how: 'announced' } },
  ]);
  await talk(call, 2);
  await phone.killWindow();
  await showsAgain('recording.is.on');
  await killStore(stage.app);
  await talk(call, 2);
  await showsAgain('recording.is.on');
  third.hangUp();
  call.hangUp();
  await inService(call);
  const { agent: left, caller: right } = await levels(call);
  expect(left[hz.agent]).toBeGreaterThan(20);
  expect(right[hz.caller]).toBeGreaterThan(20);
  expect(right[hz.third]).toBeGreaterThan(20);
  expect(left[hz.secret]).toBeLessThan(3);
  expect(right[hz.secret]).toBeLessThan(3);
}, 150_000);
